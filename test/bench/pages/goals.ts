/** A key result, an objective and a person: what these pages ask Cube. */
import type { CubeQuery } from '../../support/cube-over.ts';
import { LIST, askingOf, is, members, type PageQuestions, type PageScope } from './asking.ts';

export function goalsPages(scope: PageScope): PageQuestions {
	const { day, keyResultId, objectiveId, personId } = scope;
	const { weeks, onDays, cells, ofDay } = askingOf(scope);
	const either = (view: string, names: readonly string[]): object => ({
		or: names.map((name) => is(view, name, [objectiveId]))
	});
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
		'key result': {
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
		},
		objective: {
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
		},
		person: {
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
		}
	};
}

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
