/** The moment in which the first objective becomes restricted, while Cube still takes all rows for open ones. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { insertRows, type Warehouse } from '../../etl/clickhouse/client.ts';
import { cubeOn, type CubeQuery, type CubeUnderTest } from '../support/cube-over.ts';
import { closeTestWarehouse, openTestWarehouse } from '../support/warehouse.ts';

const DAY = '2026-11-22';
const COUNT: CubeQuery = {
	measures: ['key_results.key_result_count'],
	filters: [{ member: 'key_results.as_of', operator: 'equals', values: [DAY] }]
};

let warehouse: Warehouse;
let cube: CubeUnderTest;
beforeAll(async () => {
	warehouse = await openTestWarehouse({ migrated: true });
	await insertRows(
		warehouse,
		'mart_key_result_days',
		['open', 'secret'].map((name) => ({
			...{ as_of: DAY, key_result_id: name, objective_id: `${name} objective`, period_id: 'q' },
			...{ department_path: '/1/', pace: 'on_track', judged_on: DAY }
		}))
	);
	cube = await cubeOn(warehouse);
});
afterAll(async () => {
	await cube.close();
	await closeTestWarehouse(warehouse);
});

it('answers with everything, then not at all, then with what is open', async () => {
	const nobody = cube.as('nobody');
	expect(await nobody.load(COUNT)).toEqual([{ 'key_results.key_result_count': '2' }]);
	await insertRows(warehouse, 'mart_restricted_objectives', [
		{ objective_id: 'secret objective', owner_id: 'lan', min_group_size: 5 }
	]);
	const counts = new Set<string>();
	for (const until = Date.now() + 5000; Date.now() < until && !counts.has('1');)
		counts.add(
			await nobody.load(COUNT, 'no-cache').then(
				([row]) => String(row?.['key_results.key_result_count']),
				(error: unknown) =>
					/have become restricted/.test(String(error)) ? 'refused' : String(error)
			)
		);
	expect([...counts]).toEqual(['refused', '1']);
});
