import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { startSandbox } from './server.ts';

const CLI = fileURLToPath(new URL('cli.ts', import.meta.url));

interface Ended {
	readonly code: number | null;
	readonly stdout: string;
	readonly stderr: string;
}

/** Runs the command until it ends; once it prints an address, `whenUp` is called with it. */
function run(
	args: readonly string[],
	whenUp?: (url: string, pid: number) => Promise<void>
): Promise<Ended> {
	return new Promise((resolve, reject) => {
		const child = spawn(process.execPath, [CLI, ...args], { timeout: 60_000 });
		let stdout = '';
		let stderr = '';
		let isUp = false;
		child.stdout.on('data', (part: Buffer) => {
			stdout += part.toString();
			const url = /DINGTALK_CORP_ID/.test(stdout)
				? /http:\/\/127[^\s]+/.exec(stdout)?.[0]
				: undefined;
			if (url === undefined || isUp) return;
			isUp = true;
			whenUp?.(url, child.pid ?? 0).catch(reject);
		});
		child.stderr.on('data', (part: Buffer) => (stderr += part.toString()));
		child.on('error', reject);
		child.on('close', (code) => resolve({ code, stdout, stderr }));
	});
}

describe('npm run sandbox', () => {
	it.each(['SIGTERM', 'SIGINT'] as const)('serves until %s and ends with 0', async (signal) => {
		const args = ['--port', '0', '--people', '12', '--today', '2026-11-22', '--quota', '3'];
		const ended = await run(args, async (url, pid) => {
			const answer = await fetch(`${url}/gettoken?appkey=any&appsecret=any`);
			expect(await answer.json()).toMatchObject({ errcode: 0, expires_in: 7200 });
			process.kill(pid, signal);
		});
		expect(ended).toMatchObject({ code: 0, stderr: '' });
		for (const name of [
			'DINGTALK_API_URL=http://127.0.0.1:',
			'DINGTALK_OAPI_URL=http://127.0.0.1:',
			'DINGTALK_APP_KEY=',
			'/__sandbox/ledger'
		]) {
			expect(ended.stdout).toContain(name);
		}
	});

	it.each([
		[['--product', 'trello'], /no product "trello"; use --product with agoal, okr, pro/],
		[['--people', 'many'], /--people must be a whole number from 10 to 100000/],
		[['--people', '9'], /--people must be a whole number/],
		[['--port', '70000'], /--port must be a whole number/],
		[['--today', '2026-13-01'], /"2026-13-01" is not a day/],
		[['--today', '2024-06-01'], /2025-01-01 or later/],
		[['--fault', 'nonsense'], /no fault "nonsense"; choose from .*qps-burst/],
		[['--speed', '3'], /--speed/]
	])('refuses %j with a sentence and 2', async (args, sentence) => {
		const ended = await run(args);
		expect(ended.code).toBe(2);
		expect(ended.stderr).toMatch(sentence);
		expect(ended.stdout).toBe('');
	});

	it('says which port is taken, and ends with 1', async () => {
		const other = await startSandbox({ port: 0, people: 10, seed: 7, today: '2026-11-22' });
		const port = new URL(other.url).port;
		const ended = await run(['--port', port, '--people', '10']);
		expect(ended).toMatchObject({ code: 1 });
		expect(ended.stderr).toMatch(new RegExp(`Port ${port} is taken`));
		await other.close();
	});

	it('explains itself, with every fault', async () => {
		const ended = await run(['--help']);
		expect(ended.code).toBe(0);
		expect(ended.stdout).toMatch(/--today DAY/);
		expect(ended.stdout).toMatch(/quota-used-up +the monthly quota/);
	});
});
