/**
 * What of a published review its viewer may open today. A goal that everybody could open when it was published may be restricted
 * since: then whoever may not open it must not read it here either, neither its title nor what was written about it. The semantic
 * layer answers that: it is asked, with the viewer's rights, for the rows by their ids, of the views that they came from. What it
 * does not give is left out. Totals stay as they were published: they name nobody.
 */
import type { Scope } from '../scope.ts';
import { onDays } from '../queries/filters.ts';
import type { GoalChange } from '../queries/period-changes.ts';
import type { ReviewFacts } from './facts.ts';

export interface OpenToday {
	readonly facts: ReviewFacts;
	/** Something was left out. */
	readonly isLess: boolean;
}

/** @param cube with the rights of whoever reads @throws {CubeError} */
export async function openToday(
	{ cube }: Pick<Scope, 'cube'>,
	facts: ReviewFacts
): Promise<OpenToday> {
	const [objectives, keyResults, changes] = await Promise.all([
		openObjectives(cube, facts),
		openKeyResults(cube, facts),
		openChanges(cube, facts)
	]);
	const { grades, stalled, commitments, patterns, diagnoses } = facts;
	const left: ReviewFacts = {
		...facts,
		grades: { ...grades, rows: grades.rows.filter(({ id }) => objectives.has(id)) },
		stalled: { ...stalled, rows: stalled.rows.filter(({ id }) => keyResults.has(id)) },
		commitments: {
			...commitments,
			rows: commitments.rows.filter(({ from, to }) =>
				[from, to].every(({ objectiveId }) => objectives.has(objectiveId))
			)
		},
		changes: {
			...facts.changes,
			rows: facts.changes.rows.filter((change) => changes.has(keyOf(change)))
		},
		patterns: {
			...patterns,
			rows: patterns.rows.filter(({ keyResultId }) => keyResults.has(keyResultId))
		},
		diagnoses: diagnoses && {
			...diagnoses,
			rows: diagnoses.rows.filter(({ keyResultId }) => keyResults.has(keyResultId))
		}
	};
	return { facts: left, isLess: countRows(left) < countRows(facts) };
}

function countRows({ grades, stalled, commitments, changes, patterns, diagnoses }: ReviewFacts) {
	const lists = [grades, stalled, commitments, changes, patterns, diagnoses];
	return lists.reduce((sum, list) => sum + (list?.rows.length ?? 0), 0);
}

async function openObjectives(
	cube: Scope['cube'],
	{ day, grades, commitments }: ReviewFacts
): Promise<ReadonlySet<string>> {
	const ids = distinct([
		...grades.rows.map(({ id }) => id),
		...commitments.rows.flatMap(({ from, to }) => [from.objectiveId, to.objectiveId])
	]);
	if (ids.length === 0) return NONE;
	const rows = await cube.rows({
		view: 'objectives',
		dimensions: ['objective_id'],
		filters: [onDays([day]), { member: 'objective_id', operator: 'equals', values: ids }],
		limit: ids.length
	});
	return new Set(rows.flatMap(({ objective_id }) => objective_id ?? []));
}

async function openKeyResults(
	cube: Scope['cube'],
	{ day, stalled, patterns, diagnoses }: ReviewFacts
): Promise<ReadonlySet<string>> {
	const ids = distinct([
		...stalled.rows.map(({ id }) => id),
		...patterns.rows.map(({ keyResultId }) => keyResultId),
		...(diagnoses?.rows ?? []).map(({ keyResultId }) => keyResultId)
	]);
	if (ids.length === 0) return NONE;
	const rows = await cube.rows({
		view: 'key_results',
		dimensions: ['key_result_id'],
		filters: [onDays([day]), { member: 'key_result_id', operator: 'equals', values: ids }],
		limit: ids.length
	});
	return new Set(rows.flatMap(({ key_result_id }) => key_result_id ?? []));
}

/** Most a goal can have had of them on the days that are asked for. */
const MOST_CHANGES = 10_000;

/** One by one, because a change that names two objectives is closed when one of them is; and what was dropped is on no later day. */
async function openChanges(
	cube: Scope['cube'],
	{ changes: { rows: named } }: ReviewFacts
): Promise<ReadonlySet<string>> {
	if (named.length === 0) return NONE;
	const rows = await cube.rows({
		view: 'changes',
		dimensions: ['entity_kind', 'entity_id', 'field', 'changed_on'],
		filters: [
			{
				member: 'entity_id',
				operator: 'equals',
				values: distinct(named.map(({ entityId }) => entityId))
			},
			{ member: 'entity_kind', operator: 'equals', values: ['objective', 'key_result'] }
		],
		limit: MOST_CHANGES
	});
	return new Set(
		rows.map((row) =>
			keyOf({
				entity: row.entity_kind ?? '',
				entityId: row.entity_id ?? '',
				field: row.field ?? '',
				day: row.changed_on
			})
		)
	);
}

function keyOf({
	entity,
	entityId,
	field,
	day
}: Pick<GoalChange, 'entity' | 'entityId' | 'field' | 'day'>): string {
	return JSON.stringify([entity, entityId, field, day]);
}

const NONE: ReadonlySet<string> = new Set();

function distinct(ids: readonly string[]): string[] {
	return [...new Set(ids)];
}
