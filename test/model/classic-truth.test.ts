/** Like truth.test.ts, of a company whose OKRs are in classic OKR; truth.long.ts compares its cells too. */
import { describe, expect, it } from 'vitest';
import { truthOf } from '../support/company-truth.ts';

describe('16 people with classic OKR, read twice', () => {
	it('every row of every view equals the oracle', { timeout: 600_000 }, async () => {
		const days = ['2026-10-21', '2026-11-22'];
		const asOf = ['2026-09-30', '2026-11-22'];
		const scene = { product: 'okr', people: 16, seed: 7, days, asOf, isRowsOnly: true } as const;
		expect(await truthOf(scene)).toBe('');
	});
});
