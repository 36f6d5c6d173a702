/**
 * "What appears in a later read starts at its earliest check-in or at that read, whichever is earlier" (metrics.md 1): also where that
 * check-in is read only later, because the run that found the objective had to stop before, or because it asks for check-ins in turns.
 * A key result that appeared together with its objective starts with it.
 */
import { run, selectRows } from '../clickhouse/client.ts';
import { literalsOf, type LoadContext } from './context.ts';

export async function startEarlier(context: LoadContext): Promise<void> {
	const { run: runId, observed } = literalsOf(context);
	const heard = `SELECT objective_id FROM core_check_in_revisions WHERE run_id = ${runId} AND objective_id != ''`;
	const [any] = await selectRows(context.warehouse, `${heard} LIMIT 1`, (row) => row);
	if (any === undefined) return;
	const first = (table: string, key: string) =>
		`SELECT * FROM ${table} WHERE objective_id IN (${heard})
		ORDER BY valid_from, observed_at, run_id LIMIT 1 BY ${key}`;
	const earlierObjectives = `
		SELECT version.*, check_in.first_at AS since
		FROM (${first('core_objective_versions', 'objective_id')}) AS version
		INNER JOIN
		(
			SELECT objective_id, min(checked_in_at) AS first_at FROM core_check_in_revisions
			WHERE objective_id IN (${heard}) GROUP BY objective_id
		) AS check_in ON check_in.objective_id = version.objective_id
		WHERE NOT version.is_assumed AND version.created_at IS NULL AND check_in.first_at < version.valid_from`;
	// Before their objectives: these say with which of them they appeared.
	await run(
		context.warehouse,
		`INSERT INTO core_key_result_versions
			(key_result_id, objective_id, title, weight, position, is_present, valid_from, is_assumed, observed_at, attributes_hash, run_id)
		SELECT
			version.key_result_id, version.objective_id, version.title, version.weight, version.position, 1,
			least(
				version.valid_from,
				if(objective.valid_from = version.valid_from, objective.since, version.valid_from),
				if(check_in.key_result_id = '', version.valid_from, check_in.first_at)
			) AS since,
			0, ${observed}, version.attributes_hash, ${runId}
		FROM (${first('core_key_result_versions', 'key_result_id')}) AS version
		LEFT JOIN (${earlierObjectives}) AS objective ON objective.objective_id = version.objective_id
		LEFT JOIN
		(
			SELECT arrayJoin(key_result_ids) AS key_result_id, min(checked_in_at) AS first_at
			FROM core_check_in_revisions WHERE objective_id IN (${heard}) GROUP BY key_result_id
		) AS check_in ON check_in.key_result_id = version.key_result_id
		WHERE NOT version.is_assumed AND since < version.valid_from`
	);
	await run(
		context.warehouse,
		`INSERT INTO core_objective_versions
			(objective_id, kind, title, owner_id, team_ids, period_id, weight, is_draft, visibility, score, created_at,
			is_present, valid_from, is_assumed, observed_at, attributes_hash, run_id)
		SELECT
			objective_id, kind, title, owner_id, team_ids, period_id, weight, is_draft, visibility, score, created_at,
			1, since, 0, ${observed}, attributes_hash, ${runId}
		FROM (${earlierObjectives})`
	);
}
