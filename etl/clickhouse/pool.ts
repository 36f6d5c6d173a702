import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { StatementAbortedError, StatementLostError, WarehouseClosedError } from './errors.ts';
import { setStatement, type SettingLiterals } from './settings.ts';
import { describeSilence } from './silence.ts';

/** One connection to the embedded engine. Rejects as the engine does; never settles early. */
export interface EngineConnection {
	run(sql: string, format: string, params?: Readonly<Record<string, unknown>>): Promise<Uint8Array>;
	/**
	 * Runs a short statement without a result on this thread. Needs none of libuv's threads, which
	 * the statements in flight may occupy to the last one.
	 */
	runNow(sql: string): void;
	close(): void;
}

export interface Statement {
	readonly sql: string;
	/** Output format when the SQL names none. */
	readonly format: string;
	/** Exactly these hold while the statement runs; what another one used does not. */
	readonly settings: SettingLiterals;
	readonly params?: Readonly<Record<string, unknown>> | undefined;
	readonly signal?: AbortSignal | undefined;
	/** True for SET, USE and temporary tables: the connection is not used again. */
	readonly leavesState: boolean;
}

export interface PoolOptions {
	/** Statements in flight at once. */
	readonly size: number;
	/** Run first on every connection that will carry statements. */
	readonly setUp: string;
	/** Milliseconds after which a statement that has not ended is given up. */
	readonly limit?: number;
	/** Milliseconds after which it is told, once, that a statement has not been answered. */
	readonly patience?: number;
	/** Default: to stderr. */
	readonly tell?: (text: string) => void;
}

/**
 * Longer than any statement of ours. Seen a few times on a machine with 25 processes for 2 cores, each time with libuv's default
 * of 4 threads (the bootstrap sets more), and not in 230 tries to provoke it: the engine answered nothing any more, and whoever
 * had asked waited for ever.
 */
const LIMIT = 1_800_000;
/** One statement of the marts of 10,000 people takes two minutes on two busy cores; nobody should be alarmed by those. */
const PATIENCE = 300_000;

interface Slot {
	readonly connection: EngineConnection;
	/** What was SET on it. */
	readonly settings: SettingLiterals;
}

interface Job {
	readonly statement: Statement;
	readonly marker: string;
	readonly resolve: (bytes: Uint8Array) => void;
	readonly reject: (error: unknown) => void;
	isAborted: boolean;
}

/**
 * Exclusive connections with a first-come queue.
 *
 * chDB runs one statement at a time per connection, keeps settings on it, and after a statement
 * that failed while running prepends the failed one's partial output to the next one's. So a
 * connection belongs to one statement until the engine has really ended it, is brought to that
 * statement's settings first, and after any failure has to prove itself clean.
 */
export class ConnectionPool {
	readonly #open: () => EngineConnection;
	readonly #size: number;
	readonly #setUp: string;
	readonly #limit: number;
	readonly #patience: number;
	readonly #tell: (text: string) => void;
	/** Never runs statements of callers: it kills theirs, and keeps the engine loaded. */
	readonly #control: EngineConnection;
	#idle: Slot[] = [];
	#queue: Job[] = [];
	readonly #running = new Map<Job, Promise<void>>();
	#closed: Promise<void> | null = null;

	/** @throws whatever opening the first connection throws */
	constructor(open: () => EngineConnection, options: PoolOptions) {
		this.#open = open;
		this.#size = options.size;
		this.#setUp = options.setUp;
		this.#limit = options.limit ?? LIMIT;
		this.#patience = options.patience ?? PATIENCE;
		this.#tell = options.tell ?? ((text) => process.stderr.write(`${text}\n`));
		this.#control = open();
	}

