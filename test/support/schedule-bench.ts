/**
 * One warehouse in which fault schedules are carried out, and beside it what calm runs of the same days left. Waiting takes no
 * time: seconds are those of a clock that moves only by waiting (etl/dingtalk/test-timing.ts).
 *
 * All attempts of a day share one instant, the end of that day, so that the tables may be equal to the row. What may differ is
 * which run answered, and the notes on what was left for a later one (`pending` in core_answers).
 */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { z } from 'zod';
import { createClock } from '../../etl/clock.ts';
import { run, selectRows, sqlIdentifier, type Warehouse } from '../../etl/clickhouse/client.ts';
import { parseConfig } from '../../etl/config.ts';
import { createTestTiming, type TestTiming } from '../../etl/dingtalk/test-timing.ts';
import { startSandbox } from '../../etl/sandbox/server.ts';
import { meteredCallsOfMonth } from '../../etl/state/call-log.ts';
import { runSync, type RunSummary } from '../../etl/sync.ts';
import { endpointsOf } from './endpoints.ts';
import { failingWarehouse } from './failing-warehouse.ts';
import type { Attempt, Schedule, Story } from './fault-schedule.ts';
import { openTestWarehouse, closeTestWarehouse } from './warehouse.ts';

/** Readers at work at a time (etl/sync.ts): each may have a page in flight when a run ends. */
const READERS = 8;
/** Calm attempts after the disturbed ones: the first may still be answered by what it takes up. */
const CALM_ATTEMPTS = 3;

const CALM: Attempt = { faults: [], end: null };

export interface ScheduleBench {
	/** @returns what differs from calm runs of the same days, or was asked too fast or twice; '' if nothing */
	carryOut(schedule: Schedule, options?: { readonly areMartsBuilt: boolean }): Promise<string>;
	close(): Promise<void>;
}

/** @param withMarts whether schedules may ask for marts: calm runs build them, which costs more than all the rest */
export async function openScheduleBench(withMarts: boolean): Promise<ScheduleBench> {
	const warehouse = await openTestWarehouse({ migrated: true });
	const calm = new Map<string, CalmRun>();
	return {
		async carryOut(schedule, { areMartsBuilt } = { areMartsBuilt: false }) {
			const { story } = schedule;
			const known =
				calm.get(JSON.stringify(story)) ?? (await runCalmly(warehouse, story, withMarts));
			calm.set(JSON.stringify(story), known);
			return disturb(warehouse, schedule, known, areMartsBuilt);
		},
		async close() {
			for (const { databases } of calm.values())
				for (const name of databases) await run(warehouse, `DROP DATABASE ${sqlIdentifier(name)}`);
			await closeTestWarehouse(warehouse);
		}
	};
}

/** The tables as a calm run of each day left them, each day in a database of its own. */
interface CalmRun {
	readonly databases: readonly string[];
	/** Metered calls of each day. */
	readonly metered: readonly number[];
}

async function runCalmly(
	warehouse: Warehouse,
	story: Story,
	areMartsBuilt: boolean
): Promise<CalmRun> {
	const databases: string[] = [];
	const metered: number[] = [];
	await empty(warehouse);
	const line = openLine(story, null);
	for (const day of story.days) {
		const outcome = await line.attempt(warehouse, day, CALM, areMartsBuilt);
		if (!isDone(outcome)) throw new Error(`The calm run of ${day}: ${outcome.summary?.message}`);
		metered.push(outcome.metered);
		const name = `${warehouse.database}_calm_${story.seed}_${day.replaceAll('-', '')}`;
		await run(warehouse, `CREATE DATABASE ${sqlIdentifier(name)}`);
		await copyTables(warehouse, warehouse.database, name);
		databases.push(name);
	}
	return { databases, metered };
}

async function disturb(
	warehouse: Warehouse,
	schedule: Schedule,
	calm: CalmRun,
	areMartsBuilt: boolean
): Promise<string> {
	const { story, from, attempts, maxQps } = schedule;
	await empty(warehouse);
	const before = calm.databases[from - 1];
	if (before !== undefined) await copyTables(warehouse, before, warehouse.database);
	const line = openLine(story, maxQps);
	const wrong: string[] = [];
	const told: string[] = [];
	for (const [index, disturbed] of attempts.entries()) {
		const day = story.days[from + index] ?? '';
		const isLast = index === attempts.length - 1;
		const outcomes: Outcome[] = [];
		for (const attempt of disturbed)
			outcomes.push(await line.attempt(warehouse, day, attempt, areMartsBuilt));
		for (let calmly = 0; calmly < CALM_ATTEMPTS; calmly += 1) {
			const outcome = await line.attempt(warehouse, day, CALM, areMartsBuilt && isLast);
			outcomes.push(outcome);
			if (isDone(outcome)) break;
		}
		told.push(`${day}: ${outcomes.map(tellOutcome).join(', then ')}`);
		const last = outcomes.at(-1);
		if (last === undefined || !isDone(last)) wrong.push(`${day} never succeeded`);
		wrong.push(...overpaid(outcomes, calm.metered[from + index] ?? 0));
	}
	if (maxQps !== null) wrong.push(...tooFast(line.arrivals, maxQps));
	const expected = calm.databases[from + attempts.length - 1];
	if (expected !== undefined) {
		const tables = areMartsBuilt ? /^(core|mart)_/ : /^core_/;
		wrong.push(...(await differences(warehouse, expected, tables)));
	}
	return wrong.length === 0 ? '' : [...wrong, ...told, JSON.stringify(schedule)].join('\n');
}

