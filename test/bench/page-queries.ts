/** The questions that the pages put to Cube (src/lib/server/queries), for one day and the departments below the root. */
import type { CubeQuery } from '../support/cube-over.ts';

export interface PageQuery {
	readonly name: string;
	readonly query: CubeQuery;
}

export interface PageScope {
	readonly day: string;
	readonly periodId: string;
	/** A department below the root: its subtree is the slice of the drill-down. */
	readonly departmentId: string;
}

export function pageQueries({ day, periodId, departmentId }: PageScope): PageQuery[] {
	const onDays = (view: string, days: readonly string[]) => is(view, 'as_of', days);
	const inPeriod = (view: string) => is(view, 'period_id', [periodId]);
	const below = (view: string) => ({
		...{ member: `${view}.department_path`, operator: 'contains' },
		values: [`/${departmentId}/`]
	});
	const trendDays = Array.from({ length: 14 }, (_, back) => daysBefore(day, 7 * back));
	const weeks = trendDays.map(mondayOf);
	const trend: CubeQuery = {
		measures: TREND.map((name) => `key_results.${name}`),
		dimensions: ['key_results.as_of']
	};
	const matrix: CubeQuery = {
		measures: WEEK.map((name) => `check_in_weeks.${name}`),
		dimensions: ['check_in_weeks.week']
	};
	const list = (flag: string): CubeQuery => ({
		dimensions: LIST.map((name) => `key_results.${name}`),
		filters: [onDays('key_results', [day]), is('key_results', flag, ['true'])],
		order: { 'key_results.weight_age': 'desc', 'key_results.key_result_id': 'asc' },
		limit: flag === 'needs_attention' ? 7 : 50
	});
	return [
		{
			name: 'overview: key result tiles, 14 days',
			query: { ...trend, filters: [onDays('key_results', trendDays)] }
		},
		{
			name: 'overview: the same, one period and department',
			query: {
				...trend,
				filters: [onDays('key_results', trendDays), inPeriod('key_results'), below('key_results')]
			}
		},
		{
			name: 'overview: rooted coverage, 14 days',
			query: {
				measures: ['rooted_coverage', 'rootable_count', 'rooted_count'].map(
					(m) => `objectives.${m}`
				),
				dimensions: ['objectives.as_of'],
				filters: [onDays('objectives', trendDays)]
			}
		},
		{
			name: 'overview: practice score',
			query: { measures: ['objectives.practice_score'], filters: [onDays('objectives', [day])] }
		},
		{ name: 'overview: needs you, 7 rows', query: list('needs_attention') },
		{ name: 'stalled: first 50 rows', query: list('is_stalled') },
		{
			name: 'departments: one row of the matrix, 14 weeks',
			query: {
				...matrix,
				filters: [is('check_in_weeks', 'week', weeks), below('check_in_weeks')]
			}
		},
		{
			name: 'departments: all rows of the matrix, 14 weeks',
			query: {
				...matrix,
				dimensions: ['check_in_weeks.week', 'check_in_weeks.department_id'],
				filters: [is('check_in_weeks', 'week', weeks)]
			}
		},
		{
			name: 'people: coverage of the day',
			query: {
				measures: ['people.adoption_rate', 'people.person_coverage', 'people.people_count'],
				filters: [onDays('people', [day])]
			}
		},
		{
			name: 'every page: department tree of the day',
			query: {
				dimensions: ['department_id', 'department_name', 'department_path'].map(
					(name) => `departments.${name}`
				),
				filters: [onDays('departments', [day])]
			}
		},
		{
			name: 'every page: periods',
			query: { dimensions: ['periods.period_id', 'periods.period_name', 'periods.starts_on'] }
		}
	];
}

const TREND = [
	...['base_count', 'open_count', 'judged_count', 'delivery_score', 'red_flag_count'],
	...['watch_count', 'stable_count', 'confidence_count', 'stalled_count', 'never_started_count'],
	...['silent_count', 'no_movement_count', 'needs_attention_count']
];
const WEEK = [
	...['base_count', 'due_count', 'on_time_count', 'late_count', 'missed_count', 'compliance'],
	...['confidence_count', 'avg_confidence']
];
const LIST = [
	...['key_result_id', 'key_result_title', 'objective_title', 'owner_name', 'department_id'],
	...['department_name', 'period_name', 'stall_reason', 'is_red', 'is_stalled', 'is_blocked'],
	...['days_stalled', 'days_since_check_in', 'progress', 'expected', 'confidence'],
	...['last_comment', 'mentions', 'blocker', 'next_action', 'weight_age']
];

function is(view: string, name: string, values: readonly string[]): object {
	return { member: `${view}.${name}`, operator: 'equals', values };
}

function daysBefore(day: string, days: number): string {
	return new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}

function mondayOf(day: string): string {
	const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
	return daysBefore(day, (weekday + 6) % 7);
}
