import { insertRows, onCluster, run, type Warehouse } from '../clickhouse/client.ts';
import { COVERAGE } from './coverage.ts';

/**
 * Every mart that a build fills and swaps in; `mart_build` beside them says what they are. What a mart covers stands in coverage.ts,
 * so that a build can leave alone what did not change.
 */
export const MARTS = [
	// First, so that what has become restricted is closed before its new rows can be seen.
	'mart_restricted_objectives',
	'mart_readers',
	'mart_blocks',
	'mart_labels',
	'mart_comments',
	'mart_lives',
	'mart_search',
	'mart_key_result_days',
	'mart_check_in_weeks',
	'mart_objective_days',
	'mart_link_days',
	'mart_contribution_days',
	'mart_person_days',
	'mart_department_days',
	'mart_periods',
	'mart_check_ins',
	'mart_check_in_revisions',
	'mart_changes',
	'mart_pattern_days',
	'mart_falls',
	'mart_diagnoses'
] as const;

/** What the marts were built from. */
export interface BuildNote {
	readonly fingerprint: string;
	readonly run_id: string;
	readonly as_of: string;
	/** JSON of BuiltOn, see changes.ts. */
	readonly facts: string;
}

/**
 * Puts the finished `mart_…_next` in the place of the marts, one atomic exchange after the other.
 * The note is taken away before the first and written after the last: without it some marts may be
 * new and others old, and the next start rebuilds them.
 *
 * @param isPart the build kept what did not change (keep.ts): texts were added to the old ones
 */
export async function swapIn(
	warehouse: Warehouse,
	note: BuildNote,
	isPart: boolean
): Promise<void> {
	await run(warehouse, `TRUNCATE TABLE mart_build${onCluster(warehouse)}`);
	for (const mart of MARTS) {
		if (isPart && COVERAGE[mart] === 'texts') continue;
		await run(warehouse, `EXCHANGE TABLES ${mart} AND ${mart}_next${onCluster(warehouse)}`);
	}
	await insertRows(warehouse, 'mart_build', [{ ...note, built_at: new Date() }]);
}
