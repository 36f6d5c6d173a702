import type { Scope } from '../scope.ts';
import { cellEnds, inMatrix, type MatrixPlace } from './dependency-matrix.ts';

export interface DependencyEnd {
	readonly objectiveId: string;
	readonly title: string;
	readonly ownerId: string;
	readonly ownerName: string;
	readonly departmentName: string;
}

export interface Dependency {
	/** Unique among the dependencies of a day. */
	readonly key: string;
	readonly isCooperation: boolean;
	readonly from: DependencyEnd;
	readonly to: DependencyEnd;
	/** The key result that the link names; null: the objective. */
	readonly keyResultId: string | null;
	readonly keyResultTitle: string | null;
	/** null: without a live key result it cannot be judged. */
	readonly isAtRisk: boolean | null;
}

/** The links of a cell, those at risk first. */
export async function loadDependencies(
	scope: Scope,
	{ from, to }: { from: MatrixPlace | null; to: MatrixPlace | null },
	{ offset, limit }: { offset: number; limit: number }
): Promise<Dependency[]> {
	const rows = await scope.cube.rows({
		view: 'dependencies',
		dimensions: [
			'kind',
			'is_at_risk',
			'has_target_key_result',
			'from_objective_id',
			'from_objective_title',
			'from_owner_id',
			'from_owner_name',
			'from_department_name',
			'to_objective_id',
			'to_objective_title',
			'to_owner_id',
			'to_owner_name',
			'to_department_name',
			'to_key_result_id',
			'to_key_result_title'
		],
		filters: [...inMatrix(scope), ...cellEnds(scope, from, to)],
		// The ids decide between equals: without them a row could be on two pages of the list, or on none.
		order: [
			['is_at_risk', 'desc'],
			['from_objective_id', 'asc'],
			['to_objective_id', 'asc'],
			['to_key_result_id', 'asc'],
			['kind', 'asc']
		],
		limit,
		offset
	});
	return rows.map((row) => ({
		key: [row.from_objective_id, row.to_objective_id, row.to_key_result_id, row.kind].join(' '),
		isCooperation: row.kind === 'COOPERATION',
		from: {
			objectiveId: row.from_objective_id ?? '',
			title: row.from_objective_title ?? '',
			ownerId: row.from_owner_id ?? '',
			ownerName: row.from_owner_name ?? '',
			departmentName: row.from_department_name ?? ''
		},
		to: {
			objectiveId: row.to_objective_id ?? '',
			title: row.to_objective_title ?? '',
			ownerId: row.to_owner_id ?? '',
			ownerName: row.to_owner_name ?? '',
			departmentName: row.to_department_name ?? ''
		},
		keyResultId: row.to_key_result_id,
		keyResultTitle: row.to_key_result_title,
		isAtRisk: row.has_target_key_result === true ? row.is_at_risk === true : null
	}));
}
