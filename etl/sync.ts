/**
 * One sync: DingTalk -> raw -> stage -> core -> marts. Everything is read at one instant; core rows count from the one row that
 * marks the run as whole; marts are swapped in after that, and the data version is written last. Killed at any moment, the next
 * run goes on from the answers in the raw layer and ends in the same tables.
 */
import type { Clock } from './clock.ts';
import { dayOf, type Config, type DingTalkConfig } from './config.ts';
import { insertRows, type Warehouse } from './clickhouse/client.ts';
import { DiskFullError } from './clickhouse/errors.ts';
import { buildCurrentMarts } from './current-marts.ts';
import { createClient } from './dingtalk/client.ts';
import { describeSkew } from './dingtalk/clock-skew.ts';
import { DingTalkError } from './dingtalk/errors.ts';
import { createLedger, type CallLedger } from './dingtalk/ledger.ts';
import type { Timing } from './dingtalk/timing.ts';
import { createBatches } from './load/batches.ts';
import { loadContextOf, type LoadContext } from './load/context.ts';
import { commitRun, loadCore } from './load/load.ts';
import { createRawLayer } from './load/raw.ts';
import { recover } from './load/recover.ts';
import { instantText } from './normalise/instants.ts';
import { removeExpired } from './retention/remove-expired.ts';
import { readForgotten } from './personal-data/forgotten-people.ts';
import { withoutPersonalDetails } from './personal-data/people-client.ts';
import { planRun } from './plan.ts';
import { fingerprintOf, type Directory } from './plan/directory.ts';
import { planEvents } from './plan/events.ts';
import { dropPlan, keepPlan, keptPlan, settingsOf, type RunPlan } from './plan/run-plan.ts';
import { openKeptAnswers, recordingRefusals, resumingClient } from './replay/kept-answers.ts';
import { adoptAbandoned } from './replay/replay-run.ts';
import { createCallLog, meteredCallsOfMonth, type CallLog } from './state/call-log.ts';
import { exclusively } from './state/exclusive.ts';
import { syncHistory } from './state/history.ts';
import { findUnfinished, takeOver, type UnfinishedRun } from './state/resume.ts';
import {
	blank,
	HEARTBEAT,
	newRunId,
	takeLease,
	writeRunState,
	type RunKind
} from './state/run-log.ts';
import { countRunRows } from './state/run-rows.ts';
import { readCompany, type CompanyRead } from './streams/company.ts';
import { readNamed } from './streams/named.ts';
import { NoOkrError } from './streams/periods.ts';
import { TooManyRejectsError, type RunScope, type Tally } from './streams/scope.ts';
import { endingOf, explainHold, summarise, type Ending, type RunSummary } from './sync-summary.ts';

export type { RunSummary, StreamSummary } from './sync-summary.ts';

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
	/** Close what is missing, however much it is. */
	readonly isShrinkAllowed?: boolean;
	/** Read only what events have named, and no directory. */
	readonly only?: NamedThings;
}

export interface NamedThings {
	/** Objectives to read one by one, with their check-ins. */
	readonly objectiveIds: readonly string[];
	/** Objectives of which only the check-ins are read: one call instead of two. */
	readonly checkInObjectiveIds?: readonly string[];
	/** People whose lists of objectives are read. */
	readonly personIds: readonly string[];
}

export interface SyncProgress {
	/** departments, people, periods, objectives, check_ins, load or marts. */
	readonly phase: string;
	readonly done: number;
	/** null while unknown. */
	readonly total: number | null;
}

export interface SyncHooks {
	/** Aborted: the run stops within a second; the next one goes on from its answers. */
	readonly signal?: AbortSignal;
	readonly onProgress?: (progress: SyncProgress) => void;
	/** Milliseconds that one attempt of a call may take. */
	readonly callTimeout?: number;
	/** For tests: real time and chance otherwise. */
	readonly timing?: Timing;
	/** For figures of the reading alone: core tables as ever, while marts and data version stay as they are. */
	readonly isMartless?: boolean;
}

