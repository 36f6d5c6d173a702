/**
 * From which day on the marts may differ from those that are there: by the rows that runs after the last build added, and because
 * time went on. Too early a day costs time, too late a day is a wrong number: whatever is not plainly narrower says null, which is a
 * whole build.
 */
import { z } from 'zod';
import { selectRows, sqlLiteral, type Warehouse } from '../clickhouse/client.ts';
import { firstLateDay, NEW_CHECK_INS } from './late.ts';
import { DAYS_TO_COUNT_FOR_A_WEEK, newSince, renderStep, type StepValues } from './render.ts';

/** Days, YYYY-MM-DD: rows that tell about earlier ones are as they were. */
export interface ChangedSince {
	/** The last run that the marts rest on. */
	readonly after: string;
	/** `as_of` of the marts of days, for all objectives. */
	readonly day: string;
	/** The same for those of which something became known late (late.ts); `day` if there are none. */
	readonly lateDay: string;
	/** `week`, a Monday, for all key results. */
	readonly week: string;
	/** The same for those of which an earlier week may be another (late.ts); `week` if there are none. */
	readonly lateWeek: string;
	/** `checked_in_on`, for all check-ins. */
	readonly checkIn: string;
	/** The same for those that are new, edited or deleted (late.ts); `checkIn` if these are all later. */
	readonly lateCheckIn: string;
}

/** What the marts that are there rest on. */
export interface BuiltOn {
	readonly runId: string;
	readonly asOf: string;
	/** Of settings and SQL. */
	readonly settings: string;
	readonly runs: number;
	/** Rows of the core tables that belong to these runs. */
	readonly rows: Readonly<Record<string, number>>;
}

/** Core tables that marts rest on. Rows are only ever added, but for check-ins that are there again after all. */
const TABLES = [
	'core_department_versions',
	'core_person_versions',
	'core_period_reads',
	'core_objective_versions',
	'core_key_result_versions',
	'core_alignment_versions',
	'core_progress_observations',
	'core_check_in_revisions',
	'core_check_in_statements',
	'core_check_in_deletions',
	'core_answers'
];

/** The runs and rows up to a run, to be remembered with the marts built on it. */
export async function countRows(
	warehouse: Warehouse,
	runId: string
): Promise<Pick<BuiltOn, 'runs' | 'rows'>> {
	const Count = z.object({ name: z.string(), rows: z.coerce.number() });
	const counts = await selectRows(
		warehouse,
		['core_runs', ...TABLES]
			.map(
				// Not countIf: parts without a row of a later run are not read.
				(t) => `SELECT '${t}' AS name, (SELECT count() FROM ${t})
					- (SELECT count() FROM ${t} WHERE run_id > ${sqlLiteral(runId)}) AS rows`
			)
			.join(' UNION ALL '),
		(row) => Count.parse(row)
	);
	const rows = Object.fromEntries(counts.map((count) => [count.name, count.rows]));
	return { runs: rows['core_runs'] ?? 0, rows };
}

