/** Which numbers of two documents of the same review differ. */
import type { Difference } from '$lib/review/published.ts';
import type { Block, MeasureName, ReviewDocument } from '$lib/review/document.ts';
import { definitionNamed } from '../cube/definitions.ts';
import type { ViewName } from '../cube/catalog.ts';
import { NOTHING } from './write/blocks.ts';

/** In the order of the kept document; then what only today's has. */
export function differencesOf(kept: ReviewDocument, today: ReviewDocument): Difference[] {
	const before = numbersOf(kept);
	const after = numbersOf(today);
	return [...new Set([...before.keys(), ...after.keys()])].flatMap((what) => {
		const [one, other] = [before.get(what) ?? NOTHING, after.get(what) ?? NOTHING];
		return one === other ? [] : [{ what, kept: one, today: other }];
	});
}

/** By what each is a number of. */
function numbersOf({ sections }: ReviewDocument): Map<string, string> {
	const found = new Map<string, string>();
	for (const { id, title, blocks } of sections) {
		if (id === 'appendix') continue;
		for (const block of blocks)
			for (const [what, text] of numbersIn(block)) {
				const name = [title, ...what].filter((part) => part !== '').join(' · ');
				if (!found.has(name)) found.set(name, text);
			}
	}
	return found;
}

function numbersIn(block: Block): (readonly [readonly string[], string])[] {
	switch (block.kind) {
		case 'figures':
			return block.figures.map(({ title, text }) => [[title], text] as const);
		case 'sentence':
			return [[[titleOf(block.evidence[0]?.measure)], block.text]];
		case 'table':
			return block.rows.flatMap((row) =>
				row.flatMap((cell, index) =>
					cell.kind === 'number'
						? [
								[
									[block.title, row[0]?.text ?? '', block.columns[index]?.title ?? ''],
									cell.text
								] as const
							]
						: []
				)
			);
		case 'heading':
		case 'note':
		case 'shares':
		case 'lines':
		case 'points':
		case 'quote':
		case 'decision':
		case 'definition':
			return [];
	}
}

function titleOf(measure: MeasureName | undefined): string {
	if (measure === undefined) return '';
	const [view, member = ''] = measure.split('.');
	// The cast of this door: a MeasureName is made of a view and a measure of it.
	return definitionNamed(view as ViewName, member).title;
}
