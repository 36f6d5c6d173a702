import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { onCluster, run, selectRows, type Warehouse } from '../clickhouse/client.ts';
import { changedSince, countRows, type BuiltOn, type ChangedSince } from './changes.ts';
import { foldSql } from '../clickhouse/fold.ts';
import { BEHIND } from '../clickhouse/settings.ts';
import { latePatternsFrom, MARTS, patternsFrom } from './coverage.ts';
import { keepUnchanged, keepWeeks } from './keep.ts';
import { writeLate } from './late.ts';
import { renderStep, type StepValues } from './render.ts';
import { buildScope, inScope, scopeFromOf } from './scope.ts';
import { runSteps } from './lanes.ts';
import { STEPS, type StepContext, type StepSettings } from './steps.ts';
import { swapIn, type BuildNote } from './swap.ts';
import { TERMS_DIRECTORY } from './terms.ts';

/** `asOf` is the local day of the last sync: the last day that gets rows, and the one weeks are judged on. */
export interface MartSettings extends StepSettings {
	/** Epoch ms of the last sync. */
	readonly lastSyncAt: number;
	readonly runId: string;
	/** Changes no row; only memory. */
	readonly factsPerSlice?: number;
}

export interface MartProgress {
	readonly step: string;
	readonly done: number;
	readonly total: number;
}

const DIRECTORY = join(import.meta.dirname, 'steps');

/** Part of the fingerprint: to be raised when code beside the SQL starts to give other numbers. */
const CODE_VERSION = 2;

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
	onProgress?: (progress: MartProgress) => void,
	signal?: AbortSignal
): Promise<Built> {
	await dropLeftovers(warehouse);
	return build(warehouse, settings, null, onProgress, signal);
}

/**
 * Brings the marts to the last run: builds the days that runs since the last build may have changed and keeps all others as they
 * are. Everything is built anew where that cannot be told, or settings or SQL are others. The marts are those that `rebuildMarts`
 * would have built, but for texts that nothing speaks of any more.
 */
export async function updateMarts(
	warehouse: Warehouse,
	settings: MartSettings,
	onProgress?: (progress: MartProgress) => void,
	signal?: AbortSignal
): Promise<Built> {
	onProgress?.({ step: 'changes', done: 0, total: STEPS.length + 1 });
	await dropLeftovers(warehouse);
	const built = await builtOn(warehouse);
	const isWhole = built?.settings !== settingsFingerprint(settings);
	const changed = isWhole ? null : await changedSince(warehouse, built, settings);
	return build(warehouse, settings, changed, onProgress, signal);
}

export interface Built {
	/** Of each mart. */
	readonly rows: Record<string, number>;
	/** From where on rows were built; null: all of them. */
	readonly changed: ChangedSince | null;
}

async function build(
	warehouse: Warehouse,
	settings: MartSettings,
	changed: ChangedSince | null,
	onProgress: (progress: MartProgress) => void = () => {},
	signal?: AbortSignal
): Promise<Built> {
	const scopeFrom = changed === null ? null : scopeFromOf(changed);
	const values: MartSettings =
		changed === null || scopeFrom === null
			? settings
			: { ...settings, ...valuesOf(changed), scopeFrom };
	const template = (file: string) =>
		changed === null ? templateOf(file) : inScope(templateOf(file));
	const blockRows = blockRowsOf(values.latePatternsFrom, settings.asOf);
	const context: StepContext = {
		warehouse,
		settings,
		run: (file, extra) =>
			command(warehouse, renderStep(template(file), values, extra), blockRows, signal),
		runSliced: async (file) => {
			for (let number = 0; number < sliceCount; number++) {
				const sql = renderStep(template(file), { ...values, slice: { number, count: sliceCount } });
				await command(
					warehouse,
					number === 0 ? sql : sql.replace(CREATION, 'INSERT INTO $1'),
					blockRows,
					signal
				);
			}
		},
		keepWeeks: () => keepWeeks(warehouse, changed),
		keep: () => keepUnchanged(warehouse, changed),
		query: (file) => renderStep(template(file), values)
	};
	for (const mart of MARTS)
		await run(warehouse, `CREATE TABLE ${mart}_next${onCluster(warehouse)} AS ${mart}`);
	const total = STEPS.length + 1;
	if (changed !== null && scopeFrom !== null) {
		onProgress({ step: 'scope', done: 0, total });
		await writeLate(warehouse, values, changed.after);
		await buildScope(warehouse, settings, scopeFrom);
	}
	const sliceCount = await countSlices(warehouse, changed !== null, settings.factsPerSlice);
	await runSteps(STEPS, templateOf, async (step, done) => {
		signal?.throwIfAborted();
		onProgress({ step: step.name, done, total });
		await step.run(context);
	});
	signal?.throwIfAborted();
	onProgress({ step: 'swap', done: STEPS.length, total });
	await swapIn(warehouse, await noteOf(warehouse, settings), changed);
	await dropLeftovers(warehouse);
	onProgress({ step: 'swap', done: total, total });
	return { rows: await rowsOf(warehouse), changed };
}

