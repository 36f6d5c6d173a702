import type { Scope } from '../scope.ts';
import { loadWeeks, type WeekCell } from './check-in-weeks.ts';
import { childrenOf } from './departments.ts';
import type { Place } from './filters.ts';
import { loadKeyResultDay, type KeyResultDay } from './key-result-trend.ts';
import { loadRootedDay, type RootedDay } from './rooted-trend.ts';
import { lastClosedWeek } from './windows.ts';

export interface DepartmentFacts {
	readonly id: string;
	readonly name: string;
	readonly keyResults: KeyResultDay | null;
	readonly rooted: RootedDay | null;
	/** The last closed week. */
	readonly week: WeekCell | null;
}

/** Which of the departments directly below stands out: the measures of the tiles for each of them on the as-of day. */
export function loadDepartmentBreakdown(scope: Scope): Promise<DepartmentFacts[]> {
	const week = lastClosedWeek(scope.moment.day);
	return Promise.all(
		childrenOf(scope.department, scope.departments).map(async ({ id, name }) => {
			const place: Place = { kind: 'subtree', departmentId: id };
			const [keyResults, rooted, weeks] = await Promise.all([
				loadKeyResultDay(scope, place),
				loadRootedDay(scope, place),
				loadWeeks(scope, [week], place)
			]);
			return { id, name, keyResults, rooted, week: weeks[0] ?? null };
		})
	);
}
