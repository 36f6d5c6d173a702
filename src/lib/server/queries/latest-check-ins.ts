import { addDays, daysBetween } from '$lib/calendar/days.ts';
import type { Filter } from '../cube/catalog.ts';
import type { Scope } from '../scope.ts';
import { toSaid, type Said } from './check-ins.ts';
import { inScope, onDays } from './filters.ts';

/** The list goes back as far as the weeks above it. */
const DAYS = 98;

/** As the latest come first, a page of the list mostly lies in these. */
const RECENT_DAYS = 7;

/** What a check-in says for one key result, with the revision in force at the last sync. */
export interface LatestCheckIn {
	readonly id: string;
	readonly keyResultId: string;
	/** As it was called that day; null: it was not live then, nor on the as-of day. */
	readonly title: string | null;
	readonly at: string;
	readonly authorId: string;
	readonly authorName: string;
	readonly departmentName: string;
	readonly isEdited: boolean;
	readonly said: Said;
}

/** The check-ins of the scope that the viewer may open and that nobody deleted, the latest first. */
export async function loadLatestCheckIns(
	scope: Scope,
	part: { offset: number; limit: number }
): Promise<LatestCheckIn[]> {
	const recent = await loadRows(scope, part, RECENT_DAYS);
	const rows = recent.length < part.limit ? await loadRows(scope, part, DAYS) : recent;
	// Titles are those of key results: what they were called on the day of the check-in.
	const ids = [...new Set(rows.flatMap((row) => row.key_result_id ?? []))];
	const days = [...new Set([scope.moment.day, ...rows.flatMap((row) => row.checked_in_on ?? [])])];
	const titled =
		ids.length === 0
			? []
			: await scope.cube.rows({
					view: 'key_results',
					dimensions: ['key_result_id', 'as_of', 'key_result_title'],
					filters: [onDays(days), { member: 'key_result_id', operator: 'equals', values: ids }],
					limit: 50_000
				});
	const titles = new Map(
		titled.map((row) => [`${row.key_result_id} ${row.as_of}`, row.key_result_title])
	);
	return rows.map((row) => {
		const keyResultId = row.key_result_id ?? '';
		const at = row.checked_in_at ?? '';
		return {
			id: row.check_in_id ?? '',
			keyResultId,
			title:
				titles.get(`${keyResultId} ${row.checked_in_on}`) ??
				titles.get(`${keyResultId} ${scope.moment.day}`) ??
				null,
			at,
			authorId: row.author_id ?? '',
			authorName: row.author_name ?? '',
			departmentName: row.department_name ?? '',
			isEdited: (row.revised_at ?? at) > at,
			said: toSaid(row)
		};
	});
}

/** Of as many days, the as-of day being the last. */
function loadRows(
	scope: Scope,
	{ offset, limit }: { offset: number; limit: number },
	days: number
) {
	return scope.cube.rows({
		view: 'check_in_revisions',
		dimensions: [
			'check_in_id',
			'key_result_id',
			'checked_in_at',
			'checked_in_on',
			'author_id',
			'author_name',
			'department_name',
			'revised_at',
			'modifier_name',
			'progress',
			'confidence',
			'confidence_provenance',
			'text',
			'mentions',
			'blocker',
			'next_action'
		],
		filters: latest(scope, days),
		// The ids decide between equals: without them a row could be on two pages of the list, or on none.
		order: [
			['checked_in_at', 'desc'],
			['check_in_id', 'asc'],
			['key_result_id', 'asc']
		],
		limit,
		offset
	});
}

/** How many rows all pages of `loadLatestCheckIns` have, and how many check-ins they are of. */
export async function countLatestCheckIns(
	scope: Scope
): Promise<{ readonly rows: number; readonly checkIns: number }> {
	const [row] = await scope.cube.rows({
		view: 'check_in_revisions',
		measures: ['base_count', 'check_in_count'],
		filters: latest(scope, DAYS)
	});
	return { rows: row?.base_count ?? 0, checkIns: row?.check_in_count ?? 0 };
}

function latest(scope: Scope, days: number): Filter<'check_in_revisions'>[] {
	const { day, minDay } = scope.moment;
	const count = Math.min(days, daysBetween(minDay, day) + 1);
	return [
		{
			member: 'checked_in_on',
			operator: 'equals',
			values: Array.from({ length: count }, (_, back) => addDays(day, -back))
		},
		{ member: 'is_in_force', operator: 'equals', values: ['true'] },
		{ member: 'deleted_at', operator: 'notSet' },
		...inScope(scope)
	];
}
