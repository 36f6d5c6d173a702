/** What is over: found in the core tables, and listed in `stage_expired` while it is being removed. */
import { z } from 'zod';
import { onCluster, run, selectRows, sqlLiteral, type Warehouse } from '../clickhouse/client.ts';
import type { ExpiredIds } from './without-expired.ts';

export type Kind = 'period' | 'objective' | 'key_result' | 'check_in' | 'person';

export interface Limit {
	/** RETENTION_MONTHS. */
	readonly months: number;
	/** Local day, YYYY-MM-DD. */
	readonly today: string;
	/** `keptSince` of both. */
	readonly since: string;
}

const Expired = z.object({ kind: z.string(), id: z.string() });
const Id = z.object({ id: z.string() });

/** SQL: the ids of these kinds that are over. */
export const idsOf = (...kinds: readonly Kind[]): string =>
	`(SELECT id FROM stage_expired WHERE kind IN ${sqlLiteral([...kinds])})`;

/** Lists periods, and objectives, key results and check-ins that belong to nothing that is kept. */
export async function findGoals(
	warehouse: Warehouse,
	{ months, today, since }: Limit
): Promise<ExpiredIds> {
	await run(warehouse, `TRUNCATE TABLE stage_expired${onCluster(warehouse)}`);
	const selects = [
		`SELECT 'period', period_id FROM core_periods
		WHERE addMonths(ends_before, ${months}) <= toDate(${sqlLiteral(today)})`,
		// By the period of the last version: an objective that was moved into a later period lives on in it.
		`SELECT 'objective', objective_id FROM
		(
			SELECT objective_id, period_id FROM core_objective_versions
			ORDER BY valid_from DESC, observed_at DESC, run_id DESC LIMIT 1 BY objective_id
		)
		WHERE period_id IN ${idsOf('period')}`,
		`SELECT 'key_result', key_result_id FROM core_key_result_versions
		GROUP BY key_result_id HAVING countIf(objective_id NOT IN ${idsOf('objective')}) = 0`,
		`SELECT DISTINCT 'check_in', check_in_id FROM core_check_in_revisions
		WHERE objective_id IN ${idsOf('objective')}`,
		// A report says by itself what it is about; one about nothing that is known goes by its day.
		`SELECT 'check_in', check_in_id FROM
		(
			SELECT check_in_id, checked_in_at, arrayJoin(if(empty(key_result_ids), [''], key_result_ids)) AS about
			FROM core_check_in_revisions WHERE source = 'report'
		)
		GROUP BY check_in_id
		HAVING countIf(about != '' AND about NOT IN ${idsOf('key_result')}) = 0
			AND (countIf(about != '') > 0 OR min(checked_in_at) < toDate(${sqlLiteral(since)}))`
	];
	// One after the other: each needs what those before have found.
	for (const select of selects) await run(warehouse, `INSERT INTO stage_expired ${select}`);

	const rows = await selectRows(warehouse, 'SELECT kind, id FROM stage_expired', (row) =>
		Expired.parse(row)
	);
	const found = (isWanted: (kind: string) => boolean): Set<string> =>
		new Set(rows.filter(({ kind }) => isWanted(kind)).map(({ id }) => id));
	const keptReports = await ids(
		warehouse,
		`SELECT DISTINCT check_in_id AS id FROM core_check_in_revisions
		WHERE source = 'report' AND check_in_id NOT IN ${idsOf('check_in')}`
	);
	return {
		goals: found((kind) => kind !== 'period'),
		periods: found((kind) => kind === 'period'),
		people: new Set(),
		reportsBefore: Date.parse(`${since}T00:00:00Z`),
		keptReports: new Set(keptReports)
	};
}

/** Lists people who left before the limit, and who own, wrote and head nothing that is kept. @returns their ids */
export async function findPeople(warehouse: Warehouse, { since }: Limit): Promise<Set<string>> {
	const before = `toDateTime64(${sqlLiteral(`${since} 00:00:00`)}, 3, 'UTC')`;
	await run(
		warehouse,
		`INSERT INTO stage_expired
		SELECT 'person', person_id FROM
		(
			SELECT person_id FROM
			(
				SELECT person_id, is_present, valid_from FROM core_person_versions
				ORDER BY valid_from DESC, observed_at DESC, run_id DESC LIMIT 1 BY person_id
			)
			WHERE is_present = 0 AND valid_from < ${before}
			UNION DISTINCT
			SELECT person_id FROM core_departures
			WHERE left_at < ${before} AND person_id NOT IN (SELECT person_id FROM core_person_versions)
		)
		WHERE person_id NOT IN (SELECT owner_id FROM core_objective_versions)
			AND person_id NOT IN (SELECT author_id FROM core_check_in_revisions)
			AND person_id NOT IN (SELECT modifier_id FROM core_check_in_revisions)
			AND person_id NOT IN (SELECT arrayJoin(head_ids) FROM core_department_versions)`
	);
	return new Set(
		await ids(warehouse, `SELECT id FROM stage_expired WHERE kind = ${sqlLiteral('person')}`)
	);
}

function ids(warehouse: Warehouse, query: string): Promise<string[]> {
	return selectRows(warehouse, query, (row) => Id.parse(row).id);
}
