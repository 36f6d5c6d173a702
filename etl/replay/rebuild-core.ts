/** All core tables anew from the raw layer, without a call: after a change of how answers are read, or a loss. */
import { z } from 'zod';
import { dropScratch, inScratch } from '../backup/scratch.ts';
import { onCluster, run, selectRows, sqlIdentifier, type Warehouse } from '../clickhouse/client.ts';
import { migrate } from '../clickhouse/migrate.ts';
import { createClock } from '../clock.ts';
import type { Config } from '../config.ts';
import { recover } from '../load/recover.ts';
import { removeExpired } from '../retention/remove-expired.ts';
import { exclusively } from '../state/exclusive.ts';
import { refuseBesideSync } from '../state/run-log.ts';
import { replayRun } from './replay-run.ts';

export interface RebuildHooks {
	readonly onProgress?: (done: number, total: number) => void;
	readonly signal?: AbortSignal;
	/** Called when the database beside holds all runs, rejects of them included, before its core tables are swapped in. */
	readonly onReady?: (beside: Warehouse) => Promise<void>;
}

const Run = z.object({
	run_id: z.string(),
	observed_ms: z.coerce.number(),
	is_complete: z.coerce.boolean()
});
const Name = z.object({ name: z.string() });

/**
 * Builds them in a database beside and swaps them in, one atomic exchange after the other; people read the marts, which stay as
 * they are until they are built anew. A kill before the swap changes nothing; one within it leaves tables of the same runs, and
 * marts that the next start builds anew.
 * @returns the number of runs
 * @throws {BusyError | SyncRunningError | NoPlanError}, and whatever a run throws whose answers cannot be read; nothing was changed then
 */
export function rebuildCore(
	warehouse: Warehouse,
	config: Config,
	{ onProgress, signal, onReady }: RebuildHooks = {}
): Promise<number> {
	return exclusively(warehouse, 'rebuild', async () => {
		await refuseBesideSync(warehouse);
		await recover(warehouse);
		const runs = await selectRows(
			warehouse,
			`SELECT run_id, toUnixTimestamp64Milli(observed_at) AS observed_ms, is_complete FROM core_runs ORDER BY run_id`,
			(row) => Run.parse(row)
		);
		try {
			await inScratch(warehouse, 'rebuild', async (beside) => {
				await migrate(beside);
				for (const [done, { run_id, observed_ms, is_complete }] of runs.entries()) {
					signal?.throwIfAborted();
					onProgress?.(done, runs.length);
					// What the run before left in the stage.
					await recover(beside);
					await replayRun(warehouse, beside, config, {
						runId: run_id,
						observedAt: observed_ms,
						isComplete: is_complete
					});
				}
				signal?.throwIfAborted();
				onProgress?.(runs.length, runs.length);
				const clock = createClock(config.timezone, config.today);
				await removeExpired(beside, config.retentionMonths, clock.today(), signal);
				await onReady?.(beside);
				await swapIn(warehouse, beside);
			});
		} finally {
			await dropScratch(warehouse, 'rebuild');
		}
		return runs.length;
	});
}

async function swapIn(warehouse: Warehouse, beside: Warehouse): Promise<void> {
	const tables = await selectRows(
		beside,
		`SELECT name FROM system.tables
		WHERE database = currentDatabase() AND engine LIKE '%MergeTree' AND name LIKE 'core\\_%' ORDER BY name`,
		(row) => Name.parse(row).name
	);
	const cluster = onCluster(warehouse);
	await run(warehouse, `TRUNCATE TABLE mart_build${cluster}`);
	for (const table of tables) {
		const name = sqlIdentifier(table);
		await run(
			warehouse,
			`EXCHANGE TABLES ${sqlIdentifier(beside.database)}.${name} AND ${sqlIdentifier(warehouse.database)}.${name}${cluster}`
		);
	}
}
