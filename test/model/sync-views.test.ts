/** What the views say about runs, streams, people's answers, rejects, drift and holds, on rows counted by hand. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cellOf, cubeOver, equalTo, type CubeUnderTest } from '../support/cube-over.ts';

const DAY = '2026-11-22';
/** Runs in the order of their start; ids as etl/state/run-log.ts makes them. */
const [FIRST, SECOND, THIRD, OPEN] = [
	'20261120T061000250Z-aaaaaaaa',
	'20261121T061000000Z-bbbbbbbb',
	'20261122T061000000Z-cccccccc',
	'20261122T091000000Z-dddddddd'
];

const millis = (text: string) => Date.parse(`${text}Z`);
const run = (run_id: string, facts: object) => ({
	...{ run_id, product: 'agoal', started_at: '2026-11-22 15:59:59.999' },
	...{ metered_call_count: 0, exempt_call_count: 0, row_count: 0, reject_count: 0, message: '' },
	...facts
});
const stream = (run_id: string, name: string, status: string, reason = '') => ({
	...{ run_id, stream: name, status, reason, read_at: `${DAY} 06:10:00.000` },
	...{ read_count: 1, item_count: 1, row_count: 1 }
});
const committed = (run_id: string, as_of: string) => ({
	...{ run_id, as_of, observed_at: `${as_of} 06:10:00`, loaded_at: `${as_of} 06:11:00` },
	...{ is_directory_complete: 1, is_complete: 1 }
});
const answer = (person_id: string, period_id: string, run_id: string) => ({
	...{ person_id, period_id, run_id, answered_at: `${DAY} 06:10:00` }
});
const person = (person_id: string, as_of = DAY) => ({
	...{ as_of, person_id, person_name: person_id, period_id: 'q4', department_id: '1' },
	...{ department_name: 'All', department_path: '/1/', department_path_today: '/1/' }
});
const period = (period_id: string, starts_on: string, ends_on: string) => ({
	...{ period_id, period_name: period_id, rule_name: 'OKR', kind: 'quarter', starts_on, ends_on },
	objective_count: 1
});
const objective = (objective_id: string, level: string, is_aligned: number) => ({
	...{ as_of: DAY, objective_id, kind: 'personal', period_id: 'q4', level, is_aligned }
});
const keyResult = (objective_id: string, are_check_ins_known: number) => ({
	...{ as_of: DAY, key_result_id: `k of ${objective_id}`, objective_id, period_id: 'q4' },
	...{ are_check_ins_known, weight: 1, expected: 50, pace: 'on_track', judged_on: DAY }
});
const checkIn = (objective_id: string, checked_in_on: string) => ({
	...{ check_in_id: `c ${objective_id} ${checked_in_on}`, key_result_id: `k of ${objective_id}` },
	...{ objective_id, checked_in_on, checked_in_at: `${checked_in_on} 01:00:00`, comment_id: 0 }
});
const theirs = (run_id: string, figure: string, value: number) => ({
	...{ run_id, day: DAY, period_id: 'q4', figure, theirs: value, asked_at: `${DAY} 06:10:00` }
});
const reject = (run_id: string, entity_key: string, reason: string, rejected_at: string) => ({
	...{ run_id, stream: 'check_ins', entity_key, kind: 'confidence', reason, payload: 'secret' },
	rejected_at
});