/**
 * Names what marts are built from, besides the core tables of the run: settings, SQL and terms. Marts with
 * another one, or none because a kill came between two swaps, have to be rebuilt.
 */
export function martsFingerprint(settings: MartSettings): string {
	const { lastSyncAt, asOf, runId } = settings;
	const hash = createHash('sha256').update(settingsFingerprint(settings));
	return hash.update(JSON.stringify([lastSyncAt, asOf, runId])).digest('hex');
}

/** What marts are built from besides core tables and time: marts with another one have nothing in common with ours. */
function settingsFingerprint(settings: MartSettings): string {
	const hash = createHash('sha256');
	const { timezone, holidayWeeks, companyHeadUserIds, minGroupSize, unknownVisibility } = settings;
	const values = [timezone, holidayWeeks, companyHeadUserIds, minGroupSize, unknownVisibility];
	hash.update(JSON.stringify([values, CODE_VERSION, foldSql('')]));
	for (const directory of [DIRECTORY, TERMS_DIRECTORY]) {
		for (const file of readdirSync(directory).sort()) {
			hash.update(file).update(readFileSync(join(directory, file)));
		}
	}
	return hash.digest('hex');
}

const BuiltOnText = z
	.string()
	.transform((text): unknown => JSON.parse(text === '' ? 'null' : text));
const BuiltOnFacts = z.object({
	...{ runId: z.string(), asOf: z.string(), settings: z.string(), runs: z.number() },
	rows: z.record(z.string(), z.number())
});

/** null: some marts may be new and others old. */
async function builtOn(warehouse: Warehouse): Promise<BuiltOn | null> {
	const Note = z.object({ facts: BuiltOnText.pipe(BuiltOnFacts.nullable()) });
	const notes = await selectRows(warehouse, 'SELECT facts FROM mart_build', (row) =>
		Note.parse(row)
	);
	return notes.length === 1 ? (notes[0]?.facts ?? null) : null;
}

/** Whether the marts, all of them, are those that `martsFingerprint` names. */
export async function areMartsCurrent(warehouse: Warehouse, fingerprint: string): Promise<boolean> {
	const rows = await selectRows(warehouse, 'SELECT fingerprint FROM mart_build', (row) =>
		z.object({ fingerprint: z.string() }).parse(row)
	);
	return rows.length === 1 && rows[0]?.fingerprint === fingerprint;
}

async function noteOf(warehouse: Warehouse, settings: MartSettings): Promise<BuildNote> {
	const { runId, asOf } = settings;
	const facts: BuiltOn = {
		...{ runId, asOf, settings: settingsFingerprint(settings) },
		...(await countRows(warehouse, runId))
	};
	const fingerprint = martsFingerprint(settings);
	return { fingerprint, run_id: runId, as_of: asOf, facts: JSON.stringify(facts) };
}

const CREATION = /^CREATE TABLE (\w+) .* AS$/m;

/** Facts of check-ins and reads that one statement may work on at a time, which takes about a gigabyte. */
const FACTS_PER_SLICE = 10_000_000;

