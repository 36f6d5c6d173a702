/** Confidence, and what is stalled: what these pages ask Cube. */

import { askingOf, daysBefore, is, members, type PageQuestions, type PageScope } from './asking.ts';

export function confidencePages(scope: PageScope): PageQuestions {
	const { day, rowIds, keyResultId } = scope;
	const { days, onDays, list, ofDay, byDepartment } = askingOf(scope);
	return {
		confidence: {
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
				dimensions: members('confidence_changes', ['key_result_id', 'confidence_change']),
				filters: [
					is('confidence_changes', 'from_on', [daysBefore(day, 14)]),
					onDays('confidence_changes', [day])
				],
				order: {
					'confidence_changes.confidence_change': 'asc',
					'confidence_changes.key_result_id': 'asc'
				},
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
			'names of a key result': {
				dimensions: members('key_results', [
					...['key_result_id', 'key_result_title', 'objective_title', 'owner_name'],
					...['department_id', 'department_name', 'confidence', 'confidence_stated_at']
				]),
				filters: [onDays('key_results', [day]), is('key_results', 'key_result_id', [keyResultId])]
			},
			'trend of a key result': {
				dimensions: members('key_results', [
					...['as_of', 'key_result_id', 'confidence', 'confidence_stated_at']
				]),
				filters: [
					onDays(
						'key_results',
						days.filter((one) => one !== day)
					),
					is('key_results', 'key_result_id', [keyResultId])
				],
				limit: 50_000
			}
		},
		stalled: {
			'first 50 rows': list('is_stalled', 50),
			'counts by reason': ofDay('key_results', ['key_result_count'], ['stall_reason']),
			'total of the list': { ...ofDay('key_results', ['stalled_count', 'open_count']) },
			'counts by department': byDepartment(
				ofDay('key_results', ['stalled_count', 'open_count']),
				'key_results'
			)
		}
	};
}

const BANDS = [
	...['open_count', 'red_flag_count', 'watch_count', 'stable_count', 'confidence_count'],
	...['avg_confidence', 'median_confidence', 'net_confidence', 'confidence_coverage']
];
