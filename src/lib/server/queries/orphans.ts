import { LOWER_LEVELS, type LowerLevel } from '$lib/url-state/state.ts';
import type { Filter } from '../cube/catalog.ts';
import type { Scope } from '../scope.ts';
import { inScope, onDays } from './filters.ts';

/** A live objective below company level without any valid link upwards (metrics.md 7). */
export interface Orphan {
	readonly id: string;
	readonly title: string;
	readonly level: string | null;
	readonly ownerId: string;
	readonly ownerName: string;
	readonly departmentName: string;
	readonly periodName: string;
	/** Why the first of its links does not hold; null: it states none. */
	readonly brokenReason: string | null;
}

/** The orphans that the viewer may open, in the order of the department tree. */
export async function loadOrphans(
	scope: Scope,
	level: LowerLevel | null,
	{ offset, limit }: { offset: number; limit: number }
): Promise<Orphan[]> {
	const path = scope.state.lens === 'today' ? 'department_path_today' : 'department_path';
	const rows = await scope.cube.rows({
		view: 'objectives',
		dimensions: [
			'objective_id',
			'objective_title',
			'level',
			'owner_id',
			'owner_name',
			'department_name',
			'period_name',
			'broken_link_reason',
			path
		],
		filters: orphans(scope, level),
		// The id decides between equals: without it a row could be on two pages of the list, or on none.
		order: [
			[path, 'asc'],
			['level', 'asc'],
			['objective_id', 'asc']
		],
		limit,
		offset
	});
	return rows.map((row) => ({
		id: row.objective_id ?? '',
		title: row.objective_title ?? '',
		level: row.level,
		ownerId: row.owner_id ?? '',
		ownerName: row.owner_name ?? '',
		departmentName: row.department_name ?? '',
		periodName: row.period_name ?? '',
		brokenReason: row.broken_link_reason
	}));
}

/** How many rows all pages of `loadOrphans` have. */
export async function countListedOrphans(scope: Scope, level: LowerLevel | null): Promise<number> {
	const [row] = await scope.cube.rows({
		view: 'objectives',
		measures: ['objective_count'],
		filters: orphans(scope, level)
	});
	return row?.objective_count ?? 0;
}

function orphans(scope: Scope, level: LowerLevel | null): Filter<'objectives'>[] {
	return [
		onDays([scope.moment.day]),
		...inScope(scope),
		{ member: 'level', operator: 'equals', values: level === null ? LOWER_LEVELS : [level] },
		{ member: 'is_aligned', operator: 'equals', values: ['false'] }
	];
}
