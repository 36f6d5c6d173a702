/** Check-in HTML -> lines of plain text (metrics.md 14.1). */
import { Parser } from 'htmlparser2';

/** Elements that start and end a line; every other tag vanishes without a trace. */
const BLOCKS: ReadonlySet<string> = new Set(
	(
		'address article aside blockquote body center dd div dl dt fieldset figcaption figure footer form ' +
		'h1 h2 h3 h4 h5 h6 header hr html li main nav ol option p pre section table tbody td tfoot th thead tr ul'
	).split(' ')
);
const SILENT: ReadonlySet<string> = new Set(['script', 'style', 'head', 'template']);

export interface CheckInLines {
	/** Without empty ones, trimmed, white space collapsed, normalised as `plainText` does. */
	readonly lines: readonly string[];
	/** Names that the source marks as mentions, without `@`, in order. */
	readonly mentionEntities: readonly string[];
}

/** Never throws: broken HTML is read as browsers read it. Linear in the length of `html`. */
export function linesOf(html: string): CheckInLines {
	const lines: string[] = [];
	const mentionEntities: string[] = [];
	let line: string[] = [];
	let silentDepth = 0;
	/** Open elements inside a mention, and its text; null outside. */
	let mention: { depth: number; text: string[] } | null = null;

	const endLine = (): void => {
		const text = tidy(line.join(''));
		line = [];
		if (text !== '') lines.push(text);
	};
	const parser = new Parser(
		{
			onopentag(name, attributes) {
				if (SILENT.has(name)) silentDepth += 1;
				if (mention !== null) mention.depth += 1;
				else if (isMention(attributes)) mention = { depth: 1, text: [] };
				if (name === 'br' || BLOCKS.has(name)) endLine();
			},
			ontext(text) {
				if (silentDepth > 0) return;
				line.push(text);
				mention?.text.push(text);
			},
			onclosetag(name) {
				if (SILENT.has(name)) silentDepth -= 1;
				if (mention !== null && --mention.depth === 0) {
					const person = tidy(mention.text.join('')).replace(/^@\s*/, '');
					if (person !== '') mentionEntities.push(person);
					mention = null;
				}
				if (BLOCKS.has(name)) endLine();
			}
		},
		{ decodeEntities: true }
	);
	// Text without any tag is no HTML: there a line break is one.
	if (!html.includes('<')) {
		for (const part of html.split(/\r\n|\r|\n/)) {
			parser.write(part);
			parser.write('<br>');
		}
	} else {
		parser.write(html);
	}
	parser.end();
	endLine();
	return { lines, mentionEntities };
}

function isMention(attributes: Readonly<Record<string, string>>): boolean {
	const type = attributes['data-type'] ?? '';
	return (
		type === 'mention' ||
		type === 'at' ||
		(attributes['class'] ?? '').split(/\s/).includes('mention')
	);
}

function tidy(text: string): string {
	return plainText(text).replace(/\s+/g, ' ').trim();
}

/** NFKC, without format characters (bidi marks, zero-width, BOM), every decimal digit as ASCII. */
export function plainText(text: string): string {
	if (/^[\t\n\r -~]*$/.test(text)) return text;
	const composed = text.normalize('NFKC');
	const visible = /\p{Cf}/u.test(composed)
		? composed.replace(/\p{Cf}/gu, '').normalize('NFKC')
		: composed;
	return visible.replace(/(?![0-9])\p{Nd}/gu, asciiDigit);
}

const digits = new Map<string, string>();

/** Unicode assigns decimal digits in runs of ten, zero first. */
function asciiDigit(digit: string): string {
	const known = digits.get(digit);
	if (known !== undefined) return known;
	let before = 0;
	for (let point = (digit.codePointAt(0) ?? 0) - 1; isDecimal(point); point -= 1) before += 1;
	const value = String(before % 10);
	digits.set(digit, value);
	return value;
}

function isDecimal(point: number): boolean {
	return point > 0 && /^\p{Nd}$/u.test(String.fromCodePoint(point));
}