interface Outcome {
	/** null: it threw. */
	readonly summary: Pick<RunSummary, 'status' | 'message' | 'asOf'> | null;
	readonly error: string;
	readonly metered: number;
	/** Some of its calls were refused, cut or lost on the way, and had to be made again. */
	readonly isDisturbed: boolean;
}

/** Says of an attempt that it was stopped before its marts on purpose: they cost more than all the rest. */
const LEFT_OUT = 'The marts are left out.';

function isDone({ summary }: Outcome): boolean {
	return summary?.status === 'succeeded' || summary?.message === LEFT_OUT;
}

interface Line {
	readonly arrivals: readonly number[];
	attempt(
		target: Warehouse,
		day: string,
		attempt: Attempt,
		areMartsBuilt: boolean
	): Promise<Outcome>;
}

/** DingTalk on one port, whatever happens to it, and a clock that moves by waiting. */
function openLine(story: Story, maxQps: number | null): Line {
	const timing = createTestTiming();
	const arrivals: number[] = [];
	let port = 0;
	return {
		arrivals,
		async attempt(warehouse, day, { faults, end }, areMartsBuilt) {
			const { people, seed } = story;
			const sandbox = await startSandbox({
				port,
				people,
				seed,
				today: day,
				faults,
				...(end?.kind === 'quota' && { quota: end.calls })
			});
			port = Number(new URL(sandbox.url).port);
			const target =
				end?.kind === 'warehouse' ? failingWarehouse(warehouse, end.at, end.how) : warehouse;
			const config = {
				...parseConfig({ OKR_TODAY: day }),
				...(maxQps !== null && { maxQps }),
				...(end?.kind === 'budget' && {
					callBudget: (await meteredCallsOfMonth(warehouse, day)) + end.calls
				})
			};
			const abort = new AbortController();
			let signs = 0;
			const stopHearing = hear(port, arrivals, timing);
			try {
				const summary = await runSync(
					{
						config,
						warehouse: target,
						clock: createClock(config.timezone, day),
						dingtalk: endpointsOf(sandbox.url)
					},
					{},
					{
						timing,
						signal: abort.signal,
						onProgress: ({ phase }) => {
							signs += 1;
							if (end?.kind === 'interrupt' && signs === end.after)
								abort.abort(new Error('The user.'));
							if (phase === 'marts' && !areMartsBuilt) abort.abort(new Error(LEFT_OUT));
						}
					}
				);
				const isLeftOut =
					abort.signal.reason instanceof Error && abort.signal.reason.message === LEFT_OUT;
				return {
					summary: isLeftOut ? { ...summary, message: LEFT_OUT } : summary,
					error: '',
					metered: sandbox.ledger().metered,
					isDisturbed: faults.length > 0
				};
			} catch (error) {
				return {
					summary: null,
					error: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
					metered: sandbox.ledger().metered,
					isDisturbed: faults.length > 0
				};
			} finally {
				stopHearing();
				await sandbox.close();
			}
		}
	};
}

/** Notes when calls arrive at a server of this process. @returns how to stop it */
function hear(port: number, arrivals: number[], timing: TestTiming): () => void {
	const channel = 'http.server.request.start';
	const note = (message: unknown): void => {
		const { socket } = message as { socket: { localPort?: number } };
		if (socket.localPort === port) arrivals.push(timing.now());
	};
	subscribe(channel, note);
	return () => unsubscribe(channel, note);
}

/** Of any `maxQps` + 1 calls in a row, the first and the last are at least a second apart. */
function tooFast(arrivals: readonly number[], maxQps: number): string[] {
	const sorted = [...arrivals].sort((a, b) => a - b);
	const at = sorted.findIndex(
		(first, index) => (sorted[index + maxQps] ?? Infinity) < first + 1000
	);
	return at < 0 ? [] : [`more than ${maxQps} calls within a second, from call ${at} on`];
}

/**
 * A day that was interrupted, and not ended by a "no", pays for each page once, but for those in flight when an attempt ended
 * and those whose answers were cut or lost: DingTalk counts such calls too.
 */
