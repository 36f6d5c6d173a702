/**
 * A Chromium of our own, spoken to in its DevTools protocol over a pipe: no port is open that another user of the machine could
 * reach, and the browser ends with this process.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { z } from 'zod';
import { NoBrowserError } from './find-browser.ts';

const Message = z.object({
	id: z.number().optional(),
	sessionId: z.string().optional(),
	method: z.string().optional(),
	params: z.unknown().optional(),
	result: z.unknown().optional(),
	error: z.object({ message: z.string() }).optional()
});
type Message = z.infer<typeof Message>;

/** Nothing but the pages that it is given: no updates, no telemetry, no first run. */
const QUIET = [
	'--headless',
	'--remote-debugging-pipe',
	'--disable-gpu',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-default-apps',
	'--disable-dev-shm-usage',
	'--disable-extensions',
	'--disable-sync',
	'--hide-scrollbars',
	'--no-default-browser-check',
	'--no-first-run',
	'--no-pings',
	'--password-store=basic',
	'--use-mock-keychain'
];
const START_LIMIT = 30_000;
const ERRORS_KEPT = 2_000;

export type Listener = (method: string, params: unknown) => void;

export class Chromium {
	readonly #process: ChildProcess;
	readonly #commands: Writable;
	readonly #profile: string;
	readonly #waiting = new Map<
		number,
		{ resolve: (result: unknown) => void; reject: (error: Error) => void }
	>();
	readonly #listeners = new Map<string, Listener>();
	readonly #ended: Promise<void>;
	#lastId = 0;
	#hasEnded = false;
	#errors = '';

	/** @throws {NoBrowserError} when it does not start */
	static async start(path: string): Promise<Chromium> {
		// Where the sandbox of Chromium is not allowed (in most containers, and for root) it opens our own pages without one.
		const isRoot = process.getuid?.() === 0;
		let reason = '';
		for (const args of isRoot ? [['--no-sandbox']] : [[], ['--no-sandbox']]) {
			const browser = new Chromium(path, args);
			try {
				const late = AbortSignal.timeout(START_LIMIT);
				await browser.send('Browser.getVersion', {}, { signal: late });
				return browser;
			} catch {
				await browser.close();
				reason = browser.#errors.trim().split('\n').slice(-2).join(' ');
			}
		}
		throw new NoBrowserError(
			`The browser ${path} does not start: ${reason || 'it says nothing'}. Install another one, or name its program in CHROME_PATH.`
		);
	}

	private constructor(path: string, args: readonly string[]) {
		this.#profile = mkdtempSync(join(tmpdir(), 'okr-print-'));
		this.#process = spawn(path, [...QUIET, ...args, `--user-data-dir=${this.#profile}`], {
			stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
			// A group of its own, which ends as a whole: a helper of the browser that outlives it writes its profile anew.
			detached: true,
			// Nothing of ours, such as secrets; and what it leaves behind goes with its profile.
			env: { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: this.#profile, TMPDIR: this.#profile }
		});
		const [, , errors, commands, answers] = this.#process.stdio;
		this.#commands = commands as Writable;
		this.#ended = new Promise((resolve) => {
			const end = (error?: Error): void => {
				if (error !== undefined) this.#errors += error.message;
				this.#hasEnded = true;
				for (const { reject } of this.#waiting.values())
					reject(new Error('The browser has ended.'));
				this.#waiting.clear();
				this.#kill();
				// What cannot be removed is a folder too many, and no reason to fail.
				rm(this.#profile, { recursive: true, force: true, maxRetries: 5 })
					.catch(() => {})
					.finally(resolve);
			};
			this.#process.once('error', end);
			this.#process.once('exit', () => end());
		});
		// A pipe to a process that has ended; its end is what counts.
		this.#commands.on('error', () => {});
		(errors as Readable).on('data', (chunk: Buffer) => {
			this.#errors = (this.#errors + chunk.toString('utf8')).slice(-ERRORS_KEPT);
		});
		this.#read(answers as Readable);
	}

	get hasEnded(): boolean {
		return this.#hasEnded;
	}

	/** @throws what the browser says, or the reason of the signal */
	send(
		method: string,
		params: object,
		{ session, signal }: { readonly session?: string; readonly signal?: AbortSignal } = {}
	): Promise<unknown> {
		signal?.throwIfAborted();
		if (this.#hasEnded) return Promise.reject(new Error('The browser has ended.'));
		const id = ++this.#lastId;
		return new Promise<unknown>((resolve, reject) => {
			const giveUp = (): void => {
				this.#waiting.delete(id);
				reject(signal?.reason instanceof Error ? signal.reason : new Error('Given up.'));
			};
			const settle =
				<T>(end: (value: T) => void) =>
				(value: T): void => {
					signal?.removeEventListener('abort', giveUp);
					end(value);
				};
			signal?.addEventListener('abort', giveUp, { once: true });
			this.#waiting.set(id, { resolve: settle(resolve), reject: settle(reject) });
			this.#commands.write(
				`${JSON.stringify({ id, method, params, ...(session !== undefined && { sessionId: session }) })}\0`
			);
		});
	}

	/** What happens in one session. @returns what ends that */
	listen(session: string, listener: Listener): () => void {
		this.#listeners.set(session, listener);
		return () => this.#listeners.delete(session);
	}

	/** Ends it and removes what it wrote. */
	async close(): Promise<void> {
		if (!this.#hasEnded) this.#kill();
		await this.#ended;
	}

	#kill(): void {
		const { pid } = this.#process;
		if (pid === undefined) return;
		try {
			process.kill(-pid, 'SIGKILL');
		} catch {
			// Nobody of the group is left.
		}
	}

	#read(answers: Readable): void {
		let parts: Buffer[] = [];
		answers.on('data', (chunk: Buffer) => {
			let rest = chunk;
			for (let end = rest.indexOf(0); end >= 0; end = rest.indexOf(0)) {
				parts.push(rest.subarray(0, end));
				this.#take(Buffer.concat(parts).toString('utf8'));
				parts = [];
				rest = rest.subarray(end + 1);
			}
			if (rest.length > 0) parts.push(rest);
		});
	}

	#take(text: string): void {
		try {
			this.#tell(Message.parse(JSON.parse(text)));
		} catch (error) {
			// Who waits for an answer that nobody understands hears that the browser has ended.
			this.#errors += String(error);
			this.#process.kill('SIGKILL');
		}
	}

	#tell({ id, sessionId, method, params, result, error }: Message): void {
		if (id === undefined) {
			if (method !== undefined) this.#listeners.get(sessionId ?? '')?.(method, params);
			return;
		}
		const waiting = this.#waiting.get(id);
		this.#waiting.delete(id);
		if (error === undefined) waiting?.resolve(result);
		else waiting?.reject(new Error(`The browser refused: ${error.message}`));
	}
}
