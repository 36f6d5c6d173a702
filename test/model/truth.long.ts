/** truth.test.ts with fifty sandbox companies of fresh seeds, read on fresh days; RANDOM_SEED repeats a run. */
import { describe, expect, it } from 'vitest';
import { truthOf } from '../support/company-truth.ts';
import { addDays, mondayOf } from '../support/oracle/days.ts';
import { freshSeeds } from '../support/seeds.ts';

/** Two or three syncs up to some day of two years, some with a holiday week and some in another zone: all from the seed. */
function sceneOf(seed: number) {
	const last = addDays('2025-06-01', (seed * 7919) % 700);
	const days = [addDays(last, -(20 + (seed % 23))), addDays(last, -(1 + (seed % 13))), last];
	const zones = ['Asia/Shanghai', 'Asia/Ho_Chi_Minh', 'America/New_York', 'Pacific/Auckland'];
	return {
		people: 20 + (seed % 50),
		seed,
		days: seed % 3 === 0 ? days.slice(1) : days,
		asOf: [...new Set([addDays(last, -45), addDays(last, -14), addDays(last, -1), last])],
		timezone: zones[seed % zones.length] ?? 'Asia/Shanghai',
		holidayWeeks: seed % 2 === 0 ? [mondayOf(addDays(last, -16))] : []
	};
}

describe('every row and every measure of fifty sandbox companies equals the oracle', () => {
	it.each(freshSeeds(50))('seed %i', { timeout: 900_000 }, async (seed) => {
		expect(await truthOf(sceneOf(seed))).toBe('');
	});
});
