/**
 * The process in which marts and queries of a large company are measured, so that memory is its alone. Argument: number of people.
 * Prints tables.
 */
import { selectRows, insertRows } from '../../etl/clickhouse/client.ts';
import { rebuildMarts, updateMarts, type MartSettings } from '../../etl/marts/rebuild.ts';
import { COVERAGE } from '../../etl/marts/coverage.ts';
import { z } from 'zod';
import { closeTestWarehouse, openTestWarehouse } from '../support/warehouse.ts';
import { measureOn } from './cube-queries.bench.ts';
import { liveUntil } from './large-company.ts';

const DAY = '2026-11-22';
const people = Number(process.argv[2]);
const warehouse = await openTestWarehouse({ migrated: true });
const settings = (asOf: string): MartSettings => ({
	...{
		timezone: 'Asia/Shanghai',
		holidayWeeks: [],
		companyHeadUserIds: [],
		minGroupSize: 5,
		unknownVisibility: 'company'
	},
	...{ asOf, lastSyncAt: Date.parse(`${asOf}T06:10:00+08:00`), runId: `run-${asOf}` }
});

const quarters=Number(process.argv[3]??2);
const PREV='2026-11-17';
await liveUntil(warehouse, { people, seed: 7, quarters }, PREV);
process.stdout.write('core '+process.uptime()+'\n');
await measureBuild('rebuild', PREV);
let prev=PREV;
for (const d of ['2026-11-18','2026-11-19','2026-11-20']) {
await liveUntil(warehouse, { people, seed: 7, quarters }, d, prev); prev=d;
await measureBuild('update '+d, d, true);
}
await closeTestWarehouse(warehouse);
process.exit(0);

/** Seconds and CPU seconds of each step, and the memory that the engine counts and the process has at most. */
async function measureBuild(title: string, asOf: string, isUpdate=false): Promise<void> {
	let step = 'preparation';
	let since = performance.now();
	let cpu = process.cpuUsage();
	let engine = 0;
	let resident = 0;
	const sampling = setInterval(() => {
		resident = Math.max(resident, process.memoryUsage.rss());
		void engineMemory().then((bytes) => {
			engine = Math.max(engine, bytes);
		});
	}, 100);
	const start = { since, cpu: process.cpuUsage(), engine: 0, resident: 0 };
	const seconds = ({ user, system }: NodeJS.CpuUsage): number => (user + system) / 1e6;
	const megabytes = (): string =>
		`${Math.round(engine / 2 ** 20)} MB in the engine, ${Math.round(resident / 2 ** 20)} MB resident`;
	const close = (next: string): void => {
		const now = performance.now();
		line(`  ${step}`, (now - since) / 1000, seconds(process.cpuUsage(cpu)), megabytes());
		start.engine = Math.max(start.engine, engine);
		start.resident = Math.max(start.resident, resident);
		[step, since, cpu, engine, resident] = [next, now, process.cpuUsage(), 0, 0];
	};
	const seen=(progress: any) => {
		if (progress.step !== step) close(progress.step);
	};
	const r = isUpdate ? await updateMarts(warehouse, settings(asOf), seen, undefined) : await rebuildMarts(warehouse, settings(asOf), seen);
	process.stdout.write(JSON.stringify(r)+'\n');
	close('');
	clearInterval(sampling);
	[engine, resident] = [start.engine, start.resident];
	line(
		title,
		(performance.now() - start.since) / 1000,
		seconds(process.cpuUsage(start.cpu)),
		megabytes()
	);
}

async function engineMemory(): Promise<number> {
	const sql = `SELECT value FROM system.metrics WHERE metric = 'MemoryTracking'`;
	const Row = z.object({ value: z.coerce.number() });
	const [row] = await selectRows(warehouse, sql, (found) => Row.parse(found).value);
	return row ?? 0;
}

async function show(sql: string): Promise<void> {
	const Row = z.object({ text: z.string() });
	for (const text of await selectRows(warehouse, sql, (row) => Row.parse(row).text))
		process.stdout.write(`  ${text}\n`);
}

function line(what: string, seconds: number, cpu: number, memory: string): void {
	process.stdout.write(
		`${what.padEnd(28)} ${seconds.toFixed(1).padStart(8)} s ${cpu.toFixed(1).padStart(8)} s of CPU  ${memory}\n`
	);
}
