import type { Scope } from '../scope.ts';
import { inScope, onDays, placeOf } from './filters.ts';
import { sparklineDays } from './windows.ts';

export interface ProgressDay {
	/** With a known progress: the base of the mean. */
	readonly withProgress: number;
	/** 0..100; null: none is known. */
	readonly progress: number | null;
	readonly expected: number | null;
}

/** What was reached and what the elapsed time asked for, week by week; null: nothing was live. */
export async function loadProgressTrend(
	scope: Scope
): Promise<{ readonly day: string; readonly facts: ProgressDay | null }[]> {
	const days = sparklineDays(scope.moment);
	const rows = await scope.cube.rows({
		view: 'key_results',
		measures: ['progress_count', 'avg_progress', 'avg_expected'],
		dimensions: ['as_of'],
		filters: [onDays(days), ...inScope(scope, placeOf(scope))]
	});
	const found = new Map(rows.map((row) => [row.as_of, row]));
	return days.map((day) => {
		const row = found.get(day);
		return {
			day,
			facts:
				row === undefined
					? null
					: {
							withProgress: row.progress_count,
							progress: row.avg_progress,
							expected: row.avg_expected
						}
		};
	});
}
