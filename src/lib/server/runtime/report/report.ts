/** `npm run report`, carried out where the product runs: the file that the page's button makes, written to disk. */
import { randomUUID } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { withUsage } from '../../../../../etl/commands/arguments.ts';
import type { CommandIo } from '../../../../../etl/commands/command.ts';
import { createCube } from '../../cube/client.ts';
import { findBrowser } from '../../print/find-browser.ts';
import { TICKET_HEADER } from '../../print/tickets.ts';
import type { Runtime } from '../current.ts';
import { ADMIN, type Viewer } from '../../view-as.ts';
import { reportAskOf, reportSyntax, type ReportAsk } from './arguments.ts';
import { named, readDepartments, readPeriods, readViewer } from './named.ts';

export interface ReportHost {
	readonly runtime: Pick<
		Runtime,
		'cubeApiUrl' | 'cubeToken' | 'dataVersion' | 'origin' | 'tickets'
	>;
	/** Where this process reaches its own pages, without a trailing slash. */
	readonly loopback: string;
	/** CHROME_PATH. */
	readonly browserPath: string | null;
}

const PACE = 500;

/** @returns the exit code: 0 done, 1 failed, 2 bad usage */
export function report(args: readonly string[], io: CommandIo, host: ReportHost): Promise<number> {
	return withUsage(io, reportSyntax.usage, async () => {
		const ask = reportAskOf(args);
		try {
			return await write(ask, io, host);
		} catch (error) {
			io.err(`${error instanceof Error ? error.message : String(error)}\n`);
			return 1;
		}
	});
}

async function write(ask: ReportAsk, io: CommandIo, host: ReportHost): Promise<number> {
	const { cubeApiUrl, cubeToken, dataVersion } = host.runtime;
	const version = await dataVersion();
	if (version === null) {
		io.err('There is no data yet: run npm run sync first.\n');
		return 1;
	}
	if (ask.extension === 'pdf') findBrowser(host.browserPath);
	const cubeAs = (viewer: Viewer) =>
		createCube({ apiUrl: cubeApiUrl, token: () => cubeToken(viewer) });
	const viewer =
		ask.viewer === null ? ADMIN : await readViewer(cubeAs(ADMIN), ask.viewer, version.asOf);
	const cube = cubeAs(viewer);
	const period = named('period', ask.period, await readPeriods(cube));
	const day = period.endsOn < version.asOf ? period.endsOn : version.asOf;
	const department =
		ask.department === null
			? null
			: named('department', ask.department, await readDepartments(cube, day));

	const search = new URLSearchParams({ period: period.id, lang: ask.lang });
	if (department !== null) search.set('department', department.id);
	const job = randomUUID();
	search.set('job', job);
	const stopTelling = tellProgress(job, io, host);
	let answer: Response;
	try {
		answer = await open(`/export/review.${ask.extension}?${search}`, viewer, host, io.signal);
	} finally {
		stopTelling();
	}
	if (!answer.ok) {
		io.err(await answer.text());
		return 1;
	}
	await replace(ask.out, new Uint8Array(await answer.arrayBuffer()));
	const place = department === null ? 'the whole company' : department.name;
	io.out(`${ask.out}: the review of ${period.name}, ${place}.\n`);
	return 0;
}

function open(
	path: string,
	viewer: Viewer,
	{ runtime, loopback }: ReportHost,
	signal: AbortSignal
): Promise<Response> {
	return fetch(loopback + path, {
		headers: { [TICKET_HEADER]: runtime.tickets.issue(viewer, path) },
		signal
	});
}

/** Half a file would be taken for a whole one. */
async function replace(path: string, bytes: Uint8Array): Promise<void> {
	const part = `${path}.${randomUUID().slice(0, 8)}.part`;
	try {
		// What a viewer may see is for that viewer.
		await writeFile(part, bytes, { mode: 0o600, flag: 'wx' });
		await rename(part, path);
	} catch (error) {
		await rm(part, { force: true });
		const code = error instanceof Error && 'code' in error ? error.code : '';
		if (code === 'ENOENT')
			throw new Error(`There is no folder ${dirname(path)}.`, { cause: error });
		if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
			throw new Error(`The product may not write into ${dirname(path)}.`, { cause: error });
		throw error;
	}
}

const Progress = z.object({ place: z.number().nullable() });

/** @returns what ends that */
function tellProgress(job: string, io: CommandIo, host: ReportHost): () => void {
	let told = '';
	const ended = new AbortController();
	const say = (text: string): void => {
		if (text !== told) io.err(io.isTty ? `\r\u001b[2K${text}` : `${text}\n`);
		told = text;
	};
	const ask = async (): Promise<void> => {
		const answer = await fetch(`${host.loopback}/export/progress?job=${job}`, {
			signal: ended.signal
		});
		const { place } = Progress.parse(await answer.json());
		if (ended.signal.aborted) return;
		say(
			place === null || place === 0
				? 'The pages are being set ...'
				: `Waiting. Files before this one: ${place}`
		);
	};
	// How far it is, is worth no failure.
	const timer = setInterval(() => void ask().catch(() => {}), PACE);
	return () => {
		clearInterval(timer);
		ended.abort();
		if (io.isTty && told !== '') io.err('\r\u001b[2K');
	};
}
