import type { BrokenReason, LowerLevel } from '$lib/url-state/state.ts';
import type { Scope } from '../scope.ts';
import { ofLevel } from './coverage.ts';
import { inScope, onDays } from './filters.ts';

/** The alignment links of a place that the viewer may open both ends of. */
export interface LinkCounts {
	readonly links: number;
	readonly valid: number;
	readonly broken: number;
	readonly byReason: Readonly<Record<BrokenReason, number>>;
}

/** An alignment link of a live objective whose target does not hold (metrics.md 7). */
export interface BrokenLink {
	/** Unique among the broken links of a day. */
	readonly key: string;
	readonly reason: string;
	readonly objectiveId: string;
	readonly title: string;
	readonly level: string | null;
	readonly ownerId: string;
	readonly ownerName: string;
	readonly departmentName: string;
	readonly periodName: string;
	/** What it points at; nothing of that may be known, or it is a draft. */
	readonly targetId: string;
	readonly parentId: string | null;
	readonly parentTitle: string | null;
	readonly parentPeriodName: string | null;
}

export async function loadLinkCounts(scope: Scope, level: LowerLevel | null): Promise<LinkCounts> {
	const [row] = await scope.cube.rows({
		view: 'alignments',
		measures: [
			'link_count',
			'valid_link_count',
			'broken_link_count',
			'dangling_link_count',
			'self_link_count',
			'cycle_link_count',
			'period_mismatch_link_count'
		],
		filters: [onDays([scope.moment.day]), ...inScope(scope), ...ofLevel(level)]
	});
	return {
		links: row?.link_count ?? 0,
		valid: row?.valid_link_count ?? 0,
		broken: row?.broken_link_count ?? 0,
		byReason: {
			dangling: row?.dangling_link_count ?? 0,
			self: row?.self_link_count ?? 0,
			cycle: row?.cycle_link_count ?? 0,
			period_mismatch: row?.period_mismatch_link_count ?? 0
		}
	};
}

/** The links that are broken for that reason, in the order of their objectives' departments. */
export async function loadBrokenLinks(
	scope: Scope,
	level: LowerLevel | null,
	reason: BrokenReason,
	{ offset, limit }: { offset: number; limit: number }
): Promise<BrokenLink[]> {
	const path = scope.state.lens === 'today' ? 'department_path_today' : 'department_path';
	const rows = await scope.cube.rows({
		view: 'alignments',
		dimensions: [
			'objective_id',
			'objective_title',
			'level',
			'owner_id',
			'owner_name',
			'department_name',
			'period_name',
			'target_id',
			'kind',
			'parent_objective_id',
			'parent_objective_title',
			'parent_period_name',
			path
		],
		filters: [
			onDays([scope.moment.day]),
			...inScope(scope),
			...ofLevel(level),
			{ member: 'broken_link_reason', operator: 'equals', values: [reason] }
		],
		// The key decides between equals: without it a row could be on two pages of the list, or on none.
		order: [
			[path, 'asc'],
			['objective_id', 'asc'],
			['target_id', 'asc'],
			['kind', 'asc']
		],
		limit,
		offset
	});
	return rows.map((row) => ({
		key: [row.objective_id, row.target_id, row.kind].join(' '),
		reason,
		objectiveId: row.objective_id ?? '',
		title: row.objective_title ?? '',
		level: row.level,
		ownerId: row.owner_id ?? '',
		ownerName: row.owner_name ?? '',
		departmentName: row.department_name ?? '',
		periodName: row.period_name ?? '',
		targetId: row.target_id ?? '',
		parentId: row.parent_objective_id,
		parentTitle: row.parent_objective_title,
		parentPeriodName: row.parent_period_name
	}));
}
