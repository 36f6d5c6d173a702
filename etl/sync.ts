/**
 * One sync: DingTalk -> stage -> core -> marts. Everything is read at one instant; core rows count from the one row that marks
 * the run as whole; marts are swapped in after that, and the data version is written last. Killed at any moment, the next run
 * ends in the same tables.
 */
import type { Clock } from './clock.ts';
import { dayOf, type Config, type DingTalkConfig } from './config.ts';
import { insertRows, type Warehouse } from './clickhouse/client.ts';
import { buildCurrentMarts } from './current-marts.ts';
import { createClient } from './dingtalk/client.ts';
import { DingTalkError } from './dingtalk/errors.ts';
import { createLedger, type CallLedger } from './dingtalk/ledger.ts';
import type { Timing } from './dingtalk/timing.ts';
import { createBatches } from './load/batches.ts';
import { commitRun, loadCore } from './load/load.ts';
import { createRawLayer } from './load/raw.ts';
import { recover } from './load/recover.ts';
import { instantText } from './normalise/instants.ts';
import { createCallLog, meteredCallsOfMonth, type CallLog } from './state/call-log.ts';
import { exclusively } from './state/exclusive.ts';
import { syncHistory, type SyncHistory } from './state/history.ts';
import { blank, HEARTBEAT, newRunId, takeLease, writeRunState } from './state/run-log.ts';
import { countRunRows } from './state/run-rows.ts';
import { readCompany } from './streams/company.ts';
import type { RunScope, Tally } from './streams/scope.ts';

export interface SyncContext {
	readonly config: Config;
	readonly warehouse: Warehouse;
	readonly clock: Clock;
	readonly dingtalk: DingTalkConfig;
}

export interface SyncOptions {
	/** Read every page of every stream, whatever seems not to have moved. */
	readonly isFull?: boolean;
	/** Also read periods that end on this day (YYYY-MM-DD) or later. */
	readonly since?: string | null;
}

export interface SyncProgress {
	/** departments, people, periods, objectives, check_ins, load or marts. */
	readonly phase: string;
	readonly done: number;
	/** null while unknown. */
	readonly total: number | null;
}

export interface SyncHooks {
	/** Aborted: the run stops within a second and nothing of it counts. */
	readonly signal?: AbortSignal;
	readonly onProgress?: (progress: SyncProgress) => void;
	/** Milliseconds that one attempt of a call may take. */
	readonly callTimeout?: number;
	/** For tests: real time and chance otherwise. */
	readonly timing?: Timing;
}

export interface StreamSummary {
	readonly stream: string;
	readonly status: 'complete' | 'partial';
	/** Why it is partial, or what else is worth knowing. */
	readonly reason: string;
	readonly pages: number;
	readonly items: number;
	/** Rows added to core tables. */
	readonly rows: number;
}

export interface RunSummary {
	readonly runId: string;
	/** `stopped`: on the budget, DingTalk's quota, a ban page, or by the user. */
	readonly status: 'succeeded' | 'partial' | 'failed' | 'stopped';
	readonly stoppedOn: 'budget' | 'quota' | 'banned' | 'interrupt' | null;
	/** What stopped or failed it and the remedy; empty otherwise. */
	readonly message: string;
	/** The local day of the new data version, YYYY-MM-DD; null: there is none, what was shown before is shown. */
	readonly asOf: string | null;
	readonly streams: readonly StreamSummary[];
	readonly rowCount: number;
	readonly rejectCount: number;
	/** Calls that count against DingTalk's monthly quota. */
	readonly meteredCalls: number;
	readonly exemptCalls: number;
	/** Calls refused by a rate limit, which count nowhere. */
	readonly refusedCalls: number;
	readonly durationMs: number;
}

/** The sync cannot start, and would do harm if it did. A retry needs another clock first. */
export class SyncRefusedError extends Error {
	override readonly name = 'SyncRefusedError';
}

/**
 * @returns how it ended, also when it failed
 * @throws {BusyError | SyncRunningError | SyncRefusedError} before anything was touched
 */
