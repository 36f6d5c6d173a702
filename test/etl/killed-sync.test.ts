import { spawn } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startSandbox, type Sandbox } from '../../etl/sandbox/server.ts';
import { IN_FLIGHT } from '../../etl/sync.ts';

const SCRIPT = join(import.meta.dirname, '../support/killable-sync.ts');
const DAYS = ['2026-11-15', '2026-11-22'] as const;

let sandbox: Sandbox;
let today: string = DAYS[0];
const directories: string[] = [];
/** A data directory after a calm sync on the first day. */
let prepared: string;
let calm: Readonly<Record<string, string>>;
let calmCalls: number;

beforeAll(async () => {
	sandbox = await startSandbox({ port: 0, people: 12, seed: 7, today: () => today });
	prepared = await newDirectory();
	expect(await syncInChild(prepared, DAYS[0], '')).toMatchObject({ code: 0 });
	const { digest, calls } = await syncOnSecondDay('');
	calm = digest.tables;
	calmCalls = calls;
});
afterAll(async () => {
	await sandbox.close();
	for (const directory of directories) await rm(directory, { recursive: true, force: true });
});

const Digest = z.object({ tables: z.record(z.string(), z.string()), runs: z.unknown() });

interface Ended {
	readonly signal: string | null;
	readonly code: number | null;
	readonly out: string;
	readonly err: string;
}

function syncInChild(
	dataDir: string,
	day: string,
	killAt: string,
	isMartless = false
): Promise<Ended> {
	today = day;
	const asked = [dataDir, sandbox.url, day, killAt, ...(isMartless ? ['martless'] : [])];
	const args = ['--disable-warning=ExperimentalWarning', SCRIPT, ...asked];
	const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
	let [out, err] = ['', ''];
	child.stdout.on('data', (part: Buffer) => (out += part.toString()));
	child.stderr.on('data', (part: Buffer) => (err += part.toString()));
	return new Promise((resolve, reject) => {
		child.on('error', reject);
		child.on('close', (code, signal) => resolve({ code, signal, out, err }));
	});
}

/** On a copy of what the first day left: a sync that is killed at the point, and a calm one after it. */
async function syncOnSecondDay(
	killAt: string,
	isMartless = false
): Promise<{ digest: z.infer<typeof Digest>; calls: number }> {
	const dataDir = await newDirectory();
	await cp(prepared, dataDir, { recursive: true });
	const before = callsSoFar();
	if (killAt !== '') {
		const killed = await syncInChild(dataDir, DAYS[1], killAt);
		expect(killed, killed.err).toMatchObject({ signal: 'SIGKILL', out: '' });
	}
	const ended = await syncInChild(dataDir, DAYS[1], '', isMartless);
	expect(ended, ended.err).toMatchObject({ code: 0 });
	return { digest: Digest.parse(JSON.parse(ended.out)), calls: callsSoFar() - before };
}

/** All that DingTalk saw, but for the tokens: each process asks for its own. */
function callsSoFar(): number {
	const { endpoints } = sandbox.ledger();
	return Object.entries(endpoints)
		.filter(([name]) => !name.includes('accessToken'))
		.reduce((sum, [, { metered, exempt }]) => sum + metered + exempt, 0);
}

/** All tables, or the core tables alone. */
function of(tables: Readonly<Record<string, string>>, isMartless: boolean) {
	const all = Object.entries(tables);
	return Object.fromEntries(all.filter(([name]) => !isMartless || name.startsWith('core_')));
}

async function newDirectory(): Promise<string> {
	const directory = await mkdtemp(join(tmpdir(), 'okr-killed-'));
	directories.push(directory);
	return directory;
}

describe('a sync that is killed', () => {
	it.each([
		['while it reads people', 'progress people'],
		['while it reads objectives', 'progress objectives'],
		['while it reads check-ins', 'progress check_ins'],
		['before its objectives are stored', 'before INSERT_SPACE_INTO_SPACE_core_objective_versions'],
		['between core tables', 'after INSERT_SPACE_INTO_SPACE_core_key_result_versions'],
		['before the row that makes it count', 'before INSERT_SPACE_INTO_SPACE_core_runs'],
		['after the row that makes it count', 'after INSERT_SPACE_INTO_SPACE_core_runs'],
		['while marts are built', 'progress marts'],
		['in the swap of the marts', 'after EXCHANGE'],
		['before the data version', 'before INSERT_SPACE_INTO_SPACE_ops_data_versions'],
		['after the data version', 'after INSERT_SPACE_INTO_SPACE_ops_data_versions']
	])('%s leaves the next one the tables of a calm run', async (_when, killAt) => {
		const isCommitted = /^after .*core_runs|marts|EXCHANGE|data_versions/.test(killAt);
		// Marts are made of the core tables alone; a run that was killed before it counted left them as they were.
		const { digest, calls } = await syncOnSecondDay(killAt, !isCommitted);
		expect(of(digest.tables, !isCommitted)).toEqual(of(calm, !isCommitted));
		// It goes on where it was: each of the readers at work has at most one page to read again.
		if (!isCommitted) expect(calls).toBeLessThanOrEqual(calmCalls + IN_FLIGHT.limited.agoal);
		expect(digest.runs).toEqual([
			{ status: 'killed', n: 1 },
			{ status: 'succeeded', n: 2 }
		]);
	});
});
