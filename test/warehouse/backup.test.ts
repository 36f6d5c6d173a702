import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
	insertRows,
	openWarehouse,
	run,
	sqlLiteral,
	type Warehouse
} from '../../etl/clickhouse/client.ts';
import { copyIn, copyOut } from '../../etl/backup/copy.ts';
import { isEmbedded, temporaryDirectory } from '../support/warehouse.ts';
import { valuesOf } from './reading.ts';

// A server allows backups only where its own configuration says so.
describe.runIf(isEmbedded)('a backup of the embedded engine', () => {
	let root: string;
	let warehouse: Warehouse;
	beforeAll(async () => {
		root = await temporaryDirectory();
		warehouse = await open('data');
		await run(warehouse, 'CREATE TABLE kept (n UInt32, t String) ENGINE = MergeTree ORDER BY n');
		await run(warehouse, 'CREATE VIEW kept_view AS SELECT t FROM kept WHERE n = 7');
		await insertRows(
			warehouse,
			'kept',
			Array.from({ length: 5000 }, (_, n) => ({ n, t: `row ${n}` }))
		);
		await run(warehouse, `BACKUP DATABASE okr TO File(${sqlLiteral(join(root, 'backup'))})`);
	});
	afterAll(async () => {
		await warehouse.close();
		await rm(root, { recursive: true });
	});

	const open = (name: string, backupRoot?: string) =>
		openWarehouse(
			{ kind: 'embedded', dataDir: join(root, name), database: 'okr' },
			backupRoot === undefined ? {} : { backupRoot }
		);
	const restore = () =>
		run(warehouse, `RESTORE DATABASE okr FROM File(${sqlLiteral(join(root, 'backup'))})`);
	const contents = () =>
		valuesOf(
			warehouse,
			`SELECT (count(), sum(n), sum(cityHash64(t)), (SELECT any(t) FROM kept_view)) AS value FROM kept`
		);

	it('brings everything back into an empty data directory', async () => {
		const before = await contents();
		await warehouse.close();
		warehouse = await open('fresh');
		await restore();
		expect(await contents()).toEqual(before);
	});

	it('brings back what was dropped since', async () => {
		const before = await contents();
		await run(warehouse, 'DROP TABLE kept SYNC');
		await restore();
		expect(await contents()).toEqual(before);
	});

	it('comes back as tables from which rows can be deleted, also if they were changed before', async () => {
		for (let n = 0; n < 5; n += 1)
			await run(
				warehouse,
				`ALTER TABLE kept UPDATE t = 'changed' WHERE n = ${n} SETTINGS mutations_sync = 2`
			);
		const directory = join(root, 'copied');
		await copyOut(warehouse, ['kept'], directory);
		const beside = await warehouse.beside('beside');
		await run(beside, 'CREATE TABLE kept (n UInt32, t String) ENGINE = MergeTree ORDER BY n');
		const tables = [{ name: 'kept', rows: 5000, checksum: '' }];
		await copyIn(beside, { database: 'okr', tables }, directory);
		const left = () => valuesOf(beside, 'SELECT count() AS value FROM kept');
		expect(await left()).toEqual(['5000']);
		await run(beside, 'ALTER TABLE kept DELETE WHERE n < 1000 SETTINGS mutations_sync = 2');
		expect(await left()).toEqual(['4000']);
		await run(beside, 'DELETE FROM kept WHERE n < 2000 SETTINGS lightweight_deletes_sync = 2');
		expect(await left()).toEqual(['3000']);
		await beside.close();
	});

	it('goes nowhere but below the root it was given', async () => {
		await warehouse.close();
		warehouse = await open('fresh', join(root, 'allowed'));
		const outside = sqlLiteral(join(root, 'outside'));
		await expect(run(warehouse, `BACKUP TABLE kept TO File(${outside})`)).rejects.toThrow(
			/not allowed/
		);
		const inside = sqlLiteral(join(root, 'allowed', 'one'));
		await run(warehouse, `BACKUP TABLE kept TO File(${inside})`);
	});
});
