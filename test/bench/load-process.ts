/**
 * The process whose throughput and memory are measured: one first sync against a DingTalk in another process. Prints one line of
 * JSON. Arguments: the URL of that DingTalk, and `marts` if they are to be built too.
 */
import { createClock } from '../../etl/clock.ts';
import { parseConfig } from '../../etl/config.ts';
import { selectRows } from '../../etl/clickhouse/client.ts';
import { buildCurrentMarts } from '../../etl/current-marts.ts';
import { runSync } from '../../etl/sync.ts';
import { z } from 'zod';
import { endpointsOf } from '../support/endpoints.ts';
import { closeTestWarehouse, openTestWarehouse } from '../support/warehouse.ts';

const [, , url = '', today = '', marts = ''] = process.argv;
const megabytes = (bytes: number): number => Math.round(bytes / 2 ** 20);

const warehouse = await openTestWarehouse({ migrated: true });
const config = parseConfig({ OKR_TODAY: today });
await new Promise((settled) => setTimeout(settled, 3000));
const idle = process.memoryUsage();
let peakRss = 0;
let peakHeap = 0;
const phases: Record<string, number> = {};
const cpuBefore = process.cpuUsage();
const began = performance.now();
const sampling = setInterval(() => {
	const { rss, heapUsed, external } = process.memoryUsage();
	peakRss = Math.max(peakRss, rss);
	peakHeap = Math.max(peakHeap, heapUsed + external);
}, 50);

const Engine = z.object({ bytes: z.coerce.number() });
const engineMemory = async (): Promise<number> => {
	const sql = `SELECT value AS bytes FROM system.metrics WHERE metric = 'MemoryTracking'`;
	const [row] = await selectRows(warehouse, sql, (found) => Engine.parse(found));
	return row?.bytes ?? 0;
};
const engineIdle = await engineMemory();
let peakEngine = 0;
const samplingEngine = setInterval(() => {
	void engineMemory().then((engine) => {
		peakEngine = Math.max(peakEngine, engine);
	});
}, 1000);
const summary = await runSync(
	{ config, warehouse, clock: createClock(config.timezone, today), dingtalk: endpointsOf(url) },
	{},
	{
		isMartless: true,
		onProgress: ({ phase }) => {
			phases[phase] ??= Math.round(performance.now() - began);
		}
	}
);
const seconds = (performance.now() - began) / 1000;
clearInterval(sampling);
clearInterval(samplingEngine);
const cpu = process.cpuUsage(cpuBefore);

const Count = z.object({ name: z.string(), rows: z.coerce.number() });
const counts = await selectRows(
	warehouse,
	`SELECT 'people' AS name, count() AS rows FROM core_person_versions
	UNION ALL SELECT 'objectives', count() FROM core_objective_versions
	UNION ALL SELECT 'key results', count() FROM core_key_result_versions
	UNION ALL SELECT 'check-ins', count() FROM core_check_in_revisions`,
	(row) => Count.parse(row)
);
let martSeconds: number | null = null;
if (marts === 'marts') {
	const before = performance.now();
	await buildCurrentMarts(warehouse, config);
	martSeconds = (performance.now() - before) / 1000;
}
process.stdout.write(
	`${JSON.stringify({
		status: summary.status,
		message: summary.message,
		calls: summary.meteredCalls + summary.exemptCalls,
		records: counts.reduce((sum, { rows }) => sum + rows, 0),
		seconds,
		cpuSeconds: (cpu.user + cpu.system) / 1e6,
		idleRss: megabytes(idle.rss),
		peakRss: megabytes(peakRss),
		peakHeap: megabytes(peakHeap),
		engineIdle: megabytes(engineIdle),
		peakEngine: megabytes(peakEngine),
		phases,
		martSeconds
	})}\n`
);
await closeTestWarehouse(warehouse);
process.exit(0);
