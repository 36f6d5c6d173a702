/**
 * The process in which marts and queries of a large company are measured, so that memory is its alone. Argument: number of people.
 * Prints tables.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { selectRows, insertRows } from '../../etl/clickhouse/client.ts';
import { AHEAD } from '../../etl/clickhouse/settings.ts';
import { rebuildMarts, updateMarts } from '../../etl/marts/rebuild.ts';
import { z } from 'zod';
import { closeTestWarehouse, openTestWarehouse } from '../support/warehouse.ts';
import { measureOn } from './cube-queries.bench.ts';
import { liveUntil, martSettingsOn } from './large-company.ts';

/** A Thursday's read: the next ones see what most people say on Thursdays and Fridays, and that of Sunday hardly anything. */
const FIRST = '2026-11-19';
const [FRIDAY, SATURDAY, SUNDAY] = ['2026-11-20', '2026-11-21', '2026-11-22'];
const people = Number(process.argv[2]);
const warehouse = await openTestWarehouse({ migrated: true });

const began = performance.now();
await liveUntil(warehouse, { people, seed: 7 }, FIRST);
line('core tables', (performance.now() - began) / 1000, 0, '');
await measureBuild('rebuild', rebuildMarts, FIRST, 'steps');
// What the next days' runs see, some of it late: new values, check-ins, edits, deletions.
await measureDay('a Friday', FRIDAY, FIRST);
await measureDay('a Saturday', SATURDAY, FRIDAY, 'steps');
const alone = await secondsOfQuestions(sleep(5000));
await liveUntil(warehouse, { people, seed: 7 }, SUNDAY, SATURDAY);
const build = measureBuild('a Sunday', updateMarts, SUNDAY);
const meanwhile = await secondsOfQuestions(build);
line('  a question alone, median', alone, 0, '');
line('  and beside that build', meanwhile, 0, '');
await show(`SELECT concat(table, ': ', toString(sum(rows)), ' rows in ', toString(count()), ' parts, ',
		formatReadableSize(sum(bytes_on_disk))) AS text
	FROM system.parts WHERE active AND database = currentDatabase() AND (table LIKE 'mart%' OR table LIKE 'core%') AND rows > 0
	GROUP BY table ORDER BY sum(rows) DESC LIMIT 20`);
await insertRows(warehouse, 'ops_data_versions', [
	{ version: 1, run_id: `run-${SUNDAY}`, as_of: SUNDAY, loaded_at: 0, created_at: 0 }
]);
line('until no parts are merged', await secondsOfMerges(), 0, '');
process.stdout.write(`\n${await measureOn(warehouse, SUNDAY)}`);
await closeTestWarehouse(warehouse);
process.exit(0);

/** A build may leave the engine with parts to merge, which it does beside whatever is asked. */
async function secondsOfMerges(): Promise<number> {
	const began = performance.now();
	const Row = z.object({ merges: z.coerce.number() });
	for (let quiet = 0; quiet < 5 && performance.now() - began < 600_000; await sleep(1000)) {
		const sql = 'SELECT count() AS merges FROM system.merges';
		const [merges] = await selectRows(warehouse, sql, (row) => Row.parse(row).merges);
		quiet = merges === 0 ? quiet + 1 : 0;
	}
	return (performance.now() - began) / 1000;
}

/** Median time of what a page asks, ahead of builds as Cube asks it, again and again until something ends. */
async function secondsOfQuestions(end: Promise<void>): Promise<number> {
	const query = `SELECT department_path, count(), avg(progress), uniqExact(objective_id) FROM mart_key_result_days
		WHERE as_of IN ('${SATURDAY}', '${FRIDAY}') GROUP BY department_path ORDER BY department_path`;
	const times: number[] = [];
	let hasEnded = false;
	const ending = end.finally(() => (hasEnded = true));
	while (!hasEnded) {
		const asked = performance.now();
		await (
			await warehouse.client.query({ query, format: 'JSONEachRow', clickhouse_settings: AHEAD })
		).text();
		times.push((performance.now() - asked) / 1000);
		await sleep(100);
	}
	await ending;
	return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
}

async function measureDay(title: string, day: string, before: string, shown?: 'steps') {
	await liveUntil(warehouse, { people, seed: 7 }, day, before);
	await measureBuild(title, updateMarts, day, shown);
}

/** Seconds and CPU seconds, and the memory that the engine counts and the process has at most; of each step too, until the next begins. */
async function measureBuild(
	title: string,
	build: typeof updateMarts,
	asOf: string,
	shown?: 'steps'
): Promise<void> {
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
		const used = seconds(process.cpuUsage(cpu));
		if (shown === 'steps') line(`  ${step}`, (now - since) / 1000, used, megabytes());
		start.engine = Math.max(start.engine, engine);
		start.resident = Math.max(start.resident, resident);
		[step, since, cpu, engine, resident] = [next, now, process.cpuUsage(), 0, 0];
	};
	await build(warehouse, martSettingsOn(asOf), (progress) => {
		if (progress.step !== step) close(progress.step);
	});
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
		`${what.padEnd(28)} ${seconds.toFixed(seconds < 1 ? 3 : 1).padStart(8)} s ${cpu.toFixed(1).padStart(8)} s of CPU  ${memory}\n`
	);
}
