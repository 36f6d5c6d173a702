/** Measures of `key_results` on rows counted by hand (metrics.md 3, 4, 5 and 11). */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cellOf, cubeOver, equalTo, type CubeUnderTest } from '../support/cube-over.ts';

const DAY = '2026-11-22';

/** A row as etl/marts writes it: an open key result on track, nothing stated. */
function row(period: string, id: string, facts: object = {}): object {
	return {
		as_of: DAY,
		key_result_id: id,
		objective_id: 'o1',
		period_id: period,
		level: 'individual',
		owner_id: 'u1',
		department_id: '12',
		department_path: '/1/12/',
		department_path_today: '/1/12/',
		visibility: 'unknown',
		label_id: 1,
		weight: 0.5,
		progress: 50,
		expected: 55,
		pace: 'on_track',
		are_check_ins_known: 1,
		judged_on: DAY,
		...facts
	};
}

const stated = (confidence: number, confidence_band: string) => ({
	confidence,
	confidence_band,
	confidence_provenance: 'text'
});

const MIXED = [
	row('mixed', 'done', {
		...stated(2, 'red'),
		...{ progress: 100, pace: 'done', is_done: 1, weight: 0.5, is_blocked: 1 }
	}),
	row('mixed', 'stable', { ...stated(8, 'stable'), progress: 60, weight: 0.25 }),
	row('mixed', 'red', { ...stated(2, 'red'), progress: 50, weight: 0.25 }),
	row('mixed', 'silent', {
		...{
			progress: 55,
			weight: 1,
			stall_reason: 'silent',
			days_stalled: 12,
			days_since_check_in: 12
		}
	}),
	row('mixed', 'behind', { ...stated(5, 'watch'), progress: 30, pace: 'behind' }),
	row('mixed', 'at_risk', {
		...stated(7, 'watch'),
		...{ progress: 10, pace: 'at_risk', stall_reason: 'no_movement', is_blocked: 1 },
		...{ days_stalled: 3, days_since_check_in: 3 }
	}),
	row('mixed', 'early', {
		...stated(9, 'stable'),
		progress: 3,
		expected: 5,
		pace: 'too_early',
		weight: 1
	}),
	row('mixed', 'never', {
		...{
			progress: null,
			pace: 'unknown',
			weight: 0,
			stall_reason: 'never_started',
			days_stalled: 40
		}
	})
];

const EVEN = [10, 2, 9, 4].map((confidence, index) =>
	row('even', `even${index}`, stated(confidence, confidence < 3 ? 'red' : 'watch'))
);
const EARLY = [row('early', 'e1', { expected: 5, progress: 0, pace: 'too_early' })];
const HOPELESS = [row('hopeless', 'h1', { pace: 'at_risk', progress: 0, ...stated(1, 'red') })];
const REFUSED = [row('refused', 'r1', { are_check_ins_known: 0 }), row('refused', 'r2')];
const TEXTS = [row('texts', 't1', { comment_id: 7 }), row('texts', 't2')];
const WHEN = ['confidence_stated_at', 'last_check_in_at', 'judged_on'];
const DATED = [
	row('dated', 'd1', {
		confidence_stated_at: '2026-11-19 16:00:00.125',
		...{ last_check_in_at: '2026-11-20 00:30:00.500', judged_on: '2026-11-21', is_assumed: 1 }
	})
];
const DONE = [
	row('finished', 'f1', { progress: 100, pace: 'done', is_done: 1, ...stated(9, 'stable') })
];