function overpaid(outcomes: readonly Outcome[], calmly: number): string[] {
	const ends = outcomes.slice(0, -1);
	if (ends.some(({ summary }) => summary !== null && !isInterrupted(summary))) return [];
	const metered = outcomes.reduce((sum, outcome) => sum + outcome.metered, 0);
	const repeated = outcomes
		.filter(({ isDisturbed }) => isDisturbed)
		.reduce((sum, outcome) => sum + Math.ceil(outcome.metered / 4), 0);
	const most = calmly + READERS * ends.length + repeated;
	return metered <= most
		? []
		: [`${metered} metered calls instead of at most ${most} (calm: ${calmly})`];
}

/** It can be gone on with, and does not count. */
function isInterrupted({ status, asOf, message }: Pick<RunSummary, 'status' | 'asOf' | 'message'>) {
	if (asOf !== null) return false;
	return (status === 'stopped' && /interrupted/.test(message)) || /warehouse/.test(message);
}

function tellOutcome({ summary, error, metered }: Outcome): string {
	const what = summary === null ? `threw ${error}` : `${summary.status} ${summary.message}`;
	return `${what} (${metered} metered)`;
}

const Name = z.object({ name: z.string() });

async function tablesOf(
	warehouse: Warehouse,
	database: string,
	isFilled: boolean
): Promise<string[]> {
	return selectRows(
		warehouse,
		`SELECT name FROM system.tables WHERE database = '${database}' AND engine LIKE '%MergeTree'
			AND name != 'ops_migrations' ${isFilled ? 'AND total_rows > 0' : ''} ORDER BY name`,
		(row) => Name.parse(row).name
	);
}

async function empty(warehouse: Warehouse): Promise<void> {
	for (const table of await tablesOf(warehouse, warehouse.database, true))
		await run(warehouse, `TRUNCATE TABLE ${sqlIdentifier(table)}`);
}

async function copyTables(warehouse: Warehouse, from: string, to: string): Promise<void> {
	for (const table of await tablesOf(warehouse, from, true)) {
		const [source, copy] = [from, to].map(
			(database) => `${sqlIdentifier(database)}.${sqlIdentifier(table)}`
		);
		await run(warehouse, `CREATE TABLE IF NOT EXISTS ${copy} AS ${source}`);
		await run(warehouse, `INSERT INTO ${copy} SELECT * FROM ${source}`);
	}
}

const Row = z.object({ found: z.string(), text: z.string() });

/** A few rows of each table that only one side has. */
async function differences(warehouse: Warehouse, calm: string, tables: RegExp): Promise<string[]> {
	const calmTables = await tablesOf(warehouse, calm, true);
	const ourTables = await tablesOf(warehouse, warehouse.database, true);
	const wrong: string[] = [];
	for (const table of new Set([...calmTables, ...ourTables])) {
		if (!tables.test(table) || LEFT.includes(table)) continue;
		const rows = (database: string, isFilled: boolean) =>
			isFilled
				? `SELECT toJSONString(tuple(*)) AS text FROM (${comparedOf(`${sqlIdentifier(database)}.${table}`, table)})`
				: "SELECT '' AS text WHERE 0";
		const found = await selectRows(
			warehouse,
			`SELECT if(sum(side) > 0, 'only here', 'only calm') AS found, text FROM
			(
				SELECT text, 1 AS side FROM (${rows(warehouse.database, ourTables.includes(table))})
				UNION ALL
				SELECT text, -1 AS side FROM (${rows(calm, calmTables.includes(table))})
			)
			GROUP BY text HAVING sum(side) != 0 ORDER BY text LIMIT 6`,
			(row) => Row.parse(row)
		);
		for (const { found: where, text } of found) wrong.push(`${table} ${where}: ${text}`);
	}
	return wrong;
}

const VERSIONED: Readonly<Record<string, string>> = {
	core_objective_versions: 'objective_id',
	core_key_result_versions: 'key_result_id'
};

/** These name runs and builds. */
const LEFT = ['core_runs', 'mart_build'];

/** Two runs at one instant may both have been answered, and then said the same. */
function comparedOf(source: string, table: string): string {
	if (table === 'core_answers')
		return `SELECT DISTINCT * EXCEPT (run_id) FROM ${source} WHERE subject_kind != 'pending'`;
	if (table === 'core_person_answers') return `SELECT DISTINCT * EXCEPT (run_id) FROM ${source}`;
	const versioned = VERSIONED[table];
	if (versioned !== undefined)
		// A version that repeats the one before it says nothing: it is left by what turned out to have begun earlier.
		return `SELECT * EXCEPT (run_id, repeats) FROM
			(
				SELECT *, row_number() OVER entity > 1 AND lagInFrame((attributes_hash, is_present)) OVER entity = (attributes_hash, is_present) AS repeats
				FROM ${source}
				WINDOW entity AS (PARTITION BY ${versioned} ORDER BY valid_from, observed_at, run_id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
			)
			WHERE NOT repeats`;
	return `SELECT ${table.startsWith('core_') || table === 'mart_changes' ? '* EXCEPT (run_id)' : '*'} FROM ${source}`;
}
