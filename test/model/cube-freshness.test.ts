/** After a sync nobody may be answered from before it, not even the first one who asks. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { insertRows, type Warehouse } from '../../etl/clickhouse/client.ts';
import { cubeOn, type CubeUnderTest } from '../support/cube-over.ts';
import { closeTestWarehouse, openTestWarehouse } from '../support/warehouse.ts';

let warehouse: Warehouse;
let cube: CubeUnderTest;

beforeAll(async () => {
	warehouse = await openTestWarehouse({ migrated: true });
	cube = await cubeOn(warehouse);
});

afterAll(async () => {
	await cube.close();
	await closeTestWarehouse(warehouse);
});

async function finishSync(version: number): Promise<void> {
	const days = { starts_on: '2026-01-01', ends_on: '2026-12-31' };
	await insertRows(warehouse, 'mart_periods', [{ period_id: `period ${version}`, ...days }]);
	await insertRows(warehouse, 'ops_data_versions', [
		{
			...{ version, run_id: `run ${version}`, as_of: '2026-11-22' },
			...{ loaded_at: new Date(), created_at: new Date() }
		}
	]);
}

async function periodCount(): Promise<unknown> {
	const [row] = await cube.load({ measures: ['periods.period_count'] });
	return row?.['periods.period_count'];
}

it('the first answer after a new data version is of that version', async () => {
	const answers: unknown[] = [];
	for (const version of [1, 2, 3]) {
		await finishSync(version);
		answers.push(await periodCount());
	}
	expect(answers).toEqual(['1', '2', '3']);
});

it('so are the first answers to several who ask at once', async () => {
	await finishSync(4);
	expect(await Promise.all([1, 2, 3, 4, 5].map(periodCount))).toEqual(['4', '4', '4', '4', '4']);
});

it('until the next one an answer is kept', async () => {
	await periodCount();
	await insertRows(warehouse, 'mart_periods', [
		{ period_id: 'between two versions', starts_on: '2026-01-01', ends_on: '2026-12-31' }
	]);
	expect(await periodCount()).toBe('4');
});
