/** What a run added to the core tables: counted, not believed. */
import { z } from 'zod';
import { selectRows, sqlLiteral, type Warehouse } from '../clickhouse/client.ts';

const Count = z.object({ stream: z.string(), row_count: z.coerce.number() });

const TABLES: Readonly<Record<string, readonly string[]>> = {
	departments: ['core_department_versions'],
	people: ['core_person_versions'],
	departures: ['core_departures'],
	periods: ['core_period_reads'],
	objectives: [
		'core_objective_versions',
		'core_objective_readers',
		'core_key_result_versions',
		'core_alignment_versions',
		'core_objective_field_versions',
		'core_progress_observations'
	],
	check_ins: [
		"(SELECT run_id FROM core_check_in_revisions WHERE objective_id != '')",
		"(SELECT run_id FROM core_check_in_statements WHERE objective_id != '')",
		'core_check_in_deletions'
	],
	reports: [
		"(SELECT run_id FROM core_check_in_revisions WHERE objective_id = '')",
		"(SELECT run_id FROM core_check_in_statements WHERE objective_id = '')"
	]
};

/** Rows by stream; those of organisation objectives are counted with the objectives, whose tables they share. */
export async function countRunRows(
	warehouse: Warehouse,
	runId: string
): Promise<Record<string, number>> {
	const selects = Object.entries(TABLES).flatMap(([stream, tables]) =>
		tables.map(
			(table) =>
				`SELECT '${stream}' AS stream, count() AS row_count FROM ${table} WHERE run_id = ${sqlLiteral(runId)}`
		)
	);
	const counts = await selectRows(
		warehouse,
		`SELECT stream, sum(row_count) AS row_count FROM (${selects.join(' UNION ALL ')}) GROUP BY stream`,
		(row) => Count.parse(row)
	);
	return Object.fromEntries(counts.map(({ stream, row_count }) => [stream, row_count]));
}