async function countSlices(
	warehouse: Warehouse,
	isScoped: boolean,
	factsPerSlice = FACTS_PER_SLICE
): Promise<number> {
	// As many as the share of the objectives in scope: counting theirs would read all.
	const share = isScoped
		? '(SELECT count() FROM build_scope) / (SELECT uniqExact(objective_id) FROM core_objective_versions)'
		: '1';
	const Count = z.object({ facts: z.coerce.number() });
	const [facts = 0] = await selectRows(
		warehouse,
		`SELECT ((SELECT count() FROM core_progress_observations) + (SELECT count() FROM core_check_in_revisions)) * ${share} AS facts`,
		(row) => Count.parse(row).facts
	);
	return Math.max(1, Math.ceil(facts / factsPerSlice));
}

/** From where on a build makes what. */
function valuesOf(changed: ChangedSince): Partial<StepValues> {
	return {
		...{ firstDay: changed.day, lateDay: changed.lateDay },
		...{ weeksFrom: changed.week, lateWeeksFrom: changed.lateWeek },
		...{ patternsFrom: patternsFrom(changed), latePatternsFrom: latePatternsFrom(changed) },
		checkInsFrom: changed.checkIn
	};
}

function templateOf(file: string): string {
	return readFileSync(join(DIRECTORY, `${file}.sql`), 'utf8');
}

/**
 * Days are unrolled row by row: a block grows by the length of its spans, so that blocks have to be small where whole periods are
 * built. Of a few days larger ones fit into the same memory, and cost a tenth less.
 */
function blockRowsOf(from: string | undefined, asOf: string): number {
	if (from === undefined) return LEAST_BLOCK_ROWS;
	const days = Math.max(1, (Date.parse(asOf) - Date.parse(from)) / 86_400_000);
	return Math.floor(
		Math.min(8 * LEAST_BLOCK_ROWS, Math.max(LEAST_BLOCK_ROWS, (90 * LEAST_BLOCK_ROWS) / days))
	);
}

const LEAST_BLOCK_ROWS = 8_192;

async function command(
	warehouse: Warehouse,
	query: string,
	blockRows: number,
	signal?: AbortSignal
): Promise<void> {
	await warehouse.client.command({
		query,
		...(signal !== undefined && { abort_signal: signal }),
		clickhouse_settings: {
			...BEHIND,
			// The steps rely on a missing right side being '' and 0, as ClickHouse does by default.
			join_use_nulls: 0,
			// Machine code for expressions takes small companies longer to make than it saves, and large ones win nothing by it.
			compile_expressions: 0,
			compile_aggregate_expressions: 0,
			compile_sort_description: 0,
			max_block_size: String(blockRows),
			// Marts are cut into months: a few years of days are more than the default of 100 parts.
			max_partitions_per_insert_block: '0'
		}
	});
}

async function dropLeftovers(warehouse: Warehouse): Promise<void> {
	const leftovers = await selectRows(
		warehouse,
		`SELECT name FROM system.tables
		WHERE database = currentDatabase() AND (name LIKE 'build\\_%' OR name LIKE 'mart\\_%\\_next')`,
		(row) => z.object({ name: z.string() }).parse(row).name
	);
	const isBuild = (name: string): boolean => name.startsWith('build_');
	const drop = async (names: readonly string[], where: string): Promise<void> => {
		// In one statement: each waits for the engine to remove what it drops.
		if (names.length > 0)
			await run(warehouse, `DROP TABLE IF EXISTS ${names.join(', ')}${where} SYNC`);
	};
	await drop(leftovers.filter(isBuild), '');
	await drop(
		leftovers.filter((name) => !isBuild(name)),
		onCluster(warehouse)
	);
}

async function rowsOf(warehouse: Warehouse): Promise<Record<string, number>> {
	const counts = MARTS.map((mart) => `SELECT '${mart}' AS mart, count() AS row_count FROM ${mart}`);
	const Count = z.object({ mart: z.string(), row_count: z.coerce.number() });
	const rows = await selectRows(warehouse, counts.join(' UNION ALL '), (row) => Count.parse(row));
	return Object.fromEntries(rows.map((row) => [row.mart, row.row_count]));
}
