import { addDays } from '$lib/calendar/days.ts';
import type { Filter } from '../cube/catalog.ts';
import { getRuntime } from '../runtime/current.ts';
import type { Scope } from '../scope.ts';
import type { ConfidenceTrend } from './confidence-trend.ts';
import { inScope, onDays } from './filters.ts';
import { sparklineDays } from './windows.ts';

export interface ConfidencePoint {
	readonly day: string;
	/** 0..10; null: no value that is at most 14 days old, or not live. */
	readonly value: number | null;
	/** Nothing was stated since the point before: the value is an older one. */
	readonly isCarried: boolean;
}

export interface KeyResultConfidence {
	readonly id: string;
	readonly title: string;
	readonly objectiveId: string;
	readonly objectiveTitle: string;
	readonly ownerName: string;
	readonly departmentId: string;
	readonly departmentName: string;
	/** On the as-of day. */
	readonly now: number | null;
	/** On the other day that was asked for. */
	readonly before: number | null;
	/** The last 13 Sundays and the as-of day. */
	readonly points: readonly ConfidencePoint[];
}

const OPEN: Filter<'key_results'> = { member: 'is_open', operator: 'equals', values: ['true'] };

/** Of a list whose rows are looked up by themselves. */
export interface Listed {
	readonly id: string;
	readonly objectiveId: string;
}

/** Which open key results of the scope the viewer may open, the lowest confidence first; those without a value come last. */
export async function loadLowestConfidence(
	scope: Scope,
	{ offset, limit }: { offset: number; limit: number }
): Promise<Listed[]> {
	const rows = await scope.cube.rows({
		view: 'key_results',
		dimensions: ['key_result_id', 'objective_id', 'confidence'],
		filters: [onDays([scope.moment.day]), ...inScope(scope), OPEN],
		// The id decides between equals: without it a row could be on two pages of the list, or on none.
		order: [
			['confidence', 'asc'],
			['key_result_id', 'asc']
		],
		limit,
		offset
	});
	return rows.flatMap(({ key_result_id: id, objective_id }) =>
		id === null ? [] : [{ id, objectiveId: objective_id ?? '' }]
	);
}

/**
 * How many rows all pages of `loadLowestConfidence` have.
 * @param trend of the same scope
 */
export async function countListedOpen(
	scope: Scope,
	trend: Promise<Pick<ConfidenceTrend, 'now'>>
): Promise<number> {
	// Where nothing is restricted, whatever is open is listed, and the trend has counted it.
	if (!(await getRuntime().isAnythingRestricted())) return (await trend).now?.open ?? 0;
	const [row] = await scope.cube.rows({
		view: 'key_results',
		measures: ['open_count'],
		filters: [onDays([scope.moment.day]), ...inScope(scope), OPEN]
	});
	return row?.open_count ?? 0;
}

/**
 * How the confidence of some key results developed, by their ids: those that are live on the as-of day and open to the viewer.
 * @param before a further day that each is compared with
 */
export async function loadConfidenceOf(
	scope: Scope,
	keyResultIds: readonly string[],
	before: string | null
): Promise<Map<string, KeyResultConfidence>> {
	if (keyResultIds.length === 0) return new Map();
	const days = sparklineDays(scope.moment);
	// One more week, so that the first point can be told from a carried one.
	const earlier = addDays(days[0] ?? scope.moment.day, -7);
	const asked = new Set([earlier, ...days, ...(before === null ? [] : [before])]);
	asked.delete(scope.moment.day);
	const these: Filter<'key_results'> = {
		member: 'key_result_id',
		operator: 'equals',
		values: keyResultIds
	};
	const values = ['as_of', 'key_result_id', 'confidence', 'confidence_stated_at'] as const;
	// Names are those of the as-of day: of all other days they would be read for nothing.
	const [today, past] = await Promise.all([
		scope.cube.rows({
			view: 'key_results',
			dimensions: [
				...values,
				...(['key_result_title', 'objective_id', 'objective_title', 'owner_name'] as const),
				...(['department_id', 'department_name'] as const)
			],
			filters: [onDays([scope.moment.day]), these],
			limit: 50_000
		}),
		scope.cube.rows({
			view: 'key_results',
			dimensions: values,
			filters: [onDays([...asked]), these],
			limit: 50_000
		})
	]);
	const pastOf = Map.groupBy(past, (row) => row.key_result_id ?? '');
	const found = new Map<string, KeyResultConfidence>();
	for (const now of today) {
		const id = now.key_result_id ?? '';
		const on = new Map([...(pastOf.get(id) ?? []), now].map((row) => [row.as_of, row]));
		found.set(id, {
			id,
			title: now.key_result_title ?? '',
			objectiveId: now.objective_id ?? '',
			objectiveTitle: now.objective_title ?? '',
			ownerName: now.owner_name ?? '',
			departmentId: now.department_id ?? '',
			departmentName: now.department_name ?? '',
			now: now.confidence,
			before: before === null ? null : (on.get(before)?.confidence ?? null),
			points: days.map((day, index) => {
				const row = on.get(day);
				const previous = on.get(days[index - 1] ?? earlier);
				return {
					day,
					value: row?.confidence ?? null,
					isCarried:
						row?.confidence != null && row.confidence_stated_at === previous?.confidence_stated_at
				};
			})
		});
	}
	return found;
}
