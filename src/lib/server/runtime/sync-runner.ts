/**
 * One sync at a time in this process: the first start, the schedule, events, the page and the command line all come
 * through here.
 */
import { runSync } from '../../../../etl/sync.ts';
import { readWaitingEvents } from '../../../../etl/events/read-waiting.ts';
import { waitingEvents } from '../../../../etl/events/waiting-events.ts';
import { repairMarts } from '../../../../etl/current-marts.ts';
import { SyncRunningError } from '../../../../etl/state/run-log.ts';
import type { Command, CommandContext, CommandIo } from '../../../../etl/commands/command.ts';
import type { StartSyncOptions, SyncProgress, SyncState } from './current.ts';
import type { Log } from './log.ts';

/** A run that wrote in its log that nothing of it counts, and why. */
class LoggedFailure extends Error {}

export class SyncRunner {
	readonly #context: CommandContext;
	readonly #log: Log;
	readonly #onProgress: (progress: SyncProgress | null) => void;
	readonly #onFinished: () => void;
	readonly #stop = new AbortController();
	readonly #listeners = new Set<() => void>();
	/** Of the run at work. */
	#cancel = new AbortController();
	#state: SyncState = { kind: 'idle' };
	#running: Promise<unknown> | null = null;
	/** What runs reads what events named: short, and no substitute for a planned sync. */
	#isForEvents = false;

	constructor(
		context: CommandContext,
		log: Log,
		onProgress: (progress: SyncProgress | null) => void,
		/** After every run but those for events: what it left waiting may be read now. */
		onFinished: () => void
	) {
		this.#context = context;
		this.#log = log;
		this.#onProgress = onProgress;
		this.#onFinished = onFinished;
	}

	state(): SyncState {
		return this.#state;
	}

	/** @returns what ends the calls */
	onChange(listener: () => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	/** Builds the marts anew if a process was killed while it swapped them, or if a setting they rest on has changed. */
	async repairMarts(signal?: AbortSignal): Promise<void> {
		const { warehouse, config } = this.#context;
		try {
			const isBuilt = await repairMarts(warehouse, config, {
				...(signal !== undefined && { signal }),
				onProgress: ({ done, total }) => this.#onProgress({ phase: 'marts', done, total })
			}).finally(() => this.#onProgress(null));
			if (isBuilt) this.#log.info({}, 'The marts were rebuilt from the core tables.');
		} catch (error) {
			// On a shared server another process may be at work, or have been killed a moment ago: its figures, or the next
			// sync's, come soon enough; what is there is shown until then.
			if (!(error instanceof SyncRunningError)) throw error;
			this.#log.warn({}, error.message);
		}
	}

	/** A sync of this process. Joins a running one. @throws what made it fail, after logging it */
	async run(reason: string, { allowShrink = false }: StartSyncOptions = {}): Promise<void> {
		while (this.#running !== null) {
			if (!this.#isForEvents) {
				await this.#running;
				return;
			}
			await this.#running.catch(() => {});
		}
		await this.#exclusively(async (signal) => {
			const options = { isShrinkAllowed: allowShrink };
			const summary = await runSync(this.#context, options, {
				signal,
				onProgress: (progress) => this.#report(progress)
			});
			this.#log.info({ reason, ...summary }, 'The sync has finished.');
			// A run that was told to stop did what it was told; one that stopped by itself before it had anything did not.
			const isOverWithNothing = summary.asOf === null && summary.stoppedOn !== 'interrupt';
			if (isOverWithNothing) throw new LoggedFailure(summary.message);
		});
	}

	/**
	 * Reads what events named and no run has read since, when no other run is at work.
	 * @returns whether all of it was read @throws what made it fail
	 */
	async readEvents(): Promise<boolean> {
		while (this.#running !== null) await this.#running.catch(() => {});
		if (this.#stop.signal.aborted) return false;
		const { events } = await waitingEvents(this.#context.warehouse);
		if (events.length === 0 || this.#running !== null) return true;
		return this.#exclusively(async (signal) => {
			const summary = await readWaitingEvents(this.#context, {
				signal,
				onProgress: (progress) => this.#report(progress)
			});
			if (summary === null) return true;
			this.#log.info({ reason: 'events', ...summary }, 'What events named has been read.');
			if (summary.status === 'failed') throw new Error(summary.message);
			return summary.stoppedOn === null;
		}, true);
	}

	/** Starts one and does not wait for it. @returns false: one is running already */
	start(reason: string, options: StartSyncOptions): boolean {
		if (this.#running !== null && !this.#isForEvents) return false;
		// Its failure is in the log and in the state.
		this.run(reason, options).catch(() => {});
		return true;
	}

	/** Tells the running one to stop. @returns false: none is running */
	cancel(): boolean {
		if (this.#state.kind !== 'running') return false;
		this.#become({ ...this.#state, isEnding: true });
		this.#cancel.abort(new Error('The sync was told to stop.'));
		return true;
	}

	/** The sync command of another process, in its words and with its exit code. */
	async runCommand(command: Command, args: readonly string[], io: CommandIo): Promise<number> {
		while (this.#running !== null && this.#isForEvents) await this.#running.catch(() => {});
		if (this.#running !== null) {
			io.err(
				'A sync is already running in the product; run the command again when it has finished.\n'
			);
			return 1;
		}
		return this.#exclusively((signal) => {
			const either = AbortSignal.any([io.signal, signal]);
			return command(args, { ...io, signal: either }, this.#context);
		});
	}

	/** Aborts a running sync and waits for it to leave a clean state. */
	async close(): Promise<void> {
		this.#stop.abort(new Error('The product is stopping.'));
		await this.#running?.catch(() => {});
	}

	async #exclusively<T>(
		work: (signal: AbortSignal) => Promise<T>,
		isForEvents = false
	): Promise<T> {
		const before = this.#state;
		this.#isForEvents = isForEvents;
		this.#cancel = new AbortController();
		this.#become({ kind: 'running', startedAt: Date.now(), progress: null, isEnding: false });
		const running = work(AbortSignal.any([this.#cancel.signal, this.#stop.signal]));
		this.#running = running;
		let end: SyncState = { kind: 'idle' };
		try {
			return await running;
		} catch (error) {
			const message = error instanceof Error ? error.message : String(error);
			const isLogged = error instanceof LoggedFailure;
			if (!this.#cancel.signal.aborted)
				end = { kind: 'failed', failedAt: Date.now(), message, isLogged };
			if (!this.#isStopping()) this.#log.error({ error }, 'The sync failed.');
			throw error;
		} finally {
			this.#running = null;
			// Pages tell of planned syncs: what a run for events did not read, the next of those will.
			this.#become(isForEvents ? before : end);
			this.#onProgress(null);
			if (!isForEvents) this.#onFinished();
		}
	}

	#isStopping(): boolean {
		return this.#stop.signal.aborted || this.#cancel.signal.aborted;
	}

	#report(progress: SyncProgress): void {
		if (this.#state.kind === 'running') this.#become({ ...this.#state, progress });
		this.#onProgress(progress);
	}

	#become(state: SyncState): void {
		this.#state = state;
		for (const listener of this.#listeners) listener();
	}
}
