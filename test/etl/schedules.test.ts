import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawSchedule, type Story } from '../support/fault-schedule.ts';
import { openScheduleBench, type ScheduleBench } from '../support/schedule-bench.ts';

const STORIES: readonly Story[] = [
	{ people: 12, seed: 3, days: ['2026-11-18', '2026-11-19'] },
	{ people: 10, seed: 8, days: ['2026-10-09', '2026-10-12'] }
];

/** Between them they hold every fault and every end that the first 25 seeds do; schedules.long.ts draws many more. */
const SEEDS = [77, 96, 186, 337, 133134];

let bench: ScheduleBench;
beforeAll(async () => {
	bench = await openScheduleBench(false);
});
afterAll(() => bench.close());

describe('whatever goes wrong while a company is synced, the tables are those of calm runs', () => {
	it.each(SEEDS)('schedule %i', { timeout: 300_000 }, async (seed) => {
		// Marts follow from the core tables, which every schedule compares; the long tests build those of some.
		expect(await bench.carryOut(drawSchedule(seed, STORIES))).toBe('');
	});
});
