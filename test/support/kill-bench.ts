/**
 * A company that was synced on one day, and copies of its data in which the real process is killed while it syncs a later one: that on
 * which the first quarter is over for as long as it is kept (killable-sync.ts).
 */
import { spawn } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startSandbox } from '../../etl/sandbox/server.ts';
import { IN_FLIGHT } from '../../etl/sync.ts';

const SCRIPT = join(import.meta.dirname, 'killable-sync.ts');
const DAYS = ['2026-06-28', '2026-08-01'] as const;

interface KillBench {
	/** @param killAt as killable-sync.ts understands it */
	expectCalmTablesAfter(killAt: string): Promise<void>;
	close(): Promise<void>;
}

const Digest = z.object({
	tables: z.record(z.string(), z.string()),
	runs: z.unknown(),
	expired: z.number()
});

interface Ended {
	readonly signal: string | null;
	readonly code: number | null;
	readonly out: string;
	readonly err: string;
}

/** Tests: killed at each of these points, a sync leaves the next one the tables of a calm run. @param points when in words, and as killable-sync.ts understands it */
export function testKills(points: readonly (readonly [when: string, killAt: string])[]): void {
	let bench: KillBench;
	beforeAll(async () => {
		bench = await openKillBench();
	});
	afterAll(() => bench.close());

	describe('a sync that is killed', () => {
		it.each(points)('%s leaves the next one the tables of a calm run', (_when, killAt) =>
			bench.expectCalmTablesAfter(killAt)
		);
	});
}

/** Whether what is killed there counts: the next start mends its marts, and the next sync has nothing to take up. */
function isCommitted(killAt: string): boolean {
	return /^after .*core_runs|ALTER|transform|marts|EXCHANGE|data_versions/.test(killAt);
}

async function openKillBench(): Promise<KillBench> {
	let today: string = DAYS[0];
	const sandbox = await startSandbox({ port: 0, people: 12, seed: 7, today: () => today });
	const root = await mkdtemp(join(tmpdir(), 'okr-killed-'));
	const newDirectory = () => mkdtemp(join(root, 'data-'));

	const syncInChild = (
		dataDir: string,
		day: string,
		killAt = '',
		isMartless = false
	): Promise<Ended> => {
		today = day;
		return inChild([dataDir, sandbox.url, day, killAt, ...(isMartless ? ['martless'] : [])]);
	};

	/** All that DingTalk saw, but for the tokens: each process asks for its own. */
	const callsSoFar = (): number => {
		const { endpoints } = sandbox.ledger();
		return Object.entries(endpoints)
			.filter(([name]) => !name.includes('accessToken'))
			.reduce((sum, [, { metered, exempt }]) => sum + metered + exempt, 0);
	};

	/** On a copy of what the first day left: a sync that is killed at the point, and a calm one after it. */
	const syncOnSecondDay = async (killAt = '', isMartlessAfter = false) => {
		const dataDir = await newDirectory();
		await cp(prepared, dataDir, { recursive: true });
		const before = callsSoFar();
		if (killAt !== '') {
			const killed = await syncInChild(dataDir, DAYS[1], killAt);
			expect(killed, killed.err).toMatchObject({ signal: 'SIGKILL', out: '' });
		}
		const ended = await syncInChild(dataDir, DAYS[1], '', isMartlessAfter);
		expect(ended, ended.err).toMatchObject({ code: 0 });
		return { digest: Digest.parse(JSON.parse(ended.out)), calls: callsSoFar() - before };
	};

	const prepared = await newDirectory();
	const first = await syncInChild(prepared, DAYS[0]);
	expect(first, first.err).toMatchObject({ code: 0 });
	expect(Digest.parse(JSON.parse(first.out)).expired).toBeGreaterThan(0);
	const calm = await syncOnSecondDay();

	return {
		async expectCalmTablesAfter(killAt) {
			const counts = isCommitted(killAt);
			// Marts are made of the core tables alone; a run that was killed before it counted left them as they were.
			const { digest, calls } = await syncOnSecondDay(killAt, !counts);
			expect(of(digest.tables, !counts)).toEqual(of(calm.digest.tables, !counts));
			// It goes on where it was: each of the readers at work has at most one page to read again.
			if (!counts) expect(calls).toBeLessThanOrEqual(calm.calls + IN_FLIGHT.limited.agoal);
			expect(digest.expired).toBe(0);
			expect(digest.runs).toEqual([
				{ status: 'killed', n: 1 },
				{ status: 'succeeded', n: 2 }
			]);
		},
		async close() {
			await sandbox.close();
			await rm(root, { recursive: true, force: true });
		}
	};
}

function inChild(asked: readonly string[]): Promise<Ended> {
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

/** All tables, or the core tables alone. */
function of(tables: Readonly<Record<string, string>>, isMartless: boolean) {
	const all = Object.entries(tables);
	return Object.fromEntries(all.filter(([name]) => !isMartless || name.startsWith('core_')));
}
