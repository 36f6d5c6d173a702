/** Objectives: stage -> versions (metrics.md 1: first version, end). */
import { run, sqlLiteral } from '../clickhouse/client.ts';
import { latest, literalsOf, type LoadContext } from './context.ts';
import { areToBeClosed } from './shrink.ts';

/** Columns whose change makes a new version. */
export const OBJECTIVE_ATTRIBUTES =
	'kind, title, owner_id, team_ids, period_id, weight, is_draft, visibility, score';
const VERSION_COLUMNS = `objective_id, ${OBJECTIVE_ATTRIBUTES}, created_at, is_present, valid_from, is_assumed, observed_at, attributes_hash, run_id`;

/** One row per objective that this run read. Two lists may hold one objective while it changes hands: the owner's speaks. */
export function readObjectivesSql(context: LoadContext): string {
	const { run: runId } = literalsOf(context);
	return `SELECT *, sipHash64(toJSONString(tuple(${OBJECTIVE_ATTRIBUTES}))) AS hash
		FROM stage_objectives WHERE run_id = ${runId}
		ORDER BY objective_id, owner_id = asked_id DESC, asked_id, period_id LIMIT 1 BY objective_id`;
}

/**
 * Whether an objective comes from the first complete read of its person or department, so that it is taken to have been there
 * before. Also where the read reaches back, for the first time, to a period older than our history (`--since`).
 * Expects `read` (readObjectivesSql) and `period` (core_periods) in scope.
 */
function isFirstRead(context: LoadContext): string {
	const { run: runId } = literalsOf(context);
	const before = (kind: string) =>
		`(SELECT subject_id FROM core_answers WHERE subject_kind = '${kind}' AND run_id != ${runId})`;
	const personAndPeriod = `(SELECT person_id, period_id FROM core_person_answers WHERE run_id != ${runId})`;
	return `(
		if(read.kind = 'personal', read.asked_id NOT IN ${before('person')}, read.asked_id NOT IN ${before('department')})
		OR (if(read.kind = 'personal', (read.asked_id, read.period_id) NOT IN ${personAndPeriod}, read.period_id NOT IN ${before('period')})
			AND period.starts_on < (SELECT min(as_of) FROM core_runs)))`;
}

/** Since when people are known: not since ever are those who joined after our first read. */
const PEOPLE = `SELECT person_id, min(valid_from) AS since,
		argMin(is_assumed, (valid_from, observed_at, run_id)) AS is_since_ever
	FROM core_person_versions GROUP BY person_id`;

export async function loadObjectives(context: LoadContext): Promise<void> {
	const { run: runId, observed } = literalsOf(context);
	const isFirst = isFirstRead(context);
	const periodStart = `toDateTime64(toDateTime(period.starts_on, ${sqlLiteral(context.timezone)}), 3, 'UTC')`;
	await run(
		context.warehouse,
		`INSERT INTO core_objective_versions (${VERSION_COLUMNS})
		SELECT
			read.objective_id, ${OBJECTIVE_ATTRIBUTES.split(', ')
				.map((name) => `read.${name}`)
				.join(', ')}, read.created_at, 1,
			multiIf(
				known.objective_id != '', ${observed},
				read.created_at IS NOT NULL, assumeNotNull(read.created_at),
				-- "But not before a person who joined after our first read joined."
				${isFirst} AND read.kind = 'personal' AND person.person_id != '' AND NOT person.is_since_ever,
				least(${observed}, greatest(${periodStart}, person.since)),
				-- Read before its period begins, it was there by then: what later reads see comes after that.
				${isFirst}, least(${observed}, ${periodStart}),
				least(${observed}, if(check_in.first_at = 0, ${observed}, check_in.first_at))
			),
			known.objective_id = '' AND read.created_at IS NULL AND ${isFirst},
			${observed}, read.hash, ${runId}
		FROM (${readObjectivesSql(context)}) AS read
		LEFT JOIN (${latest('core_objective_versions', 'objective_id')}) AS known
			ON known.objective_id = read.objective_id
		LEFT JOIN core_periods AS period ON period.period_id = read.period_id
		LEFT JOIN (${PEOPLE}) AS person ON person.person_id = read.asked_id
		LEFT JOIN
		(
			SELECT objective_id, min(checked_in_at) AS first_at FROM core_check_in_revisions GROUP BY objective_id
		) AS check_in ON check_in.objective_id = read.objective_id
		WHERE known.objective_id = '' OR NOT known.is_present OR known.attributes_hash != read.hash`
	);
	await closeMissing(context);
}

