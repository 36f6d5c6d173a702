/** As update.test.ts, with fresh companies and any days between the syncs; RANDOM_SEED repeats a run. */
import { afterEach, describe, expect, it } from 'vitest';
import type { Warehouse } from '../../../etl/clickhouse/client.ts';
import { repairMarts } from '../../../etl/current-marts.ts';
import { martDifferences } from '../../support/mart-differences.ts';
import { openMartLife } from '../../support/mart-life.ts';
import { addDays } from '../../support/oracle/days.ts';
import { freshSeeds } from '../../support/seeds.ts';
import { openSyncBench, type SyncBench } from '../../support/synced-warehouse.ts';
import { closeTestWarehouse, openTestWarehouse } from '../../support/warehouse.ts';

/** Mostly the next day, now and then weeks later. */
function daysFrom(first: string, seed: number, count: number): string[] {
	const days = [first];
	for (let n = 1; n <= count; n++)
		days.push(addDays(days.at(-1) ?? first, [1, 1, 2, 1, 5, 1, 17][(seed * 31 + n * 7) % 7] ?? 1));
	return days;
}

describe('marts brought up to date are those of a whole build', () => {
	let close = (): Promise<void> => Promise.resolve();
	afterEach(() => close());

	it.each(freshSeeds(12))('generated company, seed %i', { timeout: 900_000 }, async (seed) => {
		const warehouse: Warehouse = await openTestWarehouse({ migrated: true });
		close = () => closeTestWarehouse(warehouse);
		const [first = '', ...days] = daysFrom(addDays('2026-04-20', (seed * 37) % 150), seed, 10);
		const company = {
			...{ people: 20 + (seed % 60), seed, quarters: 3, lateShare: (seed % 4) / 20 },
			...(seed % 2 === 0 && { restrictedShare: 0.5 }),
			isListingAhead: seed % 3 === 0
		};
		const life = await openMartLife(warehouse, company, first);
		for (const day of days) {
			const { differences } = await life.liveUntil(day);
			expect(differences, day).toEqual([]);
		}
	});

	it.each(freshSeeds(8))('sandbox company, seed %i', { timeout: 900_000 }, async (seed) => {
		const [first = '', ...days] = daysFrom(addDays('2025-06-01', (seed * 7919) % 500), seed, 8);
		const product = seed % 3 === 0 ? 'okr' : 'agoal';
		const bench: SyncBench = await openSyncBench({ people: 25, seed, day: first, product });
		close = () => bench.close();
		for (const day of [first, ...days]) {
			await bench.sync(day);
			const anew = () =>
				repairMarts(bench.warehouse, bench.configOf(day), { isForced: true }).then(() => {});
			expect(await martDifferences(bench.warehouse, anew), day).toEqual([]);
		}
	});
});
