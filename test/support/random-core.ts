/**
 * A large company straight in the core tables, made by the engine itself in seconds: for measuring what rebuilding the marts
 * takes, not for checking numbers. A function of `people` and `seed`: two quarters and a year, per person and quarter two
 * objectives of three to four key results, weekly check-ins, links to a company objective, and `reads` daily reads.
 */
import { run, sqlLiteral, type Warehouse } from '../../etl/clickhouse/client.ts';

export interface RandomCore {
	readonly people: number;
	readonly seed: number;
	/** Days on which every key result's progress was seen. */
	readonly reads: number;
}

export const RANDOM_CORE_AS_OF = '2026-09-20';

const PERIODS = [
	['Y', 'Year', '2026-01-01', '2027-01-01'],
	['Q2', 'Second quarter', '2026-04-01', '2026-07-01'],
	['Q3', 'Third quarter', '2026-07-01', '2026-10-01']
] as const;

export async function fillCore(
	warehouse: Warehouse,
	{ people, seed, reads }: RandomCore
): Promise<void> {
	const departments = Math.max(8, Math.round(people / 10));
	const hash = (...parts: string[]) => `cityHash64(${[String(seed), ...parts].join(', ')})`;
	const version = `1 AS is_present, 1 AS is_assumed, observed_at, 0 AS attributes_hash, 'run' AS run_id`;
	const ever = `toDateTime64('1970-01-01 00:00:00', 3, 'UTC') AS valid_from`;
	const seen = `toDateTime64('2026-09-20 00:00:00', 3, 'UTC') AS observed_at`;
	const statements = [
		...PERIODS.map(
			([id, name, starts, ends]) => `INSERT INTO core_period_reads
			SELECT ${[id, 'rule', 'OKR', 'OKR', name, ''].map(sqlLiteral).join(', ')},
				toDate(${sqlLiteral(starts)}), toDate(${sqlLiteral(ends)}), now64(3), 'run'`
		),
		`INSERT INTO core_department_versions
		(department_id, name, parent_id, head_ids, is_present, is_assumed, observed_at, attributes_hash, run_id, valid_from)
		SELECT toString(number + 1), concat('Department ', toString(number + 1)),
			if(number = 0, '', toString(intDiv(number - 1, 7) + 1)), [concat('p', toString(number))],
			${version}, ${ever}
		FROM (SELECT number, ${seen} FROM numbers(${departments}))`,
		`INSERT INTO core_person_versions
		(person_id, name, title, department_ids, is_active, is_boss, is_present, is_assumed, observed_at, attributes_hash, run_id, valid_from)
		SELECT concat('p', toString(number)), concat('Person ', toString(number)), '',
			[toString(number % ${departments} + 1)], 1, 0, ${version}, ${ever}
		FROM (SELECT number, ${seen} FROM numbers(${people}))`,
		// Number n: person n / 5; two objectives in each quarter, one in the year for every fifth person.
		`INSERT INTO core_objective_versions
		(objective_id, kind, title, owner_id, team_ids, period_id, weight, is_draft, visibility, score, created_at,
			is_present, is_assumed, observed_at, attributes_hash, run_id, valid_from)
		SELECT concat('objective-', toString(number)), 'personal', concat('Grow something by a lot ', toString(number)),
			concat('p', toString(intDiv(number, 5))), [], ['Q2', 'Q2', 'Q3', 'Q3', 'Y'][number % 5 + 1], NULL,
			${hash('number', "'draft'")} % 50 = 0, 'unknown', NULL, NULL, ${version},
			toDateTime64(['2026-04-02', '2026-04-02', '2026-07-02', '2026-07-02', '2026-01-02'][number % 5 + 1], 3, 'UTC')
		FROM (SELECT number, ${seen} FROM numbers(${people * 5}))
		WHERE number % 5 < 4 OR intDiv(number, 5) % 5 = 0`,
		`INSERT INTO core_key_result_versions
		(key_result_id, objective_id, title, weight, position, is_present, is_assumed, observed_at, attributes_hash, run_id, valid_from)
		SELECT concat(objective_id, '-', toString(position)), objective_id, concat('Reach ', toString(position), '0 % of it'),
			if(${hash('objective_id', "'weighted'")} % 2, 25, NULL), position, 1, 1, observed_at, 0, 'run', valid_from
		FROM core_objective_versions
		ARRAY JOIN range(1, 4 + ${hash('objective_id')} % 2) AS position`,
		`INSERT INTO core_alignment_versions
		(child_objective_id, target_kind, target_id, link_kind, stated_by, is_present, valid_from, is_assumed, observed_at, run_id)
		SELECT objective_id, 'objective',
			concat('objective-', toString(5 * intDiv(intDiv(${hash('objective_id', "'up'")} % ${people}, 3), 5) + 4)),
			'', 'child', 1, valid_from, 1, observed_at, 'run'
		FROM core_objective_versions`,
		...checkIns(hash),
		`INSERT INTO core_progress_observations
		SELECT 'key_result', key_result_id,
			toDateTime64('2026-09-20 00:00:00', 3, 'UTC') - toIntervalDay(number), greatest(0, 80 - number), 'run'
		FROM core_key_result_versions CROSS JOIN numbers(${reads}) AS days`,
		`INSERT INTO core_answers
		SELECT 'check_ins', objective_id, toDateTime64('2026-09-20 00:00:00', 3, 'UTC'), '', 'run' FROM core_objective_versions`
	];
	for (const statement of statements) await run(warehouse, statement);
}

