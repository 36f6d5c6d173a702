/** The filters of a scope, for the views that have a period and a department path. */
import type { Lens } from '$lib/url-state/state.ts';
import type { Scope } from '../scope.ts';

interface OneOf<Member extends string> {
	readonly member: Member;
	readonly operator: 'equals' | 'contains';
	readonly values: readonly string[];
}

export type WithinMember = 'within_department_id' | 'within_department_id_today';
export type PlaceFilter = OneOf<
	'period_id' | 'department_id' | 'department_path' | 'department_path_today'
>;
/** For the views that also name each department above a row. */
export type ScopeFilter = PlaceFilter | OneOf<WithinMember>;

/** Where the numbers of a query come from. `subtree`: a department and all below it. `only`: the department itself. */
export type Place =
	| { readonly kind: 'everywhere' }
	| { readonly kind: 'subtree' | 'only'; readonly departmentId: string };

/** The subtrees of several departments side by side; the query then groups by `withinMember`. */
export interface Places {
	readonly kind: 'each';
	readonly departmentIds: readonly string[];
}

export function placeOf(scope: Scope): Place {
	return scope.department === null
		? { kind: 'everywhere' }
		: { kind: 'subtree', departmentId: scope.department.id };
}

/** The dimension that names each department above a row, along the tree of the lens. */
export function withinMember(lens: Lens): WithinMember {
	return lens === 'today' ? 'within_department_id_today' : 'within_department_id';
}

/** Period, and place along the tree of the lens (contract.md: `contains "/12/"` is a subtree). */
export function inScope(scope: Scope, place?: Place): PlaceFilter[];
export function inScope(scope: Scope, place: Place | Places): ScopeFilter[];
export function inScope(scope: Scope, place: Place | Places = placeOf(scope)): ScopeFilter[] {
	const { period } = scope.moment;
	const { lens } = scope.state;
	return [
		...(period === null
			? []
			: [{ member: 'period_id', operator: 'equals', values: [period.id] } as const]),
		...inPlace(place, lens)
	];
}

function inPlace(place: Place | Places, lens: Lens): ScopeFilter[] {
	switch (place.kind) {
		case 'everywhere':
			return [];
		case 'subtree': {
			const member = lens === 'today' ? 'department_path_today' : 'department_path';
			return [{ member, operator: 'contains', values: [`/${place.departmentId}/`] }];
		}
		case 'only':
			return [{ member: 'department_id', operator: 'equals', values: [place.departmentId] }];
		case 'each':
			return [{ member: withinMember(lens), operator: 'equals', values: place.departmentIds }];
	}
}

/** Always one day, or several that the query also groups by: counts of different days never add up. */
export function onDays(days: readonly string[]): OneOf<'as_of'> {
	return { member: 'as_of', operator: 'equals', values: days };
}
