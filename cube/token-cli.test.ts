import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseOrder } from './token-cli.ts';
import { readToken } from './token.ts';

const SECRET = 'a secret of at least thirty-two characters';
let dataDir: string;
beforeAll(async () => {
	dataDir = await mkdtemp(join(tmpdir(), 'okr-token-'));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

interface Outcome {
	readonly code: number;
	readonly stdout: string;
	readonly stderr: string;
}

function run(args: string[], env: Record<string, string> = {}): Promise<Outcome> {
	const script = fileURLToPath(new URL('./token-cli.ts', import.meta.url));
	return new Promise((resolve) => {
		const child = execFile(
			process.execPath,
			[script, ...args],
			{ env: { DATA_DIR: dataDir, ...env }, timeout: 20_000 },
			(_error, stdout, stderr) => resolve({ code: child.exitCode ?? -1, stdout, stderr })
		);
	});
}

const lastLine = ({ stdout }: Outcome) => stdout.trimEnd().split('\n').at(-1);

describe('npm run token', () => {
	it('prints a token alone on the last line', async () => {
		const outcome = await run(['--user', 'manager7'], { CUBE_API_SECRET: SECRET });
		expect(outcome.code).toBe(0);
		expect(await readToken(SECRET, lastLine(outcome))).toEqual({
			user_id: 'manager7',
			is_admin: false
		});
	});

	it('keeps a secret of its own, so that tokens stay valid', async () => {
		const tokens = [await run(['--admin']), await run(['--admin'])].map(lastLine);
		expect(tokens.map((token) => token?.split('.')).map((parts) => parts?.length)).toEqual([3, 3]);
		await expect(readToken(SECRET, tokens[0])).rejects.toThrow('not one of this server');
	});

	it('exits with 2 and says how it is used, or what is wrong with the environment', async () => {
		expect(await run([])).toMatchObject({ code: 2, stdout: '' });
		expect((await run(['--nobody'])).stderr).toContain('Usage: npm run token');
		const misconfigured = await run(['--admin'], { PORT: 'garbage' });
		expect(misconfigured).toMatchObject({ code: 2, stdout: '' });
		expect(misconfigured.stderr).toContain('PORT=garbage');
	});
});

describe('the order', () => {
	it.each([
		[['--user', 'x'], { user_id: 'x', is_admin: false }],
		[['--user=x', '--admin'], { user_id: 'x', is_admin: true }],
		[['--admin'], { user_id: 'admin', is_admin: true }]
	])('%j is a token for %j', (args, claims) => {
		expect(parseOrder(args)).toEqual({ claims, expiresIn: '90d' });
	});

	it.each([
		[[]],
		[['--user']],
		[['--user', ' ']],
		[['x']],
		[['--admin', 'x']],
		[['--admin', '--expires', 'never']],
		[['--admin', '--expires', '0d']]
	])('%j is not clear', (args) => {
		expect(parseOrder(args)).toBeNull();
	});
});