/** @returns null: anything may have changed */
export async function changedSince(
	warehouse: Warehouse,
	built: BuiltOn,
	values: StepValues
): Promise<ChangedSince | null> {
	if (values.asOf < built.asOf) return null;
	const { rows } = await countRows(warehouse, built.runId);
	if (Object.entries(rows).some(([table, count]) => built.rows[table] !== count)) return null;

	const render = (sql: string) => renderStep(sql, values, newSince(built.runId));
	const Answer = z.object({ answer: z.coerce.number() });
	const answers = await selectRows(
		warehouse,
		render(WHOLE.map((sql) => `SELECT (${sql}) > 0 AS answer`).join(' UNION ALL ')),
		(row) => Answer.parse(row).answer
	);
	if (answers.some((answer) => answer > 0)) return null;

	const earliest = async (candidates: readonly string[]): Promise<string | null> => {
		const Day = z.object({ day: z.string().nullable() });
		const days = await selectRows(
			warehouse,
			render(candidates.map((sql) => `SELECT (${sql}) AS day`).join(' UNION ALL ')),
			(row) => Day.parse(row).day
		);
		return (
			days
				.filter((day) => day !== null)
				.sort()
				.at(0) ?? null
		);
	};
	const dayAfter = moved(built.asOf, 1);
	// Rows of the last day are always made: it is there in full or not at all.
	const day = least(least(dayAfter, values.asOf), await earliest(DAYS));
	const checkIn = least(least(dayAfter, day), await earliest(CHECK_INS));
	const lateCheckIn = least(checkIn, await earliest(NEWS_OF_CHECK_INS));
	const lateDay = least(
		day,
		await firstLateDay(warehouse, { ...values, firstDay: day }, built.runId)
	);
	if (lateDay < BEFORE_ALL) return null;
	return {
		...{ after: built.runId, day, lateDay },
		week: firstWeekOf(day, checkIn, built.asOf),
		lateWeek: firstWeekOf(lateDay, lateCheckIn, built.asOf),
		...{ checkIn, lateCheckIn }
	};
}

/** A check-in of Monday to Wednesday counts for the week before; until that Wednesday is over, states tell so. */
const firstWeekOf = (...days: string[]): string =>
	mondayOf(moved(days.sort()[0] ?? '', -DAYS_TO_COUNT_FOR_A_WEEK));

/** What has been so since ever is taken to be from 1970. */
const BEFORE_ALL = '1971-01-01';

const day = (instant: string, where: string, from: string): string =>
	`SELECT if(count() = 0, NULL, toString(min({{local_day(${instant})}}))) FROM ${from} WHERE ${where}`;

/** Key results that are new, or older than was known, or of another objective than before. */
const RESTLESS = `SELECT key_result_id FROM core_key_result_versions
	WHERE key_result_id IN (SELECT key_result_id FROM core_key_result_versions WHERE {{is_new}})
	GROUP BY key_result_id
	HAVING (countIf({{is_old}}) = 0 OR minIf(valid_from, {{is_new}}) <= minIf(valid_from, {{is_old}}) OR uniqExact(objective_id) > 1)`;

/** Objectives that are new or older than was known: what was said before their first day is told of their first context. */
const EARLIER = `SELECT objective_id FROM core_objective_versions
	WHERE objective_id IN (SELECT objective_id FROM core_objective_versions WHERE {{is_new}})
	GROUP BY objective_id
	HAVING (countIf({{is_old}}) = 0 OR minIf(valid_from, {{is_new}}) <= minIf(valid_from, {{is_old}}))`;

/** People of whom nothing was known: their first version speaks for older facts. */
const STRANGERS = `SELECT person_id FROM core_person_versions GROUP BY person_id HAVING countIf({{is_old}}) = 0`;

const NEW_DEPARTMENTS = `SELECT department_id FROM core_department_versions GROUP BY department_id HAVING countIf({{is_old}}) = 0`;

const PERIODS_OF_NEW_OBJECTIVES = `SELECT period_id FROM core_objective_versions WHERE {{is_new}}`;

/** Of people with new versions, from when on. */
const NEWS_OF_PEOPLE = `SELECT person_id, min(valid_from) AS since FROM core_person_versions WHERE {{is_new}} GROUP BY person_id`;

/** Key results with new reads in objectives of periods that are over: mostly none. New reads first, which are few beside the others. */
const SEEN_AFTERWARDS = `SELECT key_result_id, objective_id FROM core_key_result_versions
	WHERE key_result_id IN (SELECT entity_id FROM core_progress_observations WHERE {{is_new}} AND entity_kind = 'key_result')
		AND objective_id IN
		(
			SELECT objective_id FROM core_objective_versions
			WHERE period_id IN (SELECT period_id FROM core_periods WHERE ends_before <= {{as_of}})
		)`;

