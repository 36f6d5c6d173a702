/** What questions of several pages have in common: days, scope, and the parts that they are made of. */
import type { CubeQuery } from '../../support/cube-over.ts';

export interface PageScope {
	readonly day: string;
	readonly periodId: string;
	/** A department below the root: its subtree is the slice of the drill-down. */
	readonly departmentId: string;
	/** Departments that are rows of the heatmap. */
	readonly rowIds: readonly string[];
	readonly keyResultId: string;
	readonly objectiveId: string;
	readonly personId: string;
}

/** By page, and by what is asked. */
export type PageQuestions = Readonly<Record<string, Readonly<Record<string, CubeQuery>>>>;

export function askingOf({ day, periodId, departmentId, rowIds }: PageScope) {
	const days = weekly(day, 14);
	const weeks = days.map(mondayOf);
	const quarter = weekly(mondayOf(day), 26);
	const onDays = (view: string, list: readonly string[]) => is(view, 'as_of', list);
	const below = (view: string) => within(view, departmentId);
	const cells = (list: readonly string[], ...filters: object[]): CubeQuery => ({
		measures: members('check_in_weeks', WEEK),
		dimensions: ['check_in_weeks.week'],
		filters: [is('check_in_weeks', 'week', list), ...filters]
	});
	const rowsOf = (ids: readonly string[], list: readonly string[]): CubeQuery => ({
		...cells(list, is('check_in_weeks', 'within_department_id', ids)),
		dimensions: ['check_in_weeks.within_department_id', 'check_in_weeks.week'],
		limit: 50_000
	});
	const list = (flag: string, limit: number, ...filters: object[]): CubeQuery => ({
		dimensions: members('key_results', LIST),
		filters: [onDays('key_results', [day]), is('key_results', flag, ['true']), ...filters],
		order: { 'key_results.weight_age': 'desc', 'key_results.key_result_id': 'asc' },
		limit
	});
	const ofDay = (
		view: string,
		measures: readonly string[],
		dimensions: readonly string[] = [],
		...filters: object[]
	): CubeQuery => ({
		measures: members(view, measures),
		dimensions: members(view, dimensions),
		filters: [onDays(view, [day]), ...filters]
	});
	const inPeriod = (view: string) => is(view, 'period_id', [periodId]);
	const byDepartment = (query: CubeQuery, view: string): CubeQuery => ({
		...query,
		dimensions: [...(query.dimensions ?? []), `${view}.within_department_id`],
		filters: [...(query.filters ?? []), is(view, 'within_department_id', rowIds)],
		limit: 50_000
	});
	const contributions = (...filters: object[]): CubeQuery => ({
		...ofDay(
			'contributions',
			CONTRIBUTION,
			['company_objective_id'],
			is('contributions', 'level', ['department', 'individual']),
			...filters
		),
		limit: 50_000
	});
	return {
		days,
		weeks,
		quarter,
		onDays,
		below,
		cells,
		rowsOf,
		list,
		ofDay,
		inPeriod,
		byDepartment,
		contributions
	};
}

const WEEK = [
	...['base_count', 'due_count', 'on_time_count', 'late_count', 'missed_count', 'compliance'],
	...['confidence_count', 'avg_confidence']
];
export const LIST = [
	...['key_result_id', 'key_result_title', 'objective_id', 'objective_title', 'owner_id'],
	...['owner_name', 'department_id'],
	...['department_name', 'period_name', 'stall_reason', 'is_red', 'is_stalled', 'is_blocked'],
	...['days_stalled', 'days_since_check_in', 'progress', 'expected', 'confidence'],
	...['last_comment', 'mentions', 'blocker', 'next_action', 'weight_age']
];
const CONTRIBUTION = [
	...['contributing_objective_count', 'contributing_department_count', 'progress_count'],
	...['avg_progress', 'worst_pace']
];
export const NODE = [
	...['objective_id', 'objective_title', 'level', 'owner_id', 'owner_name', 'department_name'],
	'period_name'
];

export function members(view: string, names: readonly string[]): string[] {
	return names.map((name) => `${view}.${name}`);
}

export function is(view: string, name: string, values: readonly string[]): object {
	return { member: `${view}.${name}`, operator: 'equals', values };
}

export function within(view: string, departmentId: string): object {
	return {
		...{ member: `${view}.department_path`, operator: 'contains' },
		values: [`/${departmentId}/`]
	};
}

/** The day and those one, two … weeks before. */
export function weekly(day: string, count: number): string[] {
	return Array.from({ length: count }, (_, back) => daysBefore(day, 7 * back));
}

export function daysBefore(day: string, days: number): string {
	return new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}

export function mondayOf(day: string): string {
	const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
	return daysBefore(day, (weekday + 6) % 7);
}
