import { addDays } from '$lib/calendar/days.ts';
import type { PeriodBounds, Moment } from '$lib/url-state/parse.ts';
import type { Scope } from '../scope.ts';
import type { Listed } from './confidence-key-results.ts';
import { inScope, onDays } from './filters.ts';

/** Days between the two values of a fall (metrics.md 1, Windows): as long as a value is current, so that no value meets itself. */
const FALL_DAYS = 14;

export interface Fall extends Listed {
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
 * both.
 */
export async function loadFalls(scope: Scope, limit: number): Promise<Fall[]> {
	const before = fallDay(scope.moment);
	if (before === null) return [];
	const rows = await scope.cube.rows({
		view: 'confidence_changes',
		dimensions: ['key_result_id', 'objective_id', 'confidence_change'],
		filters: [
			{ member: 'from_on', operator: 'equals', values: [before] },
			onDays([scope.moment.day]),
			...inScope(scope)
		],
		order: [
			['confidence_change', 'asc'],
			['key_result_id', 'asc']
		],
		limit
	});
	return rows.flatMap(({ key_result_id: id, objective_id, confidence_change: change }) =>
		id === null || change === null || change >= 0
			? []
			: [{ id, objectiveId: objective_id ?? '', change }]
	);
}