let cube: CubeUnderTest;
beforeAll(async () => {
	cube = await cubeOver({
		ops_data_versions: [
			{
				...{ version: 1, run_id: THIRD, as_of: DAY, loaded_at: `${DAY} 06:10:00` },
				created_at: `${DAY} 06:11:00`
			}
		],
		ops_run_states: [
			run(FIRST, {
				...{ version: millis('2026-11-20T06:10:12.750'), status: 'succeeded' },
				finished_at: '2026-11-22 15:59:59.999'
			}),
			run(SECOND, {
				...{ version: millis('2026-11-21T06:15:00'), status: 'stopped', stopped_on: 'budget' },
				...{ finished_at: '2026-11-22 15:59:59.999', kind: 'full', is_resumable: 1 }
			}),
			run(THIRD, { version: millis('2026-11-22T06:15:00'), status: 'killed' }),
			run(OPEN, { version: millis('2026-11-22T09:10:15'), status: 'running', kind: 'events' })
		],
		ops_calls: [1, 2].map((refused_count) => ({
			...{ run_id: FIRST, day: DAY, endpoint: `e${refused_count}`, is_metered: 1 },
			...{ call_count: 3, refused_count }
		})),
		ops_streams: [
			stream(FIRST, 'people', 'complete'),
			stream(SECOND, 'people', 'complete'),
			stream(THIRD, 'people', 'partial', 'half of it'),
			stream(FIRST, 'objectives', 'partial', 'missing'),
			stream(SECOND, 'objectives', 'complete'),
			stream(FIRST, 'check_ins', 'partial', 'missing'),
			// Of a run that does not count.
			stream(OPEN, 'people', 'complete')
		],
		ops_holds: [
			{ run_id: FIRST, stream: 'objectives', closing_count: 30, present_count: 100, held_at: DAY },
			{ run_id: SECOND, stream: 'people', closing_count: 40, present_count: 90, held_at: DAY },
			{ run_id: THIRD, stream: 'people', closing_count: 45, present_count: 90, held_at: DAY },
			{ run_id: THIRD, stream: 'reports', closing_count: 12, present_count: 20, held_at: DAY }
		],
		core_runs: [
			committed(FIRST, '2026-11-16'),
			committed(SECOND, '2026-11-20'),
			committed(THIRD, DAY)
		],
		mart_periods: [
			period('q4', '2026-10-01', '2026-12-31'),
			period('y26', '2026-01-01', '2026-12-31'),
			period('q3', '2026-07-01', '2026-09-30')
		],
		mart_person_days: [
			...['today', 'lagging', 'old'].map((id) => ({ ...person(id), has_objective: 1 })),
			...['earlier', 'never', 'uncommitted'].map((id) => person(id)),
			person('gone', '2026-11-01')
		],
		core_person_answers: [
			answer('today', 'q4', FIRST),
			answer('today', 'q4', THIRD),
			answer('today', 'y26', THIRD),
			// The year was asked about two days ago: that is what is known at least.
			answer('lagging', 'q4', THIRD),
			answer('lagging', 'y26', SECOND),
			answer('old', 'q4', FIRST),
			// A closed period says nothing about the running ones.
			answer('never', 'q3', THIRD),
			answer('uncommitted', 'q4', OPEN),
			answer('gone', 'q4', FIRST)
		],
		core_answers: [
			{
				...{ subject_kind: 'person', subject_id: 'earlier', answered_at: DAY },
				...{ fingerprint: '', run_id: SECOND }
			},
			...['o1', 'o2'].map((subject_id, i) => ({
				...{ subject_kind: 'check_in_read', subject_id, answered_at: DAY, fingerprint: '' },
				run_id: i === 0 ? SECOND : FIRST
			}))
		],
		mart_objective_days: [
			objective('o1', 'individual', 1),
			objective('o2', 'individual', 1),
			objective('o3', 'department', 1),
			objective('o4', 'individual', 0),
			objective('top', 'company', 0)
		],
		mart_key_result_days: [...['o1', 'o2', 'o3'].map((id) => keyResult(id, 1)), keyResult('o4', 0)],
		mart_check_ins: [
			checkIn('o1', '2026-11-16'),
			checkIn('o2', '2026-11-15'),
			checkIn('o3', '2026-10-24'),
			// After the day on which DingTalk was asked.
			checkIn('o3', '2026-11-23')
		],
		ops_reconciliations: [
			theirs(FIRST, 'head_count', 99),
			theirs(THIRD, 'head_count', 6),
			theirs(THIRD, 'objective_set_rate', 0.504),
			theirs(THIRD, 'objective_align_rate', 0.9),
			theirs(THIRD, 'update_rate_7', 0.333),
			theirs(THIRD, 'update_rate_15', 0.5),
			theirs(THIRD, 'update_rate_30', 1),
			theirs(OPEN, 'head_count', 100)
		],
		ops_event_deliveries: [
			['d1', 'e1', 1],
			['d2', 'e1', 1],
			['d3', 'e2', 1],
			['d4', 'e3', 0]
		].map(([delivery_id, event_id, is_metered]) => ({
			...{ delivery_id, event_id, is_metered, event_type: 'agoal_objective_change' },
			...{ objective_id: '', check_in_id: '', person_id: '', period_id: '', rule_id: '' },
			...{ day: DAY, received_at: `${DAY} 06:10:00` }
		})),
		ops_rejects: [
			reject(FIRST, 'c1', 'outside 0..10', '2026-11-20 06:10:00'),
			reject(SECOND, 'c1', 'outside 0..10', '2026-11-21 06:10:00'),
			reject(SECOND, 'c2', 'outside 0..10 [request B82A-77]', '2026-11-21 06:10:00'),
			// The objective's check-ins were read in order by a later run; those of the other were not.
			{ ...reject(FIRST, 'o1', 'no id', '2026-11-20 06:10:00'), kind: 'record' },
			{ ...reject(SECOND, 'o2', 'no id', '2026-11-21 06:10:00'), kind: 'record' },
			// Of a run that counts for nothing and is not the last one.
			{ ...reject('20261119T', 'o3', 'no id', '2026-11-19 06:10:00'), kind: 'record' }
		],
		ops_drift: [FIRST, THIRD].map((run_id, i) => ({
			...{ run_id, stream: 'objectives', field: 'keyResults[].mood', sample: 'string' },
			...{ record_count: 10 + i, seen_at: i === 0 ? '2026-11-20 06:10:00' : `${DAY} 06:10:00` }
		}))
	});
});
afterAll(() => cube.close());

