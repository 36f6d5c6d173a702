import type { Filter } from '../cube/catalog.ts';
import type { Scope } from '../scope.ts';

/** One change of a goal, of a link from it, or of a person. */
export interface Change {
	readonly day: string;
	readonly entity: string;
	readonly entityId: string;
	/** `created`, `changed`, `ended` or `returned`. */
	readonly kind: string;
	/** `existence` unless a field changed. */
	readonly field: string;
	/** Names where the model has them, else the value itself. */
	readonly before: string | null;
	readonly after: string | null;
	/** Nobody saw it begin: the first read found it there. */
	readonly isAssumed: boolean;
	readonly keyResultId: string | null;
	readonly keyResultTitle: string | null;
	/** The other end of a link, or the objective that a key result left. */
	readonly otherObjectiveId: string | null;
}

/** What changed of a key result; the latest first. */
export function loadKeyResultChanges(scope: Scope, keyResultId: string): Promise<Change[]> {
	return load(scope, [
		{ member: 'key_result_id', operator: 'equals', values: [keyResultId] },
		{ member: 'entity_kind', operator: 'equals', values: ['key_result'] }
	]);
}

/** What changed of an objective, of its key results and of the links from it; the latest first. */
export function loadObjectiveChanges(scope: Scope, objectiveId: string): Promise<Change[]> {
	return load(scope, [{ member: 'objective_id', operator: 'equals', values: [objectiveId] }]);
}

/** What changed of some objectives and of their key results from a day on, other than beginnings and ends; the latest first. */
export function loadChangesOf(
	scope: Scope,
	objectiveIds: readonly string[],
	since: string
): Promise<Change[]> {
	return load(scope, [
		{ member: 'changed_on', operator: 'afterOrOnDate', values: [since] },
		{ member: 'objective_id', operator: 'equals', values: objectiveIds },
		{ member: 'entity_kind', operator: 'equals', values: ['objective', 'key_result'] },
		{ member: 'change_kind', operator: 'equals', values: ['changed'] }
	]);
}

/** What changed of a person: name, departments, role; the latest first. */
export function loadPersonChanges(scope: Scope, personId: string): Promise<Change[]> {
	return load(scope, [
		{ member: 'entity_id', operator: 'equals', values: [personId] },
		{ member: 'entity_kind', operator: 'equals', values: ['person'] }
	]);
}

async function load(scope: Scope, filters: readonly Filter<'changes'>[]): Promise<Change[]> {
	const rows = await scope.cube.rows({
		view: 'changes',
		dimensions: [
			'changed_on',
			'changed_at',
			'entity_kind',
			'entity_id',
			'change_kind',
			'field',
			'old_value',
			'new_value',
			'old_name',
			'new_name',
			'is_assumed',
			'key_result_id',
			'key_result_title',
			'other_objective_id'
		],
		filters,
		order: [
			['changed_at', 'desc'],
			['entity_kind', 'asc'],
			['entity_id', 'asc'],
			['field', 'asc']
		],
		limit: 5_000
	});
	return rows
		.filter((row) => row.changed_on <= scope.moment.day)
		.map((row) => ({
			day: row.changed_on,
			entity: row.entity_kind ?? '',
			entityId: row.entity_id ?? '',
			kind: row.change_kind ?? '',
			field: row.field ?? '',
			before: row.old_name ?? row.old_value,
			after: row.new_name ?? row.new_value,
			isAssumed: row.is_assumed === true,
			keyResultId: row.key_result_id,
			keyResultTitle: row.key_result_title,
			otherObjectiveId: row.other_objective_id
		}));
}
