/** Patterns, transparency, check-ins and the search: what these pages ask Cube. */

import { askingOf, daysBefore, is, members, type PageQuestions, type PageScope } from './asking.ts';

export function companyPages(scope: PageScope): PageQuestions {
	const { day, rowIds } = scope;
	const { days, weeks, onDays, cells, rowsOf, ofDay, inPeriod, byDepartment } = askingOf(scope);
	return {
		'patterns and diagnosis of a period': {
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
		},
		transparency: {
			'by level': ofDay('objectives', TRANSPARENCY, ['level']),
			'by department': byDepartment(ofDay('objectives', TRANSPARENCY), 'objectives'),
			'leaders, 14 days': {
				measures: members('objectives', TRANSPARENCY),
				dimensions: ['objectives.as_of'],
				filters: [onDays('objectives', days)]
			}
		},
		'check-ins': {
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
		},
		search: {
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
		}
	};
}

const FOUND = [
	...['entity_kind', 'entity_id', 'title', 'match_rank', 'objective_title', 'level', 'period_name'],
	...['owner_name', 'department_name', 'department_path']
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

const DISCIPLINE = [
	...['base_count', 'due_count', 'on_time_count', 'late_count', 'missed_count', 'compliance'],
	...['quality_week_count', 'check_in_quality']
];

const REVISION = [
	...['check_in_id', 'key_result_id', 'checked_in_at', 'checked_in_on', 'author_id'],
	...['author_name', 'revised_at', 'revised_on', 'modifier_name', 'is_in_force', 'deleted_at'],
	...['progress', 'confidence', 'confidence_provenance', 'text', 'mentions', 'blocker'],
	'next_action'
];

/** Those of the last 14 weeks that nobody deleted. */
function latestCheckIns(day: string): object[] {
	const days = Array.from({ length: 98 }, (_, back) => daysBefore(day, back));
	return [
		is('check_in_revisions', 'checked_in_on', days),
		is('check_in_revisions', 'is_in_force', ['true']),
		{ member: 'check_in_revisions.deleted_at', operator: 'notSet' }
	];
}