/** Each counts what makes it a matter of all days. */
const WHOLE = [
	// A department that is known moved or came back: paths of today change on all days.
	`SELECT count() FROM
	(
		SELECT department_id FROM core_department_versions
		GROUP BY department_id
		HAVING countIf({{is_new}}) > 0 AND countIf({{is_old}}) > 0
			AND (uniqExactIf(parent_id, {{is_new}}) > 1
				OR anyIf(parent_id, {{is_new}}) != argMaxIf(parent_id, (valid_from, observed_at, run_id), {{is_old}})
				OR minIf(valid_from, {{is_new}}) <= minIf(valid_from, {{is_old}})
				OR (countIf({{is_new}} AND is_present) > 0 AND argMaxIf(is_present, (valid_from, observed_at, run_id), {{is_old}}) = 0))
	)`,
	// A period got other bounds or another name: it is named by changes on any day.
	`SELECT count() FROM
	(
		SELECT period_id FROM core_period_reads GROUP BY period_id
		HAVING countIf({{is_new}}) > 0 AND countIf({{is_old}}) > 0 AND uniqExact((name, rule_name, starts_on, ends_before)) > 1
	)`,
	// A new root, or one that older facts already spoke of.
	`SELECT count() FROM core_department_versions WHERE department_id IN (${NEW_DEPARTMENTS}) AND parent_id = ''`,
	`SELECT count() FROM core_department_versions WHERE {{is_old}} AND parent_id IN (${NEW_DEPARTMENTS})`,
	`SELECT count() FROM (SELECT arrayJoin(department_ids) AS department_id FROM core_person_versions WHERE {{is_old}})
	WHERE department_id IN (${NEW_DEPARTMENTS})`,
	`SELECT count() FROM (SELECT arrayJoin(team_ids) AS department_id FROM core_objective_versions WHERE {{is_old}})
	WHERE department_id IN (${NEW_DEPARTMENTS})`
];

