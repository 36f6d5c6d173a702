/* oxlint-disable node/no-process-env -- what is tested is the environment */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asInProduction, inCubeEnvironment, redirectNotices } from './environment.ts';

let before: NodeJS.ProcessEnv;
beforeEach(() => {
	before = { ...process.env };
});
afterEach(() => {
	for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
	Object.assign(process.env, before);
});

describe('while Cube is imported', () => {
	it('none of its settings comes from the shell', async () => {
		process.env['CUBEJS_PG_SQL_PORT'] = '5432';
		process.env['CUBEJS_DEV_MODE'] = 'true';
		const seen = await inCubeEnvironment(() => Promise.resolve({ ...process.env }));
		expect(seen).not.toHaveProperty('CUBEJS_PG_SQL_PORT');
		expect(seen['CUBEJS_DEV_MODE']).toBe('false');
		expect(process.env['CUBEJS_TESSERACT_SQL_PLANNER']).toBe('false');
	});

	it('nothing comes from a .env file that it reads', async () => {
		process.env['OKR_TODAY'] = '2026-11-22';
		await inCubeEnvironment(() => {
			process.env['OKR_TODAY'] = '1999-01-01';
			process.env['DINGTALK_APP_KEY'] = 'of a file';
			process.env['CUBEJS_DEV_MODE'] = 'true';
			return Promise.resolve();
		});
		expect(process.env['OKR_TODAY']).toBe('2026-11-22');
		expect(process.env).not.toHaveProperty('DINGTALK_APP_KEY');
		expect(process.env['CUBEJS_DEV_MODE']).toBe('false');
	});

	it('a failed import leaves the environment as it was, too', async () => {
		const loading = inCubeEnvironment(() => {
			process.env['PORT'] = '1';
			return Promise.reject(new Error('no such package'));
		});
		await expect(loading).rejects.toThrow('no such package');
		expect(process.env['PORT']).toBe(before['PORT']);
	});
});

describe('while Cube is built', () => {
	it('NODE_ENV says production, and what it said before afterwards', () => {
		for (const value of ['development', undefined]) {
			if (value === undefined) delete process.env['NODE_ENV'];
			else process.env['NODE_ENV'] = value;
			expect(asInProduction(() => process.env['NODE_ENV'])).toBe('production');
			expect(process.env['NODE_ENV']).toBe(value);
		}
	});
});

it('notices of Cube do not reach stdout', async () => {
	const heard: string[] = [];
	const { displayCLIWarning } = await inCubeEnvironment(async () => {
		redirectNotices((text) => heard.push(text));
		return import('@cubejs-backend/shared');
	});
	displayCLIWarning('something is deprecated');
	expect(heard).toEqual(['something is deprecated']);
});
