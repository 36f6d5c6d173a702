import { mondayOf } from '$lib/calendar/days.ts';
import type { Scope } from '../scope.ts';

/** A week of one key result (metrics.md 6). */
export interface WeekState {
	/** Its Monday. */
	readonly week: string;
	/** `on_time`, `late`, `missed`, `pending`, `not_due`, or `unknown`: the app may not read the check-ins. */
	readonly state: string;
	/** Missed so far, but the following Wednesday is not over. */
	readonly mayBecomeLate: boolean;
	/** Marks 0..5; null: without a check-in, or it is a report. */
	readonly quality: number | null;
}

/** The weeks of a key result up to that of the as-of day, oldest first, as they stand since the last sync. */
export async function loadWeekStates(scope: Scope, keyResultId: string): Promise<WeekState[]> {
	const rows = await scope.cube.rows({
		view: 'check_in_weeks',
		dimensions: ['week', 'check_in_state', 'may_become_late', 'quality_marks'],
		filters: [{ member: 'key_result_id', operator: 'equals', values: [keyResultId] }],
		order: [['week', 'asc']],
		limit: 50_000
	});
	const last = mondayOf(scope.moment.day);
	return rows
		.filter((row) => row.week <= last)
		.map((row) => ({
			week: row.week,
			state: row.check_in_state ?? 'unknown',
			mayBecomeLate: row.may_become_late === true,
			quality: row.quality_marks
		}));
}
