/** One sync at a time in this process: the first start, the schedule and the command line all come through here. */
import { runSync } from '../../../../etl/sync.ts';
import { repairMarts } from '../../../../etl/current-marts.ts';
import { SyncRunningError } from '../../../../etl/state/run-log.ts';
import type { Command, CommandContext, CommandIo } from '../../../../etl/commands/command.ts';
import type { SyncProgress, SyncState } from './current.ts';
import type { Log } from './log.ts';

export class SyncRunner {
	readonly #context: CommandContext;
	readonly #log: Log;
	readonly #onProgress: (progress: SyncProgress | null) => void;
	readonly #stop = new AbortController();
	#state: SyncState = { kind: 'idle' };
	#running: Promise<unknown> | null = null;

	constructor(
		context: CommandContext,
		log: Log,
		onProgress: (progress: SyncProgress | null) => void
	) {
		this.#context = context;
		this.#log = log;
		this.#onProgress = onProgress;
	}

	state(): SyncState {
		return this.#state;
	}

	/** Builds the marts anew if a process was killed while it swapped them, or if a setting they rest on has changed. */
	async repairMarts(): Promise<void> {
		const { warehouse, config } = this.#context;
		try {
			if (await repairMarts(warehouse, config))
				this.#log.info({}, 'The marts were rebuilt from the core tables.');
		} catch (error) {
			// On a shared server another process may be at work, or have been killed a moment ago: its figures, or the next
			// sync's, come soon enough; what is there is shown until then.
			if (!(error instanceof SyncRunningError)) throw error;
			this.#log.warn({}, error.message);
		}
	}

	/** A sync of this process. Joins a running one. @throws what made it fail, after logging it */
	async run(reason: string): Promise<void> {
		if (this.#running !== null) {
			await this.#running;
			return;
		}
		await this.#exclusively(async () => {
			const summary = await runSync(
				this.#context,
				{},
				{ signal: this.#stop.signal, onProgress: (progress) => this.#report(progress) }
			);
			this.#log.info({ reason, ...summary }, 'The sync has finished.');
			if (summary.status === 'failed') throw new Error(summary.message);
		});
	}

	/** The sync command of another process, in its words and with its exit code. */
	async runCommand(command: Command, args: readonly string[], io: CommandIo): Promise<number> {
		if (this.#running !== null) {
			io.err(
				'A sync is already running in the product; run the command again when it has finished.\n'
			);
			return 1;
		}
		const signal = AbortSignal.any([io.signal, this.#stop.signal]);
		return this.#exclusively(() => command(args, { ...io, signal }, this.#context));
	}

	/** Aborts a running sync and waits for it to leave a clean state. */
	async close(): Promise<void> {
		this.#stop.abort(new Error('The product is stopping.'));
		await this.#running?.catch(() => {});
	}

	async #exclusively<T>(work: () => Promise<T>): Promise<T> {
		this.#state = { kind: 'running', startedAt: Date.now(), progress: null };
		const running = work();
		this.#running = running;
		try {
			const result = await running;
			this.#state = { kind: 'idle' };
			return result;
		} catch (error) {
			const message = error instanceof Error ? error.message : String(error);
			this.#state = { kind: 'failed', failedAt: Date.now(), message };
			if (!this.#stop.signal.aborted) this.#log.error({ error }, 'The sync failed.');
			throw error;
		} finally {
			this.#running = null;
			this.#onProgress(null);
		}
	}

	#report(progress: SyncProgress): void {
		if (this.#state.kind === 'running') this.#state = { ...this.#state, progress };
		this.#onProgress(progress);
	}
}
