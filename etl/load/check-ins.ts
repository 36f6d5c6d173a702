/** Deleted check-ins: known ones that a complete read of their objective missed. Revisions are loaded by the stream itself. */
import { run } from '../clickhouse/client.ts';
import { literalsOf, type LoadContext } from './context.ts';
import { mayClose } from './shrink.ts';

export async function loadCheckInDeletions(context: LoadContext): Promise<void> {
	const { run: runId, observed } = literalsOf(context);
	const seen = `SELECT check_in_id FROM stage_check_ins WHERE run_id = ${runId}`;
	// One that is there again was never deleted: a read had missed it.
	await run(
		context.warehouse,
		`DELETE FROM core_check_in_deletions WHERE check_in_id IN (${seen})`
	);
	const present = `SELECT DISTINCT check_in_id, objective_id, check_in_id NOT IN (${seen}) AS is_missing
		FROM core_check_in_revisions
		WHERE source = 'check_in'
			AND objective_id IN
				(SELECT objective_id FROM stage_check_ins WHERE run_id = ${runId} AND check_in_id = '')
			AND check_in_id NOT IN (SELECT check_in_id FROM core_check_in_deletions)`;
	if (!(await mayClose(context, 'check_ins', present))) return;
	await run(
		context.warehouse,
		`INSERT INTO core_check_in_deletions (check_in_id, objective_id, missed_at, run_id)
		SELECT check_in_id, objective_id, ${observed}, ${runId} FROM (${present}) WHERE is_missing`
	);
}
