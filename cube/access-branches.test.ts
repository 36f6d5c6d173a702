import { describe, expect, it } from 'vitest';
import { branchesOf } from './access-branches.ts';

const OPEN = "/* access: open */ SELECT *, 'open' AS access FROM rows";
const BLOCK = "/* access: block, wide_block */ SELECT *, 'block' AS access FROM rows";
const CLOSED = "/* access: closed */ SELECT *, 'closed' AS access FROM rows";
const ALL = [OPEN, BLOCK, CLOSED].join(' UNION ALL ');

describe('the parts of a cube that a question reads', () => {
	it('are those with a kind of row that it asks for', () => {
		expect(branchesOf(ALL, ['open'])).toBe(OPEN);
		expect(branchesOf(ALL, ['open', 'closed'])).toBe(`${OPEN} UNION ALL ${CLOSED}`);
		expect(branchesOf(ALL, ['wide_block'])).toBe(BLOCK);
	});
	it('are all where no kind is named, or none that there is', () => {
		expect(branchesOf(ALL, null)).toBe(ALL);
		expect(branchesOf(ALL, ['nothing'])).toBe(ALL);
	});
	it('are the whole of a cube without kinds', () => {
		expect(branchesOf('SELECT 1 UNION ALL SELECT 2', ['open'])).toBe('SELECT 1 UNION ALL SELECT 2');
	});
	it('all have to name their kind', () => {
		expect(() => branchesOf(`${OPEN} UNION ALL SELECT 2`, ['open'])).toThrow(/does not name/);
	});
});
