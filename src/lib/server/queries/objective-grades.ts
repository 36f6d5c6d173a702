import type { Scope } from '../scope.ts';
import type { Filter } from '../cube/catalog.ts';
import { inScope, onDays } from './filters.ts';

export interface GradedObjective {
	readonly id: string;
	readonly title: string;
	readonly level: string;
	readonly ownerName: string;
	readonly departmentName: string;
	/** 0..100; null: no key result states any. */
	readonly progress: number | null;
	/** 0..1: the source's score where it gives one, else computed from the progress. */
	readonly grade: number | null;
	readonly isGradeComputed: boolean;
	readonly worstPace: string | null;
}

/** Objectives that can have a grade: those of teams have neither key results nor progress (metrics.md 2). */
const WITH_GRADES: Filter<'objectives'> = {
	member: 'kind',
	operator: 'equals',
	values: ['personal']
};

/**
 * The objectives of the scope that the viewer may open: company level first, of each level the lowest grade first; those without a
 * grade come last of their level.
 */
export async function loadGrades(
	scope: Scope,
	{ offset, limit }: { offset: number; limit: number }
): Promise<GradedObjective[]> {
	const rows = await scope.cube.rows({
		view: 'objectives',
		dimensions: [
			...(['objective_id', 'objective_title', 'level', 'owner_name', 'department_name'] as const),
			...(['progress', 'grade', 'is_grade_computed', 'worst_pace'] as const)
		],
		filters: [onDays([scope.moment.day]), ...inScope(scope), WITH_GRADES],
		// By the alphabet company, department, individual: the order of the levels. The id decides between equals.
		order: [
			['level', 'asc'],
			['grade', 'asc'],
			['objective_id', 'asc']
		],
		limit,
		offset
	});
	return rows.map((row) => ({
		id: row.objective_id ?? '',
		title: row.objective_title ?? '',
		level: row.level ?? '',
		ownerName: row.owner_name ?? '',
		departmentName: row.department_name ?? '',
		progress: row.progress,
		grade: row.grade,
		isGradeComputed: row.is_grade_computed === true,
		worstPace: row.worst_pace
	}));
}

/** How many rows `loadGrades` has in all. */
export async function countGrades(scope: Scope): Promise<number> {
	const [row] = await scope.cube.rows({
		view: 'objectives',
		measures: ['objective_count'],
		filters: [onDays([scope.moment.day]), ...inScope(scope), WITH_GRADES]
	});
	return row?.objective_count ?? 0;
}
