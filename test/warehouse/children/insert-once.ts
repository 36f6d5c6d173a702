/** Inserts a row and says how many there are, and what standard input is by then. Argument: the data directory. */
import { readlinkSync } from 'node:fs';
import { insertRows, openWarehouse, run, selectRows } from '../../../etl/clickhouse/client.ts';
import { row } from '../reading.ts';

const dataDir = process.argv[2] ?? '';
const warehouse = await openWarehouse({ kind: 'embedded', dataDir, database: 'okr' });
await run(warehouse, 'CREATE TABLE once (n UInt32) ENGINE = MergeTree ORDER BY n');
await insertRows(warehouse, 'once', [{ n: 1 }]);
const [counted] = await selectRows(warehouse, 'SELECT count() AS rows FROM once', row);
process.stdout.write(`${JSON.stringify(counted)} ${readlinkSync('/proc/self/fd/0')}\n`);
await warehouse.close();
process.exit(0);
