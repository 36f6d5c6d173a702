/**
 * Rows and cells of several viewers against the oracle, on random companies full of restricted objectives (metrics.md 13). Of
 * what access-truth.long.ts asks, each viewer asks a share here.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessDifferences } from '../support/access-truth.ts';
import { describeDifferences } from '../support/oracle/differences.ts';
import { secretCase } from '../support/oracle/secret-company.ts';
import { TruthBench } from '../support/truth-bench.ts';
import { closeTestWarehouse, openTestWarehouse } from '../support/warehouse.ts';

const SEEDS = [4];

describe('what each viewer sees equals the oracle', () => {
	let bench: TruthBench;

	beforeAll(async () => {
		bench = await TruthBench.open(await openTestWarehouse({ migrated: true }));
	});

	afterAll(async () => {
		await bench.close();
		await closeTestWarehouse(bench.warehouse);
	});

	it.each(SEEDS)('seed %i', { timeout: 300_000 }, async (seed) => {
		const { world } = await bench.showCase(secretCase(seed));
		const found = await accessDifferences(world, bench.cube, world.lastDay, 10);
		expect(describeDifferences(found)).toBe('');
	});
});
