/**
 * What became known late of single objectives, by check-ins and by answers: of days for which all others need no other rows. Nothing
 * of it touches other objectives but the links that lead to these.
 */
import { z } from 'zod';
import { run, selectRows, type Warehouse } from '../clickhouse/client.ts';
import { BEHIND } from '../clickhouse/settings.ts';
import { DAYS_TO_COUNT_FOR_A_WEEK, newSince, renderStep, type StepValues } from './render.ts';

/** Check-ins of which something became known. */
export const NEW_CHECK_INS = `SELECT check_in_id FROM core_check_in_revisions WHERE {{is_new}}
	UNION DISTINCT SELECT check_in_id FROM core_check_in_deletions WHERE {{is_new}}`;

/** Objectives whose check-ins were answered for now, and before last earlier than on the day before `{{first_day}}`: mostly none. */
const ANSWERED_LATE = `SELECT subject_id FROM core_answers
	WHERE subject_kind = 'check_ins' AND {{is_new}} AND subject_id NOT IN
		(SELECT subject_id FROM core_answers WHERE subject_kind = 'check_ins' AND {{is_old}} AND answered_at >= toDateTime64({{first_day}} - 1, 3, {{timezone}}))`;

/** An objective or key result, and from which day on its rows may be others. */
const FACTS = `
	SELECT entity_id, day
	FROM
	(
		SELECT check_in_id, arrayJoin(arrayConcat([objective_id], key_result_ids)) AS entity_id
		FROM core_check_in_revisions
		WHERE check_in_id IN (${NEW_CHECK_INS})
	) AS named
	INNER JOIN
	(
		-- A check-in speaks from its own day on, an edit from its own, and each may end what was concluded from silence.
		SELECT check_in_id, if(is_known AND revised > revised_before,
			greatest({{local_day(created)}}, {{local_day(revised)}}), {{local_day(created)}}) AS day
		FROM
		(
			SELECT check_in_id, min(checked_in_at) AS created, minIf(revised_at, {{is_new}}) AS revised,
				maxIf(revised_at, {{is_old}}) AS revised_before, countIf({{is_old}}) > 0 AS is_known
			FROM core_check_in_revisions
			WHERE check_in_id IN (SELECT check_in_id FROM core_check_in_revisions WHERE {{is_new}})
			GROUP BY check_in_id
		)
		UNION ALL
		-- What was deleted did not count on time: from the Monday after its week on.
		SELECT check_in_id, toMonday({{local_day(checked_in_at)}}) + 7 AS day
		FROM core_check_in_revisions
		WHERE check_in_id IN (SELECT check_in_id FROM core_check_in_deletions WHERE {{is_new}})
		UNION ALL
		SELECT check_in_id, {{local_day(missed_at)}} AS day FROM core_check_in_deletions WHERE {{is_new}}
	) AS spoken ON spoken.check_in_id = named.check_in_id
	UNION ALL
	-- What was answered for now was judged on the last day that it had been answered for before.
	SELECT subject_id AS entity_id, {{local_day(max(answered_at))}} + 1 AS day
	FROM core_answers
	WHERE subject_kind = 'check_ins' AND {{is_old}} AND subject_id IN (${ANSWERED_LATE})
	GROUP BY subject_id
	UNION ALL
	-- Whose check-ins nobody ever answered for: unknown on all days until now.
	SELECT objective_id AS entity_id, starts_on AS day
	FROM core_objective_versions AS versions INNER JOIN core_periods AS periods ON periods.period_id = versions.period_id
	WHERE objective_id IN (${ANSWERED_LATE}) AND objective_id NOT IN
		(SELECT subject_id FROM core_answers WHERE subject_kind = 'check_ins' AND {{is_old}} AND subject_id IN (${ANSWERED_LATE}))`;

/**
 * Writes what it finds into `build_late_facts`.
 *
 * @returns YYYY-MM-DD; null: nothing is told of a day before `values.firstDay`
 */
export async function firstLateDay(
	warehouse: Warehouse,
	values: StepValues,
	after: string
): Promise<string | null> {
	await run(
		warehouse,
		renderStep(
			`CREATE TABLE build_late_facts ENGINE = MergeTree ORDER BY entity_id AS
			SELECT entity_id, day FROM (${FACTS}) WHERE day < {{first_day}} AND entity_id != ''`,
			values,
			newSince(after)
		),
		BEHIND
	);
	const [day] = await selectRows(
		warehouse,
		'SELECT if(count() = 0, NULL, toString(min(day))) AS first_day FROM build_late_facts',
		(row) => z.object({ first_day: z.string().nullable() }).parse(row).first_day
	);
	return day ?? null;
}

/**
 * Writes the ids of the objectives that `firstLateDay` found and of their key results into `build_late`, whatever objective a key
 * result was of, and those of new, edited and deleted check-ins into `build_late_check_ins`. In `build_late_weeks` stand, besides all of
 * `build_late`, those of which such a check-in counts for a week before the first one that is asked for of all.
 */
export async function writeLate(
	warehouse: Warehouse,
	values: StepValues,
	after: string
): Promise<void> {
	const execute = (sql: string) => run(warehouse, renderStep(sql, values, newSince(after)), BEHIND);
	await execute(
		`CREATE TABLE build_late_check_ins ENGINE = MergeTree ORDER BY check_in_id AS ${NEW_CHECK_INS}`
	);
	const writeWithTied = async (table: string, entities: string): Promise<void> => {
		await execute(`CREATE TABLE ${table} ENGINE = MergeTree ORDER BY entity_id AS ${entities}`);
		const written = `(SELECT entity_id FROM ${table})`;
		for (const tied of [
			`SELECT DISTINCT key_result_id FROM core_key_result_versions WHERE objective_id IN ${written}`,
			`SELECT DISTINCT objective_id FROM core_key_result_versions WHERE key_result_id IN ${written}`
		])
			await execute(`INSERT INTO ${table} ${tied}`);
	};
	await writeWithTied('build_late', 'SELECT DISTINCT entity_id FROM build_late_facts');
	await writeWithTied(
		'build_late_weeks',
		`SELECT entity_id FROM build_late
		UNION DISTINCT
		SELECT DISTINCT arrayJoin(arrayConcat([objective_id], key_result_ids)) AS entity_id
		FROM core_check_in_revisions
		WHERE check_in_id IN (SELECT check_in_id FROM build_late_check_ins)
			AND {{local_day(checked_in_at)}} < {{weeks_from}} + ${DAYS_TO_COUNT_FOR_A_WEEK}`
	);
}