describe('key_results', () => {
	let cube: CubeUnderTest;
	const cell = (period: string, ...measures: string[]) =>
		cellOf(cube, 'key_results', measures, { as_of: DAY, period_id: period });

	beforeAll(async () => {
		const yesterday = MIXED.map((today) => ({ ...today, as_of: '2026-11-21' }));
		cube = await cubeOver({
			mart_key_result_days: [
				MIXED,
				EVEN,
				EARLY,
				HOPELESS,
				REFUSED,
				TEXTS,
				DATED,
				DONE,
				yesterday
			].flat(),
			mart_labels: [
				{
					...{ label_id: 1, key_result_title: 'Ship 3 lines', objective_title: 'Grow' },
					...{ period_name: '2026 Q4', owner_name: 'An', department_name: 'Supply' }
				}
			],
			mart_comments: [
				{ comment_id: 7, comment: 'Line 2 waits', mentions: ['Binh', 'Chi'], blocker: 'Customs' }
			]
		});
	});
	afterAll(() => cube.close());

	test('counts each pace, and what is open or done', async () => {
		const counts = { base_count: 8, key_result_count: 8, open_count: 7, done_count: 1 };
		const paces = {
			...{ on_track_count: 3, behind_count: 1, at_risk_count: 1 },
			...{ too_early_count: 1, unknown_pace_count: 1 }
		};
		const expected = { ...counts, ...paces };
		expect(await cell('mixed', ...Object.keys(expected))).toEqual(expected);
	});

	test('averages progress over those with a value, and expected progress over all', async () => {
		// (100 + 60 + 50 + 55 + 30 + 10 + 3) / 7; (7 x 55 + 5) / 8
		const expected = { avg_progress: 44, progress_count: 7, avg_expected: 48.75 };
		expect(await cell('mixed', ...Object.keys(expected))).toEqual(expected);
	});

	test('reads confidence from open key results only', async () => {
		// 8, 2, 5, 7, 9: the 2 of the done one is not among them
		const expected = {
			...{ red_flag_count: 1, watch_count: 2, stable_count: 2, confidence_count: 5 },
			...{ avg_confidence: 6.2, median_confidence: 7, net_confidence: 20 }
		};
		expect(await cell('mixed', ...Object.keys(expected))).toEqual(expected);
		const { confidence_coverage } = await cell('mixed', 'confidence_coverage');
		expect(confidence_coverage).toBeCloseTo(5 / 7, 12);
	});

	test('takes the mean of the two middle values as the median of an even number', async () => {
		expect(await cell('even', 'median_confidence')).toEqual({ median_confidence: 6.5 });
	});

	test('counts stalled key results by reason, and blocked ones beside them', async () => {
		const expected = {
			...{ stalled_count: 3, never_started_count: 1, silent_count: 1, no_movement_count: 1 },
			...{ blocked_count: 1, needs_attention_count: 4 }
		};
		expect(await cell('mixed', ...Object.keys(expected))).toEqual(expected);
	});

	test('weighs healthy key results against all that are not too early', async () => {
		// healthy: done 0.5 + stable 0.25; judged: 0.5 + 0.25 + 0.25 + 1 + 0.5 + 0.5 + 0
		const expected = { delivery_score: 0.25, judged_count: 6 };
		expect(await cell('mixed', ...Object.keys(expected))).toEqual(expected);
	});

	test('scores 0 where nothing is healthy, and nothing where it is too early to say', async () => {
		expect(await cell('hopeless', 'delivery_score')).toEqual({ delivery_score: 0 });
		const early = { delivery_score: null, judged_count: 0, too_early_count: 1 };
		expect(await cell('early', ...Object.keys(early))).toEqual(early);
	});

	test('has no confidence values where none is stated, but a coverage of 0', async () => {
		const expected = {
			...{ avg_confidence: null, median_confidence: null, net_confidence: null },
			...{ confidence_coverage: 0, confidence_count: 0 }
		};
		expect(await cell('early', ...Object.keys(expected))).toEqual(expected);
	});

	test('has no coverage where nothing is open', async () => {
		const expected = {
			open_count: 0,
			confidence_coverage: null,
			net_confidence: null,
			avg_confidence: null
		};
		expect(await cell('finished', ...Object.keys(expected))).toEqual(expected);
		expect(await cell('finished', 'delivery_score')).toEqual({ delivery_score: 1 });
	});

	test('judges health without silence where check-ins may not be read, and says for how many', async () => {
		const expected = {
			stalled_count: 0,
			check_ins_known_count: 1,
			open_count: 2,
			delivery_score: 1
		};
		expect(await cell('refused', ...Object.keys(expected))).toEqual(expected);
	});

	test('is empty for a period without rows: counts 0, the rest nothing', async () => {
		const expected = {
			...{ base_count: 0, open_count: 0, red_flag_count: 0, stalled_count: 0, judged_count: 0 },
			...{ avg_progress: null, avg_expected: null, avg_confidence: null, median_confidence: null },
			...{ confidence_coverage: null, net_confidence: null, delivery_score: null }
		};
		expect(await cell('none', ...Object.keys(expected))).toEqual(expected);
	});

	test('gives rows with their flags; what does not apply is empty', async () => {
		const names = [
			...['key_result_id', 'pace', 'confidence_band', 'stall_reason', 'is_open', 'is_red'],
			...['is_stalled', 'is_blocked', 'is_healthy', 'needs_attention']
		];
		const rows = await cube.load({
			dimensions: names.map((name) => `key_results.${name}`),
			filters: equalTo('key_results', { as_of: DAY, period_id: 'mixed' }),
			order: { 'key_results.key_result_id': 'asc' }
		});
		expect(rows.map((found) => names.map((name) => found[`key_results.${name}`]))).toEqual([
			['at_risk', 'at_risk', 'watch', 'no_movement', true, false, true, true, false, true],
			['behind', 'behind', 'watch', null, true, false, false, false, false, false],
			['done', 'done', 'red', null, false, false, false, false, true, false],
			['early', 'too_early', 'stable', null, true, false, false, false, false, false],
			['never', 'unknown', null, 'never_started', true, false, true, false, false, true],
			['red', 'on_track', 'red', null, true, true, false, false, false, true],
			['silent', 'on_track', null, 'silent', true, false, true, false, false, true],
			['stable', 'on_track', 'stable', null, true, false, false, false, true, false]
		]);
	});

	test('leaves stalled and blocked open where check-ins may not be read', async () => {
		const rows = await cube.load({
			dimensions: [
				'key_results.is_stalled',
				'key_results.is_blocked',
				'key_results.needs_attention'
			],
			filters: equalTo('key_results', { as_of: DAY, key_result_id: 'r1' })
		});
		expect(rows).toEqual([
			{
				'key_results.is_stalled': null,
				'key_results.is_blocked': null,
				'key_results.needs_attention': false
			}
		]);
	});

	test('orders what needs attention by weight times days', async () => {
		const rows = await cube.load({
			dimensions: ['key_results.key_result_id', 'key_results.weight_age'],
			filters: [
				...equalTo('key_results', { as_of: DAY, period_id: 'mixed', needs_attention: 'true' })
			],
			order: { 'key_results.weight_age': 'desc', 'key_results.key_result_id': 'asc' }
		});
		expect(
			rows.map((found) => [
				found['key_results.key_result_id'],
				Number(found['key_results.weight_age'])
			])
		).toEqual([
			['silent', 12],
			['at_risk', 1.5],
			['never', 0],
			['red', 0]
		]);
	});

	test('brings titles, names and the latest comment where a query asks for them', async () => {
		const names = [
			'key_result_title',
			'owner_name',
			'last_comment',
			'mentions',
			'blocker',
			'next_action'
		];
		const rows = await cube.load({
			dimensions: names.map((name) => `key_results.${name}`),
			filters: equalTo('key_results', { as_of: DAY, period_id: 'texts' }),
			order: { 'key_results.last_comment': 'asc' }
		});
		expect(rows.map((found) => names.map((name) => found[`key_results.${name}`]))).toEqual([
			['Ship 3 lines', 'An', 'Line 2 waits', 'Binh, Chi', 'Customs', null],
			['Ship 3 lines', 'An', null, null, null, null]
		]);
	});

	test('passes on when things happened, to the millisecond', async () => {
		const rows = await cube.load({
			dimensions: [...WHEN, 'is_assumed'].map((name) => `key_results.${name}`),
			filters: equalTo('key_results', { as_of: DAY, period_id: 'dated' })
		});
		expect(rows.map((found) => WHEN.map((name) => found[`key_results.${name}`]))).toEqual([
			['2026-11-19T16:00:00.125', '2026-11-20T00:30:00.500', '2026-11-21T00:00:00.000']
		]);
		expect(rows.map((found) => found['key_results.is_assumed'])).toEqual([true]);
	});
});
