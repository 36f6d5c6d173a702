/** Measures of `people`, `departments`, `periods` and of what the sync did, on rows counted by hand (metrics.md 7). */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cellOf, cubeOver, equalTo, type CubeUnderTest } from '../support/cube-over.ts';

const DAY = '2026-11-22';

function person(person_id: string, period_id: string, facts: object = {}): object {
	return {
		as_of: DAY,
		...{ person_id, person_name: person_id.toUpperCase(), period_id },
		...{ department_id: '12', department_name: 'Supply' },
		...{ department_path: '/1/12/', department_path_today: '/1/12/' },
		...facts
	};
}

const has = { has_objective: 1, is_counted: 1 };

const department = (as_of: string, department_id: string, parent_id: string, path: string) => ({
	...{ as_of, department_id, department_name: `D${department_id}`, parent_id },
	...{ department_path: path, department_path_today: path, depth: path.split('/').length - 3 },
	head_ids: parent_id === '' ? ['u1', 'u2'] : []
});

const run = (run_id: string, version: number, facts: object) => ({
	...{ run_id, version, product: 'agoal', started_at: '2026-11-22 06:10:00.000' },
	...{ metered_call_count: 0, exempt_call_count: 0, row_count: 0, reject_count: 0, message: '' },
	...facts
});

let cube: CubeUnderTest;
beforeAll(async () => {
	cube = await cubeOver({
		mart_person_days: [
			person('a', 'q4', { ...has, is_rooted: 1 }),
			person('a', 'y26', has),
			person('b', 'q4', has),
			// A rooted objective in the year does not root anybody in the quarter.
			person('b', 'y26', { ...has, is_rooted: 1 }),
			// Owns one in a period without a company objective in scope.
			person('c', 'q4', { has_objective: 1, is_rooted: 1 }),
			person('c', 'y26'),
			person('d', 'q4'),
			person('d', 'y26'),
			person('e', '', { as_of: '2026-11-21' })
		],
		mart_department_days: [
			department(DAY, '1', '', '/1/'),
			department(DAY, '12', '1', '/1/12/'),
			department('2026-11-21', '1', '', '/1/')
		],
		mart_periods: [
			{
				...{ period_id: 'q4', period_name: '2026 Q4', rule_name: 'OKR', kind: 'quarter' },
				...{ starts_on: '2026-10-01', ends_on: '2026-12-31', objective_count: 4 }
			},
			{
				...{ period_id: 'y26', period_name: '2026', rule_name: 'OKR', kind: 'year' },
				...{ starts_on: '2026-01-01', ends_on: '2026-12-31', objective_count: 2 }
			}
		],
		ops_run_states: [
			run('r1', 1, { status: 'running' }),
			run('r1', 2, {
				...{ status: 'succeeded', finished_at: '2026-11-22 06:12:00.000' },
				...{ metered_call_count: 40, exempt_call_count: 7, row_count: 900, reject_count: 2 }
			}),
			run('r2', 3, { status: 'failed', metered_call_count: 3, message: 'No network.' })
		],
		ops_streams: [
			{
				run_id: 'r1',
				stream: 'people',
				status: 'complete',
				reason: '',
				read_at: DAY,
				...{ read_count: 3, item_count: 30, row_count: 20 }
			},
			{
				run_id: 'r1',
				stream: 'check_ins',
				status: 'partial',
				reason: 'No permission.',
				read_at: DAY,
				...{ read_count: 9, item_count: 90, row_count: 80 }
			}
		],
		ops_calls: [
			{ run_id: 'r1', day: DAY, endpoint: 'a', is_metered: 1, call_count: 40, refused_count: 5 },
			{ run_id: 'r1', day: DAY, endpoint: 'b', is_metered: 0, call_count: 7, refused_count: 0 }
		],
		ops_rejects: [
			{
				...{ run_id: 'r1', stream: 'check_ins', entity_key: 'c1', kind: 'confidence' },
				...{ reason: 'Out of range.', payload: 'secret', rejected_at: DAY }
			}
		]
	});
});
afterAll(() => cube.close());

describe('people', () => {
	const cell = (filters: Record<string, string>, ...measures: string[]) =>
		cellOf(cube, 'people', measures, { as_of: DAY, ...filters });

	test('counts distinct people over all periods, base_count too', async () => {
		const expected = {
			...{ base_count: 4, people_count: 4, people_with_objective_count: 3, adoption_rate: 0.75 },
			...{ rootable_people_count: 2, rooted_people_count: 2, person_coverage: 1 }
		};
		expect(await cell({}, ...Object.keys(expected))).toEqual(expected);
	});

	test('counts within one period when one is chosen', async () => {
		const expected = {
			...{ people_count: 4, people_with_objective_count: 3, rootable_people_count: 2 },
			...{ rooted_people_count: 1, person_coverage: 0.5 }
		};
		expect(await cell({ period_id: 'q4' }, ...Object.keys(expected))).toEqual(expected);
	});

	test('has no coverage where no period has a company objective', async () => {
		const expected = {
			people_with_objective_count: 1,
			rooted_people_count: 0,
			person_coverage: null
		};
		expect(await cell({ person_id: 'c' }, ...Object.keys(expected))).toEqual(expected);
	});

	test('is empty without people', async () => {
		const expected = { people_count: 0, adoption_rate: null, person_coverage: null };
		expect(await cell({ person_id: 'nobody' }, ...Object.keys(expected))).toEqual(expected);
	});

	test('has people on days without a live period', async () => {
		const rows = await cube.load({
			dimensions: ['people.person_id', 'people.period_id', 'people.has_objective'],
			filters: equalTo('people', { as_of: '2026-11-21' })
		});
		expect(rows.map((row) => Object.values(row))).toEqual([['e', null, false]]);
	});
});

