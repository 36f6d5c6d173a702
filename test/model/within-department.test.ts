/** `within_department_id`: each department gets the numbers that a filter on its subtree gives, all in one query. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cubeOver, type CubeUnderTest } from '../support/cube-over.ts';

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

describe('within_department_id', () => {
	let cube: CubeUnderTest;
	beforeAll(async () => {
		cube = await cubeOver({ mart_objective_days: ROWS });
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
