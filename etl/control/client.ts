/** A command's side: is the product running on this data directory, and if so, let it do the job. */
import { readFileSync } from 'node:fs';
import { request, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { APP_FILE, AppFile, JobEvent, type JobRequest } from './protocol.ts';
import type { CommandIo } from '../commands/command.ts';

/** The running product, or null: no file, or a stale one that a killed process left behind. */
export async function findRunningApp(dataDir: string): Promise<AppFile | null> {
	const app = readAppFile(dataDir);
	if (app === null) return null;
	try {
		const answer = await call(app, 'GET', '/ping', null, AbortSignal.timeout(3_000));
		answer.resume();
		return answer.statusCode === 204 ? app : null;
	} catch {
		// Nobody listens on that port any more, or somebody else does: the file is stale either way.
		return null;
	}
}

/** Has the product carry out a command, passing its output on. @returns the exit code */
export async function runInApp(
	app: AppFile,
	command: string,
	args: readonly string[],
	io: CommandIo
): Promise<number> {
	const job: JobRequest = { command, args: [...args], isTty: io.isTty };
	const answer = await call(app, 'POST', '/jobs', JSON.stringify(job), io.signal);
	let exit: number | null = null;
	for await (const line of createInterface({ input: answer })) {
		const event = JobEvent.parse(JSON.parse(line));
		if ('out' in event) io.out(event.out);
		else if ('err' in event) io.err(event.err);
		else exit = event.exit;
	}
	if (exit !== null) return exit;
	io.err(
		'The product stopped before it had finished this command; start it and run the command again.\n'
	);
	return 1;
}

function readAppFile(dataDir: string): AppFile | null {
	try {
		return AppFile.parse(JSON.parse(readFileSync(join(dataDir, APP_FILE), 'utf8')));
	} catch {
		return null;
	}
}

function call(
	app: AppFile,
	method: string,
	path: string,
	body: string | null,
	signal: AbortSignal
): Promise<IncomingMessage> {
	return new Promise((resolve, reject) => {
		const outgoing = request(
			{
				host: '127.0.0.1',
				port: app.port,
				method,
				path,
				signal,
				headers: { authorization: `Bearer ${app.secret}`, 'content-type': 'application/json' }
			},
			resolve
		);
		outgoing.on('error', reject);
		outgoing.end(body ?? undefined);
	});
}