/** The first day on which something may be another, but for what late.ts tells of single objectives. */
const DAYS = [
	day('valid_from', '{{is_new}}', 'core_objective_versions'),
	day('valid_from', '{{is_new}}', 'core_key_result_versions'),
	day('valid_from', '{{is_new}}', 'core_alignment_versions'),
	day('valid_from', '{{is_new}}', 'core_department_versions'),
	day('valid_from', '{{is_new}}', 'core_person_versions'),
	day('observed_at', '{{is_new}}', 'core_progress_observations'),
	day('valid_from', `key_result_id IN (${RESTLESS})`, 'core_key_result_versions'),
	day(
		'checked_in_at',
		`key_result_id IN (${RESTLESS})`,
		'(SELECT checked_in_at, arrayJoin(key_result_ids) AS key_result_id FROM core_check_in_revisions)'
	),
	day(
		'valid_from',
		// Also one that said so itself: until the key result is known, its link leads nowhere.
		`{{is_old}} AND target_id IN (${RESTLESS})`,
		'core_alignment_versions'
	),
	// A link to what turns out to be a key result.
	`SELECT if(count() = 0, NULL, toString(min({{local_day(valid_from)}}))) FROM core_alignment_versions
	WHERE (child_objective_id, target_id) IN
		(SELECT child_objective_id, target_id FROM core_alignment_versions WHERE {{is_new}} AND target_kind = 'keyResult')
		AND (child_objective_id, target_id) IN
		(SELECT child_objective_id, target_id FROM core_alignment_versions WHERE {{is_old}} AND target_kind != 'keyResult')`,
	// Links of what begins earlier than was known: they are told of its first context.
	day(
		'valid_from',
		`child_objective_id IN (${EARLIER}) OR target_id IN (${EARLIER})`,
		'core_alignment_versions'
	),
	// Who may be counted together with whom is decided by the visibility of today for all days.
	day(
		'valid_from',
		`objective_id IN
		(
			SELECT objective_id FROM core_objective_versions
			WHERE is_present AND objective_id IN (SELECT objective_id FROM core_objective_versions WHERE {{is_new}})
			GROUP BY objective_id
			HAVING countIf({{is_old}}) > 0 AND argMax(visibility, (valid_from, observed_at, run_id))
				!= argMaxIf(visibility, (valid_from, observed_at, run_id), {{is_old}})
		)`,
		'core_objective_versions'
	),
	// What strangers own, and head.
	day(
		'valid_from',
		`valid_from > toDateTime64(0, 3, 'UTC') AND head_id IN (${STRANGERS})`,
		'(SELECT valid_from, arrayJoin(head_ids) AS head_id FROM core_department_versions)'
	),
	`SELECT if(count() = 0, NULL, toString(min({{local_day(valid_from)}}))) FROM core_objective_versions WHERE owner_id IN (${STRANGERS})`,
	// The first value seen after the end of a period may count for its last day.
	`SELECT if(count() = 0, NULL, toString(min(ends_before) - 1))
	FROM (${SEEN_AFTERWARDS}) AS key_results
	INNER JOIN core_objective_versions AS objectives ON objectives.objective_id = key_results.objective_id
	INNER JOIN core_periods AS periods ON periods.period_id = objectives.period_id
	INNER JOIN
	(
		SELECT entity_id, max({{local_day(observed_at)}}) AS seen_on,
			maxIf({{local_day(observed_at)}}, {{is_old}} AND progress IS NOT NULL) AS seen_before
		FROM core_progress_observations
		WHERE entity_kind = 'key_result' AND entity_id IN (SELECT key_result_id FROM (${SEEN_AFTERWARDS}))
		GROUP BY entity_id
	) AS reads ON reads.entity_id = key_results.key_result_id
	WHERE periods.ends_before <= reads.seen_on AND reads.seen_before < periods.ends_before`,
	// Periods: new ones, those that get their first objective, and those that leave the list.
	`SELECT if(count() = 0, NULL, toString(min(first_day)))
	FROM
	(
		SELECT period_id, min(starts_on) AS first_day FROM core_period_reads
		GROUP BY period_id
		HAVING countIf({{is_old}}) = 0
	)`,
	`SELECT if(count() = 0, NULL, toString(min(starts_on))) FROM core_periods
	WHERE period_id IN (${PERIODS_OF_NEW_OBJECTIVES}) AND period_id NOT IN (SELECT period_id FROM mart_periods)`,
	`SELECT if(count() = 0, NULL, toString(min(starts_on))) FROM mart_periods
	WHERE ends_on < {{as_of}} AND period_id NOT IN (SELECT period_id FROM core_objective_versions)`,
	`SELECT if(count() = 0, NULL, toString(min(starts_on))) FROM core_periods
	WHERE starts_on <= {{as_of}} AND {{as_of}} < ends_before AND period_id NOT IN (SELECT period_id FROM mart_periods)`
];

/** The first day of a check-in that is new, edited or deleted. */
const NEWS_OF_CHECK_INS = [
	day('checked_in_at', `check_in_id IN (${NEW_CHECK_INS})`, 'core_check_in_revisions')
];

/** The first day of any other check-in of which something may be another. */
const CHECK_INS = [
	day('checked_in_at', `objective_id IN (${EARLIER})`, 'core_check_in_revisions'),
	day(
		'checked_in_at',
		`author_id IN (${STRANGERS}) OR modifier_id IN (${STRANGERS})`,
		'core_check_in_revisions'
	),
	// An edit names its author as of its own day.
	`SELECT if(count() = 0, NULL, toString(min({{local_day(checked_in_at)}})))
	FROM core_check_in_revisions AS revisions
	INNER JOIN (${NEWS_OF_PEOPLE}) AS news ON news.person_id = revisions.modifier_id
	WHERE revisions.revised_at >= news.since - toIntervalDay(1)`
];

function least(a: string, b: string | null): string {
	return b === null || a < b ? a : b;
}

export function moved(date: string, days: number): string {
	return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

export function mondayOf(date: string): string {
	return moved(date, -((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7));
}
