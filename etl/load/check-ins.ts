/** Deleted check-ins: known ones that a complete read of their objective missed. Revisions are loaded by the stream itself. */
import { run } from '../clickhouse/client.ts';
import { literalsOf, type LoadContext } from './context.ts';
import { areToBeClosed } from './shrink.ts';

export async function loadCheckInDeletions(context: LoadContext): Promise<void> {
	const { run: runId, observed } = literalsOf(context);
	// One that is there again was never deleted: a read had missed it.
	await run(
		context.warehouse,
		`DELETE FROM core_check_in_deletions WHERE check_in_id IN
			(SELECT check_in_id FROM stage_check_ins WHERE run_id = ${runId}
				AND check_in_id IN (SELECT check_in_id FROM core_check_in_deletions))`
	);
	// Known and seen side by side, grouped: a set of all ids seen would be the largest thing that a first load holds in memory.
	const present = `SELECT check_in_id, anyIf(objective_id, is_known) AS objective_id, min(is_known) AS is_missing
		FROM
		(
			SELECT check_in_id, objective_id, 1 AS is_known
			FROM core_check_in_revisions
			WHERE source = 'check_in' AND run_id != ${runId}
				AND objective_id IN
					(SELECT objective_id FROM stage_check_ins WHERE run_id = ${runId} AND check_in_id = '')
			UNION ALL
			SELECT check_in_id, '' AS objective_id, 0 AS is_known
			FROM stage_check_ins
			WHERE run_id = ${runId} AND check_in_id != ''
		)
		GROUP BY check_in_id
		HAVING max(is_known) = 1 AND check_in_id NOT IN (SELECT check_in_id FROM core_check_in_deletions)
		SETTINGS max_bytes_before_external_group_by = 67108864, max_bytes_ratio_before_external_group_by = 0`;
	if (!(await areToBeClosed(context, 'check_ins', present))) return;
	await run(
		context.warehouse,
		`INSERT INTO core_check_in_deletions (check_in_id, objective_id, missed_at, run_id)
		SELECT check_in_id, objective_id, ${observed}, ${runId} FROM (${present}) WHERE is_missing`
	);
}
