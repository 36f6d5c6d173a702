/** Chinese characters for devices that have none, such as a screen on a wall with a bare Linux. */
import sheet from '@fontsource-variable/noto-sans-sc/wght.css?url';
import { drawAnew } from './draw-anew.ts';

/** Characters, and their own signs of punctuation. */
const CHINESE = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/gu;
/** The sheet has nothing but faces, and is ours: it needs no parser, which on a phone takes a tenth of a second. */
const FACE = /src:\s*url\((?<file>[^)]+)\).*?unicode-range:\s*(?<range>[^;}]+)/gs;
let isAsked = false;

interface Face {
	/** Where its file is. */
	readonly address: string;
	readonly range: string;
}

/**
 * Brings the font when the page shows Chinese and the device cannot; cheap to call after every navigation. It has 100 faces for
 * different characters (25 kB compressed to name them), and a page of titles needs a dozen. Each that a browser loads by itself lays
 * the whole page out anew when it arrives; so those of this page are fetched first, and then the page learns of all faces together,
 * because it is laid out anew whenever it learns of some: for half a second where a matrix is wide. The others load when they are shown.
 */
export async function bringChineseIfLacking(): Promise<void> {
	// Not in the task in which a page comes alive: what it takes would come on top.
	await new Promise((resolve) => setTimeout(resolve));
	if (isAsked) return;
	const shown = wordsOfPage().match(CHINESE);
	if (shown === null) return;
	isAsked = true;
	if (!looksAlike('国', '务')) return;
	const points = new Set(shown.map((character) => character.codePointAt(0) ?? 0));
	const faces = await allFaces();
	const here = new Set(faces.filter((one) => hasOneOf(one, points)));
	const loaded = await Promise.all(Array.from(here, fetched));
	const others = faces.filter((one) => !here.has(one)).map(named);
	for (const face of [...loaded, ...others]) document.fonts.add(face);
	drawAnew(CHINESE);
}

/** Not by `innerText`, which lays out what is far below the screen (base.css). A list that is closed shows the chosen name alone. */
function wordsOfPage(): string {
	const chosen = Array.from(
		document.querySelectorAll('select'),
		({ selectedOptions }) => selectedOptions[0]?.text ?? ''
	);
	const written = Array.from(
		document.querySelectorAll('[data-sandbox], header nav, main'),
		({ textContent }) => textContent
	);
	return [...chosen, ...(written.length > 0 ? written : [document.body.innerText])].join('\n');
}

async function allFaces(): Promise<Face[]> {
	const base = new URL(sheet, document.baseURI);
	const text = await (await fetch(base)).text();
	return Array.from(text.matchAll(FACE), ({ groups }) => ({
		address: new URL(groups?.['file'] ?? '', base).href,
		range: groups?.['range'] ?? ''
	}));
}

/** `U+4E00-4E05,U+5F3A,U+FF??` */
function hasOneOf({ range }: Face, points: ReadonlySet<number>): boolean {
	return range.split(',').some((part) => {
		const [from = '', to = from] = part.slice('U+'.length).split('-');
		const low = parseInt(from.replaceAll('?', '0'), 16);
		const high = parseInt(to.replaceAll('?', 'F'), 16);
		for (let point = low; point <= high; point++) if (points.has(point)) return true;
		return false;
	});
}

/** Loaded when it is needed. */
function named({ address, range }: Face): FontFace {
	return face(`url("${address}")`, range);
}

async function fetched(one: Face): Promise<FontFace> {
	try {
		return face(await (await fetch(one.address)).arrayBuffer(), one.range);
	} catch {
		// Without a network: perhaps there is one when the browser asks.
		return named(one);
	}
}

/** Of the family that --font names (tokens.css). */
function face(source: string | ArrayBuffer, unicodeRange: string): FontFace {
	return new FontFace('Noto Sans SC Variable', source, {
		weight: '100 900',
		unicodeRange,
		display: 'swap'
	});
}

/**
 * Whether two characters are drawn as the same picture: then it is the box for what is missing. Of fonts themselves a browser tells
 * nothing that holds on every system. Where boxes carry the number of their character (Firefox) they differ, and nothing is loaded.
 */
function looksAlike(one: string, other: string): boolean {
	const canvas = document.createElement('canvas');
	canvas.width = canvas.height = 24;
	const context = canvas.getContext('2d', { willReadFrequently: true });
	if (context === null) return false;
	context.font = '20px sans-serif';
	const pictures = [one, other].map((character) => {
		context.clearRect(0, 0, 24, 24);
		context.fillText(character, 2, 20);
		return context.getImageData(0, 0, 24, 24).data.join();
	});
	return pictures[0] === pictures[1];
}
