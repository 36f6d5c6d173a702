/** The filters of a scope, for the views that have a period and a department path. */
import type { Scope } from '../scope.ts';

interface EqualsOrContains<Member extends string> {
	readonly member: Member;
	readonly operator: 'equals' | 'contains';
	readonly values: readonly string[];
}

export type ScopeFilter = EqualsOrContains<
	'period_id' | 'department_path' | 'department_path_today'
>;

/** Where the numbers of a query come from. `only`: the department itself without those below it. */
export type Place =
	| { readonly kind: 'everywhere' }
	| { readonly kind: 'subtree' | 'only'; readonly departmentId: string };

export function placeOf(scope: Scope): Place {
	return scope.department === null
		? { kind: 'everywhere' }
		: { kind: 'subtree', departmentId: scope.department.id };
}

/** Period, and place along the tree of the lens (contract.md: `contains "/12/"` is a subtree). */
export function inScope(
	scope: Scope,
	place: Place = placeOf(scope)
): (ScopeFilter | EqualsOrContains<'department_id'>)[] {
	const { period } = scope.moment;
	const filters: (ScopeFilter | EqualsOrContains<'department_id'>)[] = [];
	if (period !== null)
		filters.push({ member: 'period_id', operator: 'equals', values: [period.id] });
	if (place.kind === 'subtree')
		filters.push({
			member: scope.state.lens === 'today' ? 'department_path_today' : 'department_path',
			operator: 'contains',
			values: [`/${place.departmentId}/`]
		});
	if (place.kind === 'only')
		filters.push({ member: 'department_id', operator: 'equals', values: [place.departmentId] });
	return filters;
}

/** Always one day, or several that the query also groups by: counts of different days never add up. */
export function onDays(days: readonly string[]): EqualsOrContains<'as_of'> {
	return { member: 'as_of', operator: 'equals', values: days };
}
