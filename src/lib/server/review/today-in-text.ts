/** What the numbers of a published review would be today, written behind each of them: for files, whose blocks are words only. */
import type { Block, Cell, ReviewDocument } from '$lib/review/document.ts';

export function withTodayInText(document: ReviewDocument): ReviewDocument {
	return {
		...document,
		sections: document.sections.map((section) => ({
			...section,
			blocks: section.blocks.flatMap(inText)
		}))
	};
}

function inText(block: Block): Block[] {
	switch (block.kind) {
		case 'sentence':
			return [{ ...block, text: joined(block.text, block.today) }];
		case 'figures': {
			const figures = block.figures.map((figure) => ({
				...figure,
				note: joined(figure.note, figure.today, ' · ')
			}));
			return [{ ...block, figures }];
		}
		case 'shares':
		case 'lines':
			return block.today === undefined ? [block] : [block, { kind: 'note', text: block.today }];
		case 'table':
			return [{ ...block, rows: block.rows.map((row) => row.map(cellInText)) }];
		case 'heading':
		case 'note':
		case 'points':
		case 'quote':
		case 'decision':
		case 'definition':
			return [block];
	}
}

function cellInText(cell: Cell): Cell {
	return cell.kind === 'number' && cell.today !== undefined
		? { ...cell, text: `${cell.text} (${cell.today})` }
		: cell;
}

function joined(text: string, today: string | undefined, between = ' '): string {
	return today === undefined ? text : `${text}${between}${today}`;
}
