/** Databases beside the warehouse's own, in which tables are made ready or tried out before they are exchanged for the present ones. */
import {
	onCluster,
	run,
	selectRows,
	sqlIdentifier,
	sqlLiteral,
	type Warehouse
} from '../clickhouse/client.ts';

export type Scratch = 'checking' | 'restoring' | 'forgetting' | 'rebuild';

export function scratchName(database: string, scratch: Scratch): string {
	return `${database}_${scratch}`;
}

/** An empty database on the same engine while the work lasts. What a killed process left in it goes first. */
export async function inScratch<T>(
	warehouse: Warehouse,
	scratch: Scratch,
	work: (beside: Warehouse) => Promise<T>
): Promise<T> {
	const database = scratchName(warehouse.database, scratch);
	await dropScratch(warehouse, scratch);
	const beside = await warehouse.beside(database);
	try {
		return await work(beside);
	} finally {
		await beside.close();
	}
}

export async function dropScratch(warehouse: Warehouse, scratch: Scratch): Promise<void> {
	const name = sqlIdentifier(scratchName(warehouse.database, scratch));
	await run(warehouse, `DROP DATABASE IF EXISTS ${name}${onCluster(warehouse)} SYNC`);
}

/** Whether a process that was killed, or failed, left it. */
export async function isScratchLeft(warehouse: Warehouse, scratch: Scratch): Promise<boolean> {
	const name = sqlLiteral(scratchName(warehouse.database, scratch));
	const found = await selectRows(
		warehouse,
		`SELECT name FROM system.databases WHERE name = ${name}`,
		(row) => row
	);
	return found.length > 0;
}
