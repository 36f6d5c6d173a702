import type { StallReason } from '$lib/url-state/state.ts';
import { STALL_REASONS } from '$lib/url-state/state.ts';
import type { Filter } from '../cube/catalog.ts';
import type { Scope } from '../scope.ts';
import { inScope, onDays } from './filters.ts';

export interface KeyResultRow {
	readonly id: string;
	readonly title: string;
	readonly objectiveId: string;
	readonly objectiveTitle: string;
	readonly ownerId: string;
	readonly ownerName: string;
	readonly departmentId: string;
	readonly departmentName: string;
	readonly periodName: string;
	readonly stallReason: StallReason | null;
	readonly isRed: boolean;
	readonly isBlocked: boolean;
	/** Days since the last check-in or since it began; null unless stalled. */
	readonly daysStalled: number | null;
	/** null: never checked in. */
	readonly daysSinceCheckIn: number | null;
	/** 0..100 */
	readonly progress: number | null;
	/** 0..100 */
	readonly expected: number | null;
	/** 0..10, at most 14 days old. */
	readonly confidence: number | null;
	readonly lastComment: string | null;
	readonly mentions: string | null;
	readonly blocker: string | null;
	readonly nextAction: string | null;
	/** Weight x days: the order of the list. */
	readonly weightAge: number;
}

interface Slice {
	/** Those of the scope beside them, unless the list is of one goal or person. */
	readonly filters: readonly Filter<'key_results'>[];
	readonly limit: number;
	readonly offset: number;
}

/** More than anybody owns; an objective has a handful. */
const OF_ONE = 500;

/** The live key results of an objective on a day, what waits longest first. */
export function loadKeyResultsOfObjective(
	scope: Scope,
	objectiveId: string,
	day: string
): Promise<KeyResultRow[]> {
	return loadOn(scope, day, {
		filters: [{ member: 'objective_id', operator: 'equals', values: [objectiveId] }],
		limit: OF_ONE,
		offset: 0
	});
}

/** The live key results of a person on the as-of day, as far as the viewer may open them. */
export function loadKeyResultsOfOwner(scope: Scope, personId: string): Promise<KeyResultRow[]> {
	return loadOn(scope, scope.moment.day, {
		filters: [{ member: 'owner_id', operator: 'equals', values: [personId] }],
		limit: OF_ONE,
		offset: 0
	});
}

/** "Needs you": what is red, stalled or blocked, by weight x age (metrics.md 1, Windows). */
export function loadNeedsYou(
	scope: Scope,
	part: { readonly offset: number; readonly limit: number }
): Promise<KeyResultRow[]> {
	return load(scope, {
		filters: [{ member: 'needs_attention', operator: 'equals', values: ['true'] }],
		...part
	});
}

/** One page of the stalled key results of the scope that the viewer may open, by weight x age. */
export function loadStalled(
	scope: Scope,
	{ reason, offset, limit }: { reason: StallReason | null; offset: number; limit: number }
): Promise<KeyResultRow[]> {
	return load(scope, { filters: stalledFor(reason), limit, offset });
}

/** How many rows all pages of `loadStalled` have. Those of goals that the viewer may not open are counted, but not listed. */
export async function countListedStalled(
	scope: Scope,
	reason: StallReason | null
): Promise<number> {
	const [row] = await scope.cube.rows({
		view: 'key_results',
		measures: ['stalled_count'],
		filters: [onDays([scope.moment.day]), ...inScope(scope), ...stalledFor(reason)]
	});
	return row?.stalled_count ?? 0;
}

function stalledFor(reason: StallReason | null): Filter<'key_results'>[] {
	return [
		{ member: 'is_stalled', operator: 'equals', values: ['true'] },
		...(reason === null
			? []
			: [{ member: 'stall_reason' as const, operator: 'equals' as const, values: [reason] }])
	];
}

function load(scope: Scope, slice: Slice): Promise<KeyResultRow[]> {
	return loadOn(scope, scope.moment.day, {
		...slice,
		filters: [...inScope(scope), ...slice.filters]
	});
}

async function loadOn(scope: Scope, day: string, slice: Slice): Promise<KeyResultRow[]> {
	const rows = await scope.cube.rows({
		view: 'key_results',
		dimensions: [
			'key_result_id',
			'key_result_title',
			'objective_id',
			'objective_title',
			'owner_id',
			'owner_name',
			'department_id',
			'department_name',
			'period_name',
			'stall_reason',
			'is_red',
			'is_stalled',
			'is_blocked',
			'days_stalled',
			'days_since_check_in',
			'progress',
			'expected',
			'confidence',
			'last_comment',
			'mentions',
			'blocker',
			'next_action',
			'weight_age'
		],
		filters: [onDays([day]), ...slice.filters],
		// The id decides between equals: without it a row could be on two pages of the list, or on none.
		order: [
			['weight_age', 'desc'],
			['key_result_id', 'asc']
		],
		limit: slice.limit,
		offset: slice.offset
	});
	return rows.map((row) => ({
		id: row.key_result_id ?? '',
		title: row.key_result_title ?? '',
		objectiveId: row.objective_id ?? '',
		objectiveTitle: row.objective_title ?? '',
		ownerId: row.owner_id ?? '',
		ownerName: row.owner_name ?? '',
		departmentId: row.department_id ?? '',
		departmentName: row.department_name ?? '',
		periodName: row.period_name ?? '',
		stallReason:
			row.is_stalled === true
				? (STALL_REASONS.find((reason) => reason === row.stall_reason) ?? null)
				: null,
		isRed: row.is_red === true,
		isBlocked: row.is_blocked === true,
		daysStalled: row.days_stalled,
		daysSinceCheckIn: row.days_since_check_in,
		progress: row.progress,
		expected: row.expected,
		confidence: row.confidence,
		lastComment: row.last_comment,
		mentions: row.mentions,
		blocker: row.blocker,
		nextAction: row.next_action,
		weightAge: row.weight_age ?? 0
	}));
}
