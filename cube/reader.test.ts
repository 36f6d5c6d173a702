/** As whom somebody asks: with rights of their own as themselves, without as nobody. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { insertRows, run, type Warehouse } from '../etl/clickhouse/client.ts';
import { closeTestWarehouse, openTestWarehouse } from '../test/support/warehouse.ts';
import { readersOf, restrictionsOf } from './reader.ts';

let warehouse: Warehouse;
beforeAll(async () => {
	warehouse = await openTestWarehouse({ migrated: true });
	await insertRows(warehouse, 'mart_readers', [
		{ reader: 'admin', objective_id: 'o' },
		{ reader: 'user:lan', objective_id: 'o' },
		{ reader: `user:o'brien\\`, objective_id: 'o' }
	]);
});
afterAll(() => closeTestWarehouse(warehouse));

const viewer = (user_id: string) => ({ user_id, is_admin: false });

it.each([
	['an administrator', { user_id: 'anybody', is_admin: true }, 'admin'],
	['somebody with a right', viewer('lan'), 'user:lan'],
	['a name with a quote', viewer(`o'brien\\`), `user:o'brien\\`],
	['somebody without one', viewer('minh'), 'nobody'],
	['somebody who calls himself admin', viewer('admin'), 'nobody'],
	['somebody who calls himself a reader', viewer('user:lan'), 'nobody'],
	['somebody in other letters', viewer('LAN'), 'nobody'],
	['a condition', viewer(`x' OR reader != '`), 'nobody']
])('%s', async (_, claims, reader) => {
	expect(await readersOf(warehouse)(claims)).toBe(reader);
});

it('sees a new right, and one that is gone, within a second', async () => {
	let now = 0;
	const readerOf = readersOf(warehouse, () => now);
	expect(await readerOf(viewer('new'))).toBe('nobody');
	await insertRows(warehouse, 'mart_readers', [{ reader: 'user:new', objective_id: 'o' }]);
	now = 999;
	expect(await readerOf(viewer('new'))).toBe('nobody');
	now = 1000;
	expect(await readerOf(viewer('new'))).toBe('user:new');
	await run(warehouse, `DELETE FROM mart_readers WHERE reader = 'user:new'`);
	now = 2000;
	expect(await readerOf(viewer('new'))).toBe('nobody');
});

it('asks again after it could not ask', async () => {
	await run(warehouse, 'RENAME TABLE mart_readers TO away');
	const readerOf = readersOf(warehouse, () => 0);
	await expect(readerOf(viewer('lan'))).rejects.toThrow(/mart_readers/);
	await run(warehouse, 'RENAME TABLE away TO mart_readers');
	expect(await readerOf(viewer('lan'))).toBe('user:lan');
});

it('sees within a second that something has become restricted', async () => {
	let now = 0;
	const isAnythingRestricted = restrictionsOf(warehouse, () => now);
	expect(await isAnythingRestricted()).toBe(false);
	await insertRows(warehouse, 'mart_restricted_objectives', [
		{ objective_id: 'o', owner_id: 'lan', min_group_size: 5 }
	]);
	now = 999;
	expect(await isAnythingRestricted()).toBe(false);
	now = 1000;
	expect(await isAnythingRestricted()).toBe(true);
});