async function rowsOf(view: string, names: readonly string[], order: string) {
	const rows = await cube.load({
		dimensions: names.map((name) => `${view}.${name}`),
		order: { [`${view}.${order}`]: 'asc' }
	});
	return rows.map((row) => names.map((name) => row[`${view}.${name}`]));
}

describe('runs', () => {
	test('take real time, also while the clock of the product stands still', async () => {
		expect(await rowsOf('syncs', ['run_id', 'duration_ms'], 'run_id')).toEqual([
			[FIRST, '12500'],
			[SECOND, '300000'],
			[THIRD, null],
			[OPEN, null]
		]);
	});

	test('say what was asked of them, what stopped them and whether the next one goes on', async () => {
		expect(
			await rowsOf('syncs', ['run_id', 'kind', 'stop_reason', 'is_resumable'], 'run_id')
		).toEqual([
			[FIRST, 'planned', null, false],
			[SECOND, 'full', 'budget', true],
			[THIRD, 'planned', null, false],
			[OPEN, 'events', null, false]
		]);
		expect(await cellOf(cube, 'syncs', ['refused_call_count'], { run_id: FIRST })).toEqual({
			refused_call_count: 3
		});
	});
});

test('streams name their latest read and their latest complete one', async () => {
	const names = ['stream', 'run_id', 'is_latest', 'is_latest_complete'];
	const rows = await rowsOf('streams', names, 'stream');
	const pick = (at: number) => rows.filter((row) => row[at] === true).map(([s, r]) => [s, r]);
	expect(pick(2)).toEqual(
		expect.arrayContaining([
			['check_ins', FIRST],
			['objectives', SECOND],
			['people', THIRD]
		])
	);
	expect(pick(2)).toHaveLength(3);
	expect(pick(3)).toHaveLength(2);
	expect(pick(3)).toEqual(
		expect.arrayContaining([
			['objectives', SECOND],
			['people', SECOND]
		])
	);
});

