/** Alignment: what these pages ask Cube. */

import { NODE, askingOf, is, members, type PageQuestions, type PageScope } from './asking.ts';

export function alignmentPages(scope: PageScope): PageQuestions {
	const { departmentId, rowIds, objectiveId } = scope;
	const { days, onDays, ofDay, byDepartment, contributions } = askingOf(scope);
	const orphans = [
		is('objectives', 'level', ['department', 'individual']),
		is('objectives', 'is_aligned', ['false'])
	];
	return {
		alignment: {
			'coverages, 14 days': {
				measures: members('objectives', COVERAGE),
				dimensions: ['objectives.as_of'],
				filters: [onDays('objectives', days)]
			},
			'people, 14 days': {
				measures: members('people', PEOPLE),
				dimensions: ['people.as_of'],
				filters: [onDays('people', days)]
			},
			'coverage by department': byDepartment(ofDay('objectives', COVERAGE), 'objectives'),
			'links by reason': ofDay('alignments', LINKS),
			'orphans, first 25': {
				...ofDay('objectives', [], ORPHAN, ...orphans),
				order: {
					'objectives.department_path': 'asc',
					'objectives.level': 'asc',
					'objectives.objective_id': 'asc'
				},
				limit: 25
			},
			'total of the list': ofDay('objectives', ['objective_count'], [], ...orphans)
		},
		'alignment, department x department': {
			'among those below': {
				...ofDay(
					'dependencies',
					DEPENDENCY,
					['from_within_department_id', 'to_within_department_id'],
					is('dependencies', 'from_within_department_id', rowIds),
					is('dependencies', 'to_within_department_id', rowIds)
				),
				limit: 50_000
			},
			'from those below': ofDay(
				'dependencies',
				DEPENDENCY,
				['from_within_department_id'],
				is('dependencies', 'from_within_department_id', rowIds)
			),
			'to those below': ofDay(
				'dependencies',
				DEPENDENCY,
				['to_within_department_id'],
				is('dependencies', 'to_within_department_id', rowIds)
			),
			'on the department itself': ofDay(
				'dependencies',
				DEPENDENCY,
				['from_within_department_id'],
				is('dependencies', 'from_within_department_id', rowIds),
				is('dependencies', 'to_department_id', [departmentId])
			),
			'first 25 of a cell': {
				...ofDay(
					'dependencies',
					[],
					[...COOPERATION, 'kind', 'has_target_key_result'],
					is('dependencies', 'from_within_department_id', rowIds.slice(0, 1))
				),
				order: { 'dependencies.is_at_risk': 'desc', 'dependencies.from_objective_id': 'asc' },
				limit: 25
			}
		},
		'alignment, tree with one open node': {
			'who works on what': contributions(),
			'rooted objectives': ofDay('objectives', ['rooted_count']),
			'company objectives': {
				...ofDay('objectives', [], NODE, is('objectives', 'level', ['company'])),
				order: { 'objectives.period_name': 'asc', 'objectives.objective_id': 'asc' },
				limit: 51
			},
			'children of the open one': {
				...ofDay(
					'alignments',
					[],
					[...NODE, 'department_path'],
					is('alignments', 'parent_objective_id', [objectiveId]),
					is('alignments', 'is_valid', ['true'])
				),
				order: {
					'alignments.department_path': 'asc',
					'alignments.level': 'asc',
					'alignments.objective_id': 'asc'
				},
				limit: 51
			},
			'links from below': ofDay(
				'alignments',
				['linked_objective_count'],
				['parent_objective_id'],
				is('alignments', 'parent_objective_id', [objectiveId])
			),
			'search by title': {
				...ofDay('objectives', [], [...NODE, 'department_path'], {
					member: 'objectives.objective_title',
					operator: 'contains',
					values: ['a']
				}),
				order: {
					'objectives.department_path': 'asc',
					'objectives.level': 'asc',
					'objectives.objective_id': 'asc'
				},
				limit: 20
			}
		}
	};
}

const COVERAGE = [
	...['objective_count', 'objective_coverage', 'aligned_count', 'non_company_count'],
	...['rooted_coverage', 'rooted_count', 'rootable_count', 'top_down_coverage'],
	...['supported_company_count', 'company_objective_count', 'orphan_count', 'broken_link_count']
];

const PEOPLE = [
	...['adoption_rate', 'people_with_objective_count', 'people_count', 'person_coverage'],
	...['rooted_people_count', 'rootable_people_count']
];

const LINKS = [
	...['link_count', 'valid_link_count', 'broken_link_count', 'dangling_link_count'],
	...['self_link_count', 'cycle_link_count', 'period_mismatch_link_count']
];

const DEPENDENCY = ['dependency_count', 'judged_dependency_count', 'at_risk_dependency_count'];

const ORPHAN = [
	...['objective_id', 'objective_title', 'level', 'owner_id', 'owner_name', 'department_name'],
	...['period_name', 'broken_link_reason', 'department_path']
];

const COOPERATION = [
	...['from_objective_id', 'from_objective_title', 'from_owner_id', 'from_owner_name'],
	...['from_department_name', 'from_level', 'period_name', 'to_objective_id'],
	...['to_objective_title', 'to_key_result_id', 'to_key_result_title', 'to_owner_id'],
	...['to_owner_name', 'to_department_name', 'to_period_name', 'to_level', 'is_at_risk']
];
