import type { Scope } from '../scope.ts';
import { MEASURES, toCell, type WeekCell } from './check-in-weeks.ts';
import { matrixWeeks } from './windows.ts';

/** How a person's due key-result weeks were answered. */
export interface Discipline {
	readonly due: number;
	readonly onTime: number;
	readonly late: number;
	readonly missed: number;
	/** 0..1; null: nothing was due. */
	readonly compliance: number | null;
}

export interface OwnerWeeks {
	/** Of all the weeks together; null: none of them is over. */
	readonly total: Discipline | null;
	/** One per week with a live key result, oldest first. */
	readonly weeks: readonly WeekCell[];
}

/** The last 13 closed weeks, or those of the chosen period, of what a person owned then, as far as the viewer may open it. */
export async function loadOwnerWeeks(scope: Scope, personId: string): Promise<OwnerWeeks> {
	const weeks = matrixWeeks(scope.moment, scope.version.asOf);
	if (weeks.length === 0) return { total: null, weeks: [] };
	const filters = [
		{ member: 'week', operator: 'equals', values: weeks },
		{ member: 'owner_id', operator: 'equals', values: [personId] }
	] as const;
	const [totals, byWeek] = await Promise.all([
		scope.cube.rows({ view: 'check_in_weeks', measures: MEASURES, filters }),
		scope.cube.rows({
			view: 'check_in_weeks',
			measures: MEASURES,
			dimensions: ['week'],
			filters,
			order: [['week', 'asc']]
		})
	]);
	const [total] = totals;
	return {
		total:
			total === undefined
				? null
				: {
						due: total.due_count,
						onTime: total.on_time_count,
						late: total.late_count,
						missed: total.missed_count,
						compliance: total.compliance
					},
		weeks: byWeek.map(toCell)
	};
}
