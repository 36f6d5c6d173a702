import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { run, selectRows, type Warehouse } from '../clickhouse/client.ts';
import { renderStep } from './render.ts';
import { STEPS, type StepContext, type StepSettings } from './steps.ts';
import { MARTS, swapIn, type BuildNote } from './swap.ts';
import { TERMS_DIRECTORY } from './terms.ts';

/** `asOf` is the local day of the last sync: the last day that gets rows, and the one weeks are judged on. */
export interface MartSettings extends StepSettings {
	/** Epoch ms of the last sync. */
	readonly lastSyncAt: number;
	readonly runId: string;
}

export interface MartProgress {
	readonly step: string;
	readonly done: number;
	readonly total: number;
}

const DIRECTORY = join(import.meta.dirname, 'steps');

/** Part of the fingerprint: to be raised when code beside the SQL starts to give other numbers. */
const CODE_VERSION = 1;

/**
 * Builds every mart anew from the core tables and swaps them in. Readers see the old marts until
 * then. Nothing but this touches `build_` tables and `mart_…_next`; what a killed build left of them
 * is dropped first. One build at a time: the caller's run lease sees to that.
 *
 * @returns the number of rows per mart
 */
export async function rebuildMarts(
	warehouse: Warehouse,
	settings: MartSettings,
	onProgress: (progress: MartProgress) => void = () => {},
	signal?: AbortSignal
): Promise<{ rows: Record<string, number> }> {
	const context: StepContext = {
		warehouse,
		settings,
		run: (file, extra) => command(warehouse, renderStep(templateOf(file), settings, extra), signal),
		query: (file) => renderStep(templateOf(file), settings)
	};
	const onCluster = warehouse.cluster === null ? '' : ` ON CLUSTER '${warehouse.cluster}'`;
	await dropLeftovers(warehouse, onCluster);
	for (const mart of MARTS)
		await run(warehouse, `CREATE TABLE ${mart}_next${onCluster} AS ${mart}`);
	const total = STEPS.length + 1;
	for (const [done, [step, build]] of STEPS.entries()) {
		signal?.throwIfAborted();
		onProgress({ step, done, total });
		await build(context);
	}
	signal?.throwIfAborted();
	onProgress({ step: 'swap', done: STEPS.length, total });
	await swapIn(warehouse, onCluster, noteOf(settings));
	await dropLeftovers(warehouse, onCluster);
	onProgress({ step: 'swap', done: total, total });
	return { rows: await countRows(warehouse) };
}

/**
 * Names what marts are built from, besides the core tables of the run: settings, SQL and terms. Marts with
 * another one, or none because a kill came between two swaps, have to be rebuilt.
 */
export function martsFingerprint(settings: MartSettings): string {
	const hash = createHash('sha256');
	const { timezone, holidayWeeks, companyHeadUserIds, lastSyncAt, asOf, runId } = settings;
	const { minGroupSize, unknownVisibility } = settings;
	hash.update(
		JSON.stringify([
			timezone,
			holidayWeeks,
			companyHeadUserIds,
			lastSyncAt,
			asOf,
			runId,
			minGroupSize,
			unknownVisibility,
			CODE_VERSION
		])
	);
	for (const directory of [DIRECTORY, TERMS_DIRECTORY]) {
		for (const file of readdirSync(directory).sort()) {
			hash.update(file).update(readFileSync(join(directory, file)));
		}
	}
	return hash.digest('hex');
}

/** Whether the marts, all of them, are those that `martsFingerprint` names. */
export async function areMartsCurrent(warehouse: Warehouse, fingerprint: string): Promise<boolean> {
	const rows = await selectRows(warehouse, 'SELECT fingerprint FROM mart_build', (row) =>
		z.object({ fingerprint: z.string() }).parse(row)
	);
	return rows.length === 1 && rows[0]?.fingerprint === fingerprint;
}

function noteOf(settings: MartSettings): BuildNote {
	const { runId, asOf } = settings;
	return { fingerprint: martsFingerprint(settings), run_id: runId, as_of: asOf };
}

function templateOf(file: string): string {
	return readFileSync(join(DIRECTORY, `${file}.sql`), 'utf8');
}

async function command(warehouse: Warehouse, query: string, signal?: AbortSignal): Promise<void> {
	await warehouse.client.command({
		query,
		...(signal !== undefined && { abort_signal: signal }),
		clickhouse_settings: {
			// The steps rely on a missing right side being '' and 0, as ClickHouse does by default.
			join_use_nulls: 0,
			// Days are unrolled row by row: a block grows by the length of its spans.
			max_block_size: '8192',
			// Marts are cut into months: a few years of days are more than the default of 100 parts.
			max_partitions_per_insert_block: '0'
		}
	});
}

async function dropLeftovers(warehouse: Warehouse, onCluster: string): Promise<void> {
	const leftovers = await selectRows(
		warehouse,
		`SELECT name FROM system.tables
		WHERE database = currentDatabase() AND (name LIKE 'build\\_%' OR name LIKE 'mart\\_%\\_next')`,
		(row) => z.object({ name: z.string() }).parse(row).name
	);
	for (const name of leftovers) {
		const where = name.startsWith('build_') ? '' : onCluster;
		await run(warehouse, `DROP TABLE IF EXISTS ${name}${where} SYNC`);
	}
}

async function countRows(warehouse: Warehouse): Promise<Record<string, number>> {
	const counts = MARTS.map((mart) => `SELECT '${mart}' AS mart, count() AS row_count FROM ${mart}`);
	const Count = z.object({ mart: z.string(), row_count: z.coerce.number() });
	const rows = await selectRows(warehouse, counts.join(' UNION ALL '), (row) => Count.parse(row));
	return Object.fromEntries(rows.map((row) => [row.mart, row.row_count]));
}
