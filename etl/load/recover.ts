/**
 * Removes what a run left behind that never came to its end (killed, failed, stopped), so that a kill at any moment and a new
 * start give the same tables. The raw layer stays: those answers were given. So do calls, which were paid for.
 */
import { z } from 'zod';
import { run, selectRows, sqlLiteral, type Warehouse } from '../clickhouse/client.ts';
import { runMutation } from '../clickhouse/mutations.ts';

const CORE = [
	'core_department_versions',
	'core_person_versions',
	'core_period_reads',
	'core_objective_versions',
	'core_key_result_versions',
	'core_alignment_versions',
	'core_progress_observations',
	'core_check_in_revisions',
	'core_check_in_statements',
	'core_check_in_deletions',
	'core_answers',
	'core_objective_readers',
	'core_person_answers',
	'core_objective_field_versions',
	'core_departures'
];
const STAGE = [
	'stage_departments',
	'stage_people',
	'stage_periods',
	'stage_objectives',
	'stage_key_results',
	'stage_alignments',
	'stage_check_ins',
	'stage_reports',
	'stage_objective_fields',
	'stage_departures',
	'stage_expired'
];

const Table = z.object({ table_name: z.string() });
const Left = z.object({ table_name: z.string(), run_id: z.string() });

/**
 * Must not run beside a sync, and has to run before marts are built from core tables.
 * @returns the ids of the runs that were removed
 */
export async function recover(warehouse: Warehouse): Promise<string[]> {
	const left = await selectRows(
		warehouse,
		CORE.map(
			(table) =>
				`SELECT '${table}' AS table_name, run_id FROM ${table}
				WHERE run_id NOT IN (SELECT run_id FROM core_runs) GROUP BY run_id`
		).join(' UNION ALL '),
		(row) => Left.parse(row)
	);
	for (const [table, rows] of Map.groupBy(left, ({ table_name }) => table_name)) {
		const ids = sqlLiteral(rows.map(({ run_id }) => run_id));
		// Waits for the mutation on every replica: the next read must not see these rows.
		await runMutation(
			warehouse,
			`DELETE FROM ${table} WHERE run_id IN ${ids} SETTINGS lightweight_deletes_sync = 2`
		);
	}
	for (const table of await filled(warehouse, STAGE))
		await run(warehouse, `TRUNCATE TABLE ${table}`);
	return [...new Set(left.map(({ run_id }) => run_id))];
}

async function filled(warehouse: Warehouse, tables: readonly string[]): Promise<string[]> {
	const selects = tables.map((table) => `SELECT '${table}' AS table_name FROM ${table} LIMIT 1`);
	return selectRows(
		warehouse,
		selects.map((sql) => `(${sql})`).join(' UNION ALL '),
		(row) => Table.parse(row).table_name
	);
}
