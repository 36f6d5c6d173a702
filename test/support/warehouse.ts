import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
	openWarehouse,
	run,
	sqlIdentifier,
	type Warehouse,
	type WarehouseConfig
} from '../../etl/clickhouse/client.ts';
import { migrate } from '../../etl/clickhouse/migrate.ts';

const url = process.env['CLICKHOUSE_URL'];

/** For titles, so that the output says which engine the tests ran on. */
export const engineName =
	url === undefined ? 'embedded ClickHouse (chDB)' : `ClickHouse server ${new URL(url).host}`;

export const isEmbedded = url === undefined;

const cleanUps = new Map<Warehouse, () => Promise<void>>();

/**
 * A fresh, empty warehouse: embedded in a temporary directory, or with CLICKHOUSE_URL (and
 * CLICKHOUSE_USER, CLICKHOUSE_PASSWORD) a database of its own on that server. Embedded, a process
 * has one at a time: a test file closes its own before it ends.
 */
export async function openTestWarehouse(options: { migrated?: boolean } = {}): Promise<Warehouse> {
	const { config, cleanUp } = await freshConfig();
	const warehouse = await openWarehouse(config);
	cleanUps.set(warehouse, () => cleanUp(warehouse));
	if (options.migrated) await migrate(warehouse);
	return warehouse;
}

/** Closes the warehouse and removes every trace of it. */
export async function closeTestWarehouse(warehouse: Warehouse): Promise<void> {
	const cleanUp = cleanUps.get(warehouse);
	if (cleanUp === undefined) throw new Error('This warehouse is not from openTestWarehouse');
	cleanUps.delete(warehouse);
	await cleanUp();
}

/** A temporary directory, to be removed by the caller. */
export function temporaryDirectory(): Promise<string> {
	return mkdtemp(join(tmpdir(), 'okr-warehouse-'));
}

interface FreshConfig {
	readonly config: WarehouseConfig;
	readonly cleanUp: (warehouse: Warehouse) => Promise<void>;
}

async function freshConfig(): Promise<FreshConfig> {
	if (url === undefined) {
		const dataDir = await temporaryDirectory();
		return {
			config: { kind: 'embedded', dataDir, database: 'okr' },
			cleanUp: async (warehouse) => {
				await warehouse.close();
				await rm(dataDir, { recursive: true, force: true });
			}
		};
	}
	const database = `okr_test_${randomBytes(6).toString('hex')}`;
	return {
		config: {
			kind: 'server',
			url,
			username: process.env['CLICKHOUSE_USER'] ?? 'default',
			password: process.env['CLICKHOUSE_PASSWORD'] ?? '',
			database,
			cluster: null
		},
		cleanUp: async (warehouse) => {
			await run(warehouse, `DROP DATABASE ${sqlIdentifier(database)} SYNC`);
			await warehouse.close();
		}
	};
}