/**
 * Calls in flight at a time; a kill loses as many answers at most. Six contact calls at a time were throttled in one deployment
 * (dingtalk-api.md 6.4). Where nothing limits the rate, pages that arrive together are stored together, which is what costs.
 */
export const IN_FLIGHT = {
	limited: { contacts: 3, agoal: 6 },
	unlimited: { contacts: 16, agoal: 64 }
};

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
	const now = clock.now();
	const { lastObservedAt } = await syncHistory(warehouse);
	if (lastObservedAt > now)
		throw new SyncRefusedError(
			`The clock stands at ${instantText(now)} UTC, before the last sync (${instantText(lastObservedAt)} UTC). History cannot be written backwards: correct the clock or OKR_TODAY, or use another DATA_DIR.`
		);
	const runId = newRunId();
	const asked = askedOf(options, context.config);
	await takeLease(warehouse, blank(runId, now, asked));
	const unfinished = await findUnfinished(warehouse, { now, ...asked });
	const run = await openRun(context, hooks, runId, asked, unfinished, now).catch(
		async (error: unknown) => {
			await writeRunState(warehouse, { ...blank(runId, now, asked), status: 'failed' });
			throw error;
		}
	);
	const heart = setInterval(() => void beat(run), HEARTBEAT);
	heart.unref();
	try {
		await recover(warehouse);
		if (unfinished === null) await adoptAbandoned(warehouse, context.config, runId);
		const ending = await carryOut(run, options).catch((error: unknown) => failed(run, error));
		return await close(run, ending, began);
	} finally {
		clearInterval(heart);
	}
}

interface Asked {
	readonly kind: RunKind;
	/** Empty until it is known. */
	product: string;
	/** Two runs of which the same was asked, under the same settings, have the same text. */
	readonly options: string;
}

function askedOf({ isFull = false, since = null, only }: SyncOptions, config: Config): Asked {
	const kind = only !== undefined ? 'events' : isFull ? 'full' : 'planned';
	return { kind, product: '', options: JSON.stringify({ since, ...settingsOf(config) }) };
}

/** A run and its writers. */
interface Run {
	readonly context: SyncContext;
	readonly hooks: SyncHooks;
	readonly asked: Asked;
	readonly scope: Omit<RunScope, 'onProgress'>;
	readonly keptPlan: RunPlan | null;
	readonly ledger: CallLedger;
	readonly calls: CallLog;
	readonly tallies: Tally[];
	/** How far this machine's clock is from DingTalk's, in words; null: near enough. */
	readonly skew: () => string | null;
	isCommitted: boolean;
	isClosed: boolean;
}

async function openRun(
	context: SyncContext,
	hooks: SyncHooks,
	runId: string,
	asked: Asked,
	unfinished: UnfinishedRun | null,
	now: number
): Promise<Run> {
	const { config, warehouse, clock, dingtalk } = context;
	const { signal, timing, callTimeout } = hooks;
	// What goes on from an earlier run's answers is one read with it, at that one's instant.
	const observedAt = unfinished?.observedAt ?? now;
	if (unfinished !== null) await takeOver(warehouse, unfinished.runId, runId);
	const kept = unfinished === null ? null : await openKeptAnswers(warehouse, runId);
	const spent = await meteredCallsOfMonth(warehouse, dayOf(config, now));
	const ledger = createLedger(config.callBudget, spent);
	const live = createClient({
		endpoints: dingtalk,
		ledger,
		maxQps: config.maxQps,
		...(signal !== undefined && { signal }),
		...(timing !== undefined && { timing }),
		...(callTimeout !== undefined && { timeout: callTimeout })
	});
	const raw = createRawLayer(
		warehouse,
		runId,
		() => clock.now(),
		(page) => kept?.gave(page) ?? false
	);
	const known = withoutPersonalDetails(live, readForgotten(config.dataDir));
	const recording = recordingRefusals(known, raw);
	return {
		context,
		hooks,
		asked,
		ledger,
		calls: createCallLog(warehouse, runId, ledger, () => dayOf(config, clock.now())),
		keptPlan: kept === null ? null : await keptPlan(warehouse, runId),
		tallies: [],
		skew: () => describeSkew(live.skew()),
		isCommitted: false,
		isClosed: false,
		scope: {
			runId,
			config,
			warehouse,
			client: kept === null ? recording : resumingClient(kept, recording),
			batches: createBatches(warehouse, runId),
			raw,
			observedAt,
			signal,
			concurrency: config.maxQps === Infinity ? IN_FLIGHT.unlimited : IN_FLIGHT.limited
		}
	};
}

