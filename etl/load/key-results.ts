/** Key results: stage -> versions. DingTalk gives them no times of their own (dingtalk-api.md 4.2, metrics.md 1). */
import { run } from '../clickhouse/client.ts';
import { latest, literalsOf, type LoadContext } from './context.ts';
import { newObjectivesSql } from './objectives.ts';
import { areToBeClosed } from './shrink.ts';

/** Columns whose change makes a new version. */
export const KEY_RESULT_ATTRIBUTES = 'objective_id, title, weight, position';
const VERSION_COLUMNS = `key_result_id, ${KEY_RESULT_ATTRIBUTES}, is_present, valid_from, is_assumed, observed_at, attributes_hash, run_id`;

export async function loadKeyResults(context: LoadContext): Promise<void> {
	const { run: runId, observed } = literalsOf(context);
	await run(
		context.warehouse,
		`INSERT INTO core_key_result_versions (${VERSION_COLUMNS})
		SELECT
			read.key_result_id, read.objective_id, read.title, read.weight, read.position, 1,
			multiIf(
				known.key_result_id != '', ${observed},
				-- It appears together with its objective and starts with it.
				objective.objective_id != '', objective.since,
				check_in.key_result_id != '', least(${observed}, check_in.first_at),
				${observed}
			),
			known.key_result_id = '' AND objective.is_first_read,
			${observed}, read.hash, ${runId}
		FROM
		(
			SELECT *, sipHash64(toJSONString(tuple(${KEY_RESULT_ATTRIBUTES}))) AS hash
			FROM stage_key_results WHERE run_id = ${runId}
			ORDER BY key_result_id, objective_id, position, title LIMIT 1 BY key_result_id
		) AS read
		LEFT JOIN (${latest('core_key_result_versions', 'key_result_id')}) AS known
			ON known.key_result_id = read.key_result_id
		LEFT JOIN (${newObjectivesSql(context)}) AS objective
			ON objective.objective_id = read.objective_id
		LEFT JOIN
		(
			SELECT arrayJoin(key_result_ids) AS key_result_id, min(checked_in_at) AS first_at
			FROM core_check_in_revisions GROUP BY key_result_id
		) AS check_in ON check_in.key_result_id = read.key_result_id
		WHERE known.key_result_id = '' OR NOT known.is_present OR known.attributes_hash != read.hash`
	);
	// A key result is missing only from an answer that lists key results and that could be read whole.
	const present = `SELECT *,
			key_result_id NOT IN (SELECT key_result_id FROM stage_key_results WHERE run_id = ${runId}) AS is_missing
		FROM (${latest('core_key_result_versions', 'key_result_id')})
		WHERE is_present
			AND objective_id IN
				(SELECT objective_id FROM stage_objectives WHERE run_id = ${runId} AND states_key_results)`;
	if (!(await areToBeClosed(context, 'key_results', present))) return;
	await run(
		context.warehouse,
		`INSERT INTO core_key_result_versions (${VERSION_COLUMNS})
		SELECT key_result_id, ${KEY_RESULT_ATTRIBUTES}, 0, ${observed}, 0, ${observed}, attributes_hash, ${runId}
		FROM (${present}) WHERE is_missing`
	);
}

/** What this read saw on key results and objectives. A value seen at the very same instant by an earlier run is not repeated. */
export async function loadProgress(context: LoadContext): Promise<void> {
	const { run: runId, observed } = literalsOf(context);
	await run(
		context.warehouse,
		`INSERT INTO core_progress_observations (entity_kind, entity_id, observed_at, progress, run_id)
		SELECT read.entity_kind, read.entity_id, ${observed}, read.progress, ${runId}
		FROM
		(
			SELECT 'key_result' AS entity_kind, key_result_id AS entity_id, progress
			FROM stage_key_results WHERE run_id = ${runId}
			ORDER BY key_result_id, objective_id, position LIMIT 1 BY key_result_id
			UNION ALL
			SELECT 'objective' AS entity_kind, objective_id AS entity_id, progress
			FROM stage_objectives WHERE run_id = ${runId} AND kind = 'personal'
			ORDER BY objective_id, owner_id = asked_id DESC, asked_id LIMIT 1 BY objective_id
		) AS read
		LEFT JOIN
		(
			SELECT * FROM core_progress_observations WHERE observed_at = ${observed}
			ORDER BY run_id DESC LIMIT 1 BY entity_kind, entity_id
		) AS known ON known.entity_kind = read.entity_kind AND known.entity_id = read.entity_id
		WHERE known.entity_id = '' OR ifNull(toString(known.progress), '') != ifNull(toString(read.progress), '')`
	);
}