export function runSync(
	context: SyncContext,
	options: SyncOptions = {},
	hooks: SyncHooks = {}
): Promise<RunSummary> {
	return exclusively(context.warehouse, 'sync', () => syncOnce(context, options, hooks));
}

async function syncOnce(
	context: SyncContext,
	options: SyncOptions,
	hooks: SyncHooks
): Promise<RunSummary> {
	const { warehouse, clock } = context;
	const began = performance.now();
	const observedAt = clock.now();
	const history = await syncHistory(warehouse);
	if (history.lastObservedAt > observedAt)
		throw new SyncRefusedError(
			`The clock stands at ${instantText(observedAt)} UTC, before the last sync (${instantText(history.lastObservedAt)} UTC). History cannot be written backwards: correct the clock or OKR_TODAY, or use another DATA_DIR.`
		);
	const runId = newRunId();
	await takeLease(warehouse, runId, observedAt);
	const run = await openRun(context, hooks, runId, observedAt);
	const heart = setInterval(() => void beat(run), HEARTBEAT);
	heart.unref();
	try {
		await recover(warehouse);
		const ending = await carryOut(run, options, history).catch((error: unknown) =>
			failed(run, error)
		);
		return await close(run, ending, began);
	} finally {
		clearInterval(heart);
	}
}

/** A run and its writers. */
interface Run {
	readonly context: SyncContext;
	readonly hooks: SyncHooks;
	readonly scope: Omit<RunScope, 'onProgress'>;
	readonly ledger: CallLedger;
	readonly calls: CallLog;
	readonly tallies: Tally[];
	isCommitted: boolean;
	isClosed: boolean;
}

interface Ending {
	readonly status: RunSummary['status'];
	readonly stoppedOn: RunSummary['stoppedOn'];
	readonly message: string;
	readonly asOf: string | null;
}

async function openRun(
	context: SyncContext,
	hooks: SyncHooks,
	runId: string,
	observedAt: number
): Promise<Run> {
	const { config, warehouse, clock, dingtalk } = context;
	const { signal, timing, callTimeout } = hooks;
	const spent = await meteredCallsOfMonth(warehouse, dayOf(config, observedAt));
	const ledger = createLedger(config.callBudget, spent);
	const batches = createBatches(warehouse, runId);
	const isUnlimited = config.maxQps === Infinity;
	return {
		context,
		hooks,
		ledger,
		calls: createCallLog(warehouse, runId, ledger, () => dayOf(config, clock.now())),
		tallies: [],
		isCommitted: false,
		isClosed: false,
		scope: {
			runId,
			config,
			warehouse,
			client: createClient({
				endpoints: dingtalk,
				ledger,
				maxQps: config.maxQps,
				...(signal !== undefined && { signal }),
				...(timing !== undefined && { timing }),
				...(callTimeout !== undefined && { timeout: callTimeout })
			}),
			batches,
			raw: createRawLayer(warehouse, batches, runId, () => clock.now()),
			observedAt,
			signal,
			// Six contact calls at a time were throttled in one deployment (dingtalk-api.md 6.4).
			concurrency: isUnlimited ? { contacts: 8, agoal: 8 } : { contacts: 3, agoal: 6 }
		}
	};
}

async function carryOut(run: Run, options: SyncOptions, history: SyncHistory): Promise<Ending> {
	const { scope, hooks, tallies } = run;
	const { config, warehouse, observedAt, runId } = scope;
	const { signal } = hooks;
	const today = dayOf(config, observedAt);
	const report = (phase: string, done: number, total: number | null) =>
		hooks.onProgress?.({ phase, done, total });

	const read = await readCompany(
		scope,
		tallies,
		{
			today,
			isFirst: history.isFirst,
			isFull: options.isFull ?? false,
			since: options.since ?? null
		},
		report
	);
	report('load', 0, null);
	await scope.raw.flush();
	await scope.batches.flush();
	await run.calls.flush();
	const load = {
		warehouse,
		runId,
		observedAt,
		timezone: config.timezone,
		isFirstDirectory: history.isFirstDirectory,
		...read
	};
	await loadCore(load, signal);
	await commitRun(load, today, read.stop === null && tallies.every((tally) => tally.isComplete));
	run.isCommitted = true;
	report('marts', 0, null);
	await buildCurrentMarts(warehouse, config, {
		onProgress: ({ done, total }) => report('marts', done, total),
		...(signal !== undefined && { signal })
	});
	if (read.stop !== null) return { ...stopped(read.stop), message: read.stop.message, asOf: today };
	const isWhole = tallies.every((tally) => tally.isComplete);
	return { status: isWhole ? 'succeeded' : 'partial', stoppedOn: null, message: '', asOf: today };
}

