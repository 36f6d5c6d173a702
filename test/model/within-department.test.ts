/** `within_department_id`: each department gets the numbers that a filter on its subtree gives, all in one query. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cubeOver, type CubeQuery, type CubeUnderTest } from '../support/cube-over.ts';

const DAY = '2026-11-22';

/** `today` differs from the path where the department has moved since. */
function row(objective_id: string, path: string, today = path): object {
	return {
		as_of: DAY,
		objective_id,
		kind: 'personal',
		period_id: 'q4',
		level: 'individual',
		owner_id: 'u1',
		department_id: path.split('/').at(-2),
		department_path: path,
		department_path_today: today,
		visibility: 'unknown',
		has_company_objective: 1,
		is_rooted: objective_id.endsWith('r') ? 1 : 0
	};
}

const ROWS = [
	row('1r', '/1/'),
	row('2', '/1/12/'),
	row('3r', '/1/12/45/'),
	row('4r', '/1/12/45/', '/1/9/45/'),
	row('5', '/1/9/'),
	row('6r', '/1/12/123/'),
	row('7', '')
];
const DEPARTMENTS = ['1', '9', '12', '45', '123'];

/** Confidence of the objectives' key results: of two in a department the median is the mean. */
const KEY_RESULTS = ROWS.map((one, index) => ({
	...{ ...one, kind: undefined, has_company_objective: undefined, is_rooted: undefined },
	...{ key_result_id: `k${index}`, weight: 1, expected: 50, pace: 'on_track' },
	...{ confidence: [3.5, 8, 1, 9.5, null, 2, 10][index], are_check_ins_known: 1 },
	confidence_band: ['watch', 'stable', 'red', 'stable', '', 'red', 'stable'][index]
}));

describe('within_department_id', () => {
	let cube: CubeUnderTest;
	beforeAll(async () => {
		cube = await cubeOver({
			mart_objective_days: ROWS,
			mart_key_result_days: KEY_RESULTS,
			mart_changes: ['/1/', '/1/12/45/', '/1/9/'].map((department_path, index) => ({
				...{ changed_on: DAY, entity_kind: 'objective', entity_id: `o${index}`, department_path }
			}))
		});
	});
	afterAll(() => cube.close());

	test.each([
		['within_department_id', 'department_path'],
		['within_department_id_today', 'department_path_today']
	])('%s agrees with a filter on %s, department by department', async (dimension, path) => {
		const measures = ['objectives.objective_count', 'objectives.rooted_coverage'];
		const member = `objectives.${dimension}`;
		const day = { member: 'objectives.as_of', operator: 'equals', values: [DAY] };
		const together = await cube.load({
			measures,
			dimensions: [member],
			filters: [day, { member, operator: 'equals', values: DEPARTMENTS }]
		});
		expect(together.map((found) => found[member]).sort()).toEqual([...DEPARTMENTS].sort());
		for (const id of DEPARTMENTS) {
			const [alone] = await cube.load({
				measures,
				filters: [day, { member: `objectives.${path}`, operator: 'contains', values: [`/${id}/`] }]
			});
			const found = together.find((one) => one[member] === id);
			for (const measure of measures)
				expect(found?.[measure], `${measure} of ${id}`).toEqual(alone?.[measure]);
		}
	});

	test('counts by path first, and tells of medians, means and shares what each subtree alone tells', async () => {
		const measures = [
			...['open_count', 'red_flag_count', 'confidence_count', 'avg_confidence'],
			...['median_confidence', 'net_confidence', 'confidence_coverage', 'delivery_score'],
			'suppressed_count'
		].map((name) => `key_results.${name}`);
		const member = 'key_results.within_department_id';
		const day = { member: 'key_results.as_of', operator: 'equals', values: [DAY] };
		for (const chosen of [[{ member, operator: 'equals', values: DEPARTMENTS }], []]) {
			const query = {
				measures,
				dimensions: ['key_results.as_of', member],
				filters: [day, ...chosen],
				order: { [member]: 'asc' }
			};
			expect((await cube.sql(query))[0]).toMatch(/Merge\(0\.5\)\(state_\d\)/);
			const together = await cube.load(query);
			expect(together.map((found) => found[member])).toEqual([...DEPARTMENTS].sort());
			for (const found of together) {
				const values = [`/${String(found[member])}/`];
				const [alone] = await cube.load({
					measures,
					filters: [day, { member: 'key_results.department_path', operator: 'contains', values }]
				});
				expect(found, `department ${String(found[member])}`).toMatchObject(alone ?? {});
			}
		}
	});

	test('needs no condition but the departments, and few of them are looked for in the paths', async () => {
		const member = 'changes.within_department_id';
		const query = {
			measures: ['changes.base_count'],
			dimensions: [member],
			filters: [{ member, operator: 'equals', values: ['1', '12', '123'] }],
			order: { [member]: 'asc' }
		};
		expect((await cube.sql(query))[0]).toContain('multiSearchAny(');
		expect(await cube.load(query)).toEqual([
			{ [member]: '1', 'changes.base_count': '3' },
			{ [member]: '12', 'changes.base_count': '1' }
		]);
	});

	test('is asked in one step where a condition is on more than rows or departments', async () => {
		const member = 'key_results.within_department_id';
		const day = { member: 'key_results.as_of', operator: 'equals', values: [DAY] };
		const several = {
			measures: ['key_results.open_count'],
			dimensions: [member],
			filters: [day, { member: 'key_results.open_count', operator: 'gt', values: ['1'] }]
		};
		const either = {
			...several,
			filters: [
				day,
				{
					or: [
						{ member, operator: 'equals', values: ['12'] },
						{ member: 'key_results.confidence', operator: 'gt', values: ['9'] }
					]
				}
			],
			order: { [member]: 'asc' }
		};
		for (const query of [several, either])
			expect((await cube.sql(query))[0]).not.toContain('State(');
		const counts = async (query: CubeQuery): Promise<Record<string, unknown>> => {
			const rows = await cube.load(query);
			return Object.fromEntries(
				rows.map((row) => [String(row[member]), row['key_results.open_count']])
			);
		};
		expect(await counts(several)).toEqual({ 1: '6', 12: '4', 45: '2' });
		expect(await counts(either)).toEqual({ 1: '1', 12: '4', 45: '1' });
	});

	test('as a filter alone it selects a subtree, and leaves what lies nowhere out', async () => {
		const [found] = await cube.load({
			measures: ['objectives.base_count'],
			filters: [
				{ member: 'objectives.as_of', operator: 'equals', values: [DAY] },
				{ member: 'objectives.within_department_id', operator: 'equals', values: ['1'] }
			]
		});
		expect(found?.['objectives.base_count']).toBe('6');
	});
});
