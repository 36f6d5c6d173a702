/** The running product's side: carries out commands for other processes of this machine and user. */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { APP_FILE, JobRequest, type AppFile, type JobEvent } from './protocol.ts';
import type { CommandIo } from '../commands/command.ts';

export interface ControlServer {
	/** Aborts running jobs and removes the file. */
	close(): Promise<void>;
}

type RunJob = (command: string, args: readonly string[], io: CommandIo) => Promise<number>;

/** Listens on a free loopback port and writes the file that `findRunningApp` reads. */
export async function startControlServer(dataDir: string, runJob: RunJob): Promise<ControlServer> {
	const secret = randomBytes(32).toString('hex');
	const running = new Set<AbortController>();

	const server = createServer((request, response) => {
		if (!isAuthorised(request, secret)) return end(response, 401);
		if (request.method === 'GET' && request.url === '/ping') return end(response, 204);
		if (request.method !== 'POST' || request.url !== '/jobs') return end(response, 404);
		void serveJob(request, response, runJob, running);
	});
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(0, '127.0.0.1', resolve);
	});
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('No loopback port.');

	const file: AppFile = { pid: process.pid, port: address.port, secret };
	mkdirSync(dataDir, { recursive: true });
	const path = join(dataDir, APP_FILE);
	// Renamed into place, so that nobody reads half of it; the mode is set at creation, never later.
	rmSync(`${path}.new`, { force: true });
	writeFileSync(`${path}.new`, JSON.stringify(file), { mode: 0o600, flag: 'wx' });
	renameSync(`${path}.new`, path);

	return {
		async close() {
			rmSync(path, { force: true });
			for (const job of running) job.abort(new Error('The product is stopping.'));
			server.closeIdleConnections();
			await new Promise<void>((resolve) => server.close(() => resolve()));
		}
	};
}

async function serveJob(
	request: IncomingMessage,
	response: ServerResponse,
	runJob: RunJob,
	running: Set<AbortController>
): Promise<void> {
	const abort = new AbortController();
	running.add(abort);
	response.on('close', () => abort.abort(new Error('The command was interrupted.')));
	const send = (event: JobEvent): void => {
		if (!response.writableEnded && !response.destroyed)
			response.write(`${JSON.stringify(event)}\n`);
	};
	try {
		const job = JobRequest.parse(JSON.parse(await bodyOf(request)));
		response.writeHead(200, { 'content-type': 'application/x-ndjson' });
		const exit = await runJob(job.command, job.args, {
			out: (out) => send({ out }),
			err: (err) => send({ err }),
			isTty: job.isTty,
			signal: abort.signal
		});
		send({ exit });
	} catch (error) {
		if (!response.headersSent) response.writeHead(400);
		send({ err: `${error instanceof Error ? error.message : String(error)}\n` });
		send({ exit: 1 });
	} finally {
		running.delete(abort);
		response.end();
	}
}

async function bodyOf(request: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of request) {
		// An IncomingMessage without an encoding yields buffers; its type does not say so.
		const part = chunk as Buffer;
		size += part.length;
		if (size > 100_000) throw new Error('The request is too large.');
		chunks.push(part);
	}
	return Buffer.concat(chunks).toString('utf8');
}

function isAuthorised(request: IncomingMessage, secret: string): boolean {
	const given = Buffer.from(request.headers.authorization ?? '');
	const wanted = Buffer.from(`Bearer ${secret}`);
	return given.length === wanted.length && timingSafeEqual(given, wanted);
}

function end(response: ServerResponse, status: number): void {
	response.writeHead(status).end();
}
