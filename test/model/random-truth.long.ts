/** random-truth.test.ts with fifty seeds per product that nobody has seen before; RANDOM_SEED repeats a run. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bridgeDifferences } from '../support/bridge-truth.ts';
import { describeDifferences } from '../support/oracle/differences.ts';
import { freshSeeds } from '../support/seeds.ts';
import { TruthBench, type ShownCase } from '../support/truth-bench.ts';
import { measureDifferences } from '../support/truth-measures.ts';
import { rowDifferences } from '../support/truth-rows.ts';
import { closeTestWarehouse, openTestWarehouse } from '../support/warehouse.ts';

describe('marts and model equal the oracle on fifty fresh companies that look for trouble', () => {
	let bench: TruthBench;

	beforeAll(async () => {
		bench = await TruthBench.open(await openTestWarehouse({ migrated: true }));
	});

	afterAll(async () => {
		await bench.close();
		await closeTestWarehouse(bench.warehouse);
	});

	const compare = async ({ world, days }: ShownCase): Promise<void> => {
		const rows = await rowDifferences(world, bench.cube, days);
		expect(describeDifferences(rows)).toBe('');
		const cells = await measureDifferences(world, bench.cube, days.slice(-1), [
			...world.departments.keys()
		]);
		expect(describeDifferences(cells)).toBe('');
		const [first = '', last = first] = [days[0], days.at(-1)];
		const bridges = await bridgeDifferences(world, bench.cube, [first, last], [null, 'individual']);
		expect(describeDifferences(bridges)).toBe('');
	};
	const seeds = freshSeeds(50);

	it.each(seeds)('seed %i', { timeout: 300_000 }, async (seed) => {
		await compare(await bench.showRandom(seed));
	});

	it.each(seeds)('seed %i with classic OKR', { timeout: 300_000 }, async (seed) => {
		await compare(await bench.showRandom(seed, 'okr'));
	});
});
