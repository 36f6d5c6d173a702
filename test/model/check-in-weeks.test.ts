/** Measures of `check_in_weeks` and `check_ins` on rows counted by hand (metrics.md 4 and 6). */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cellOf, cubeOver, equalTo, type CubeUnderTest } from '../support/cube-over.ts';

const MONDAY = '2026-11-09';

/** A row as etl/marts writes it: a closed due week without a check-in. */
function week(period: string, id: string, facts: object = {}): object {
	return {
		week: MONDAY,
		key_result_id: id,
		objective_id: 'o1',
		period_id: period,
		level: 'individual',
		owner_id: 'u1',
		department_id: '12',
		department_path: '/1/12/',
		department_path_today: '/1/13/12/',
		label_id: 1,
		check_in_state: 'missed',
		is_closed_due: 1,
		judged_on: '2026-11-22',
		...facts
	};
}

const onTime = (facts: object) => ({ check_in_state: 'on_time', ...facts });
const notCounted = (check_in_state: string) => ({
	...{ check_in_state, is_closed_due: 0 },
	...{ quality_marks: 5, week_confidence: 1, week_progress: 100 }
});

const MIXED = [
	week('mixed', 'a', onTime({ quality_marks: 5, week_confidence: 8, week_progress: 40 })),
	week('mixed', 'b', onTime({ quality_marks: 2, week_confidence: 2.5, week_progress: 20 })),
	// A report has no text to judge.
	week('mixed', 'c', onTime({ week_confidence: 3 })),
	week('mixed', 'd', { check_in_state: 'late', quality_marks: 4, week_confidence: 7 }),
	week('mixed', 'e', { week_progress: 30 }),
	week('mixed', 'f', notCounted('pending')),
	week('mixed', 'g', notCounted('not_due')),
	week('mixed', 'h', notCounted('unknown'))
];
const SILENT = [week('silent', 's1', { may_become_late: 1 }), week('silent', 's2')];
const RUNNING = [week('running', 'r1', { week: '2026-11-16', ...notCounted('pending') })];

const checkIn = (check_in_id: string, key_result_id: string, facts: object = {}) => ({
	...{ check_in_id, key_result_id, objective_id: 'o1' },
	...{ checked_in_at: '2026-11-12 17:30:00.250', checked_in_on: '2026-11-13' },
	...{ author_id: 'u1', author_name: 'An', department_id: '12', department_path: '/1/12/' },
	...facts
});

let cube: CubeUnderTest;
beforeAll(async () => {
	cube = await cubeOver({
		mart_check_in_weeks: [...MIXED, ...SILENT, ...RUNNING],
		mart_labels: [{ label_id: 1, key_result_title: 'Ship 3 lines', department_name: 'Supply' }],
		mart_check_ins: [
			checkIn('c1', 'a', {
				comment_id: 7,
				progress: 40,
				confidence: 8,
				confidence_provenance: 'text'
			}),
			checkIn('c1', 'b', { comment_id: 8, is_edited: 1 }),
			checkIn('c2', 'a')
		],
		mart_comments: [
			{ comment_id: 7, comment: 'All well', next_action: 'Order steel' },
			{ comment_id: 8, comment: '', mentions: ['Binh'] }
		]
	});
});
afterAll(() => cube.close());