/** One per objective and week of its period that is over, most of them, with a rising percent per key result. */
function checkIns(hash: (...parts: string[]) => string): string[] {
	const weeks = `SELECT objective_id, owner_id, key_result_ids,
			valid_from + toIntervalHour(9 + 168 * week) AS checked_in_at,
			concat(objective_id, '/', toString(week)) AS check_in_id, week, observed_at
		FROM core_objective_versions
		INNER JOIN
		(
			SELECT objective_id, arraySort(groupArray(key_result_id)) AS key_result_ids
			FROM core_key_result_versions GROUP BY objective_id
		) AS key_results USING objective_id
		ARRAY JOIN range(if(period_id = 'Y', 37, 12)) AS week
		WHERE ${hash('objective_id', 'week')} % 4 != 0 AND checked_in_at < toDateTime64('2026-09-20 00:00:00', 3, 'UTC')`;
	return [
		`INSERT INTO core_check_in_revisions
		(check_in_id, objective_id, author_id, modifier_id, checked_in_at, revised_at, source, html, text, normalised_text,
			objective_progress, key_result_ids, key_result_progress, mentions, observed_at, run_id)
		SELECT check_in_id, objective_id, owner_id, owner_id, checked_in_at,
			checked_in_at + toIntervalDay(${hash('check_in_id')} % 20 = 0), 'check_in',
			'', concat('Week ', toString(week), ' of ', objective_id, ': we go on.'), concat('week ', toString(week)),
			least(100, week * 8), key_result_ids,
			arrayMap(id -> CAST(least(100, week * 8), 'Nullable(Float64)'), key_result_ids), [], observed_at, 'run'
		FROM (${weeks})`,
		`INSERT INTO core_check_in_statements
		(check_in_id, objective_id, revised_at, key_result_id, confidence, confidence_provenance, blocker, says_no_blocker, next_action, run_id)
		SELECT check_in_id, objective_id, revised_at, '', ${hash('check_in_id', "'c'")} % 11, 'text',
			if(${hash('check_in_id', "'b'")} % 5 = 0, 'Supplier', ''), 0, 'Call them', 'run'
		FROM core_check_in_revisions`,
		`INSERT INTO core_check_in_deletions
		SELECT check_in_id, objective_id, checked_in_at + toIntervalDay(10), 'run'
		FROM core_check_in_revisions WHERE ${hash('check_in_id', "'d'")} % 100 = 0`
	];
}
