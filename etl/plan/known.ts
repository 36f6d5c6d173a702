/** What a plan has to know of earlier runs: one question each. Days are local to `timezone`. */
import { z } from 'zod';
import { selectRows, sqlLiteral, type Warehouse } from '../clickhouse/client.ts';
import type { PeriodRow } from '../normalise/periods.ts';
import type { Candidate } from './choose-people.ts';
import type { Directory } from './directory.ts';
import type { AnswerKind } from '../streams/scope.ts';

const Answered = z.object({ person_id: z.string(), age: z.coerce.number() });
const Id = z.object({ id: z.string() });

/** Everybody in the directory, with the age of their last answer. */
export async function candidatesOf(
	warehouse: Warehouse,
	directory: Directory,
	{ today, timezone, headIds }: { today: string; timezone: string; headIds: readonly string[] }
): Promise<Candidate[]> {
	const [answered, atRisk] = await Promise.all([
		selectRows(
			warehouse,
			`SELECT subject_id AS person_id,
				dateDiff('day', toDate(max(answered_at), ${sqlLiteral(timezone)}), toDate(${sqlLiteral(today)})) AS age
			FROM core_answers
			WHERE subject_kind = 'person' AND run_id IN (SELECT run_id FROM core_runs)
			GROUP BY subject_id`,
			(row) => Answered.parse(row)
		),
		selectRows(
			warehouse,
			`SELECT DISTINCT owner_id AS id FROM mart_key_result_days
			WHERE as_of = (SELECT max(as_of) FROM ops_data_versions)
				AND (pace = 'at_risk' OR confidence_band = 'red' OR is_blocked)`,
			(row) => Id.parse(row).id
		)
	]);
	const ages = new Map(answered.map(({ person_id, age }) => [person_id, Math.max(age, 0)]));
	const risky = new Set(atRisk);
	const leaders = new Set(headIds);
	for (const { headIds: heads } of directory.departments.values())
		for (const head of heads) leaders.add(head);
	return [...directory.people].map(([id, { isBoss }]) => ({
		id,
		age: ages.get(id) ?? null,
		isLeader: isBoss || leaders.has(id),
		isAtRisk: risky.has(id)
	}));
}

/** Whom the last run asked before it had to end, if that was within `hours`: the next one goes on behind them. */
export async function answeredByStopped(
	warehouse: Warehouse,
	now: number,
	hours: number
): Promise<Set<string>> {
	const since = sqlLiteral(new Date(now - hours * 3_600_000));
	const ids = await selectRows(
		warehouse,
		`SELECT subject_id AS id FROM core_answers
		WHERE subject_kind = 'person' AND run_id IN
		(
			SELECT run_id FROM
			(
				SELECT run_id, status, started_at FROM ops_runs
				WHERE run_id IN (SELECT run_id FROM core_runs) AND kind != 'events' ORDER BY run_id DESC LIMIT 1
			)
			WHERE status IN ('stopped', 'killed', 'failed') AND started_at >= ${since}
		)`,
		(row) => Id.parse(row).id
	);
	return new Set(ids);
}

/** People who own an objective that we know of. */
export function knownOwners(warehouse: Warehouse): Promise<string[]> {
	return selectRows(
		warehouse,
		`SELECT DISTINCT owner_id AS id FROM
		(
			SELECT * FROM core_objective_versions
			ORDER BY valid_from DESC, observed_at DESC, run_id DESC LIMIT 1 BY objective_id
		)
		WHERE is_present AND kind = 'personal' AND owner_id != '' ORDER BY id`,
		(row) => Id.parse(row).id
	);
}

const Age = z.object({ age: z.coerce.number() });

/** Days since a run answered of this kind; Infinity: never. @param now epoch ms */
export async function lastAnswer(
	warehouse: Warehouse,
	kind: AnswerKind,
	now: number
): Promise<number> {
	const [row] = await selectRows(
		warehouse,
		`SELECT dateDiff('second', max(answered_at), ${sqlLiteral(new Date(now))}) / 86400 AS age
		FROM core_answers WHERE subject_kind = ${sqlLiteral(kind)} HAVING count() > 0`,
		(found) => Age.parse(found)
	);
	return row?.age ?? Infinity;
}

const Pending = z.object({ subject_id: z.string(), fingerprint: z.string() });

/** Objectives that have moved and could not be read any more: id -> hash of what their list said. */
export async function pendingCheckIns(warehouse: Warehouse): Promise<Record<string, string>> {
	const rows = await selectRows(
		warehouse,
		`SELECT subject_id, argMaxIf(fingerprint, run_id, subject_kind = 'pending') AS fingerprint
		FROM core_answers
		WHERE subject_kind IN ('pending', 'check_ins', 'refused') AND subject_id IN
			(SELECT subject_id FROM core_answers WHERE subject_kind = 'pending')
		GROUP BY subject_id
		HAVING maxIf(run_id, subject_kind = 'pending') > maxIf(run_id, subject_kind != 'pending')
		ORDER BY subject_id`,
		(row) => Pending.parse(row)
	);
	return Object.fromEntries(rows.map(({ subject_id, fingerprint }) => [subject_id, fingerprint]));
}

