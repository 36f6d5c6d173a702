import { describe, expect, it } from 'vitest';
import { spansOnCycles, type AlignmentSpan } from './cycles.ts';

/** `a>b` from day 0 to 10, or `a>b@3-7`. */
function links(...texts: string[]): AlignmentSpan[] {
	return texts.map((text) => {
		const [, childId, parentId, from, to] = /^(\w+)>(\w+)(?:@(\d+)-(\d+))?$/.exec(text) ?? [];
		if (childId === undefined || parentId === undefined) throw new Error(text);
		return { childId, parentId, fromDay: Number(from ?? 0), toDay: Number(to ?? 10) };
	});
}

function found(...texts: string[]): string[] {
	return spansOnCycles(links(...texts))
		.map(({ childId, parentId, fromDay, toDay }) => `${childId}>${parentId}@${fromDay}-${toDay}`)
		.sort();
}

describe('alignments on a cycle', () => {
	it('are none in a tree, nor where two ways lead to one parent', () => {
		expect(found('a>b', 'b>c', 'a>c', 'd>c')).toEqual([]);
	});

	it('are all links of a cycle, and none that only leads to it or away from it', () => {
		expect(found('a>b', 'b>c', 'c>a', 'x>a', 'b>y')).toEqual(['a>b@0-10', 'b>c@0-10', 'c>a@0-10']);
	});

	it('are not those that lead from one cycle to another', () => {
		expect(found('a>b', 'b>a', 'b>c', 'c>d', 'd>c')).toEqual([
			'a>b@0-10',
			'b>a@0-10',
			'c>d@0-10',
			'd>c@0-10'
		]);
	});

	it('are so on the days on which the whole cycle is there', () => {
		expect(found('a>b@0-8', 'b>a@3-10')).toEqual(['a>b@3-8', 'b>a@3-8']);
		expect(found('a>b@0-3', 'b>a@3-10')).toEqual([]);
	});

	it('are not links of an objective to itself', () => {
		expect(found('a>a')).toEqual([]);
	});

	it('are found in a chain of a hundred thousand', () => {
		const chain = Array.from({ length: 100_000 }, (_, n) => ({
			childId: String(n),
			parentId: String(n + 1),
			fromDay: 0,
			toDay: 10
		}));
		expect(spansOnCycles(chain)).toEqual([]);
		const ring = [...chain, { childId: '100000', parentId: '0', fromDay: 4, toDay: 6 }];
		expect(spansOnCycles(ring)).toHaveLength(100_001);
	});
});