test('a hold waits until a later run has read its stream completely', async () => {
	const rows = await rowsOf('holds', ['stream', 'run_id', 'is_open'], 'stream');
	expect(rows.filter(([, , isOpen]) => isOpen === true)).toEqual([
		['people', THIRD, true],
		['reports', THIRD, true]
	]);
	expect(rows).toHaveLength(4);
});

describe('answers', () => {
	test('are as old as the oldest last one for a running period, of runs that count', async () => {
		expect(
			await rowsOf('answers', ['person_id', 'answered_on', 'days_since_answer'], 'person_id')
		).toEqual([
			['earlier', '2026-11-20T00:00:00.000', '2'],
			['lagging', '2026-11-20T00:00:00.000', '2'],
			['never', null, null],
			['old', '2026-11-16T00:00:00.000', '6'],
			['today', '2026-11-22T00:00:00.000', '0'],
			['uncommitted', null, null]
		]);
	});

	test('are counted by age', async () => {
		const expected = {
			...{ base_count: 6, answered_count: 4, answered_on_day_count: 1 },
			...{ answered_within_4_days_count: 3, never_answered_count: 2, oldest_answer_days: 6 }
		};
		expect(await cellOf(cube, 'answers', Object.keys(expected))).toEqual(expected);
	});
});

describe('rejects', () => {
	test('count a record once, however many runs rejected it', async () => {
		const expected = { reject_count: 3, record_count: 2 };
		expect(await cellOf(cube, 'rejects', Object.keys(expected), { kind: 'confidence' })).toEqual(
			expected
		);
		const names = ['kind', 'reason', 'last_rejected_at'];
		expect((await rowsOf('rejects', names, 'kind'))[0]).toEqual([
			...['confidence', 'outside 0..10', '2026-11-21T06:10:00.000']
		]);
	});

	test('are open until a later run reads the same thing in order', async () => {
		const rows = await rowsOf('rejects', ['entity_key', 'is_open'], 'entity_key');
		expect(rows).toEqual([
			['c1', true],
			['c2', true],
			['o1', false],
			['o2', true],
			['o3', false]
		]);
	});
});

test('drift says since when a field comes, and until when it came', async () => {
	const names = ['field', 'sample', 'first_seen_at', 'last_seen_at'];
	expect(await rowsOf('drift', names, 'field')).toEqual([
		['keyResults[].mood', 'string', '2026-11-20T06:10:00.000', '2026-11-22T06:10:00.000']
	]);
	const [row] = await cube.load({
		measures: ['drift.record_count'],
		filters: equalTo('drift', { run_id: THIRD })
	});
	expect(row?.['drift.record_count']).toBe('11');
});

test('the last reconciliation that counts holds theirs against what the pages show for that day', async () => {
	const rows = await rowsOf(
		'reconciliations',
		['figure', 'theirs', 'ours', 'our_base', 'our_left_out', 'explanation'],
		'figure'
	);
	expect(
		rows.map(([figure, their, our, base, leftOut, why]) => [
			figure,
			Number(their),
			Number(Number(our).toFixed(3)),
			[Number(base), Number(leftOut)],
			why
		])
	).toEqual([
		['head_count', 6, 6, [6, 0], 'same'],
		// People were read in part in that run.
		['objective_align_rate', 0.9, 0.75, [4, 0], 'partial_people'],
		['objective_set_rate', 0.504, 0.5, [6, 0], 'same'],
		['update_rate_15', 0.5, 0.667, [3, 1], 'partial_people'],
		['update_rate_30', 1, 1, [3, 1], 'same'],
		['update_rate_7', 0.333, 0.333, [3, 1], 'same']
	]);
});

test('an event that was delivered twice is one event and two pushes', async () => {
	const expected = { base_count: 4, event_count: 3, metered_push_count: 3 };
	expect(await cellOf(cube, 'events', Object.keys(expected))).toEqual(expected);
});
