import { describe, expect, it } from 'vitest';
import { sampleReview } from '../../../../test/support/sample-review.ts';
import type { Block, ReviewDocument } from '$lib/review/document.ts';
import { compare } from './differences.ts';
import { markdownOf } from './text/markdown.ts';
import { withTodayInText } from './today-in-text.ts';

const kept = sampleReview('en');
const WHY = 'The data was read again since then.';

/** The same review with other blocks in its first section. */
function changed(change: (block: Block) => Block): ReviewDocument {
	return {
		...kept,
		sections: kept.sections.map((section, index) =>
			index === 0 ? { ...section, blocks: section.blocks.map(change) } : section
		)
	};
}

describe('a published review beside one of today', () => {
	it('that has the same numbers is marked nowhere, whatever the titles of goals are today', () => {
		const renamed = changed((block) =>
			block.kind === 'table'
				? {
						...block,
						rows: block.rows.map(([first, ...rest]) =>
							first?.kind === 'text' ? [{ ...first, text: 'Renamed' }, ...rest] : []
						)
					}
				: block
		);
		expect(compare(kept, renamed, WHY)).toEqual({ document: kept, differences: [] });
	});

	it('says at each number what it would be today, and once in its section why', () => {
		const today = changed((block) => {
			if (block.kind === 'figures')
				return {
					...block,
					figures: block.figures.map((one, at) => (at === 0 ? { ...one, text: '57%' } : one))
				};
			if (block.kind === 'sentence' && block.text.startsWith('The delivery'))
				return { ...block, text: 'The delivery score is 57%.' };
			if (block.kind === 'table')
				return {
					...block,
					rows: block.rows.map((row, at) =>
						row.map((cell) =>
							at === 5 && cell.kind === 'number' ? { ...cell, value: 70, text: '70' } : cell
						)
					)
				};
			return block;
		});
		const { document, differences } = compare(kept, today, WHY);
		expect(differences).toEqual([
			{ what: 'In short · Delivery score', kept: '42%', today: '57%' },
			{
				what: 'In short · Delivery score',
				kept: 'The delivery score is 42%, of 31 key results that can be judged.',
				today: 'The delivery score is 57%.'
			},
			{ what: 'In short · Goals · Goal 5 · Progress', kept: '5', today: '70' }
		]);
		const text = markdownOf(withTodayInText(document), (path) => path);
		expect(text).toContain('**42%** (of 31 key results · Today: 57%)');
		expect(text).toContain('that can be judged. Today: The delivery score is 57%.');
		expect(text).toContain('| 5 (Today: 70) |');
		expect(text.split(WHY)).toHaveLength(2);
		expect(text.split('Today:')).toHaveLength(4);
	});

	it('tells of a row that only one of them lists that it is so, and makes up no numbers for it', () => {
		const shorter = changed((block) =>
			block.kind === 'table' ? { ...block, rows: block.rows.slice(0, -1) } : block
		);
		const row = { what: 'In short · Goals · Goal 39' };
		expect(compare(kept, shorter, WHY)).toEqual({
			document: kept,
			differences: [{ ...row, kept: 'listed', today: 'not listed' }]
		});
		expect(compare(shorter, kept, WHY).differences).toEqual([
			{ ...row, kept: 'not listed', today: 'listed' }
		]);
	});

	it('marks a chart of which one number would be another one', () => {
		const today = changed((block) =>
			block.kind === 'lines'
				? {
						...block,
						lines: {
							...block.lines,
							lines: block.lines.lines.map((line) => ({
								...line,
								values: line.values.map((value) => (value === 24 ? 31 : value))
							}))
						}
					}
				: block
		);
		const { document, differences } = compare(kept, today, WHY);
		expect(differences).toEqual([
			{ what: 'In short · Progress by week · 15 Nov 2026 · Progress', kept: '24%', today: '31%' }
		]);
		const marked = document.sections[0]?.blocks.filter(
			(block) => 'today' in block && block.today !== undefined
		);
		expect(marked?.map(({ kind }) => kind)).toEqual(['lines']);
	});
});
