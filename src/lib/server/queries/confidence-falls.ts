import { addDays } from '$lib/calendar/days.ts';
import type { PeriodBounds, Moment } from '$lib/url-state/parse.ts';
import type { Scope } from '../scope.ts';

/** Days between the two values of a fall (metrics.md 1, Windows): as long as a value is current, so that no value meets itself. */
const FALL_DAYS = 14;

export interface Fall {
	readonly keyResultId: string;
	/** The current confidence minus the one 14 days before; below 0. */
	readonly change: number;
}

/** The day that falls are measured from; null before there is anything to compare with. */
export function fallDay(moment: Moment<PeriodBounds>): string | null {
	const day = addDays(moment.day, -FALL_DAYS);
	return day >= moment.minDay ? day : null;
}

/**
 * Which open key results lost most confidence, worst first: of those that are in the place on both days, with a current value on
 * both. A bridge of one key result is its own change, so that ClickHouse compares and ranks.
 */
export async function loadFalls(scope: Scope, limit: number): Promise<Fall[]> {
	const before = fallDay(scope.moment);
	if (before === null) return [];
	const { period, day } = scope.moment;
	const equals = <M extends string>(member: M, value: string) =>
		({ member, operator: 'equals', values: [value] }) as const;
	const rows = await scope.cube.rows({
		view: 'bridges',
		measures: ['avg_confidence_change'],
		dimensions: ['key_result_id'],
		filters: [
			equals('from_on', before),
			equals('as_of', day),
			equals('lens', scope.state.lens),
			equals('within_department_id', scope.department?.id ?? 'everywhere'),
			equals('entity_kind', 'key_result'),
			equals('movement', 'work'),
			...(period === null ? [] : [equals('period_id', period.id)])
		],
		order: [
			['avg_confidence_change', 'asc'],
			['key_result_id', 'asc']
		],
		limit
	});
	return rows.flatMap(({ key_result_id, avg_confidence_change }) =>
		key_result_id === null || avg_confidence_change === null || avg_confidence_change >= 0
			? []
			: [{ keyResultId: key_result_id, change: avg_confidence_change }]
	);
}