describe('check_in_weeks', () => {
	const cell = (period: string, ...measures: string[]) =>
		cellOf(cube, 'check_in_weeks', measures, { period_id: period });

	test('counts closed due weeks by state, and all rows in base_count alone', async () => {
		const expected = {
			base_count: 8,
			due_count: 5,
			on_time_count: 3,
			late_count: 1,
			missed_count: 1
		};
		expect(await cell('mixed', ...Object.keys(expected))).toEqual(expected);
		expect(await cell('mixed', 'compliance')).toEqual({ compliance: 0.6 });
	});

	test('judges quality over the weeks whose check-in has a text', async () => {
		const { check_in_quality, quality_week_count } = await cell(
			...(['mixed', 'check_in_quality', 'quality_week_count'] as const)
		);
		expect(quality_week_count).toBe(3);
		expect(check_in_quality).toBeCloseTo(11 / 15, 12);
	});

	test('averages weekly confidence and counts its bands', async () => {
		const expected = {
			...{ avg_confidence: 5.125, confidence_count: 4, confidence_coverage: 0.8 },
			...{ red_flag_count: 1, watch_count: 2, stable_count: 1 }
		};
		expect(await cell('mixed', ...Object.keys(expected))).toEqual(expected);
	});

	test('averages the progress of the weeks that have one', async () => {
		const expected = { avg_progress: 30, progress_count: 3 };
		expect(await cell('mixed', ...Object.keys(expected))).toEqual(expected);
	});

	test('has a compliance of 0 and no confidence or quality where nobody checked in', async () => {
		const expected = {
			...{ compliance: 0, missed_count: 2, check_in_quality: null, avg_confidence: null },
			...{ confidence_coverage: 0, avg_progress: null }
		};
		expect(await cell('silent', ...Object.keys(expected))).toEqual(expected);
	});

	test('has rows but no measure in the running week', async () => {
		const expected = {
			...{ base_count: 1, due_count: 0, red_flag_count: 0, compliance: null },
			...{ avg_confidence: null, confidence_coverage: null, check_in_quality: null }
		};
		expect(await cell('running', ...Object.keys(expected))).toEqual(expected);
	});

	test('makes a department x week matrix of subtrees, under both trees', async () => {
		const matrix = (path: string, subtree: string) =>
			cube.load({
				measures: ['check_in_weeks.due_count', 'check_in_weeks.base_count'],
				dimensions: ['check_in_weeks.department_id', 'check_in_weeks.department_name'],
				timeDimensions: [{ dimension: 'check_in_weeks.week', granularity: 'week' }],
				filters: [
					{ member: `check_in_weeks.${path}`, operator: 'contains', values: [subtree] },
					{
						...{ member: 'check_in_weeks.week', operator: 'equals' },
						values: [MONDAY, '2026-11-16']
					}
				],
				order: { 'check_in_weeks.week': 'asc' }
			});
		const rows = await matrix('department_path_today', '/13/');
		const names = ['department_name', 'week.week', 'due_count', 'base_count'];
		expect(rows.map((row) => names.map((name) => row[`check_in_weeks.${name}`]))).toEqual([
			['Supply', '2026-11-09T00:00:00.000', '7', '10'],
			['Supply', '2026-11-16T00:00:00.000', '0', '1']
		]);
		expect(await matrix('department_path', '/13/')).toEqual([]);
	});
});

describe('check_ins', () => {
	test('counts a check-in once, however many key results it speaks for', async () => {
		const expected = { base_count: 3, check_in_count: 2 };
		expect(await cellOf(cube, 'check_ins', Object.keys(expected))).toEqual(expected);
	});

	test('gives the text as it speaks for each key result, with instants to the millisecond', async () => {
		const names = [
			...['check_in_id', 'key_result_id', 'checked_in_at', 'checked_in_on', 'text', 'mentions'],
			...['blocker', 'next_action', 'progress', 'confidence', 'confidence_provenance', 'is_edited']
		];
		const rows = await cube.load({
			dimensions: names.map((name) => `check_ins.${name}`),
			filters: equalTo('check_ins', { author_id: 'u1' }),
			order: { 'check_ins.check_in_id': 'asc', 'check_ins.key_result_id': 'asc' }
		});
		const at = ['2026-11-12T17:30:00.250', '2026-11-13T00:00:00.000'];
		expect(rows.map((row) => names.map((name) => row[`check_ins.${name}`]))).toEqual([
			['c1', 'a', ...at, 'All well', null, null, 'Order steel', '40', '8', 'text', false],
			['c1', 'b', ...at, null, 'Binh', null, null, null, null, null, true],
			['c2', 'a', ...at, null, null, null, null, null, null, null, false]
		]);
	});
});
