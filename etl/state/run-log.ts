/** The log of runs, and the lease by which only one run writes at a time. */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { insertRows, selectRows, type Warehouse } from '../clickhouse/client.ts';
import { instantText } from '../normalise/instants.ts';

export type RunStatus = 'running' | 'succeeded' | 'partial' | 'failed' | 'stopped' | 'killed';

export type RunKind = 'planned' | 'full' | 'events';

export interface RunState {
	readonly runId: string;
	readonly status: RunStatus;
	readonly kind: RunKind;
	/** agoal, okr or pro; empty until it is known. */
	readonly product: string;
	/** JSON: what was asked of the run. */
	readonly options: string;
	/** budget, quota, banned, interrupt or empty. */
	readonly stoppedOn: string;
	/** It failed for a reason that may pass, before its core rows counted: the next run goes on from its answers. */
	readonly isResumable: boolean;
	/** Epoch ms by the product's clock. */
	readonly startedAt: number;
	readonly finishedAt: number | null;
	readonly meteredCalls: number;
	readonly exemptCalls: number;
	readonly rows: number;
	readonly rejects: number;
	/** For people: what stopped it and the remedy. */
	readonly message: string;
}

/** Another sync is at work on the same warehouse. Worth a retry when it has finished. */
export class SyncRunningError extends Error {
	override readonly name = 'SyncRunningError';
	constructor(runId: string, secondsAgo: number) {
		super(
			`Another sync (${runId}) is running on this warehouse; its last sign of life was ${secondsAgo} s ago. Wait until it has finished. If it was killed, it stops counting as running after ${LEASE / 1000} s.`
		);
	}
}

/** Milliseconds after which a run without a sign of life counts as killed. */
const LEASE = 60_000;
/** How often a run gives one. */
export const HEARTBEAT = 15_000;

/** Sorts by the time of its start: of two runs at one instant (OKR_TODAY) the later one speaks. */
export function newRunId(): string {
	return `${new Date().toISOString().replace(/[-:.]/g, '')}-${randomBytes(4).toString('hex')}`;
}

let lastVersion = 0;

/** Writes a state; the latest one speaks. Real time orders them, whatever the product's clock says. */
export async function writeRunState(warehouse: Warehouse, state: RunState): Promise<void> {
	lastVersion = Math.max(Date.now(), lastVersion + 1);
	await insertRows(
		warehouse,
		'ops_run_states',
		[
			{
				run_id: state.runId,
				version: lastVersion,
				status: state.status,
				kind: state.kind,
				product: state.product,
				options: state.options,
				stopped_on: state.stoppedOn,
				is_resumable: state.isResumable ? 1 : 0,
				started_at: instantText(state.startedAt),
				finished_at: state.finishedAt === null ? null : instantText(state.finishedAt),
				metered_call_count: state.meteredCalls,
				exempt_call_count: state.exemptCalls,
				row_count: state.rows,
				reject_count: state.rejects,
				message: state.message
			}
		],
		{ token: `${state.runId}|${lastVersion}` }
	);
}

const Running = z.object({
	run_id: z.string(),
	version: z.coerce.number(),
	started_ms: z.coerce.number(),
	kind: z.enum(['planned', 'full', 'events']),
	product: z.string(),
	options: z.string(),
	metered_call_count: z.coerce.number(),
	exempt_call_count: z.coerce.number()
});

/**
 * Takes the lease for a run: marks killed runs as such and writes the first state of this one.
 * An embedded warehouse belongs to one process, so every other running run of it is a killed one.
 * @throws {SyncRunningError}
 */
export async function takeLease(warehouse: Warehouse, state: RunState): Promise<void> {
	const { runId } = state;
	const begun = begunHere.get(warehouse) ?? new Set();
	begunHere.set(warehouse, begun.add(runId));
	const dead = await othersRunning(warehouse, runId, { begun });
	for (const run of dead) {
		await writeRunState(warehouse, {
			...blank(run.run_id, run.started_ms, run),
			meteredCalls: run.metered_call_count,
			exemptCalls: run.exempt_call_count,
			status: 'killed',
			isResumable: true,
			message:
				'The process ended before the run did. Its answers are kept: the next run goes on from them.'
		});
	}
	await writeRunState(warehouse, state);
	// Two that start at once both see each other now; the one that sorts first goes on.
	const rivals = await othersRunning(warehouse, runId, { begun, isListing: true });
	const first = rivals.find(({ run_id }) => run_id < runId);
	if (first !== undefined) {
		const message = 'Another sync was running.';
		await writeRunState(warehouse, { ...state, status: 'stopped', message });
		throw new SyncRunningError(first.run_id, 0);
	}
}

/** @throws {SyncRunningError} if a run of another process is alive on this warehouse */
export async function refuseBesideSync(warehouse: Warehouse): Promise<void> {
	await othersRunning(warehouse, '');
}

/**
 * Runs that took the lease in this process. One at a time is at work here (exclusive.ts), so that every other one is over, also if the
 * warehouse was away when it should have said so.
 */
const begunHere = new WeakMap<Warehouse, Set<string>>();

/**
 * @param begun runs that are over, whatever their last sign of life says
 * @returns killed ones @throws {SyncRunningError} if one is alive, unless `isListing`
 */
async function othersRunning(
	warehouse: Warehouse,
	runId: string,
	{ begun, isListing = false }: { begun?: ReadonlySet<string>; isListing?: boolean } = {}
): Promise<z.infer<typeof Running>[]> {
	const running = await selectRows(
		warehouse,
		`SELECT run_id, version, toUnixTimestamp64Milli(started_at) AS started_ms, kind, product, options,
			metered_call_count, exempt_call_count
		FROM ops_runs WHERE status = 'running' ORDER BY run_id`,
		(row) => Running.parse(row)
	);
	const others = running.filter(({ run_id }) => run_id !== runId);
	const now = Date.now();
	const alive =
		warehouse.kind === 'embedded'
			? []
			: others.filter(
					({ run_id, version }) => now - version < LEASE && begun?.has(run_id) !== true
				);
	if (isListing) return alive;
	const [first] = alive;
	if (first !== undefined)
		throw new SyncRunningError(first.run_id, Math.round((now - first.version) / 1000));
	return others;
}

export function blank(
	runId: string,
	startedAt: number,
	{ kind, product, options }: Pick<RunState, 'kind' | 'product' | 'options'>
): RunState {
	return {
		runId,
		status: 'running',
		kind,
		product,
		options,
		stoppedOn: '',
		isResumable: false,
		startedAt,
		finishedAt: null,
		meteredCalls: 0,
		exemptCalls: 0,
		rows: 0,
		rejects: 0,
		message: ''
	};
}
