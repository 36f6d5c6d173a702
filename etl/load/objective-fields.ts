/** Custom fields of organisation objectives: stage -> versions. DingTalk keeps the current value only (dingtalk-api.md 4.2). */
import { run } from '../clickhouse/client.ts';
import { latest, literalsOf, type LoadContext } from './context.ts';

const KEY = 'objective_id, code';
/** Columns whose change makes a new version. */
export const FIELD_ATTRIBUTES = 'title, value_type, value';
const COLUMNS = `${KEY}, ${FIELD_ATTRIBUTES}, is_present, valid_from, is_assumed, observed_at, attributes_hash, run_id`;
const VERSIONS = 'core_objective_field_versions';

/** What is found with an objective's first read was there as long as the objective is known; a field that vanished has no value. */
export async function loadObjectiveFields(context: LoadContext): Promise<void> {
	const { run: runId, observed } = literalsOf(context);
	const read = `SELECT *, sipHash64(toJSONString(tuple(${FIELD_ATTRIBUTES}))) AS hash
		FROM stage_objective_fields WHERE run_id = ${runId} ORDER BY ${KEY}, ${FIELD_ATTRIBUTES} LIMIT 1 BY ${KEY}`;
	await run(
		context.warehouse,
		`INSERT INTO ${VERSIONS} (${COLUMNS})
		SELECT
			read.objective_id, read.code, read.title, read.value_type, read.value, 1,
			if(known.objective_id = '' AND objective.first_run = ${runId}, objective.since, ${observed}),
			known.objective_id = '' AND objective.first_run = ${runId},
			${observed}, read.hash, ${runId}
		FROM (${read}) AS read
		LEFT JOIN (${latest(VERSIONS, KEY)}) AS known
			ON known.objective_id = read.objective_id AND known.code = read.code
		LEFT JOIN
		(
			SELECT objective_id, min(valid_from) AS since, min(run_id) AS first_run
			FROM core_objective_versions GROUP BY objective_id
		) AS objective ON objective.objective_id = read.objective_id
		WHERE known.objective_id = '' OR NOT known.is_present OR known.attributes_hash != read.hash`
	);
	await run(
		context.warehouse,
		`INSERT INTO ${VERSIONS} (${COLUMNS})
		SELECT ${KEY}, ${FIELD_ATTRIBUTES}, 0, ${observed}, 0, ${observed}, attributes_hash, ${runId}
		FROM (${latest(VERSIONS, KEY)})
		WHERE is_present
			AND objective_id IN (SELECT objective_id FROM stage_objectives WHERE run_id = ${runId})
			AND (${KEY}) NOT IN (SELECT ${KEY} FROM (${read}))`
	);
}
