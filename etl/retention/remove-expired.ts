/**
 * Removes what is over for longer than RETENTION_MONTHS: objectives of expired periods, their key results, check-ins, links,
 * observations and answers, in the raw layer as in the core tables, and people who left and of whom nothing else is kept. What the
 * company concluded stays: decisions, and the figures of published reviews.
 *
 * Each step can be repeated, and what tells that something is over goes last: a removal that was killed is finished by the next one.
 */
import { onCluster, run, sqlLiteral, type Warehouse } from '../clickhouse/client.ts';
import { recover } from '../load/recover.ts';
import { cleanAnswers, SINCE_LAST_RUN } from './clean-answers.ts';
import { deleteRows } from './delete-rows.ts';
import { findGoals, findPeople, idsOf } from './find-expired.ts';
import { keptSince } from './kept-until.ts';
import { reducePublished } from './published-reviews.ts';

type Removal = readonly (readonly [table: string, where: string])[];

/** Which rows go of which table. In this order: versions of key results and objectives, by which the next removal would know, last. */
const GOALS: Removal = [
	['core_check_in_statements', `check_in_id IN ${idsOf('check_in')}`],
	['core_check_in_deletions', `check_in_id IN ${idsOf('check_in')}`],
	['core_check_in_revisions', `check_in_id IN ${idsOf('check_in')}`],
	[
		'core_alignment_versions',
		// What a kept goal says of its links stays, as it does in the raw layer: see without-expired.ts.
		`stated_by = 'child' AND child_objective_id IN ${idsOf('objective')}
			OR stated_by = 'parent' AND target_id IN ${idsOf('objective', 'key_result')}`
	],
	['core_progress_observations', `entity_id IN ${idsOf('objective', 'key_result')}`],
	['core_objective_field_versions', `objective_id IN ${idsOf('objective')}`],
	['core_objective_readers', `objective_id IN ${idsOf('objective')}`],
	[
		'core_answers',
		`subject_kind NOT IN ('person', 'department', 'period') AND subject_id IN ${idsOf('objective')}
			OR subject_kind = 'period' AND subject_id IN ${idsOf('period')}`
	],
	['core_person_answers', `period_id IN ${idsOf('period')}`],
	['ops_event_deliveries', `objective_id IN ${idsOf('objective')}`],
	['ops_rejects', `entity_key IN ${idsOf('objective')}`],
	[
		'app_entries',
		// By the id of the entry, which what was taken back has too: ["key result","period"].
		`kind = 'diagnosis_review' AND JSONExtractString(entry_id, 1) IN ${idsOf('key_result')}`
	],
	['core_key_result_versions', `key_result_id IN ${idsOf('key_result')}`],
	['core_objective_versions', `objective_id IN ${idsOf('objective')}`]
];

const PEOPLE: Removal = [
	['core_answers', `subject_kind = 'person' AND subject_id IN ${idsOf('person')}`],
	['core_person_answers', `person_id IN ${idsOf('person')}`],
	// What they had made for themselves; what they said for the company stays.
	['app_entries', `kind IN ('saved_view', 'api_token') AND author_id IN ${idsOf('person')}`],
	['app_session_ends', `user_id IN ${idsOf('person')}`],
	['core_departures', `person_id IN ${idsOf('person')}`],
	['core_person_versions', `person_id IN ${idsOf('person')}`]
];

/** Samples of what could not be read, by their own age: whose they are is not always known. */
const samplesBefore = (since: string): Removal => [
	['ops_rejects', `rejected_at < toDate(${sqlLiteral(since)})`],
	['ops_drift', `seen_at < toDate(${sqlLiteral(since)})`]
];

/**
 * Must not run beside anything else that writes. Marts have to be built anew when it returns true; it takes their note away before
 * it changes anything.
 * @param months null: everything is kept
 * @param today local day, YYYY-MM-DD
 * @returns whether anything was removed that marts show
 */
export async function removeExpired(
	warehouse: Warehouse,
	months: number | null,
	today: string,
	signal?: AbortSignal
): Promise<boolean> {
	const since = keptSince(today, months);
	if (months === null || since === null) return false;
	const limit = { months, today, since };
	// What the run left in the stage, which nobody reads any more, and what a killed one left.
	await recover(warehouse);
	const expired = await findGoals(warehouse, limit);
	if (expired.periods.size === 0) return false;
	const remove = async (removal: Removal): Promise<void> => {
		for (const [table, where] of removal) {
			signal?.throwIfAborted();
			await deleteRows(warehouse, table, where);
		}
	};

	const areGoalsOver = expired.goals.size > 0;
	if (areGoalsOver) await forgetMarts(warehouse);
	// An answer may hold goals of expired periods that nobody asked for.
	await cleanAnswers(warehouse, expired, areGoalsOver ? '1' : SINCE_LAST_RUN);
	await reducePublished(warehouse);
	// Also where no goal is: a replay answers for whatever its run had asked about.
	await remove(GOALS);
	await remove(samplesBefore(since));

	const people = await findPeople(warehouse, limit);
	if (people.size > 0) {
		await forgetMarts(warehouse);
		await cleanAnswers(warehouse, { ...expired, people }, '1');
		await remove(PEOPLE);
	}
	await run(warehouse, `TRUNCATE TABLE stage_expired${onCluster(warehouse)}`);
	return areGoalsOver || people.size > 0;
}

/** So that also after a kill they are not taken for those of the core tables. */
function forgetMarts(warehouse: Warehouse): Promise<void> {
	return run(warehouse, `TRUNCATE TABLE mart_build${onCluster(warehouse)}`);
}
