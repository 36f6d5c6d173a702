/** Departments: matrices, contributions, and one of them: what these pages ask Cube. */

import { askingOf, daysBefore, is, members, type PageQuestions, type PageScope } from './asking.ts';

export function departmentsPages(scope: PageScope): PageQuestions {
	const { day, departmentId, rowIds, objectiveId } = scope;
	const {
		weeks,
		quarter,
		onDays,
		below,
		cells,
		rowsOf,
		ofDay,
		inPeriod,
		byDepartment,
		contributions
	} = askingOf(scope);
	return {
		'departments, 200 x 26 weeks': {
			'total, 26 weeks': cells(quarter),
			'rows, 26 weeks': rowsOf(rowIds, quarter)
		},
		'departments x company objectives, one cell open': {
			total: contributions(),
			rows: byDepartment(contributions(), 'contributions'),
			"the department's own": contributions(is('contributions', 'department_id', [departmentId])),
			'company objectives': {
				...ofDay(
					'objectives',
					[],
					['objective_id', 'objective_title', 'period_name', 'progress'],
					is('objectives', 'level', ['company'])
				),
				order: { 'objectives.period_name': 'asc', 'objectives.objective_id': 'asc' },
				limit: 5_000
			},
			'objectives behind the cell': {
				...ofDay(
					'contributions',
					[],
					CONTRIBUTOR,
					is('contributions', 'level', ['department', 'individual']),
					below('contributions'),
					is('contributions', 'company_objective_id', [objectiveId])
				),
				order: { 'contributions.progress': 'asc', 'contributions.objective_id': 'asc' },
				limit: 25
			}
		},
		'department, what changed since four weeks ago': {
			'work and reorganisation': {
				measures: members('bridges', ['stalled_count_change', 'red_flag_count_change']),
				dimensions: ['bridges.movement'],
				filters: [
					is('bridges', 'from_on', [daysBefore(day, 28)]),
					onDays('bridges', [day]),
					is('bridges', 'within_department_id', [departmentId])
				]
			},
			'changes of goals': {
				measures: members('changes', ['rescoped_count', 'dropped_count', 'added_late_count']),
				filters: [inPeriod('changes'), below('changes')]
			}
		},
		'department, its key results x 14 weeks': {
			total: cells(weeks, below('check_in_weeks')),
			'the departments below': rowsOf(rowIds.slice(0, 12), weeks),
			'key results': {
				dimensions: members('key_results', ['key_result_id', 'key_result_title', 'owner_name']),
				filters: [onDays('key_results', [day]), below('key_results')],
				limit: 500
			},
			'their weeks': {
				...cells(weeks, below('check_in_weeks')),
				dimensions: members('check_in_weeks', ['key_result_id', 'week', 'check_in_state']),
				limit: 7000
			}
		}
	};
}

const CONTRIBUTOR = [
	...['objective_id', 'objective_title', 'level', 'owner_id', 'owner_name', 'department_name'],
	...['period_name', 'distance', 'progress', 'objective_worst_pace']
];
