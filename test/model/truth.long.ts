/** truth.test.ts with more companies, and with fifteen per product of fresh seeds, read on fresh days; RANDOM_SEED repeats a run. */
import { describe, expect, it } from 'vitest';
import { truthOf } from '../support/company-truth.ts';
import { addDays, mondayOf } from '../support/oracle/days.ts';
import { freshSeeds } from '../support/seeds.ts';

/** Two or three syncs up to some day of two years, some with a holiday week and some in another zone: all from the seed. */
function sceneOf(seed: number) {
	const last = addDays('2025-06-01', (seed * 7919) % 700);
	const days = [addDays(last, -(20 + (seed % 23))), addDays(last, -(1 + (seed % 13))), last];
	const zones = ['Asia/Shanghai', 'America/Los_Angeles', 'Asia/Kolkata', 'Pacific/Auckland'];
	return {
		people: 20 + (seed % 50),
		isThorough: true,
		seed,
		days: seed % 3 === 0 ? days.slice(1) : days,
		asOf: [...new Set([addDays(last, -45), addDays(last, -14), addDays(last, -1), last])],
		timezone: zones[seed % zones.length] ?? 'Asia/Shanghai',
		// Two in a row, and one alone before them.
		holidayWeeks: seed % 2 === 0 ? [-44, -23, -16].map((ago) => mondayOf(addDays(last, ago))) : []
	};
}

describe('every row and every measure of fifteen sandbox companies equals the oracle', () => {
	const seeds = freshSeeds(15);

	it.each(seeds)('seed %i', { timeout: 900_000 }, async (seed) => {
		expect(await truthOf(sceneOf(seed))).toBe('');
	});

	it.each(seeds)('seed %i with classic OKR', { timeout: 900_000 }, async (seed) => {
		const people = 8 + (seed % 20);
		expect(await truthOf({ ...sceneOf(seed), product: 'okr', people })).toBe('');
	});
});

it.each([
	{
		name: '40 people in another time zone, read twice across the turn of a year',
		people: 40,
		seed: 23,
		days: ['2026-12-20', '2027-01-12'],
		asOf: ['2026-12-31', '2027-01-01', '2027-01-12'],
		timezone: 'America/New_York'
	},
	{ name: '300 people', people: 300, days: ['2026-11-22'], asOf: ['2026-10-15', '2026-11-22'] },
	{
		name: '60 people, read three times in a quarter',
		people: 60,
		days: ['2026-10-21', '2026-11-04', '2026-11-22'],
		asOf: ['2026-09-30', '2026-11-03', '2026-11-22']
	}
])(
	'every row and every measure of $name equals the oracle',
	{ timeout: 900_000 },
	async (scene) => {
		expect(await truthOf({ seed: 7, ...scene })).toBe('');
	}
);
