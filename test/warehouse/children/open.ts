/** Opens the data directory argv[2], prints `open`, or the error's name and sentence, and ends. */
import { openWarehouse } from '../../../etl/clickhouse/client.ts';

try {
	const dataDir = process.argv[2] ?? '';
	const warehouse = await openWarehouse({ kind: 'embedded', dataDir, database: 'okr' });
	console.log('open');
	await warehouse.close();
} catch (error) {
	console.log(error instanceof Error ? `${error.name}: ${error.message}` : error);
	process.exitCode = 1;
}
