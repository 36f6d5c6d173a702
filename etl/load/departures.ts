/** Leave records: stage -> core, each once. */
import { run } from '../clickhouse/client.ts';
import { literalsOf, type LoadContext } from './context.ts';

export async function loadDepartures(context: LoadContext): Promise<void> {
	const { run: runId, observed } = literalsOf(context);
	await run(
		context.warehouse,
		`INSERT INTO core_departures (person_id, left_at, reason, observed_at, run_id)
		SELECT person_id, left_at, reason, ${observed}, ${runId}
		FROM (SELECT * FROM stage_departures WHERE run_id = ${runId} ORDER BY person_id, left_at, reason LIMIT 1 BY person_id, left_at)
		WHERE (person_id, left_at) NOT IN (SELECT person_id, left_at FROM core_departures)`
	);
}