/** The rows of a run that does not count are removed at once, but for an interrupted one, which must end fast: the next run does it. */
async function failed(run: Run, error: unknown): Promise<Ending> {
	if (run.hooks.signal?.aborted === true) {
		const message = 'The sync was interrupted; nothing of it counts, and the next one reads anew.';
		return { status: 'stopped', stoppedOn: 'interrupt', message, asOf: null };
	}
	if (!run.isCommitted) {
		await run.scope.batches.flush();
		await recover(run.scope.warehouse);
	}
	const message = error instanceof Error ? error.message : String(error);
	const ending = error instanceof DingTalkError ? stopped(error) : FAILED;
	return { ...ending, message, asOf: null };
}

const FAILED = { status: 'failed', stoppedOn: null } as const;

function stopped(error: DingTalkError): Pick<Ending, 'status' | 'stoppedOn'> {
	const { kind } = error;
	if (kind === 'budget' || kind === 'quota' || kind === 'banned')
		return { status: 'stopped', stoppedOn: kind };
	return FAILED;
}

async function close(run: Run, ending: Ending, began: number): Promise<RunSummary> {
	const { scope, ledger, tallies, context } = run;
	const { warehouse, runId, observedAt } = scope;
	await run.calls.flush();
	const rows = run.isCommitted ? await countRunRows(warehouse, runId) : {};
	const streams = tallies.map((tally) => summarise(tally, rows[tally.stream] ?? 0));
	await insertRows(
		warehouse,
		'ops_streams',
		streams.map(({ stream, status, reason, pages, items, rows: row_count }) => ({
			run_id: runId,
			stream,
			status,
			reason,
			read_at: instantText(observedAt),
			read_count: pages,
			item_count: items,
			row_count
		})),
		{ token: `${runId}|ops_streams` }
	);
	const { metered, exempt, refused } = ledger.totals();
	const rowCount = streams.reduce((sum, { rows: added }) => sum + added, 0);
	const rejectCount = scope.batches.count('ops_rejects');
	run.isClosed = true;
	await writeRunState(warehouse, {
		...blank(runId, observedAt),
		status: ending.status,
		finishedAt: context.clock.now(),
		meteredCalls: metered,
		exemptCalls: exempt,
		rows: rowCount,
		rejects: rejectCount,
		message: ending.message
	});
	return {
		runId,
		...ending,
		streams,
		rowCount,
		rejectCount,
		meteredCalls: metered,
		exemptCalls: exempt,
		refusedCalls: refused,
		durationMs: Math.round(performance.now() - began)
	};
}

/** Reasons are for people: the first few tell what is wrong. */
const REASONS = 5;

function summarise(tally: Tally, rows: number): StreamSummary {
	const reasons = [...new Set([...tally.gaps, ...tally.notes])];
	const more = reasons.length > REASONS ? [`and ${reasons.length - REASONS} more`] : [];
	return {
		stream: tally.stream,
		status: tally.isComplete ? 'complete' : 'partial',
		reason: [...reasons.slice(0, REASONS), ...more].join('; '),
		pages: tally.pages,
		items: tally.items,
		rows
	};
}

/** A sign of life, with what the run has cost so far. A beat that fails is made up for by the next one. */
async function beat(run: Run): Promise<void> {
	const { scope, ledger, calls } = run;
	const { metered, exempt } = ledger.totals();
	const state = blank(scope.runId, scope.observedAt);
	try {
		await calls.flush();
		if (run.isClosed) return;
		await writeRunState(scope.warehouse, { ...state, meteredCalls: metered, exemptCalls: exempt });
	} catch {
		// The warehouse being away for a moment must not end the run; if it stays away, the run's own writes fail.
	}
}
