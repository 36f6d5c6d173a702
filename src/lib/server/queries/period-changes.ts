import type { Filter } from '../cube/catalog.ts';
import type { Scope } from '../scope.ts';
import { inScope, placeOf } from './filters.ts';

/** What happened to a goal inside its period. */
export const CHANGE_SORTS = ['rescoped', 'dropped', 'added_late'] as const;
export type ChangeSort = (typeof CHANGE_SORTS)[number];

export interface GoalChange {
	readonly sort: ChangeSort;
	readonly day: string;
	/** `objective` or `key_result`. */
	readonly entity: string;
	readonly entityId: string;
	readonly title: string;
	/** `existence` unless a field changed. */
	readonly field: string;
	readonly before: string | null;
	readonly after: string | null;
	readonly ownerName: string;
	readonly departmentName: string;
}

export interface GoalChanges {
	/** Goals, each once however often. */
	readonly rescoped: number;
	/** Times. */
	readonly dropped: number;
	readonly addedLate: number;
	/** The latest first, of each sort at most `mostOfEach`. */
	readonly rows: readonly GoalChange[];
}

/** What was re-scoped, dropped or added late among the goals of the scope, up to the as-of day (metrics.md 12, response). */
export async function loadGoalChanges(scope: Scope, mostOfEach: number): Promise<GoalChanges> {
	const filters: Filter<'changes'>[] = [
		...inScope(scope, placeOf(scope)),
		is('is_in_period', 'true'),
		{ member: 'entity_kind', operator: 'equals', values: ['objective', 'key_result'] },
		{ member: 'changed_on', operator: 'beforeOrOnDate', values: [scope.moment.day] }
	];
	const [[counts], ...lists] = await Promise.all([
		scope.cube.rows({
			view: 'changes',
			measures: ['rescoped_count', 'dropped_count', 'added_late_count'],
			filters
		}),
		...CHANGE_SORTS.map((sort) => loadRows(scope, sort, filters, mostOfEach))
	]);
	return {
		rescoped: counts?.rescoped_count ?? 0,
		dropped: counts?.dropped_count ?? 0,
		addedLate: counts?.added_late_count ?? 0,
		rows: lists.flat()
	};
}

/** The same conditions as those of the measures of the model (`cube/model/cubes/entity-changes.yml`); a test compares. */
const OF_SORT: Record<ChangeSort, readonly Filter<'changes'>[]> = {
	rescoped: [
		is('change_kind', 'changed'),
		{ member: 'field', operator: 'equals', values: ['title', 'weight', 'period', 'objective'] }
	],
	dropped: [is('change_kind', 'ended')],
	added_late: [
		{ member: 'change_kind', operator: 'equals', values: ['created', 'returned'] },
		is('is_late', 'true')
	]
};

async function loadRows(
	scope: Scope,
	sort: ChangeSort,
	filters: readonly Filter<'changes'>[],
	limit: number
): Promise<GoalChange[]> {
	const rows = await scope.cube.rows({
		view: 'changes',
		dimensions: [
			...(['changed_on', 'changed_at', 'entity_kind', 'entity_id', 'field'] as const),
			...(['old_value', 'new_value', 'old_name', 'new_name'] as const),
			...(['objective_title', 'key_result_title', 'owner_name', 'department_name'] as const)
		],
		filters: [...filters, ...OF_SORT[sort]],
		order: [
			['changed_at', 'desc'],
			['entity_kind', 'asc'],
			['entity_id', 'asc'],
			['field', 'asc']
		],
		limit
	});
	return rows.map((row) => ({
		sort,
		day: row.changed_on,
		entity: row.entity_kind ?? '',
		entityId: row.entity_id ?? '',
		title: row.key_result_title ?? row.objective_title ?? '',
		field: row.field ?? '',
		before: row.old_name ?? row.old_value,
		after: row.new_name ?? row.new_value,
		ownerName: row.owner_name ?? '',
		departmentName: row.department_name ?? ''
	}));
}

function is(member: 'is_in_period' | 'is_late' | 'change_kind', value: string): Filter<'changes'> {
	return { member, operator: 'equals', values: [value] };
}
