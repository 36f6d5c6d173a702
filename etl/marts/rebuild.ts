import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { insertRows, run, selectRows, type Warehouse } from '../clickhouse/client.ts';
import { spansOnCycles } from './cycles.ts';
import { buildOrganisation } from './organisation.ts';
import { renderStep } from './render.ts';
import { MARTS, swapIn, type BuildNote } from './swap.ts';

export interface MartSettings {
	/** ORG_TIMEZONE: days and weeks are local to it. */
	readonly timezone: string;
	/** Mondays, YYYY-MM-DD. */
	readonly holidayWeeks: readonly string[];
	readonly companyHeadUserIds: readonly string[];
	/** Epoch ms of the last sync: what week states are judged at. */
	readonly lastSyncAt: number;
	/** Its local day, YYYY-MM-DD: the last day that gets rows. */
	readonly asOf: string;
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

type Sql = (file: string, extra?: Readonly<Record<string, string>>) => Promise<void>;
type Step = (warehouse: Warehouse, sql: Sql, settings: MartSettings) => Promise<void>;

const sqlStep =
	(file: string): Step =>
	(_warehouse, sql) =>
		sql(file);

/** In this order; each reads core tables, `build_` tables and marts of the steps before. */
const STEPS: readonly (readonly [name: string, step: Step])[] = [
	['organisation', writeOrganisation],
	...sqlSteps('person_spans', 'objective_spans', 'objective_contexts', 'answers'),
	...sqlSteps('key_result_versions', 'key_result_spans'),
	...sqlSteps('check_in_spans', 'key_result_check_ins', 'check_ins'),
	...sqlSteps('observations', 'key_result_observations', 'key_result_states', 'key_result_weeks'),
	...sqlSteps('no_movement', 'key_result_days', 'check_in_weeks'),
	...sqlSteps('link_spans'),
	['cycles', writeCycles],
	...sqlSteps('link_days'),
	['rooted', writeRooted],
	...sqlSteps('company_periods', 'objective_progress', 'objective_days'),
	...sqlSteps('periods', 'period_days', 'person_days', 'department_days'),
	...sqlSteps('check_in_rows', 'labels', 'comments')
];

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
	const sql: Sql = (file, extra) =>
		command(warehouse, renderStep(templateOf(file), settings, extra));
	const onCluster = warehouse.cluster === null ? '' : ` ON CLUSTER '${warehouse.cluster}'`;
	await dropLeftovers(warehouse, onCluster);
	for (const mart of MARTS)
		await run(warehouse, `CREATE TABLE ${mart}_next${onCluster} AS ${mart}`);
	const total = STEPS.length + 1;
	for (const [done, [step, build]] of STEPS.entries()) {
		signal?.throwIfAborted();
		onProgress({ step, done, total });
		await build(warehouse, sql, settings);
	}
	signal?.throwIfAborted();
	onProgress({ step: 'swap', done: STEPS.length, total });
	await swapIn(warehouse, onCluster, noteOf(settings));
	await dropLeftovers(warehouse, onCluster);
	onProgress({ step: 'swap', done: total, total });
	return { rows: await countRows(warehouse) };
}

/**
 * Names what marts are built from, besides the core tables of the run: settings and SQL. Marts with
 * another one, or none because a kill came between two swaps, have to be rebuilt.
 */
