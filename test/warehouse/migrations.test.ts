import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run, selectRows, type Warehouse } from '../../etl/clickhouse/client.ts';
import { migrate, MigrationFailedError, NewerDataError } from '../../etl/clickhouse/migrate.ts';
import {
	closeTestWarehouse,
	engineName,
	openTestWarehouse,
	temporaryDirectory
} from '../support/warehouse.ts';
import { row, valuesOf } from './reading.ts';

describe(`migrating on ${engineName}`, () => {
	let warehouse: Warehouse;
	let directory: string;
	beforeEach(async () => {
		warehouse = await openTestWarehouse();
		directory = await temporaryDirectory();
	});
	afterEach(async () => {
		await closeTestWarehouse(warehouse);
		await rm(directory, { recursive: true });
	});

	const write = (name: string, sql: string) => writeFile(join(directory, name), sql);
	const table = (name: string) =>
		`-- Grain: one row.\nCREATE TABLE IF NOT EXISTS ${name} {{on_cluster}} (n UInt8 COMMENT 'a;b') ENGINE = {{replicated}}MergeTree ORDER BY n;`;
	const tables = () => valuesOf(warehouse, 'SHOW TABLES', 'name');

	it('creates all that the product stores, and a second time changes nothing', async () => {
		const applied = await migrate(warehouse);
		expect(applied.length).toBeGreaterThan(0);
		const schema = `SELECT name, create_table_query FROM system.tables WHERE database = currentDatabase() ORDER BY name`;
		const before = await selectRows(warehouse, schema, row);
		expect(await migrate(warehouse)).toEqual([]);
		expect(await selectRows(warehouse, schema, row)).toEqual(before);
	});

	it('applies every statement of every file, in the order of their numbers', async () => {
		await write('0002_second.sql', `${table('b')}\nINSERT INTO b SELECT n FROM a;`);
		await write('0001_first.sql', `${table('a')}\nINSERT INTO a SELECT 7;`);
		expect(await migrate(warehouse, { directory })).toEqual(['first', 'second']);
		expect(await valuesOf(warehouse, 'SELECT n AS value FROM b')).toEqual([7]);
		const ledger =
			'SELECT number, name, applied_at <= now64(3) AS past FROM ops_migrations ORDER BY number';
		expect(await selectRows(warehouse, ledger, row)).toEqual(
			[
				{ number: 1, name: 'first', past: true },
				{ number: 2, name: 'second', past: true }
			].map((entry) => ({ ...entry, past: 1 }))
		);

		await write('0003_third.sql', table('c'));
		expect(await migrate(warehouse, { directory })).toEqual(['third']);
	});

	it('stops at the first failure, says where, and goes on from there once it is mended', async () => {
		await write('0001_first.sql', table('a'));
		await write('0002_second.sql', `${table('b')}\nSELECT throwIf(1, 'not today');\n${table('c')}`);
		await write('0003_third.sql', table('d'));
		const error: unknown = await migrate(warehouse, { directory }).catch((fault: unknown) => fault);
		expect(error).toBeInstanceOf(MigrationFailedError);
		expect(String(error)).toMatch(/0002_second failed: .*not today.*\nin: SELECT throwIf/s);
		expect(error).toMatchObject({ cause: { code: '395' } });
		expect(await tables()).toEqual(['a', 'b', 'ops_migrations']);

		await write('0002_second.sql', `${table('b')}\n${table('c')}`);
		expect(await migrate(warehouse, { directory })).toEqual(['second', 'third']);
		expect(await tables()).toEqual(['a', 'b', 'c', 'd', 'ops_migrations']);
	});

	it('refuses data that a newer version has migrated, and changes nothing', async () => {
		await write('0001_first.sql', table('a'));
		await write('0009_future.sql', table('future'));
		await migrate(warehouse, { directory });
		await rm(join(directory, '0009_future.sql'));
		await write('0002_ours.sql', table('ours'));
		const error: unknown = await migrate(warehouse, { directory }).catch((fault: unknown) => fault);
		expect(error).toBeInstanceOf(NewerDataError);
		expect(String(error)).toContain(`${warehouse.database} was written by another version`);
		expect(String(error)).toContain('it has migration 0009_future, unknown here');
		expect(await tables()).not.toContain('ours');
	});

	it('refuses data whose migration was another one of the same number', async () => {
		await write('0001_first.sql', table('a'));
		await migrate(warehouse, { directory });
		await write('0001_first.sql', table('b'));
		await expect(migrate(warehouse, { directory })).rejects.toThrow(
			/its migration 0001_first differs from ours/
		);
	});

	it('repeats a migration that was cut short before it was recorded', async () => {
		await write('0001_first.sql', table('a'));
		await migrate(warehouse, { directory });
		await run(warehouse, 'TRUNCATE TABLE ops_migrations');
		expect(await migrate(warehouse, { directory })).toEqual(['first']);
	});
});
