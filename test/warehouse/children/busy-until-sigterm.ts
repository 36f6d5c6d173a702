/**
 * Opens the data directory argv[2], keeps every connection busy with endless statements, inserts
 * and a long queue, prints `busy`, and on SIGTERM closes the warehouse and exits with 0.
 */
import { insertRows, openWarehouse, run } from '../../../etl/clickhouse/client.ts';

const dataDir = process.argv[2] ?? '';
const warehouse = await openWarehouse({ kind: 'embedded', dataDir, database: 'okr' });
await run(warehouse, 'CREATE TABLE busy (n UInt32, t String) ENGINE = MergeTree ORDER BY n');

const ends: string[] = [];
const work = async (statement: () => Promise<void>) => {
	try {
		for (;;) await statement();
	} catch (error) {
		ends.push(error instanceof Error ? error.name : String(error));
	}
};
const rows = Array.from({ length: 20_000 }, (_, n) => ({ n, t: 'x'.repeat(50) }));
const workers = [
	...Array.from({ length: 6 }, () =>
		work(() =>
			run(warehouse, 'INSERT INTO busy SELECT number, toString(rand()) FROM numbers(1e12)')
		)
	),
	...Array.from({ length: 6 }, () => work(() => insertRows(warehouse, 'busy', rows)))
];

async function stop(): Promise<never> {
	await warehouse.close();
	await Promise.all(workers);
	console.log(`closed, ${ends.length} ended`);
	process.exit(0);
}
process.once('SIGTERM', () => void stop());
setTimeout(() => console.log('busy'), 1000);
