/** access-truth.test.ts with fifty seeds that nobody has seen before, and every question; RANDOM_SEED repeats a run. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessDifferences } from '../support/access-truth.ts';
import { describeDifferences } from '../support/oracle/differences.ts';
import { secretCase } from '../support/oracle/secret-company.ts';
import { freshSeeds } from '../support/seeds.ts';
import { TruthBench } from '../support/truth-bench.ts';
import { closeTestWarehouse, openTestWarehouse } from '../support/warehouse.ts';

describe('what each viewer sees equals the oracle on fifty fresh companies', () => {
	let bench: TruthBench;

	beforeAll(async () => {
		bench = await TruthBench.open(await openTestWarehouse({ migrated: true }));
	});

	afterAll(async () => {
		await bench.close();
		await closeTestWarehouse(bench.warehouse);
	});

	it.each(freshSeeds(50))('seed %i', { timeout: 600_000 }, async (seed) => {
		const { world, days } = await bench.showCase(secretCase(seed));
		for (const day of [world.lastDay, days[0] ?? world.lastDay]) {
			const found = await accessDifferences(world, bench.cube, day);
			expect(describeDifferences(found)).toBe('');
		}
	});
});
