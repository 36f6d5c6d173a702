/** Like classic-truth.test.ts, larger, and of the pro variants of classic OKR too. */
import { describe, expect, it } from 'vitest';
import { truthOf } from '../support/company-truth.ts';

describe.each([
	{
		product: 'okr' as const,
		people: 60,
		seed: 11,
		asOf: ['2026-09-30', '2026-11-03', '2026-11-22']
	},
	{ product: 'pro' as const, people: 30, seed: 3, asOf: ['2026-11-22'] }
])('$people people with $product', (scene) => {
	it(
		'every row and every measure of every view equals the oracle',
		{ timeout: 1_200_000 },
		async () => {
			expect(
				await truthOf({ ...scene, isThorough: true, days: ['2026-10-21', '2026-11-22'] })
			).toBe('');
		}
	);
});
