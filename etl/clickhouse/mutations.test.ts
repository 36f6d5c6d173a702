import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { smallDisk } from '../../test/support/small-disk.ts';
import { openWarehouse, run, selectRows, type Warehouse } from './client.ts';
import { DiskFullError } from './errors.ts';
import { runMutation } from './mutations.ts';

const DELETE = 'DELETE FROM rows WHERE n % 2 = 0 SETTINGS lightweight_deletes_sync = 2';
const UPDATE = "ALTER TABLE rows UPDATE text = 'x' WHERE n = 1 SETTINGS mutations_sync = 2";

const disk = smallDisk(120);

describe.runIf(disk.isMounted)('on a disk without room', () => {
	let warehouse: Warehouse;
	beforeAll(async () => {
		const dataDir = join(disk.path, 'data');
		warehouse = await openWarehouse({ kind: 'embedded', dataDir, database: 'okr' });
		await run(warehouse, 'CREATE TABLE rows (n UInt32, text String) ENGINE = MergeTree ORDER BY n');
		await run(warehouse, 'INSERT INTO rows SELECT number, toString(number) FROM numbers(10000)');
	});
	afterEach(() => disk.empty());
	afterAll(() => warehouse?.close());

	const count = async (): Promise<number | undefined> => {
		const Count = z.object({ found: z.coerce.number() });
		const rows = await selectRows(warehouse, 'SELECT count() AS found FROM rows', (row) =>
			Count.parse(row)
		);
		return rows[0]?.found;
	};

	it('rows are not removed, which is told at once, and not done later', async () => {
		disk.fill(16_000);
		await expect(runMutation(warehouse, DELETE)).rejects.toThrow(DiskFullError);
		disk.empty();
		await runMutation(warehouse, UPDATE);
		expect(await count()).toBe(10_000);
		await runMutation(warehouse, DELETE);
		expect(await count()).toBe(5_000);
	}, 30_000);

	it('rows are not added, and long before the last byte is taken', async () => {
		const before = await count();
		disk.fill(50_000_000);
		const adding = run(warehouse, "INSERT INTO rows SELECT 1, 'x'");
		await expect(adding).rejects.toThrow('The disk of DATA_DIR is full');
		disk.empty();
		expect(await count()).toBe(before);
	});
});

afterAll(() => disk.remove());
