import type { Scope } from '../scope.ts';
import { loadWeeksByDepartment, type WeekCell } from './check-in-weeks.ts';
import { childrenOf } from './departments.ts';
import { loadKeyResultDayByDepartment, type KeyResultDay } from './key-result-trend.ts';
import { loadRootedDayByDepartment, type RootedDay } from './rooted-trend.ts';
import { lastClosedWeek, matrixWeeks } from './windows.ts';

export interface DepartmentFacts {
	readonly id: string;
	readonly name: string;
	readonly keyResults: KeyResultDay | null;
	readonly rooted: RootedDay | null;
	/** The last closed week. */
	readonly week: WeekCell | null;
}

/** Which of the departments directly below stands out: the measures of the tiles for each of them on the as-of day. */
export async function loadDepartmentBreakdown(scope: Scope): Promise<DepartmentFacts[]> {
	const children = childrenOf(scope.department, scope.departments);
	const ids = children.map((child) => child.id);
	const week = lastClosedWeek(scope.moment.day);
	// The matrix beside it asks for that week and others: then it is one question.
	const inMatrix = matrixWeeks(scope.moment, scope.version.asOf);
	const [keyResults, rooted, weeks] = await Promise.all([
		loadKeyResultDayByDepartment(scope, ids),
		loadRootedDayByDepartment(scope, ids),
		loadWeeksByDepartment(scope, inMatrix.includes(week) ? inMatrix : [week], ids)
	]);
	return children.map(({ id, name }) => ({
		id,
		name,
		keyResults: keyResults.get(id) ?? null,
		rooted: rooted.get(id) ?? null,
		week: weeks.get(id)?.get(week) ?? null
	}));
}
