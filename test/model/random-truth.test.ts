/**
 * Marts and model against the oracle on companies in which everything odd happens at once. What is known is written straight
 * into the core tables: how it is read from DingTalk is the matter of truth.test.ts.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeTestWarehouse, openTestWarehouse } from '../support/warehouse.ts';
import { TruthBench } from '../support/truth-bench.ts';
import { describeDifferences } from '../support/oracle/differences.ts';
import { learn } from '../support/oracle/known.ts';
import { endOfDay } from '../support/oracle/days.ts';
import { randomCase } from '../support/oracle/random-company.ts';
import { measureDifferences, rowDifferences } from '../support/truth.ts';

const SEEDS = Array.from({ length: 12 }, (_, index) => index + 1);

describe('marts and model equal the oracle on companies that look for trouble', () => {
	let bench: TruthBench;

	beforeAll(async () => {
		bench = await TruthBench.open(await openTestWarehouse({ migrated: true }));
	});

	afterAll(async () => {
		await bench.close();
		await closeTestWarehouse(bench.warehouse);
	});

	it.each(SEEDS)('seed %i', async (seed) => {
		const { company, syncDays, settings } = randomCase(seed);
		const syncs = syncDays.map((day) => ({ readAt: endOfDay(day, settings.timezone) }));
		const world = learn(company, syncs, settings);
		await bench.show(
			world,
			syncs.map(({ readAt }) => readAt)
		);
		const days = asOfDays(syncDays);
		const rows = await rowDifferences(world, bench.cube, days);
		expect(describeDifferences(rows)).toBe('');
		const cells = await measureDifferences(world, bench.cube, days.slice(-1));
		expect(describeDifferences(cells)).toBe('');
	});
});

/** The days of the syncs and those before them, where what was read later must not show. */
function asOfDays(syncDays: readonly string[]): string[] {
	const before = syncDays.map((day) => dayBefore(day));
	return [...new Set([...before, ...syncDays])].sort();
}

function dayBefore(day: string): string {
	return new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
}
