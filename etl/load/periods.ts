/** Periods: stage -> core, when new or corrected. */
import { run, sqlLiteral } from '../clickhouse/client.ts';
import { literalsOf, type LoadContext } from './context.ts';

const COLUMNS =
	'period_id, rule_id, rule_name, rule_category, name, source_type, starts_on, ends_before';

export async function loadPeriods(context: LoadContext): Promise<void> {
	const { run: runId, observed } = literalsOf(context);
	await run(
		context.warehouse,
		`INSERT INTO core_period_reads (${COLUMNS}, observed_at, run_id)
		SELECT ${COLUMNS}, ${observed}, ${runId}
		FROM (SELECT * FROM stage_periods WHERE run_id = ${runId} LIMIT 1 BY period_id)
		WHERE (${COLUMNS}) NOT IN (SELECT ${COLUMNS} FROM core_periods)`
	);
	// That a period's objectives were asked for: what the first such read finds in an old period was there before.
	const ids = sqlLiteral([...context.periodIds]);
	await run(
		context.warehouse,
		`INSERT INTO core_answers (subject_kind, subject_id, answered_at, fingerprint, run_id)
		SELECT 'period', arrayJoin(${ids}::Array(String)), ${observed}, '', ${runId}`
	);
}