async function carryOut(run: Run, options: SyncOptions): Promise<Ending> {
	const { scope, hooks, tallies, calls } = run;
	const { config, warehouse, observedAt } = scope;
	const { signal } = hooks;
	const today = dayOf(config, observedAt);
	const report = (phase: string, done: number, total: number | null) =>
		hooks.onProgress?.({ phase, done, total });

	const read = await readWhatIsAsked(run, options, report);
	report('load', 0, null);
	await scope.batches.flush();
	await calls.flush();
	run.asked.product = read.product;
	const load = loadContextOf(scope, read, await syncHistory(warehouse));
	await loadCore(load, signal);
	await noteHolds(run, load);
	const isWhole = read.stop === null && tallies.every((tally) => tally.isComplete);
	await commitRun(load, today, isWhole && run.asked.kind !== 'events');
	run.isCommitted = true;
	const isLess = await removeExpired(warehouse, config.retentionMonths, today, signal);
	report('marts', 0, null);
	if (hooks.isMartless !== true)
		await buildCurrentMarts(warehouse, config, {
			isForced: isLess,
			onProgress: ({ done, total }) => report('marts', done, total),
			...(signal !== undefined && { signal })
		});
	const ended = { asOf: today, isResumable: false };
	if (read.stop !== null) return { ...endingOf(read.stop), ...ended, message: read.stop.message };
	return { status: isWhole ? 'succeeded' : 'partial', stoppedOn: null, message: '', ...ended };
}

function readWhatIsAsked(
	{ scope, tallies, context, keptPlan: known }: Run,
	{ only, ...request }: SyncOptions,
	report: (phase: string, done: number, total: number | null) => void
): Promise<CompanyRead> {
	const { observedAt, raw } = scope;
	const decided = async (plan: RunPlan): Promise<RunPlan> => {
		if (plan === known) return plan;
		if (known !== null) await dropPlan(context.warehouse, scope.runId);
		await keepPlan(raw, plan);
		return plan;
	};
	if (only !== undefined)
		return readNamed(
			scope,
			tallies,
			async () => decided(await planEvents(context, observedAt, only)),
			report
		);
	// The app may see more of the company than when the run began: the plan of then would leave those people out.
	const holds = (plan: RunPlan, directory: Directory): boolean =>
		plan.directory === '' || plan.directory === fingerprintOf(directory);
	return readCompany(
		scope,
		tallies,
		async (directory) =>
			decided(
				known !== null && holds(known, directory)
					? known
					: (await planRun(context, directory, observedAt, request)).plan
			),
		report
	);
}

/** What waits for somebody's yes keeps its stream partial. */
async function noteHolds({ scope, tallies }: Run, { holds }: LoadContext): Promise<void> {
	const { batches, observedAt } = scope;
	await batches.add(
		'ops_holds',
		holds.map(({ stream, closing, present }) => ({
			stream,
			closing_count: closing,
			present_count: present,
			held_at: instantText(observedAt)
		}))
	);
	await batches.flush();
	for (const hold of holds) {
		const stream = hold.stream === 'key_results' ? 'objectives' : hold.stream;
		tallies.find((tally) => tally.stream === stream)?.gaps.push(explainHold(hold));
	}
}

