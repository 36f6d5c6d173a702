/** What of a published review would be another number today: as a list, and marked where each number stands. */
import type { Difference } from '$lib/review/published.ts';
import type { Block, Cell, MeasureName, ReviewDocument } from '$lib/review/document.ts';
import { m } from '$lib/paraglide/messages.js';
import { NOTHING } from './write/blocks.ts';
import { measureWords } from './write/measure-words.ts';
import { tableOfChart } from './text/tables.ts';

/** A number in a document, or a row that holds numbers. */
interface Spot {
	/** The same in both documents. */
	readonly key: string;
	/** What it is a number of, from the section down. */
	readonly what: string;
	readonly text: string;
	/** Of a number in a row of a table: the spot of that row. */
	readonly row?: string;
	readonly isRow?: boolean;
}

interface Compared {
	/** The kept one, with what each number would be today. */
	readonly document: ReviewDocument;
	/** In the order of the kept document; then what only today's has. */
	readonly differences: readonly Difference[];
}

/** @param why in words, what came between */
export function compare(kept: ReviewDocument, today: ReviewDocument, why: string): Compared {
	const before = spotsOf(kept);
	const after = spotsOf(today);
	const differing = new Map<string, Difference>();
	for (const { key, what, row, isRow } of [...before.values(), ...after.values()]) {
		// A row that one of the two lists only tells nothing of its numbers in the other one: lists have an end.
		if (row !== undefined && !(before.has(row) && after.has(row))) continue;
		const absent = isRow === true ? m.review_not_listed() : NOTHING;
		const [one, other] = [before, after].map((spots) => spots.get(key)?.text ?? absent);
		if (one !== other && one !== undefined && other !== undefined)
			differing.set(key, { what, kept: one, today: other });
	}
	return {
		differences: [...differing.values()],
		document: withReasons(
			mapBlocks(kept, (block, place) => marked(block, place, (key) => differing.get(key)?.today)),
			why
		)
	};
}

/** What a number would be today; undefined: the same. */
type TodayOf = (key: string) => string | undefined;

function marked(block: Block, place: Place, todayOf: TodayOf): Block {
	const said = (text: string) => m.review_would_be({ text });
	switch (block.kind) {
		case 'sentence': {
			const today = todayOf(place.key);
			return today === undefined ? block : { ...block, today: said(today) };
		}
		case 'figures':
			return {
				...block,
				figures: block.figures.map((figure) => {
					const today = todayOf(`${place.key}/${figure.title}`);
					return today === undefined ? figure : { ...figure, today: said(today) };
				})
			};
		case 'shares':
		case 'lines':
			return spotsIn(block, place).some(({ key }) => todayOf(key) !== undefined)
				? { ...block, today: m.review_chart_differs() }
				: block;
		case 'table': {
			const rows = block.rows.map((row, index) => {
				const key = rowKey(row, index, place);
				return row.map((cell, at): Cell => {
					if (cell.kind !== 'number') return cell;
					const text = todayOf(cellKey(key, at));
					return text === undefined ? cell : { ...cell, today: said(text) };
				});
			});
			return { ...block, rows };
		}
		case 'heading':
		case 'note':
		case 'points':
		case 'quote':
		case 'decision':
		case 'definition':
			return block;
	}
}

/** Above the numbers of each section that would be others today: why. */
function withReasons(document: ReviewDocument, why: string): ReviewDocument {
	const reason: Block = { kind: 'note', text: [m.review_marks(), why].join(' ') };
	return {
		...document,
		sections: document.sections.map((section) =>
			section.blocks.some(isMarked) ? { ...section, blocks: [reason, ...section.blocks] } : section
		)
	};
}

function isMarked(block: Block): boolean {
	if (block.kind === 'figures') return block.figures.some(({ today }) => today !== undefined);
	if (block.kind === 'table')
		return block.rows.flat().some((cell) => cell.kind === 'number' && cell.today !== undefined);
	return 'today' in block && block.today !== undefined;
}

function spotsOf(document: ReviewDocument): Map<string, Spot> {
	const found = new Map<string, Spot>();
	mapBlocks(document, (block, place) => {
		for (const spot of spotsIn(block, place)) found.set(spot.key, spot);
		return block;
	});
	return found;
}

/** Where a block stands, by a name that both documents have and by one for people. */
interface Place {
	readonly key: string;
	readonly names: readonly string[];
}

/** Definitions and the data itself are no figures of a review, and decisions are compared by themselves. */
function mapBlocks(
	document: ReviewDocument,
	change: (block: Block, place: Place) => Block
): ReviewDocument {
	return {
		...document,
		sections: document.sections.map((section) => {
			if (section.id === 'appendix' || section.id === 'decisions') return section;
			const seen = new Map<string, number>();
			return {
				...section,
				blocks: section.blocks.map((block) => {
					const name = nameOf(block);
					const count = (seen.get(name) ?? 0) + 1;
					seen.set(name, count);
					return change(block, {
						key: [section.id, block.kind, name, count].join('/'),
						names: [section.title, ...(block.kind === 'sentence' ? [titleOf(name)] : [name])]
					});
				})
			};
		})
	};
}

function nameOf(block: Block): string {
	if (block.kind === 'sentence') return block.evidence[0]?.measure ?? '';
	return block.kind === 'table' || block.kind === 'shares' || block.kind === 'lines'
		? // The name of a pattern has its count with it.
			block.title.replace(/ \([^()]*\)$/, '')
		: '';
}

function spotsIn(block: Block, { key, names }: Place): Spot[] {
	const named = (...more: readonly string[]) =>
		[...new Set([...names, ...more])].filter((part) => part !== '').join(' · ');
	switch (block.kind) {
		case 'sentence':
			return [{ key, what: named(), text: block.text }];
		case 'figures':
			return block.figures.map(({ title, text }) => ({
				key: `${key}/${title}`,
				what: named(title),
				text
			}));
		case 'shares':
		case 'lines': {
			const { columns, rows } = tableOfChart(block);
			return rows.flatMap((row) =>
				row.flatMap((cell, at) => {
					const what = named(row[0]?.text ?? '', columns[at]?.title ?? '');
					return cell.kind === 'number' ? [{ key: `${key}/${what}`, what, text: cell.text }] : [];
				})
			);
		}
		case 'table':
			return block.rows.flatMap((row, index): Spot[] => {
				const own = rowKey(row, index, { key, names });
				const title = row[0]?.text ?? '';
				const numbers = row.flatMap((cell, at): Spot[] =>
					cell.kind === 'number'
						? [
								{
									key: cellKey(own, at),
									what: named(title, block.columns[at]?.title ?? ''),
									text: cell.text,
									row: own
								}
							]
						: []
				);
				return numbers.length === 0
					? []
					: [{ key: own, what: named(title), text: m.review_listed(), isRow: true }, ...numbers];
			});
		case 'heading':
		case 'note':
		case 'points':
		case 'quote':
		case 'decision':
		case 'definition':
			return [];
	}
}

/** By the goal or department that the row leads to, because titles change and repeat themselves. */
function rowKey([first]: readonly Cell[], index: number, { key }: Place): string {
	const own = first?.kind === 'text' ? (first.href ?? first.text) : '';
	return `${key}/${own === '' ? index : own}`;
}

function cellKey(row: string, at: number): string {
	return `${row}#${at}`;
}

function titleOf(measure: string): string {
	// The cast of this door: a sentence is named by a MeasureName.
	return measure === '' ? '' : measureWords(measure as MeasureName).title;
}