export function martsFingerprint(settings: MartSettings): string {
	const hash = createHash('sha256');
	const { timezone, holidayWeeks, companyHeadUserIds, lastSyncAt, asOf, runId } = settings;
	hash.update(
		JSON.stringify([
			timezone,
			holidayWeeks,
			companyHeadUserIds,
			lastSyncAt,
			asOf,
			runId,
			CODE_VERSION
		])
	);
	for (const file of readdirSync(DIRECTORY).sort()) {
		hash.update(file).update(readFileSync(join(DIRECTORY, file)));
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

function sqlSteps(...files: string[]): [string, Step][] {
	return files.map((file) => [file, sqlStep(file)]);
}

function templateOf(file: string): string {
	return readFileSync(join(DIRECTORY, `${file}.sql`), 'utf8');
}

async function command(warehouse: Warehouse, query: string): Promise<void> {
	await warehouse.client.command({
		query,
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

/** metrics.md 2: the tree as it was, and who headed the company. */
async function writeOrganisation(
	warehouse: Warehouse,
	sql: Sql,
	settings: MartSettings
): Promise<void> {
	const Version = z
		.object({
			department_id: z.string(),
			from_day: z.number(),
			is_present: z.number(),
			name: z.string(),
			parent_id: z.string(),
			head_ids: z.array(z.string())
		})
		.transform((row) => ({
			departmentId: row.department_id,
			fromDay: row.from_day,
			isPresent: row.is_present === 1,
			name: row.name,
			parentId: row.parent_id,
			headIds: row.head_ids
		}));
	const Boss = z
		.object({ person_id: z.string(), from_day: z.number(), to_day: z.number() })
		.transform((row) => ({ personId: row.person_id, fromDay: row.from_day, toDay: row.to_day }));
	const organisation = buildOrganisation(
		await selectRows(warehouse, renderStep(templateOf('department_versions'), settings), (row) =>
			Version.parse(row)
		),
		await selectRows(warehouse, renderStep(templateOf('boss_spans'), settings), (row) =>
			Boss.parse(row)
		),
		settings.companyHeadUserIds
	);
	await sql('department_spans');
	await sql('company_head_spans');
	await insertRows(
		warehouse,
		'build_department_spans',
		organisation.departments.map((span) => ({
			department_id: span.departmentId,
			from_day: span.fromDay,
			to_day: span.toDay,
			is_present: span.isPresent ? 1 : 0,
			department_name: span.name,
			parent_id: span.parentId,
			department_path: span.path,
			department_path_today: span.pathToday,
			depth: span.path.split('/').length - 3,
			head_ids: span.headIds
		}))
	);
	await insertRows(
		warehouse,
		'build_company_head_spans',
		organisation.companyHeads.map((span) => ({
			from_day: span.fromDay,
			to_day: span.toDay,
			head_ids: span.headIds
		}))
	);
}

/** metrics.md 7: which alignments lie on a cycle. */
async function writeCycles(warehouse: Warehouse, sql: Sql): Promise<void> {
	const Span = z.object({
		child_id: z.string(),
		parent_id: z.string(),
		from_day: z.number(),
		to_day: z.number()
	});
	const spans = await selectRows(
		warehouse,
		`SELECT DISTINCT child_id, parent_id, toUInt16(from_day) AS from_day, toUInt16(to_day) AS to_day
		FROM build_link_spans
		WHERE is_alignment AND is_child_present AND NOT is_dangling AND NOT is_self`,
		(row) => Span.parse(row)
	);
	const onCycles = spansOnCycles(
		spans.map((span) => ({
			childId: span.child_id,
			parentId: span.parent_id,
			fromDay: span.from_day,
			toDay: span.to_day
		}))
	);
	await sql('cycle_spans');
	await insertRows(
		warehouse,
		'build_cycle_spans',
		onCycles.map((span) => ({
			child_id: span.childId,
			parent_id: span.parentId,
			from_day: span.fromDay,
			to_day: span.toDay
		}))
	);
}

/** metrics.md 7: one valid link after the other, down from the company's objectives. */
async function writeRooted(warehouse: Warehouse, sql: Sql): Promise<void> {
	await sql('rooted_start');
	for (let depth = 1; ; depth++) {
		await sql('rooted_step', { depth: String(depth) });
		const added = await selectRows(
			warehouse,
			`SELECT count() AS row_count FROM build_rooted WHERE depth = ${depth}`,
			(row) => z.object({ row_count: z.coerce.number() }).parse(row).row_count
		);
		if (added[0] === 0) return;
	}
}