	/** Raw output of the statement. Rejects with what the engine's connection rejects with. */
	execute(statement: Statement): Promise<Uint8Array> {
		if (this.#closed) return Promise.reject(new WarehouseClosedError());
		const { signal } = statement;
		if (signal?.aborted) return Promise.reject(new StatementAbortedError(signal.reason));
		const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>();
		const job: Job = { statement, marker: randomUUID(), resolve, reject, isAborted: false };
		if (signal) {
			const abort = () => this.#abort(job, signal.reason);
			signal.addEventListener('abort', abort, { once: true });
			const forget = () => signal.removeEventListener('abort', abort);
			promise.then(forget, forget);
		}
		this.#queue.push(job);
		this.#startWaiting();
		return promise;
	}

	/** Takes no more work, kills what runs, waits for it to end, and lets the engine go. */
	close(): Promise<void> {
		this.#closed ??= this.#shutDown();
		return this.#closed;
	}

	async #shutDown(): Promise<void> {
		for (const job of this.#queue.splice(0)) job.reject(new WarehouseClosedError());
		await Promise.all([...this.#running.keys()].map((job) => this.#killUntilEnded(job)));
		for (const slot of this.#idle.splice(0)) slot.connection.close();
		this.#control.close();
	}

	#startWaiting(): void {
		while (this.#running.size < this.#size) {
			const job = this.#queue.shift();
			if (job === undefined) return;
			if (job.isAborted) continue;
			const watch = setTimeout(() => void this.#tellSilence(job), this.#patience);
			watch.unref();
			const end = this.#run(job).finally(() => {
				clearTimeout(watch);
				this.#running.delete(job);
				this.#startWaiting();
			});
			this.#running.set(job, end);
		}
	}

	/** Never rejects: the job's promise carries the outcome. */
	async #run(job: Job): Promise<void> {
		const { statement } = job;
		const opening = this.#slotWith(statement.settings);
		let slot: Slot;
		try {
			slot = await this.#bounded(job, opening);
		} catch (error) {
			job.reject(error);
			if (error instanceof StatementLostError)
				void opening.then(({ connection }) => connection.close()).catch(() => {});
			return;
		}
		if (job.isAborted || this.#closed !== null) {
			job.reject(new WarehouseClosedError());
			this.#idle.push(slot);
			return;
		}
		let isReusable = !statement.leavesState;
		const sql = `${markerOf(job)} ${statement.sql}`;
		const answer = slot.connection.run(sql, statement.format, statement.params);
		try {
			job.resolve(await this.#bounded(job, answer));
		} catch (error) {
			job.reject(error);
			if (error instanceof StatementLostError) {
				// Closed under a running statement, the engine would crash.
				const close = () => slot.connection.close();
				void answer.then(close, close);
				return;
			}
			isReusable &&= await isClean(slot.connection);
		}
		if (isReusable) this.#idle.push(slot);
		else slot.connection.close();
	}

	async #bounded<T>(job: Job, answer: Promise<T>): Promise<T> {
		let timer: NodeJS.Timeout | undefined;
		const late = new Promise<never>((_resolve, reject) => {
			timer = setTimeout(() => {
				this.#kill(job);
				reject(new StatementLostError(this.#limit));
			}, this.#limit);
			timer.unref();
		});
		try {
			return await Promise.race([answer, late]);
		} finally {
			clearTimeout(timer);
		}
	}

	async #tellSilence({ statement }: Job): Promise<void> {
		const silence = {
			sql: statement.sql,
			milliseconds: this.#patience,
			running: this.#running.size,
			waiting: this.#queue.length
		};
		this.#tell(await describeSilence(silence, this.#open));
	}

	/** A connection on which exactly these settings hold. Rejects if ClickHouse refuses one. */
	async #slotWith(settings: SettingLiterals): Promise<Slot> {
		const used = this.#idle.pop();
		if (used !== undefined) {
			const change = setStatement(used.settings, settings);
			if (change === null) return used;
			try {
				await used.connection.run(change, 'Null');
				return { connection: used.connection, settings };
			} catch {
				// Either the new setting is wrong, and a fresh connection says so too, or an old one
				// cannot be taken back (readonly = 1).
				used.connection.close();
			}
		}
		const connection = this.#open();
		const change = setStatement(new Map(), settings);
		try {
			await connection.run(this.#setUp, 'Null');
			if (change !== null) await connection.run(change, 'Null');
		} catch (error) {
			connection.close();
			throw error;
		}
		return { connection, settings };
	}

	#abort(job: Job, reason: unknown): void {
		job.isAborted = true;
		job.reject(new StatementAbortedError(reason));
		void this.#killUntilEnded(job);
	}

	/**
	 * chDB ignores query ids, so the statement is found by the comment in front of it. It may not
	 * have reached the engine's list yet, hence the repetition. `KILL … SYNC` never returns here.
	 */
	async #killUntilEnded(job: Job): Promise<void> {
		const end = this.#running.get(job);
		if (end === undefined) return;
		let hasEnded = false;
		const ended = end.then(() => {
			hasEnded = true;
		});
		while (!hasEnded) {
			this.#kill(job);
			await Promise.race([ended, sleep(20)]);
		}
	}

	#kill(job: Job): void {
		try {
			this.#control.runNow(`KILL QUERY WHERE startsWith(query, '${markerOf(job)}') ASYNC`);
		} catch {
			// A refused KILL changes nothing about what is awaited: the end of the statement.
		}
	}
}

function markerOf(job: Job): string {
	return `/* ${job.marker} */`;
}

/**
 * True once the connection answers with its own bytes only. The first answer after a failure may
 * start with the failed statement's output; reading it is what clears the connection.
 */
async function isClean(connection: EngineConnection): Promise<boolean> {
	const proof = randomUUID();
	try {
		for (let attempt = 0; attempt < 3; attempt++) {
			const bytes = await connection.run(`SELECT '${proof}'`, 'TSVRaw');
			if (Buffer.from(bytes).toString() === `${proof}\n`) return true;
		}
	} catch {
		return false; // not fit for use: the pool opens another one
	}
	return false;
}
