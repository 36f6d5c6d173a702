/** The overview: what these pages ask Cube. */
import type { CubeQuery } from '../../support/cube-over.ts';
import { askingOf, members, type PageQuestions, type PageScope } from './asking.ts';

export function overviewPages(scope: PageScope): PageQuestions {
	const { days, weeks, onDays, below, cells, list, ofDay, inPeriod } = askingOf(scope);
	const trend = (...filters: object[]): CubeQuery => ({
		measures: members('key_results', TREND),
		dimensions: ['key_results.as_of'],
		filters: [onDays('key_results', days), ...filters]
	});
	const rooted = (...filters: object[]): CubeQuery => ({
		measures: members('objectives', ROOTED),
		dimensions: ['objectives.as_of'],
		filters: [onDays('objectives', days), ...filters]
	});
	return {
		overview: {
			'tiles of key results, 14 days': trend(),
			'rooted coverage, 14 days': rooted(),
			'compliance, 14 weeks': cells(weeks),
			'practice score': ofDay('objectives', ['practice_score', 'practice_part_count']),
			'needs you, 7 rows': list('needs_attention', 7)
		},
		'overview, one period and department': {
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
		}
	};
}

const TREND = [
	...['base_count', 'open_count', 'judged_count', 'delivery_score', 'red_flag_count'],
	...['watch_count', 'stable_count', 'confidence_count', 'stalled_count', 'never_started_count'],
	...['silent_count', 'no_movement_count', 'needs_attention_count']
];

const ROOTED = ['rooted_coverage', 'rootable_count', 'rooted_count'];