/** Live objectives whose check-ins were read longest ago, of those not read for `days`. */
export async function longUnread(
	warehouse: Warehouse,
	{
		today,
		days,
		limit,
		periodIds
	}: { today: string; days: number; limit: number; periodIds: readonly string[] }
): Promise<string[]> {
	if (limit <= 0) return [];
	return selectRows(
		warehouse,
		`SELECT read.subject_id AS id FROM
		(
			SELECT subject_id, max(answered_at) AS read_at FROM core_answers
			WHERE subject_kind = 'check_in_read' GROUP BY subject_id
		) AS read
		INNER JOIN
		(
			SELECT * FROM core_objective_versions
			ORDER BY valid_from DESC, observed_at DESC, run_id DESC LIMIT 1 BY objective_id
		) AS objective ON objective.objective_id = read.subject_id
		WHERE objective.is_present AND objective.period_id IN ${sqlLiteral([...periodIds])}
			AND read.read_at < toDateTime64(toDate(${sqlLiteral(today)}), 3, 'UTC') - INTERVAL ${days} DAY
		ORDER BY read.read_at, id LIMIT ${limit}`,
		(row) => Id.parse(row).id
	);
}

const KnownPeriod = z.object({
	period_id: z.string(),
	rule_id: z.string(),
	rule_name: z.string(),
	rule_category: z.string(),
	name: z.string(),
	source_type: z.string(),
	starts_on: z.string(),
	ends_before: z.string()
});

export function knownPeriods(warehouse: Warehouse): Promise<PeriodRow[]> {
	return selectRows(warehouse, 'SELECT * FROM core_periods', (row) => KnownPeriod.parse(row));
}

const Sizes = z.object({ objectives: z.coerce.number(), organisation_pages: z.coerce.number() });

/** Objectives of some periods, and the pages of organisation objectives among them. */
export async function knownSizes(
	warehouse: Warehouse,
	periodIds: readonly string[],
	perPage: number
): Promise<z.infer<typeof Sizes>> {
	const [row] = await selectRows(
		warehouse,
		`SELECT sum(personal) AS objectives, sum(greatest(1, ceil(organisation / ${perPage}))) AS organisation_pages FROM
		(
			SELECT period_id, countIf(kind = 'personal') AS personal, countIf(kind = 'organisation') AS organisation FROM
			(
				SELECT * FROM core_objective_versions
				ORDER BY valid_from DESC, observed_at DESC, run_id DESC LIMIT 1 BY objective_id
			)
			WHERE is_present AND period_id IN ${sqlLiteral([...periodIds])} GROUP BY period_id
		)`,
		(found) => Sizes.parse(found)
	);
	return row ?? { objectives: 0, organisation_pages: 0 };
}

const Days = z.object({ first_day: z.string(), calls: z.coerce.number(), days: z.coerce.number() });

/**
 * Pages of check-ins per day over the last week, the day of the first run left out; null: fewer than `least` days are known.
 * @param endpoint as the ledger names it
 */
export async function checkInCallsPerDay(
	warehouse: Warehouse,
	today: string,
	endpoint: string,
	least = 5
): Promise<number | null> {
	const day = sqlLiteral(today);
	const [row] = await selectRows(
		warehouse,
		`SELECT toString(min(day)) AS first_day,
			sumIf(call_count, endpoint = ${sqlLiteral(endpoint)} AND day >= from_day) AS calls,
			toUInt32(greatest(0, dateDiff('day', any(from_day), toDate(${day})))) AS days
		FROM ops_calls
		CROSS JOIN
		(
			SELECT greatest(toDate(${day}) - 7, (SELECT min(day) FROM ops_calls) + 1) AS from_day
		) AS span
		WHERE day < toDate(${day})`,
		(found) => Days.parse(found)
	);
	return row === undefined || row.days < least ? null : row.calls / row.days;
}

const Spent = z.object({ before: z.coerce.number(), on_day: z.coerce.number() });

/** Metered calls of the month of `today`, before that day and on it. */
export async function spentInMonth(
	warehouse: Warehouse,
	today: string
): Promise<{ before: number; today: number }> {
	const day = `toDate(${sqlLiteral(today)})`;
	const [row] = await selectRows(
		warehouse,
		`SELECT sumIf(call_count, day < ${day}) AS before, sumIf(call_count, day = ${day}) AS on_day
		FROM ops_calls
		WHERE is_metered AND toStartOfMonth(day) = toStartOfMonth(${day}) AND day <= ${day}`,
		(found) => Spent.parse(found)
	);
	return { before: row?.before ?? 0, today: row?.on_day ?? 0 };
}
