/**
 * Writes a large company and its marts into a data directory of the product, in a process of its own because one process holds one
 * directory. Arguments: the directory, number of people, quarters with objectives, the day of the last read, departments below each.
 */
import { insertRows, openWarehouse } from '../../etl/clickhouse/client.ts';
import { migrate } from '../../etl/clickhouse/migrate.ts';
import { rebuildMarts } from '../../etl/marts/rebuild.ts';
import { liveUntil, martSettingsOn } from './large-company.ts';

const [, , dataDir = '', people = '', quarters = '', day = '', width = '6'] = process.argv;
const warehouse = await openWarehouse({ kind: 'embedded', dataDir, database: 'okr' });
await migrate(warehouse);
await liveUntil(
	warehouse,
	{ people: Number(people), seed: 7, quarters: Number(quarters), width: Number(width) },
	day
);
await rebuildMarts(warehouse, martSettingsOn(day));
await insertRows(warehouse, 'ops_data_versions', [
	{ version: 1, run_id: `run-${day}`, as_of: day, loaded_at: 0, created_at: 0 }
]);
await warehouse.close();
process.exit(0);
