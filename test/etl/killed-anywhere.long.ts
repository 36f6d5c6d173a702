/** The real process is killed at a point drawn at random, while DingTalk is not well either; RANDOM_SEED repeats a run. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { random } from '../../etl/sandbox/company/random.ts';
import { startSandbox, type Sandbox } from '../../etl/sandbox/server.ts';
import { freshSeeds } from '../support/seeds.ts';

const SCRIPT = join(import.meta.dirname, '../support/killable-sync.ts');

/** What test/support/killable-sync.ts understands; every sync comes to each of them. */
const POINTS = [
	'progress people',
	'progress objectives',
	'progress check_ins',
	'progress marts',
	...['core_department_versions', 'core_objective_versions', 'core_progress_observations'].flatMap(
		(table) => [`before INSERT_SPACE_INTO_SPACE_${table}`, `after INSERT_SPACE_INTO_SPACE_${table}`]
	),
	'before INSERT_SPACE_INTO_SPACE_raw_reads',
	'after INSERT_SPACE_INTO_SPACE_raw_payloads',
	'before INSERT_SPACE_INTO_SPACE_core_runs',
	'after INSERT_SPACE_INTO_SPACE_core_runs',
	'after EXCHANGE',
	'before INSERT_SPACE_INTO_SPACE_ops_data_versions'
] as const;

/** Faults that cost no more than a second of real waiting. */
const FAULTS = ['reset', 'token-expiry-mid-run', 'busy-old'] as const;

const Digest = z.object({ tables: z.record(z.string(), z.string()) });

describe('a sync that is killed anywhere, twice, while DingTalk is not well', () => {
	it.each(freshSeeds(12))('seed %i leaves the tables of a calm run', async (seed) => {
		const r = random('killed', seed);
		const company = { people: r.int(10, 16), seed: r.int(1, 1000) };
		const day = `2026-${r.pick(['06', '09', '11'])}-${r.pick(['03', '12', '27'])}`;
		const points = [r.pick(POINTS), r.pick(POINTS)];
		const calm = await syncs(company, day, [], []);
		const killed = await syncs(company, day, points, [r.pick(FAULTS)]);
		expect(killed, JSON.stringify({ company, day, points })).toEqual(calm);
	});
});

/** Processes that are killed at the points, one after the other, and one that is not. @returns the digest of its tables */
async function syncs(
	company: { people: number; seed: number },
	day: string,
	points: readonly string[],
	faults: readonly string[]
): Promise<Readonly<Record<string, string>>> {
	const sandbox = await startSandbox({ port: 0, ...company, today: day, faults });
	const dataDir = await mkdtemp(join(tmpdir(), 'okr-killed-'));
	try {
		for (const point of points) await child(sandbox, dataDir, day, point);
		return Digest.parse(JSON.parse(await child(sandbox, dataDir, day, ''))).tables;
	} finally {
		await sandbox.close();
		await rm(dataDir, { recursive: true, force: true });
	}
}

/** @returns what it printed; empty: it was killed, or found everything done and so never came to the point */
function child(sandbox: Sandbox, dataDir: string, day: string, killAt: string): Promise<string> {
	const args = ['--disable-warning=ExperimentalWarning', SCRIPT, dataDir, sandbox.url, day, killAt];
	const process_ = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
	let [out, err] = ['', ''];
	process_.stdout.on('data', (part: Buffer) => (out += part.toString()));
	process_.stderr.on('data', (part: Buffer) => (err += part.toString()));
	return new Promise((resolve, reject) => {
		process_.on('error', reject);
		process_.on('close', (code, signal) => {
			const isExpected = signal === 'SIGKILL' || /was never reached/.test(err);
			if (killAt === '' ? code === 0 : isExpected) resolve(killAt === '' ? out : '');
			else reject(new Error(`ended with ${code ?? signal} at ${killAt}: ${err}`));
		});
	});
}
