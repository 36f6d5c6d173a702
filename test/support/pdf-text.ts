/** What a PDF of Chromium says, as a reader or a screen reader gets it: the texts of its pages by the Unicode that its fonts name. */
import { inflateSync } from 'node:zlib';

export interface PdfFile {
	readonly pages: number;
	readonly isTagged: boolean;
	/** BCP 47; null: it names none. */
	readonly language: string | null;
	/** Titles of the bookmarks. */
	readonly bookmarks: number;
	/** Of all pages, in the order of painting, without spaces: where lines break is no part of what is said. */
	readonly text: string;
}

type Unicode = ReadonlyMap<number, string>;

/** PDF 1.4 as Skia writes it: every object stands for itself, and streams are packed by Flate or not at all. */
export function readPdf(bytes: Uint8Array): PdfFile {
	const file = Buffer.from(bytes).toString('latin1');
	if (!file.startsWith('%PDF-')) throw new Error('This is no PDF.');
	const objects = new Map<number, string>();
	for (const [, id, body] of file.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g))
		objects.set(Number(id), body ?? '');

	const contents = new Set<number>();
	const fonts = new Map<string, Unicode>();
	let pages = 0;
	for (const body of objects.values()) {
		for (const [, name, id] of body.matchAll(/\/(F\d+) (\d+) 0 R/g))
			if (!fonts.has(name ?? '')) fonts.set(name ?? '', unicodeOf(Number(id), objects));
		if (!/\/Type \/Page\b(?!s)/.test(body)) continue;
		pages += 1;
		for (const [, id] of body.matchAll(/\/Contents (\d+) 0 R/g)) contents.add(Number(id));
	}
	const all = [...objects.values()];
	return {
		pages,
		isTagged: all.some((body) => /\/MarkInfo\s*<<[^>]*\/Marked true/.test(body)),
		language: /\/Lang \(([^)]*)\)/.exec(file)?.[1] ?? null,
		bookmarks: all.filter((body) => /\/Title \(?[\s\S]*\/Dest|\/Title[\s\S]*\/Parent/.test(body))
			.length,
		text: [...contents].map((id) => textOf(streamOf(objects.get(id) ?? ''), fonts)).join('')
	};
}

function streamOf(body: string): string {
	const [head = '', rest] = body.split(/stream\r?\n/, 2);
	const start = body.indexOf('stream') + 'stream'.length;
	if (rest === undefined) return '';
	const data = Buffer.from(body.slice(start).replace(/^\r?\n/, ''), 'latin1');
	return head.includes('/FlateDecode')
		? inflateSync(data).toString('latin1')
		: data.toString('latin1');
}

/** Its codes as Unicode, from the map that is made for copying and searching. */
function unicodeOf(font: number, objects: ReadonlyMap<number, string>): Unicode {
	const id = /\/ToUnicode (\d+) 0 R/.exec(objects.get(font) ?? '')?.[1];
	const map = new Map<number, string>();
	if (id === undefined) return map;
	const table = streamOf(objects.get(Number(id)) ?? '');
	for (const [, part] of table.matchAll(/beginbfchar([\s\S]*?)endbfchar/g))
		for (const [, code, sign] of (part ?? '').matchAll(/<(\w+)>\s*<(\w+)>/g))
			map.set(parseInt(code ?? '', 16), signOf(sign ?? ''));
	for (const [, part] of table.matchAll(/beginbfrange([\s\S]*?)endbfrange/g))
		for (const [, first, last, sign] of (part ?? '').matchAll(/<(\w+)>\s*<(\w+)>\s*<(\w+)>/g))
			for (let at = parseInt(first ?? '', 16); at <= parseInt(last ?? '', 16); at += 1)
				map.set(
					at,
					String.fromCodePoint(parseInt(sign ?? '', 16) + at - parseInt(first ?? '', 16))
				);
	return map;
}

function signOf(hex: string): string {
	return Buffer.from(hex, 'hex').swap16().toString('utf16le');
}

function textOf(content: string, fonts: ReadonlyMap<string, Unicode>): string {
	let font: Unicode = new Map();
	let width = 1;
	let text = '';
	/** Of each marked piece that is open: whether it says itself how it reads, instead of its signs. */
	const marked: boolean[] = [];
	const parts = content.matchAll(
		/\/ActualText\s*<(\w+)>\s*>>\s*BDC|\b(BDC|BMC|EMC)\b|\/(F\d+) [\d.]+ Tf|<([0-9A-Fa-f]+)>|\(((?:\\[\s\S]|[^\\()])*)\)\s*Tj/g
	);
	for (const [, actual, mark, name, hex, literal] of parts) {
		if (actual !== undefined) {
			// UTF-16 behind a byte order mark; a letter that its font puts together from two signs, say.
			text += signOf(actual.slice(4));
			marked.push(true);
		} else if (mark === 'EMC') marked.pop();
		else if (mark !== undefined) marked.push(false);
		else if (name !== undefined) {
			font = fonts.get(name) ?? new Map();
			width = Math.max(0, ...font.keys()) > 255 ? 2 : 1;
		} else if (marked.includes(true)) continue;
		else if (hex !== undefined) {
			// Type 3 fonts have codes of one byte, the others of two.
			const size = hex.length % 4 === 0 && width === 2 ? 4 : 2;
			for (let at = 0; at < hex.length; at += size)
				text += font.get(parseInt(hex.slice(at, at + size), 16)) ?? '';
		} else if (literal !== undefined)
			for (const sign of unescaped(literal)) text += font.get(sign.charCodeAt(0)) ?? '';
	}
	return text.replaceAll(/\s+/g, '');
}

function unescaped(literal: string): string {
	const NAMED: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
	return literal.replaceAll(
		/\\(?:([0-7]{1,3})|([\s\S]))/g,
		(_all, octal?: string, sign?: string) =>
			octal !== undefined
				? String.fromCharCode(parseInt(octal, 8))
				: (NAMED[sign ?? ''] ?? sign ?? '')
	);
}
