import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startSandbox, type Sandbox } from '../../etl/sandbox/server.ts';
import { compiledByOthers } from '../support/app.ts';

/** Typed, where vitest's own is any. */
const containing = (part: string): unknown => expect.stringContaining(part);

const CLI = join(import.meta.dirname, '../../etl/cli.ts');
let directory: string;
let sandbox: Sandbox;

beforeAll(async () => {
	directory = await mkdtemp(join(tmpdir(), 'okr-cli-'));
	sandbox = await startSandbox({ port: 0, people: 10, seed: 7, today: '2026-01-25' });
});
afterAll(async () => {
	await sandbox.close();
	await rm(directory, { recursive: true, force: true });
});

function run(args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
	const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', CLI, ...args], {
		stdio: ['ignore', 'pipe', 'pipe'],
		env: {
			PATH: process.env['PATH'],
			TZ: 'UTC',
			...compiledByOthers(),
			DATA_DIR: join(directory, 'data'),
			OKR_TODAY: '2026-01-25',
			DINGTALK_API_URL: sandbox.url,
			DINGTALK_OAPI_URL: sandbox.url,
			DINGTALK_APP_KEY: 'key',
			DINGTALK_APP_SECRET: 'a-very-secret-secret',
			DINGTALK_CORP_ID: 'corp',
			...environment
		}
	});
	let [out, err] = ['', ''];
	child.stdout.on('data', (part: Buffer) => (out += part.toString()));
	child.stderr.on('data', (part: Buffer) => (err += part.toString()));
	return new Promise<{ code: number | null; out: string; err: string }>((resolve, reject) => {
		child.on('error', reject);
		child.on('close', (code) => resolve({ code, out, err }));
	});
}

describe('the command line', () => {
	it('explains itself without opening anything', async () => {
		expect(await run(['sync', '--help'])).toMatchObject({
			code: 0,
			out: containing('--since')
		});
		expect(await run([])).toMatchObject({ code: 2 });
	});
	it('refuses what it does not know with exit code 2 and the usage', async () => {
		expect(await run(['sink'])).toMatchObject({ code: 2, err: containing('sink') });
		expect(await run(['sync', '--fool'])).toMatchObject({
			code: 2,
			err: containing('Usage:')
		});
		expect(await run(['sync', '--since', 'yesterday'])).toMatchObject({ code: 2 });
	});
	it('lists every fault of the environment with exit code 2', async () => {
		const { code, err } = await run(['sync'], { PORT: 'many', ORG_TIMEZONE: 'Mars' });
		expect(code).toBe(2);
		expect(err).toContain('PORT');
		expect(err).toContain('ORG_TIMEZONE');
	});
	it('syncs from the configured DingTalk: summary on stdout, progress on stderr, no secret anywhere', async () => {
		const { code, out, err } = await run(['sync', '--json']);
		expect(code, err).toBe(0);
		expect(z.object({ status: z.string(), asOf: z.string() }).parse(JSON.parse(out))).toEqual({
			status: 'succeeded',
			asOf: '2026-01-25'
		});
		expect(err).toContain('check-ins');
		expect(out + err).not.toContain('a-very-secret-secret');
	});
	it('plans without a call, examines with a few, and rebuilds without one', async () => {
		const before = sandbox.ledger().metered;
		expect(await run(['sync', '--plan'])).toMatchObject({
			code: 0,
			out: containing('metered')
		});
		expect(await run(['rebuild'])).toMatchObject({ code: 0 });
		expect(sandbox.ledger().metered).toBe(before);
		const { code, out } = await run(['doctor']);
		expect(code, out).toBe(0);
		expect(out).toContain('company head');
		expect(out).toContain('/login/callback');
		expect(sandbox.ledger().metered - before).toBeLessThan(10);
	});
	it('keeps two companies apart', async () => {
		const { code, err } = await run(['sync'], { DINGTALK_CORP_ID: 'another' });
		expect(code).toBe(1);
		expect(err).toContain('DATA_DIR');
	});
	it('refuses a clock that stands before the last sync with exit code 2', async () => {
		const { code, err } = await run(['sync'], { OKR_TODAY: '2026-01-23' });
		expect(code).toBe(2);
		expect(err).toContain('before the last sync');
	});
	it('stops with exit code 3 on the call budget', async () => {
		const { code, err } = await run(['sync'], { DINGTALK_CALL_BUDGET: '1' });
		expect(code).toBe(3);
		expect(err).toContain('DINGTALK_CALL_BUDGET');
	});
	it('ends with exit code 1 when DingTalk cannot be reached, naming host and setting', async () => {
		const { code, err } = await run(['sync'], { DINGTALK_API_URL: 'http://127.0.0.1:1' });
		expect(code).toBe(1);
		expect(err).toContain('DINGTALK_API_URL');
	});
});
