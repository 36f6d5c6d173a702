/** Paragraphs: how high they are, and what of them fits. */
import { plainText } from '../../office/xml.ts';
import { LINE, lineEnds } from '$lib/format/lines.ts';
import type { Paragraph, Run } from './shapes.ts';

/** Before the text of an item of a list. */
const BULLET = 14;
/** Inside a cell or tile, on each side. */
export const PADDING = 4;

export function textOf({ runs }: Pick<Paragraph, 'runs'>): string {
	return runs.map(({ text }) => text).join('');
}

export function indentOf({ indent = 0, isBullet = false }: Paragraph): number {
	return indent + (isBullet ? BULLET : 0);
}

export function lineHeight({ size }: Pick<Paragraph, 'size'>): number {
	return Math.ceil(size * LINE * 2) / 2;
}

export function heightOf(paragraph: Paragraph, width: number): number {
	return endsOf(paragraph, width).length * lineHeight(paragraph);
}

/** Of paragraphs below one another, with the room between them. */
export function heightOfAll(paragraphs: readonly Paragraph[], width: number): number {
	return paragraphs.reduce(
		(sum, one, index) => sum + (index === 0 ? 0 : (one.before ?? 0)) + heightOf(one, width),
		0
	);
}

/** Its first lines, and the rest; null: there is none. */
export function splitAt(
	paragraph: Paragraph,
	width: number,
	lines: number
): [Paragraph, Paragraph | null] {
	const ends = endsOf(paragraph, width);
	const end = ends[Math.max(1, lines) - 1];
	if (end === undefined || ends.length <= lines) return [paragraph, null];
	const text = textOf(paragraph);
	return [
		{ ...paragraph, runs: sliceRuns(paragraph.runs, 0, end) },
		{
			...paragraph,
			isBullet: false,
			indent: indentOf(paragraph),
			runs: sliceRuns(paragraph.runs, end, text.length)
		}
	];
}

/** As it will be written: its signs are those that XML holds. */
export function cleaned(paragraph: Paragraph): Paragraph {
	return {
		...paragraph,
		runs: paragraph.runs.map((run) => ({ ...run, text: plainText(run.text) }))
	};
}

function endsOf(paragraph: Paragraph, width: number): number[] {
	const isBold = paragraph.runs.some((run) => run.isBold === true);
	return lineEnds(textOf(paragraph), width - indentOf(paragraph), paragraph.size, isBold);
}

function sliceRuns(runs: readonly Run[], from: number, to: number): Run[] {
	let at = 0;
	return runs.flatMap((run) => {
		const start = at;
		at += run.text.length;
		const text = run.text.slice(Math.max(0, from - start), Math.max(0, to - start));
		return text === '' ? [] : [{ ...run, text }];
	});
}