/**
 * Closes what is missing from an answer about the periods that were read. Of people in the directory: from the person's own
 * answer. Of everybody else: once everybody in a complete directory has been asked since the objective was last seen, in this
 * run or in several, so that it belongs to nobody else now. Of departments: once all pages of the period were read.
 */
async function closeMissing(context: LoadContext): Promise<void> {
	const { run: runId, observed } = literalsOf(context);
	const answered = `(owner_id, period_id) IN
		(SELECT person_id, period_id FROM core_person_answers WHERE run_id = ${runId})`;
	const orphaned = context.isDirectoryComplete
		? `(owner_id NOT IN (${PRESENT_PEOPLE}) AND objective_id IN (${everybodyAskedSinceSql()}))`
		: '0';
	const organisationPeriods = sqlLiteral([...context.organisationPeriodIds]);
	const missing = (kind: string, couldBeMissed: string) =>
		`SELECT *, objective_id NOT IN (SELECT objective_id FROM stage_objectives WHERE run_id = ${runId}) AS is_missing
		FROM (${latest('core_objective_versions', 'objective_id')})
		WHERE is_present AND kind = '${kind}' AND ${couldBeMissed}`;
	const kinds = [
		['objectives', missing('personal', `(${answered} OR ${orphaned})`)],
		['organisation_objectives', missing('organisation', `period_id IN ${organisationPeriods}`)]
	] as const;
	for (const [stream, present] of kinds) {
		if (!(await areToBeClosed(context, stream, present))) continue;
		await run(
			context.warehouse,
			`INSERT INTO core_objective_versions (${VERSION_COLUMNS})
			SELECT
				objective_id, ${OBJECTIVE_ATTRIBUTES}, created_at, 0, ${observed}, 0, ${observed}, attributes_hash, ${runId}
			FROM (${present}) WHERE is_missing`
		);
	}
}

const PRESENT_PEOPLE = `SELECT person_id FROM (${latest('core_person_versions', 'person_id')}) WHERE is_present`;

/**
 * Objectives for whose period everybody present has answered in a later run than the one that saw the objective last. Whom no
 * rule covers has answered, but for no period, and cannot own one. Somebody who never answered may own anything.
 */
function everybodyAskedSinceSql(): string {
	return `SELECT objective.objective_id
		FROM (${latest('core_objective_versions', 'objective_id')}) AS objective
		INNER JOIN
		(
			SELECT period_id, min(last) AS everybody FROM
			(
				SELECT person_id, period_id, max((answered_at, run_id)) AS last FROM core_person_answers
				WHERE person_id IN (${PRESENT_PEOPLE}) GROUP BY person_id, period_id
			)
			GROUP BY period_id
		) AS answers ON answers.period_id = objective.period_id
		INNER JOIN
		(
			SELECT entity_id, max((observed_at, run_id)) AS seen FROM core_progress_observations
			WHERE entity_kind = 'objective' GROUP BY entity_id
		) AS observation ON observation.entity_id = objective.objective_id
		WHERE answers.everybody > observation.seen
			AND (SELECT count() FROM (${PRESENT_PEOPLE}) WHERE person_id NOT IN
				(SELECT subject_id FROM core_answers WHERE subject_kind = 'person')) = 0`;
}

/** Objectives whose first version came with this run: since when, and whether they were found by a first complete read. */
export function newObjectivesSql(context: LoadContext): string {
	const { run: runId } = literalsOf(context);
	return `SELECT version.objective_id AS objective_id, version.valid_from AS since,
			${isFirstRead(context)} AS is_first_read
		FROM
		(
			SELECT objective_id, min(valid_from) AS valid_from FROM core_objective_versions
			GROUP BY objective_id HAVING min(run_id) = ${runId}
		) AS version
		INNER JOIN (${readObjectivesSql(context)}) AS read ON read.objective_id = version.objective_id
		LEFT JOIN core_periods AS period ON period.period_id = read.period_id`;
}