/** The rows of a run that does not count are removed at once, but for an interrupted one, which must end fast: the next run does it. */
async function failed(run: Run, error: unknown): Promise<Ending> {
	if (run.hooks.signal?.aborted === true) {
		const message =
			'The sync was interrupted. What it read is kept: the next one within six hours goes on from there.';
		return { status: 'stopped', stoppedOn: 'interrupt', message, asOf: null, isResumable: true };
	}
	// Where nothing can be stored, nothing can be removed: a run begins by removing what those before it left (recover).
	if (!run.isCommitted && !(error instanceof DiskFullError)) {
		await run.scope.batches.flush();
		await recover(run.scope.warehouse);
	}
	const message = error instanceof Error ? error.message : String(error);
	const isResumable =
		!run.isCommitted &&
		(error instanceof DingTalkError
			? error.isTransient
			: !(error instanceof TooManyRejectsError || error instanceof NoOkrError));
	const ending =
		error instanceof DingTalkError
			? endingOf(error)
			: ({ status: 'failed', stoppedOn: null } as const);
	return { ...ending, message, asOf: null, isResumable };
}

async function close(run: Run, ending: Ending, began: number): Promise<RunSummary> {
	const { scope, ledger, tallies, context, calls } = run;
	const skew = run.skew();
	if (skew !== null) tallies[0]?.notes.push(skew);
	const { warehouse, runId, observedAt } = scope;
	await calls.flush();
	const rows = run.isCommitted ? await countRunRows(warehouse, runId) : {};
	const streams = tallies.map((tally) => summarise(tally, rows[tally.stream] ?? 0));
	const seenAt = instantText(observedAt);
	await insertRows(
		warehouse,
		'ops_streams',
		streams.map(({ stream, status, reason, pages, items, rows: row_count }) => ({
			run_id: runId,
			stream,
			status,
			reason,
			read_at: seenAt,
			read_count: pages,
			item_count: items,
			row_count
		})),
		{ token: `${runId}|ops_streams` }
	);
	await insertRows(
		warehouse,
		'ops_drift',
		tallies.flatMap(({ stream, drift }) =>
			[...drift].map(([field, { sample, count }]) => ({
				run_id: runId,
				stream,
				field,
				sample,
				record_count: count,
				seen_at: seenAt
			}))
		),
		{ token: `${runId}|ops_drift` }
	);
	const { metered, exempt, refused } = ledger.totals();
	const rowCount = streams.reduce((sum, { rows: added }) => sum + added, 0);
	const rejectCount = scope.batches.count('ops_rejects');
	run.isClosed = true;
	await writeRunState(warehouse, {
		...blank(runId, observedAt, run.asked),
		status: ending.status,
		stoppedOn: ending.stoppedOn ?? '',
		isResumable: ending.isResumable,
		finishedAt: context.clock.now(),
		meteredCalls: metered,
		exemptCalls: exempt,
		rows: rowCount,
		rejects: rejectCount,
		message: ending.message
	});
	const { status, stoppedOn, message, asOf } = ending;
	return {
		runId,
		status,
		stoppedOn,
		message,
		asOf,
		streams,
		rowCount,
		rejectCount,
		meteredCalls: metered,
		exemptCalls: exempt,
		refusedCalls: refused,
		durationMs: Math.round(performance.now() - began)
	};
}

/** A sign of life, with what the run has cost so far. A beat that fails is made up for by the next one. */
async function beat(run: Run): Promise<void> {
	const { scope, ledger, calls, asked } = run;
	const { metered, exempt } = ledger.totals();
	const state = blank(scope.runId, scope.observedAt, asked);
	try {
		await calls.flush();
		if (run.isClosed) return;
		await writeRunState(scope.warehouse, { ...state, meteredCalls: metered, exemptCalls: exempt });
	} catch {
		// The warehouse being away for a moment must not end the run; if it stays away, the run's own writes fail.
	}
}
