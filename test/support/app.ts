/** The real product in a process of its own, as `npm start` runs it, on a free port and a data directory of its own. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

export interface AppOptions {
	readonly people?: number;
	readonly seed?: number;
	/** OKR_TODAY. */
	readonly today?: string;
	/** Kept when the app stops; default: a new one, removed with it. */
	readonly dataDir?: string;
	readonly env?: Readonly<Record<string, string>>;
	/** Wait for the first data version, not only for the port. Default true. */
	readonly untilReady?: boolean;
}

export interface App {
	/** Origin, without a trailing slash. */
	readonly url: string;
	readonly port: number;
	readonly pid: number;
	readonly dataDir: string;
	/** Of somebody who has signed in, where pages are read with one (session.ts). */
	readonly cookie?: string;
	/** Standard output and error so far. */
	output(): string;
	/** SIGTERM; resolves with the exit code. */
	stop(): Promise<number | null>;
	/** SIGKILL of the product itself, not only of what started it. */
	kill(): Promise<void>;
	/** Ends it and removes what it left. */
	close(): Promise<void>;
}

/** Longest time to a complete overview on two busy cores. */
const START_LIMIT = 300_000;

/** @throws with the output when the product ends or is not ready in time */
export async function startApp(options: AppOptions = {}): Promise<App> {
	const port = await freePort();
	const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'okr-app-'));
	const child = spawnProduct(options, port, dataDir);
	let output = '';
	const exited = new Promise<number | null>((done) => child.once('exit', (code) => done(code)));
	child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
	child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));

	const url = options.env?.['ORIGIN'] ?? `http://localhost:${port}`;
	const app: App = {
		url,
		port,
		pid: child.pid ?? 0,
		dataDir,
		output: () => output,
		async stop() {
			child.kill('SIGTERM');
			return exited;
		},
		async kill() {
			child.kill('SIGKILL');
			await exited;
		},
		async close() {
			if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
			await exited;
			if (options.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true });
		}
	};
	try {
		const path = options.untilReady === false ? '/healthz' : '/readyz';
		await waitFor(`http://127.0.0.1:${port}${path}`, port, child, () => output);
	} catch (error) {
		await app.close();
		throw error;
	}
	return app;
}

/**
 * Waits for the first data version of a product that was started with `untilReady: false`.
 * @throws when there is none in time
 */
export async function untilReady(url: string): Promise<void> {
	const { port } = new URL(url);
	await waitFor(`http://127.0.0.1:${port}/readyz`, Number(port));
}

/** A start that is expected to fail: its exit code and what it said. */
export async function failedStart(
	options: AppOptions & { readonly port?: number }
): Promise<{ code: number | null; output: string }> {
	const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'okr-app-'));
	const child = spawnProduct(options, options.port ?? (await freePort()), dataDir);
	let output = '';
	child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
	child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
	const timer = setTimeout(() => child.kill('SIGKILL'), 60_000);
	const code = await new Promise<number | null>((done) => child.once('exit', (exit) => done(exit)));
	clearTimeout(timer);
	if (options.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true });
	return { code, output };
}

/** Of the environment: where what other processes of a test run compiled is (test/run.ts). */
export function compiledByOthers(): { readonly NODE_COMPILE_CACHE?: string } {
	const place = process.env['NODE_COMPILE_CACHE'];
	return place === undefined ? {} : { NODE_COMPILE_CACHE: place };
}

export async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	const address = server.address();
	await new Promise<void>((done) => server.close(() => done()));
	if (address === null || typeof address === 'string') throw new Error('No free port.');
	return address.port;
}

function spawnProduct(options: AppOptions, port: number, dataDir: string): ChildProcess {
	const size = [
		...(options.people === undefined ? [] : ['--people', String(options.people)]),
		...(options.seed === undefined ? [] : ['--seed', String(options.seed)])
	];
	const node = process.execPath;
	return spawn(
		node,
		['--disable-warning=ExperimentalWarning', 'src/lib/server/runtime/serve.ts', ...size],
		{
			cwd: root,
			stdio: ['ignore', 'pipe', 'pipe'],
			env: {
				PATH: process.env['PATH'] ?? '',
				HOME: process.env['HOME'] ?? '',
				TZ: 'UTC',
				UV_THREADPOOL_SIZE: '16',
				PORT: String(port),
				DATA_DIR: dataDir,
				SYNC_SCHEDULE: 'off',
				...compiledByOthers(),
				...(options.today === undefined ? {} : { OKR_TODAY: options.today }),
				...options.env
			}
		}
	);
}

async function waitFor(
	url: string,
	port: number,
	child: ChildProcess | null = null,
	output: () => string = () => ''
): Promise<void> {
	const deadline = Date.now() + START_LIMIT;
	while (Date.now() < deadline) {
		if (child !== null && (child.exitCode !== null || child.signalCode !== null))
			throw new Error(`The product ended with ${child.exitCode ?? child.signalCode}:\n${output()}`);
		if (await isOk(url, port)) return;
		await new Promise((done) => setTimeout(done, 100));
	}
	throw new Error(`The product was not ready within ${START_LIMIT / 1000} s:\n${output()}`);
}

async function isOk(url: string, port: number): Promise<boolean> {
	try {
		const answer = await fetch(url, {
			headers: { host: `localhost:${port}` },
			redirect: 'manual',
			signal: AbortSignal.timeout(5_000)
		});
		await answer.arrayBuffer();
		return answer.status === 200;
	} catch {
		return false;
	}
}
