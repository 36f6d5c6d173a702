import { closeTestWarehouse, openTestWarehouse } from '../support/warehouse.ts';
import { selectRows } from '../../etl/clickhouse/client.ts';
const w = await openTestWarehouse({ migrated: false });
for (const r of await selectRows(w, `SELECT version() AS name, '' AS value UNION ALL SELECT name, value FROM system.settings WHERE name LIKE '%external%' OR name LIKE 'join_algorithm' OR name LIKE '%grace%' OR name IN ('max_memory_usage','max_bytes_in_join','max_threads','max_block_size','parallel_hash_join_threshold') UNION ALL SELECT name, value FROM system.server_settings WHERE name IN ('max_server_memory_usage','max_server_memory_usage_to_ram_ratio')`, (r) => r)) console.log(JSON.stringify(r));
await closeTestWarehouse(w); process.exit(0);
