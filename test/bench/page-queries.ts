/**
 * The questions that each page of the contract puts to Cube, all at once, for one day, period and department. Pages that are there
 * ask as src/lib/server/queries does; for the others these are the questions that they will need.
 */
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
	/** Departments that are rows of the heatmap. */
	readonly rowIds: readonly string[];
	readonly keyResultId: string;
	readonly objectiveId: string;
	readonly personId: string;
}

/** By page, in the order of contract.md. */
export function pageQueries(scope: PageScope): Record<string, PageQuery[]> {
	const { day, periodId, departmentId, rowIds, keyResultId, objectiveId, personId } = scope;
	const days = weekly(day, 14);
	const weeks = days.map(mondayOf);
	const quarter = weekly(mondayOf(day), 26);
	const onDays = (view: string, list: readonly string[]) => is(view, 'as_of', list);
	const below = (view: string) => within(view, departmentId);
	const trend = (...filters: object[]): CubeQuery => ({
		measures: members('key_results', TREND),
		dimensions: ['key_results.as_of'],
		filters: [onDays('key_results', days), ...filters]
	});
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
	const rooted = (...filters: object[]): CubeQuery => ({
		measures: members('objectives', ROOTED),
		dimensions: ['objectives.as_of'],
		filters: [onDays('objectives', days), ...filters]
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
	const every = [
		{
			name: 'departments of the day',
			query: ofDay(
				'departments',
				[],
				['department_id', 'department_name', 'parent_id', 'department_path']
			)
		},
		{
			name: 'periods',
			query: {
				dimensions: members('periods', ['period_id', 'period_name', 'starts_on', 'ends_on'])
			}
		}
	];
	const page = (queries: Readonly<Record<string, CubeQuery>>): PageQuery[] => [
		...every,
		...Object.entries(queries).map(([name, query]) => ({ name, query }))
	];
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
	const either = (view: string, names: readonly string[]): object => ({
		or: names.map((name) => is(view, name, [objectiveId]))
	});
	const orphans = [
		is('objectives', 'level', ['department', 'individual']),
		is('objectives', 'is_aligned', ['false'])
	];
	/** Of the objective, and of the objective that a key result belongs to. */
	const links: Readonly<Record<string, CubeQuery>> = {
		'alignment links up and down': ofDay(
			'alignments',
			[],
			ALIGNMENT,
			either('alignments', ['objective_id', 'parent_objective_id'])
		),
		'cooperation both ways': ofDay(
			'dependencies',
			[],
			COOPERATION,
			is('dependencies', 'kind', ['COOPERATION']),
			either('dependencies', ['from_objective_id', 'to_objective_id'])
		),
		'company objectives reached': ofDay(
			'contributions',
			[],
			['company_objective_id', 'company_objective_title', 'company_owner_name', 'distance'],
			is('contributions', 'objective_id', [objectiveId])
		)
	};
	return {
		overview: page({
			'tiles of key results, 14 days': trend(),
			'rooted coverage, 14 days': rooted(),
			'compliance, 14 weeks': cells(weeks),
			'practice score': ofDay('objectives', ['practice_score', 'practice_part_count']),
			'needs you, 7 rows': list('needs_attention', 7)
		}),
		'overview, one period and department': page({
			'tiles of key results, 14 days': trend(inPeriod('key_results'), below('key_results')),
			'rooted coverage, 14 days': rooted(inPeriod('objectives'), below('objectives')),
			'compliance, 14 weeks': cells(weeks, inPeriod('check_in_weeks'), below('check_in_weeks')),
			'practice score': ofDay(
				'objectives',
				['practice_score', 'practice_part_count'],
				[],
				inPeriod('objectives'),
				below('objectives')
			),
			'needs you, 7 rows': list('needs_attention', 7, inPeriod('key_results'), below('key_results'))
		}),
		'departments, 200 x 26 weeks': page({
			'total, 26 weeks': cells(quarter),
			'rows, 26 weeks': rowsOf(rowIds, quarter)
		}),
		'departments x company objectives, one cell open': page({
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
		}),
		'department, what changed since four weeks ago': page({
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
		}),
		'department, its key results x 14 weeks': page({
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
		}),
		confidence: page({
			'bands, 14 days': {
				measures: members('key_results', BANDS),
				dimensions: ['key_results.as_of'],
				filters: [onDays('key_results', days)]
			},
			'departments, 14 days': {
				measures: members('key_results', BANDS),
				dimensions: members('key_results', ['as_of', 'within_department_id']),
				filters: [
					onDays('key_results', days),
					is('key_results', 'within_department_id', rowIds.slice(0, 12))
				],
				limit: 50_000
			},
			'the biggest falls in 14 days': {
				measures: ['bridges.avg_confidence_change'],
				dimensions: ['bridges.key_result_id'],
				filters: [
					is('bridges', 'from_on', [daysBefore(day, 14)]),
					onDays('bridges', [day]),
					is('bridges', 'entity_kind', ['key_result']),
					is('bridges', 'movement', ['work'])
				],
				order: { 'bridges.avg_confidence_change': 'asc', 'bridges.key_result_id': 'asc' },
				limit: 8
			},
			'the lowest of today, first 12': {
				dimensions: members('key_results', ['key_result_id', 'confidence']),
				filters: [onDays('key_results', [day]), is('key_results', 'is_open', ['true'])],
				order: { 'key_results.confidence': 'asc', 'key_results.key_result_id': 'asc' },
				limit: 12
			},
			'total of the list': {
				measures: ['key_results.open_count'],
				filters: [onDays('key_results', [day]), is('key_results', 'is_open', ['true'])]
			},
			'trend of a key result': {
				dimensions: members('key_results', [
					...['as_of', 'key_result_id', 'key_result_title', 'objective_title', 'owner_name'],
					...['department_id', 'department_name', 'confidence', 'confidence_stated_at']
				]),
				filters: [onDays('key_results', days), is('key_results', 'key_result_id', [keyResultId])],
				limit: 50_000
			}
		}),
		stalled: page({
			'first 50 rows': list('is_stalled', 50),
			'counts by reason': ofDay('key_results', ['key_result_count'], ['stall_reason']),
			'total of the list': { ...ofDay('key_results', ['stalled_count', 'open_count']) },
			'counts by department': byDepartment(
				ofDay('key_results', ['stalled_count', 'open_count']),
				'key_results'
			)
		}),
		alignment: page({
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
		}),
		'alignment, department x department': page({
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
		}),
		'alignment, tree with one open node': page({
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
		}),
		'patterns and diagnosis of a period': page({
			patterns: {
				measures: members('patterns', ['pattern_count', 'key_result_count']),
				dimensions: ['patterns.pattern'],
				filters: [onDays('patterns', [day]), inPeriod('patterns')]
			},
			answers: {
				measures: ['diagnosis.diagnosis_count'],
				dimensions: members('diagnosis', ['outcome', 'final_answer']),
				filters: [inPeriod('diagnosis')]
			},
			'first 50 key results': {
				dimensions: members('diagnosis', DIAGNOSIS),
				filters: [inPeriod('diagnosis')],
				order: { 'diagnosis.key_result_id': 'asc' },
				limit: 50
			}
		}),
		transparency: page({
			'by level': ofDay('objectives', TRANSPARENCY, ['level']),
			'by department': byDepartment(ofDay('objectives', TRANSPARENCY), 'objectives'),
			'leaders, 14 days': {
				measures: members('objectives', TRANSPARENCY),
				dimensions: ['objectives.as_of'],
				filters: [onDays('objectives', days)]
			}
		}),
		'check-ins': page({
			'discipline, 14 weeks': {
				...cells(weeks),
				measures: members('check_in_weeks', DISCIPLINE)
			},
			'what is not judged, 14 weeks': {
				measures: ['check_in_weeks.base_count'],
				dimensions: members('check_in_weeks', ['week', 'check_in_state']),
				filters: [
					is('check_in_weeks', 'week', weeks),
					is('check_in_weeks', 'check_in_state', ['pending', 'not_due', 'unknown'])
				]
			},
			'by department, last closed week': {
				...rowsOf(rowIds, weeks.slice(1, 2)),
				measures: members('check_in_weeks', DISCIPLINE)
			},
			'latest 50': {
				dimensions: members('check_in_revisions', REVISION),
				filters: latestCheckIns(day),
				order: {
					'check_in_revisions.checked_in_at': 'desc',
					'check_in_revisions.check_in_id': 'asc',
					'check_in_revisions.key_result_id': 'asc'
				},
				limit: 50
			},
			'total of the list': {
				measures: members('check_in_revisions', ['base_count', 'check_in_count']),
				filters: latestCheckIns(day)
			}
		}),
		// Of every title with an a.
		search: page({
			'how many of each kind': ofDay(
				'search',
				['base_count'],
				['entity_kind', 'words'],
				is('search', 'words', ['a'])
			),
			...Object.fromEntries(
				['objective', 'key_result', 'person', 'department'].map((kind) => [
					`the best of kind ${kind}`,
					{
						...ofDay(
							'search',
							[],
							FOUND,
							is('search', 'words', ['a']),
							is('search', 'entity_kind', [kind])
						),
						order: {
							'search.match_rank': 'asc',
							'search.level': 'asc',
							'search.title': 'asc',
							'search.entity_id': 'asc'
						},
						limit: 8
					}
				])
			)
		}),
		'key result': page({
			'every day of its life': {
				dimensions: members('key_results', LIFE),
				filters: [is('key_results', 'key_result_id', [keyResultId])],
				limit: 50_000
			},
			'its weeks': {
				dimensions: members('check_in_weeks', [
					...['week', 'check_in_state', 'may_become_late', 'quality_marks']
				]),
				filters: [is('check_in_weeks', 'key_result_id', [keyResultId])]
			},
			'its check-ins with revisions': {
				dimensions: members('check_in_revisions', REVISION),
				filters: [is('check_in_revisions', 'key_result_id', [keyResultId])],
				order: { 'check_in_revisions.checked_in_at': 'desc' }
			},
			'its changes': {
				dimensions: members('changes', CHANGE),
				filters: [
					is('changes', 'key_result_id', [keyResultId]),
					is('changes', 'entity_kind', ['key_result'])
				]
			},
			'its diagnoses': {
				dimensions: members('diagnosis', DIAGNOSED),
				filters: [is('diagnosis', 'key_result_id', [keyResultId])]
			},
			'its stated causes': {
				dimensions: members('diagnosis_quotes', [
					...['check_in_id', 'checked_in_at', 'line_number', 'line', 'cause', 'term']
				]),
				filters: [is('diagnosis_quotes', 'key_result_id', [keyResultId])]
			},
			'its patterns': {
				dimensions: members('pattern_evidence', [
					...['pattern', 'since_week', 'valued_on', 'week_confidence', 'week_progress'],
					...['week_expected', 'text']
				]),
				filters: [
					onDays('pattern_evidence', [day]),
					is('pattern_evidence', 'key_result_id', [keyResultId])
				]
			},
			...links
		}),
		objective: page({
			'every day of its life': {
				dimensions: members('objectives', OBJECTIVE_LIFE),
				filters: [is('objectives', 'objective_id', [objectiveId])],
				limit: 50_000
			},
			'means of its key results by day': {
				measures: members('key_results', ['avg_expected', 'avg_confidence']),
				dimensions: ['key_results.as_of'],
				filters: [is('key_results', 'objective_id', [objectiveId])],
				limit: 50_000
			},
			'its key results': {
				dimensions: members('key_results', LIST),
				filters: [onDays('key_results', [day]), is('key_results', 'objective_id', [objectiveId])]
			},
			'its weeks': {
				...cells(weeks.slice(1), is('check_in_weeks', 'objective_id', [objectiveId])),
				dimensions: members('check_in_weeks', [
					...['week', 'key_result_id', 'key_result_title', 'owner_name']
				])
			},
			'its changes': {
				dimensions: members('changes', CHANGE),
				filters: [is('changes', 'objective_id', [objectiveId])]
			},
			...links
		}),
		person: page({
			'as of today': {
				dimensions: members('people', [
					...['as_of', 'person_name', 'department_id', 'department_name', 'is_rooted']
				]),
				filters: [onDays('people', [day]), is('people', 'person_id', [personId])]
			},
			'departments with heads': ofDay(
				'departments',
				[],
				['department_id', 'department_name', 'head_ids'],
				{ member: 'departments.head_ids', operator: 'set' }
			),
			'objectives of today': {
				dimensions: members('objectives', [
					...['objective_id', 'objective_title', 'level', 'period_id', 'period_name'],
					...['progress', 'worst_pace', 'is_rooted', 'is_aligned']
				]),
				filters: [onDays('objectives', [day]), is('objectives', 'owner_id', [personId])]
			},
			'key results of today': {
				dimensions: members('key_results', LIST),
				filters: [onDays('key_results', [day]), is('key_results', 'owner_id', [personId])]
			},
			'weeks of a quarter': cells(weeks.slice(1), is('check_in_weeks', 'owner_id', [personId])),
			'the quarter as a whole': {
				...cells(weeks.slice(1), is('check_in_weeks', 'owner_id', [personId])),
				dimensions: []
			},
			'their changes': {
				dimensions: members('changes', CHANGE),
				filters: [is('changes', 'entity_id', [personId]), is('changes', 'entity_kind', ['person'])]
			}
		})
	};
}

const TREND = [
	...['base_count', 'open_count', 'judged_count', 'delivery_score', 'red_flag_count'],
	...['watch_count', 'stable_count', 'confidence_count', 'stalled_count', 'never_started_count'],
	...['silent_count', 'no_movement_count', 'needs_attention_count']
];
const BANDS = [
	...['open_count', 'red_flag_count', 'watch_count', 'stable_count', 'confidence_count'],
	...['avg_confidence', 'median_confidence', 'net_confidence', 'confidence_coverage']
];
const ROOTED = ['rooted_coverage', 'rootable_count', 'rooted_count'];
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
const NODE = [
	...['objective_id', 'objective_title', 'level', 'owner_id', 'owner_name', 'department_name'],
	'period_name'
];
const FOUND = [
	...['entity_kind', 'entity_id', 'title', 'match_rank', 'objective_title', 'level', 'period_name'],
	...['owner_name', 'department_name', 'department_path']
];
const ORPHAN = [
	...['objective_id', 'objective_title', 'level', 'owner_id', 'owner_name', 'department_name'],
	...['period_name', 'broken_link_reason', 'department_path']
];
const CONTRIBUTION = [
	...['contributing_objective_count', 'contributing_department_count', 'progress_count'],
	...['avg_progress', 'worst_pace']
];
const CONTRIBUTOR = [
	...['objective_id', 'objective_title', 'level', 'owner_id', 'owner_name', 'department_name'],
	...['period_name', 'distance', 'progress', 'objective_worst_pace']
];
const DIAGNOSIS = [
	...['key_result_id', 'key_result_title', 'owner_name', 'outcome', 'progress', 'final_answer'],
	...[
		'longest_silence_days',
		'external_terms',
		'capacity_terms',
		'at_risk_dependencies',
		'response'
	]
];
const TRANSPARENCY = [
	...['objective_count', 'public_count', 'restricted_count', 'unknown_visibility_count'],
	...['known_visibility_count', 'public_rate', 'leader_public_rate', 'leader_public_count'],
	'leader_known_visibility_count'
];
const WEEK = [
	...['base_count', 'due_count', 'on_time_count', 'late_count', 'missed_count', 'compliance'],
	...['confidence_count', 'avg_confidence']
];
const LIST = [
	...['key_result_id', 'key_result_title', 'objective_id', 'objective_title', 'owner_id'],
	...['owner_name', 'department_id'],
	...['department_name', 'period_name', 'stall_reason', 'is_red', 'is_stalled', 'is_blocked'],
	...['days_stalled', 'days_since_check_in', 'progress', 'expected', 'confidence'],
	...['last_comment', 'mentions', 'blocker', 'next_action', 'weight_age']
];
const DISCIPLINE = [
	...['base_count', 'due_count', 'on_time_count', 'late_count', 'missed_count', 'compliance'],
	...['quality_week_count', 'check_in_quality']
];
const LIFE = [
	...['as_of', 'key_result_title', 'objective_id', 'objective_title', 'owner_id', 'owner_name'],
	...['department_id', 'department_name', 'period_id', 'period_name', 'level', 'visibility'],
	...['pace', 'weight', 'progress', 'expected', 'confidence', 'confidence_provenance'],
	...['confidence_stated_at', 'is_red', 'is_blocked', 'is_stalled', 'stall_reason'],
	...['days_stalled', 'days_since_check_in', 'are_check_ins_known']
];
const OBJECTIVE_LIFE = [
	...['as_of', 'objective_title', 'kind', 'level', 'owner_id', 'owner_name', 'department_id'],
	...['department_name', 'period_id', 'period_name', 'visibility', 'progress'],
	...['reported_progress', 'grade', 'is_grade_computed', 'is_grade_provisional', 'worst_pace'],
	...['is_aligned', 'is_rooted', 'has_company_objective', 'checks_passed', 'checks_applicable']
];
const REVISION = [
	...['check_in_id', 'key_result_id', 'checked_in_at', 'checked_in_on', 'author_id'],
	...['author_name', 'revised_at', 'revised_on', 'modifier_name', 'is_in_force', 'deleted_at'],
	...['progress', 'confidence', 'confidence_provenance', 'text', 'mentions', 'blocker'],
	'next_action'
];
const CHANGE = [
	...['changed_on', 'changed_at', 'entity_kind', 'entity_id', 'change_kind', 'field'],
	...['old_value', 'new_value', 'old_name', 'new_name', 'is_assumed', 'key_result_id'],
	...['key_result_title', 'other_objective_id']
];
const DIAGNOSED = [
	...['period_id', 'outcome', 'judged_on', 'answer', 'final_answer', 'reviewed_answer'],
	...['review_note', 'closed_due_weeks', 'on_time_weeks', 'longest_silence_days'],
	...['first_fell_in', 'fell_with_key_results', 'fell_with_owners', 'fell_with_departments'],
	...['at_risk_dependencies', 'first_trouble_on', 'response', 'rescoped_on', 'next_action_on']
];
const ALIGNMENT = [
	...['objective_id', 'objective_title', 'owner_id', 'owner_name', 'department_name'],
	...['period_name', 'level', 'target_id', 'kind', 'broken_link_reason', 'parent_objective_id'],
	...['parent_objective_title', 'parent_key_result_id', 'parent_key_result_title'],
	...['parent_owner_id', 'parent_owner_name', 'parent_department_name', 'parent_period_name'],
	'parent_level'
];
const COOPERATION = [
	...['from_objective_id', 'from_objective_title', 'from_owner_id', 'from_owner_name'],
	...['from_department_name', 'from_level', 'period_name', 'to_objective_id'],
	...['to_objective_title', 'to_key_result_id', 'to_key_result_title', 'to_owner_id'],
	...['to_owner_name', 'to_department_name', 'to_period_name', 'to_level', 'is_at_risk']
];

function members(view: string, names: readonly string[]): string[] {
	return names.map((name) => `${view}.${name}`);
}

function is(view: string, name: string, values: readonly string[]): object {
	return { member: `${view}.${name}`, operator: 'equals', values };
}

function within(view: string, departmentId: string): object {
	return {
		...{ member: `${view}.department_path`, operator: 'contains' },
		values: [`/${departmentId}/`]
	};
}

/** The day and those one, two … weeks before. */
function weekly(day: string, count: number): string[] {
	return Array.from({ length: count }, (_, back) => daysBefore(day, 7 * back));
}

/** Those of the last 14 weeks that nobody deleted. */
function latestCheckIns(day: string): object[] {
	const days = Array.from({ length: 98 }, (_, back) => daysBefore(day, back));
	return [
		is('check_in_revisions', 'checked_in_on', days),
		is('check_in_revisions', 'is_in_force', ['true']),
		{ member: 'check_in_revisions.deleted_at', operator: 'notSet' }
	];
}

function daysBefore(day: string, days: number): string {
	return new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}

function mondayOf(day: string): string {
	const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
	return daysBefore(day, (weekday + 6) % 7);
}