describe('departments and periods', () => {
	test('counts a department once over several days', async () => {
		const rows = await cube.load({
			measures: ['departments.department_count', 'departments.base_count'],
			dimensions: ['departments.as_of'],
			order: { 'departments.as_of': 'asc' }
		});
		expect(rows.map((row) => Object.values(row))).toEqual([
			['2026-11-21T00:00:00.000', '1', '1'],
			['2026-11-22T00:00:00.000', '2', '2']
		]);
	});

	test('gives the tree with its heads', async () => {
		const names = [
			'department_id',
			'department_name',
			'parent_id',
			'department_path',
			'depth',
			'head_ids'
		];
		const rows = await cube.load({
			dimensions: names.map((name) => `departments.${name}`),
			filters: equalTo('departments', { as_of: DAY }),
			order: { 'departments.department_path': 'asc' }
		});
		expect(rows.map((row) => Object.values(row))).toEqual([
			['1', 'D1', null, '/1/', '0', 'u1,u2'],
			['12', 'D12', '1', '/1/12/', '1', null]
		]);
	});

	test('gives periods with their first and last day', async () => {
		const names = ['period_id', 'period_name', 'kind', 'starts_on', 'ends_on'];
		const rows = await cube.load({
			dimensions: names.map((name) => `periods.${name}`),
			order: { 'periods.starts_on': 'desc' }
		});
		const days = (first: string, last: string) => [`${first}T00:00:00.000`, `${last}T00:00:00.000`];
		expect(rows.map((row) => Object.values(row))).toEqual([
			['q4', '2026 Q4', 'quarter', ...days('2026-10-01', '2026-12-31')],
			['y26', '2026', 'year', ...days('2026-01-01', '2026-12-31')]
		]);
		const expected = { base_count: 2, period_count: 2, objective_count: 6 };
		expect(await cellOf(cube, 'periods', Object.keys(expected))).toEqual(expected);
	});
});

describe('what the sync did', () => {
	test('is one row per run, as it ended', async () => {
		const expected = {
			...{ base_count: 2, metered_call_count: 43, exempt_call_count: 7 },
			...{ row_count: 900, reject_count: 2 }
		};
		expect(await cellOf(cube, 'syncs', Object.keys(expected))).toEqual(expected);
		const names = ['run_id', 'status', 'finished_at', 'product', 'message'];
		const rows = await cube.load({
			dimensions: names.map((name) => `syncs.${name}`),
			order: { 'syncs.run_id': 'asc' }
		});
		expect(rows.map((row) => Object.values(row))).toEqual([
			['r1', 'succeeded', '2026-11-22T06:12:00.000', 'agoal', null],
			['r2', 'failed', null, 'agoal', 'No network.']
		]);
	});

	test('names partial streams and why', async () => {
		const rows = await cube.load({
			measures: ['partial_count', 'read_count', 'item_count', 'row_count'].map(
				(name) => `streams.${name}`
			),
			dimensions: ['streams.stream', 'streams.status', 'streams.reason'],
			order: { 'streams.stream': 'asc' }
		});
		expect(rows.map((row) => Object.values(row))).toEqual([
			['check_ins', 'partial', 'No permission.', '1', '9', '90', '80'],
			['people', 'complete', null, '0', '3', '30', '20']
		]);
	});

	test('tells metered from exempt calls, and refused ones from both', async () => {
		const expected = { metered_call_count: 40, exempt_call_count: 7, refused_call_count: 5 };
		expect(await cellOf(cube, 'calls', Object.keys(expected))).toEqual(expected);
		expect(await cellOf(cube, 'calls', ['metered_call_count'], { endpoint: 'b' })).toEqual({
			metered_call_count: 0
		});
	});

	test('counts rejects and never shows their payload', async () => {
		expect(await cellOf(cube, 'rejects', ['base_count', 'reject_count'])).toEqual({
			...{ base_count: 1, reject_count: 1 }
		});
		const view = (await cube.meta()).find(({ name }) => name === 'rejects');
		expect(view?.dimensions.map(({ name }) => name)).not.toContain('rejects.payload');
		await expect(cube.load({ dimensions: ['sync_rejects.kind'] })).rejects.toThrow(/hidden/);
	});
});
