/** Tables on slides: how wide their columns are, how high their rows, and which rows fit. */
import type { Block, Cell, Column } from '$lib/review/document.ts';
import { longestPiece } from '$lib/format/lines.ts';
import { cleaned, heightOf, lineHeight, PADDING, splitAt } from './paragraphs.ts';
import { WIDTH, type CellOf, type Paragraph } from './shapes.ts';

export interface TableRow {
	readonly height: number;
	readonly cells: readonly CellOf[];
}

export interface TableOf {
	readonly widths: readonly number[];
	readonly head: TableRow;
	readonly rows: readonly TableRow[];
}

type TableBlock = Extract<Block, { kind: 'table' }>;

/** A table of a name and a number or two needs no whole slide. */
const NARROW = 560;
const FEW = 4;

/** @param most how high a row may become; what is higher goes on in a row below it */
export function tableOf({ columns, rows }: TableBlock, most: number): TableOf {
	const size = columns.length > FEW ? 10.5 : 12;
	const width = columns.length <= FEW && columns.filter(isText).length < 2 ? NARROW : WIDTH;
	const widths = widthsOf(columns, rows, width, size);
	const rowOf = (paragraphs: readonly Paragraph[], isHead: boolean): TableRow => ({
		height: Math.max(
			lineHeight({ size }) + 2 * PADDING,
			...paragraphs.map((one, at) => heightOf(one, inner(widths[at])) + 2 * PADDING)
		),
		cells: paragraphs.map((paragraph) => ({ paragraph, isHead }))
	});
	const head = rowOf(
		columns.map((column) => headOf(column, size)),
		true
	);
	const room = most - head.height - 2 * PADDING;
	const lines = Math.max(1, Math.floor(room / lineHeight({ size })));
	return {
		widths,
		head,
		rows: rows
			.flatMap((row) =>
				splitRow(
					row.map((cell) => paragraphOf(cell, size)),
					widths,
					lines
				)
			)
			.map((row) => rowOf(row, false))
	};
}

function splitRow(
	row: readonly Paragraph[],
	widths: readonly number[],
	lines: number
): (readonly Paragraph[])[] {
	const parts = row.map((cell, at) => splitAt(cell, inner(widths[at]), lines));
	const first = parts.map(([part]) => part);
	if (parts.every(([, rest]) => rest === null)) return [first];
	const rest = parts.map(([part, more]) => more ?? { ...part, runs: [] });
	return [first, ...splitRow(rest, widths, lines)];
}

/** By their shares, and none narrower than its longest word as long as there is room; all in points. */
export function widthsOf(
	columns: readonly Column[],
	rows: readonly (readonly Cell[])[],
	width: number,
	size: number
): number[] {
	const least = columns.map((column, at) => {
		const numbers = column.kind === 'number' ? rows.map((row) => row[at]?.text ?? '') : [];
		const head = longestPiece(column.title, size, true);
		return Math.max(head, ...numbers.map((text) => longestPiece(text, size))) + 2 * PADDING + 2;
	});
	const fixed = new Set<number>();
	for (;;) {
		const taken = [...fixed].reduce((sum, at) => sum + (least[at] ?? 0), 0);
		const shares = columns.reduce((sum, { share }, at) => sum + (fixed.has(at) ? 0 : share), 0);
		const widthAt = (at: number) =>
			((width - taken) * (columns[at]?.share ?? 0)) / Math.max(shares, 0.001);
		const tight = columns.findIndex((_, at) => !fixed.has(at) && widthAt(at) < (least[at] ?? 0));
		if (tight >= 0 && fixed.size < columns.length - 1) fixed.add(tight);
		else if (taken > width * 0.8) return columns.map(({ share }) => evenly(columns, share, width));
		else return columns.map((_, at) => (fixed.has(at) ? (least[at] ?? 0) : widthAt(at)));
	}
}

function evenly(columns: readonly Column[], share: number, width: number): number {
	return (width * share) / columns.reduce((sum, column) => sum + column.share, 0);
}

function headOf({ title, kind }: Column, size: number): Paragraph {
	return cleaned({
		runs: [{ text: title, isBold: true, ink: 'soft' }],
		size,
		align: kind === 'number' ? 'end' : 'start'
	});
}

function paragraphOf(cell: Cell, size: number): Paragraph {
	return cleaned(
		cell.kind === 'number'
			? { runs: [{ text: cell.text }], size, align: 'end' }
			: { runs: [{ text: cell.text, href: cell.href }], size, isForeign: cell.isForeign }
	);
}

function isText({ kind }: Column): boolean {
	return kind === 'text';
}

function inner(width = 0): number {
	return width - 2 * PADDING;
}
