import type { Scope } from '../scope.ts';
import { contributing } from './contributions.ts';
import { childrenOf, ownOf } from './departments.ts';
import { placeOf, type Place } from './filters.ts';

export interface Contributor {
	readonly objectiveId: string;
	readonly title: string;
	readonly level: string | null;
	readonly ownerId: string;
	readonly ownerName: string;
	readonly departmentName: string;
	readonly periodName: string;
	/** Links between the two on the shortest way. */
	readonly distance: number;
	readonly progress: number | null;
	readonly worstPace: string | null;
}

/** The objectives behind a cell, the least progress first. */
export async function loadContributors(
	scope: Scope,
	companyObjectiveId: string,
	place: Place | null,
	{ offset, limit }: { offset: number; limit: number }
): Promise<Contributor[]> {
	const rows = await scope.cube.rows({
		view: 'contributions',
		dimensions: [
			'objective_id',
			'objective_title',
			'level',
			'owner_id',
			'owner_name',
			'department_name',
			'period_name',
			'distance',
			'progress',
			'objective_worst_pace'
		],
		filters: [
			...contributing(scope, place ?? placeOf(scope)),
			{ member: 'company_objective_id', operator: 'equals', values: [companyObjectiveId] }
		],
		// The id decides between equals: without it a row could be on two pages of the list, or on none.
		order: [
			['progress', 'asc'],
			['objective_id', 'asc']
		],
		limit,
		offset
	});
	return rows.map((row) => ({
		objectiveId: row.objective_id ?? '',
		title: row.objective_title ?? '',
		level: row.level,
		ownerId: row.owner_id ?? '',
		ownerName: row.owner_name ?? '',
		departmentName: row.department_name ?? '',
		periodName: row.period_name ?? '',
		distance: row.distance ?? 0,
		progress: row.progress,
		worstPace: row.objective_worst_pace
	}));
}

/** Where the objectives of the chosen cell are: null is the scope itself; undefined: the matrix has no such row. */
export function placeOfCell({
	state: { from },
	department,
	departments
}: Scope): Place | null | undefined {
	if (from === null) return null;
	const children = childrenOf(department, departments);
	if (children.some(({ id }) => id === from)) return { kind: 'subtree', departmentId: from };
	return children.length > 0 && ownOf(department, departments)?.id === from
		? { kind: 'only', departmentId: from }
		: undefined;
}
