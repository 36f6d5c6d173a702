/**
 * Opens the data directory argv[2] and inserts batches of 1,000 rows for as long as it lives,
 * printing the number of each batch once its insert was acknowledged.
 */
import { insertRows, openWarehouse, run } from '../../../etl/clickhouse/client.ts';

const dataDir = process.argv[2] ?? '';
const warehouse = await openWarehouse({ kind: 'embedded', dataDir, database: 'okr' });
await run(
	warehouse,
	'CREATE TABLE IF NOT EXISTS batches (batch UInt32, n UInt32, t String) ENGINE = MergeTree ORDER BY (batch, n)'
);
for (let batch = 0; ; batch++) {
	const rows = Array.from({ length: 1000 }, (_, n) => ({ batch, n, t: `row ${n} of ${batch}` }));
	await insertRows(warehouse, 'batches', rows, { token: `batch ${batch}` });
	process.stdout.write(`${batch}\n`);
}
