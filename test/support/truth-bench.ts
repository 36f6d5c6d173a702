/** One warehouse with Cube on it, in which one known world after the other is shown: core tables, marts, data version. */
import { insertRows, run, selectRows, type Warehouse } from '../../etl/clickhouse/client.ts';
import type { Company } from '../../etl/sandbox/company/model.ts';
import { rebuildMarts } from '../../etl/marts/rebuild.ts';
import { z } from 'zod';
import { classicView } from './classic-view.ts';
import { insertCore } from './core-of.ts';
import { cubeOn, type CubeUnderTest } from './cube-over.ts';
import { addDays, dayOf } from './oracle/days.ts';
import { learn, type Settings, type Sync, type World } from './oracle/known.ts';
import { randomCase, type RandomCase } from './oracle/random-company.ts';
import { firstDay } from './oracle/rows.ts';

export interface ShownCase {
	readonly company: Company;
	readonly settings: Settings;
	readonly syncs: readonly Sync[];
	readonly world: World;
	readonly days: readonly string[];
}

function asClassic({ company, syncs, settings }: RandomCase): RandomCase {
	return {
		company: classicView(company),
		syncs: syncs.map(({ readAt }) => ({ readAt })),
		settings: { ...settings, product: 'okr' }
	};
}

export class TruthBench {
	readonly warehouse: Warehouse;
	readonly cube: CubeUnderTest;
	#version = 0;

	private constructor(warehouse: Warehouse, cube: CubeUnderTest) {
		this.warehouse = warehouse;
		this.cube = cube;
	}

	/** @param warehouse migrated and empty; it stays the caller's */
	static async open(warehouse: Warehouse): Promise<TruthBench> {
		return new TruthBench(warehouse, await cubeOn(warehouse));
	}

	/** @param readAts the instants of the syncs that the world was learnt from, ascending */
	async show(world: World, readAts: readonly number[]): Promise<void> {
		const lastSyncAt = readAts.at(-1);
		if (lastSyncAt === undefined) throw new RangeError('A world without a sync');
		const tables = await selectRows(
			this.warehouse,
			`SELECT name FROM system.tables
			WHERE database = currentDatabase() AND name LIKE 'core\\_%' AND engine LIKE '%MergeTree'`,
			(row) => z.object({ name: z.string() }).parse(row).name
		);
		for (const table of tables) await run(this.warehouse, `TRUNCATE TABLE ${table}`);
		await insertCore(this.warehouse, world, readAts);
		this.#version += 1;
		await rebuildMarts(this.warehouse, {
			...{ minGroupSize: 5, unknownVisibility: 'company' as const },
			...world.settings,
			lastSyncAt,
			asOf: world.lastDay,
			runId: `world ${this.#version}`
		});
		await insertRows(this.warehouse, 'ops_data_versions', [
			{
				version: this.#version,
				run_id: `world ${this.#version}`,
				as_of: world.lastDay,
				loaded_at: new Date(lastSyncAt),
				created_at: new Date(lastSyncAt)
			}
		]);
	}

	/**
	 * A random company (test/support/oracle/random-company.ts), and the days on which it is worth looking at.
	 * @param product classic OKR tells less of it; Agoal and more than either unless given
	 */
	showRandom(seed: number, product?: 'okr'): Promise<ShownCase> {
		return this.showCase(product === undefined ? randomCase(seed) : asClassic(randomCase(seed)));
	}

	async showCase({ company, syncs, settings }: RandomCase): Promise<ShownCase> {
		const world = learn(company, syncs, settings);
		await this.show(
			world,
			syncs.map(({ readAt }) => readAt)
		);
		const syncDays = syncs.map(({ readAt }) => dayOf(readAt, settings.timezone));
		// On the days before a sync nothing of what it read first may show.
		const days = syncDays.flatMap((day) => [addDays(day, -9), addDays(day, -1), day]);
		// There are none before the earliest period begins (contract.md).
		const known = [...new Set(days)].filter((day) => day >= firstDay(world));
		return { company, settings, syncs, world, days: known.sort() };
	}

	/** Stops Cube. */
	close(): Promise<void> {
		return this.cube.close();
	}
}
