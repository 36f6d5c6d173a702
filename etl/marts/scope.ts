/**
 * The objectives that a build of changed days works on, with everything about them in full length: those of periods that reach into
 * these days, those of which something changed or was said in them, and whatever these are tied to by a link or a key result.
 */
import { z } from 'zod';
import { run, selectRows, type Warehouse } from '../clickhouse/client.ts';
import { BEHIND } from '../clickhouse/settings.ts';
import { moved, type ChangedSince } from './changes.ts';
import { DAYS_TO_RESPOND, renderStep, type StepValues } from './render.ts';

/** By name without `core_`: which rows belong to the objectives in scope. */
const SCOPED: Readonly<Record<string, string>> = {
	objective_versions: 'objective_id IN (SELECT objective_id FROM build_scope)',
	key_result_versions: 'key_result_id IN (SELECT key_result_id FROM build_scope_key_results)',
	alignment_versions: 'child_objective_id IN (SELECT objective_id FROM build_scope)',
	// The largest table by far: one look-up for each of its rows, whatever its kind.
	progress_observations: `entity_id IN (SELECT key_result_id FROM build_scope_key_results UNION ALL SELECT objective_id FROM build_scope)`,
	check_in_revisions: 'check_in_id IN (SELECT check_in_id FROM build_scope_check_ins)',
	check_in_statements: 'check_in_id IN (SELECT check_in_id FROM build_scope_check_ins)',
	check_in_deletions: 'check_in_id IN (SELECT check_in_id FROM build_scope_check_ins)',
	answers: 'subject_id IN (SELECT objective_id FROM build_scope)'
};

const CORE = new RegExp(`\\bcore_(${Object.keys(SCOPED).join('|')})\\b`, 'g');

/** The SQL of a step, reading what is in scope only. */
export function inScope(template: string): string {
	return template.replace(CORE, 'build_core_$1');
}

/** To what went wrong on the last day of a period somebody may answer after it. */
export function scopeFromOf({ lateDay, lateWeek, lateCheckIn }: ChangedSince): string {
	return moved([lateDay, lateWeek, lateCheckIn].sort()[0] ?? lateDay, -DAYS_TO_RESPOND - 1);
}

export async function buildScope(
	warehouse: Warehouse,
	values: StepValues,
	scopeFrom: string
): Promise<void> {
	const execute = (sql: string) => run(warehouse, renderStep(sql, values), BEHIND);
	const first = `toDate('${scopeFrom}')`;
	await execute(
		'CREATE TABLE build_scope (objective_id String, round UInt32) ENGINE = MergeTree ORDER BY objective_id'
	);
	await execute(`INSERT INTO build_scope (objective_id)
		SELECT DISTINCT objective_id FROM core_objective_versions
		WHERE period_id IN (SELECT period_id FROM core_periods WHERE ends_before > ${first}) OR {{local_day(valid_from)}} >= ${first}
		UNION DISTINCT
		SELECT DISTINCT objective_id FROM core_key_result_versions WHERE {{local_day(valid_from)}} >= ${first}
		UNION DISTINCT
		SELECT DISTINCT child_objective_id FROM core_alignment_versions WHERE {{local_day(valid_from)}} >= ${first}
		UNION DISTINCT
		SELECT DISTINCT objective_id FROM core_check_in_revisions
		WHERE {{local_day(checked_in_at)}} >= ${first} AND objective_id != ''
		UNION DISTINCT
		SELECT DISTINCT objective_id FROM core_key_result_versions WHERE key_result_id IN
			(SELECT arrayJoin(key_result_ids) FROM core_check_in_revisions WHERE {{local_day(checked_in_at)}} >= ${first})`);
	// What a round adds is tied to what the one before it added.
	for (let round = 1, added = await count(warehouse, 0); added > 0; round++) {
		const before = `(SELECT objective_id FROM build_scope WHERE round = ${round - 1})`;
		await execute(`INSERT INTO build_scope SELECT DISTINCT objective_id, ${round} FROM
			(
				SELECT target_id AS objective_id FROM core_alignment_versions WHERE child_objective_id IN ${before}
				UNION ALL
				SELECT objective_id FROM core_key_result_versions WHERE key_result_id IN
				(
					SELECT target_id FROM core_alignment_versions WHERE child_objective_id IN ${before}
					UNION ALL
					SELECT key_result_id FROM core_key_result_versions WHERE objective_id IN ${before}
				)
			)
			WHERE objective_id NOT IN (SELECT objective_id FROM build_scope)`);
		added = await count(warehouse, round);
	}
	await execute(`CREATE TABLE build_scope_key_results ENGINE = MergeTree ORDER BY key_result_id AS
		SELECT DISTINCT key_result_id FROM core_key_result_versions WHERE objective_id IN (SELECT objective_id FROM build_scope)`);
	// A report belongs to no objective; what it says of others is computed too, and left where it is.
	await execute(`CREATE TABLE build_scope_check_ins ENGINE = MergeTree ORDER BY check_in_id AS
		SELECT DISTINCT check_in_id FROM core_check_in_revisions
		WHERE objective_id IN (SELECT objective_id FROM build_scope) OR check_in_id IN
			(
				SELECT check_in_id FROM
				(SELECT check_in_id, arrayJoin(key_result_ids) AS key_result_id FROM core_check_in_revisions)
				WHERE key_result_id IN (SELECT key_result_id FROM build_scope_key_results)
			)`);
	for (const [name, condition] of Object.entries(SCOPED))
		await execute(
			`CREATE VIEW build_core_${name} AS SELECT * FROM core_${name} WHERE ${condition}`
		);
}

async function count(warehouse: Warehouse, round: number): Promise<number> {
	const Count = z.object({ rows: z.coerce.number() });
	const [rows] = await selectRows(
		warehouse,
		`SELECT count() AS rows FROM build_scope WHERE round = ${round}`,
		(row) => Count.parse(row).rows
	);
	return rows ?? 0;
}
