/** What the product promises to browsers, and what it refuses, over the wire and as if behind TLS: headers, cookies, limits, paths. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createToken } from '../../cube/token.ts';
import { parseConfig } from '../../etl/config.ts';
import { startSandbox, type Sandbox } from '../../etl/sandbox/server.ts';
import { cubeApiSecret } from '../../etl/secrets.ts';
import { failedStart, startApp, type App } from '../support/app.ts';
import { ASKERS } from '../../src/lib/server/limits.ts';
import { rawRequest, type RawAnswer } from '../support/raw-request.ts';
import { signedIn } from '../support/session.ts';

const TODAY = '2026-11-20';
const ORIGIN = 'https://okr.example.com';
const SECRETS = {
	DINGTALK_APP_SECRET: 'app-secret-7f3a9c',
	SESSION_SECRET: 'session-secret-0123456789abcdef0123456789abcdef',
	CUBE_API_SECRET: 'cube-secret-0123456789abcdef0123456789abcdef'
};

let sandbox: Sandbox;
let app: App;
let session = '';
let token = '';
/** Another one of the same person, to be signed out. */
let otherSession = '';
/** Of somebody else, who asks too much. */
let hastySession = '';

beforeAll(async () => {
	sandbox = await startSandbox({ port: 0, people: 12, seed: 3, today: TODAY });
	const [person, hasty] = sandbox.company().people.filter(({ left }) => left === null);
	app = await startApp({
		today: TODAY,
		env: {
			...{ DINGTALK_API_URL: sandbox.url, DINGTALK_OAPI_URL: sandbox.url },
			...{ DINGTALK_LOGIN_URL: sandbox.url, DINGTALK_MAX_QPS: '60' },
			...{ DINGTALK_APP_KEY: 'any', DINGTALK_CORP_ID: sandbox.company().corpId },
			...{ ADMIN_USER_IDS: person?.id ?? '', ORIGIN, LOG_LEVEL: 'debug', ...SECRETS }
		}
	});
	const config = parseConfig({ DATA_DIR: app.dataDir, CUBE_API_SECRET: SECRETS.CUBE_API_SECRET });
	token = await createToken(cubeApiSecret(config), { user_id: 'robot', is_admin: true }, '1h');
	[session, otherSession, hastySession] = (await Promise.all(
		[person, person, hasty].map((one) => signedIn(app, one?.id ?? '', SECRETS.SESSION_SECRET))
	)) as [string, string, string];
});
afterAll(async () => {
	await app?.close();
	await sandbox?.close();
});

/** As the proxy in front hands it on. */
function ask(path: string, options: Parameters<typeof rawRequest>[2] = {}): Promise<RawAnswer> {
	const headers = { host: 'okr.example.com', ...options.headers };
	return rawRequest(app.port, path, { ...options, headers });
}
const asPerson = () => ({ cookie: session });
const asProgram = () => ({ authorization: `Bearer ${token}` });
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

const load = (query: unknown, headers: Record<string, string> = {}) =>
	ask('/cubejs-api/v1/load', {
		method: 'POST',
		headers: { ...asProgram(), 'content-type': 'application/json', ...headers },
		body: typeof query === 'string' ? `{"query":${query}}` : JSON.stringify({ query })
	});

describe('every answer', () => {
	const answers: [string, () => Promise<RawAnswer>][] = [
		['a page', () => ask('/stalled', { headers: asPerson() })],
		['the way in', () => ask('/login')],
		['a redirect', () => ask('/stalled', { headers: { accept: 'text/html' } })],
		['a page that there is not', () => ask('/nothing', { headers: asPerson() })],
		['a file', () => ask('/export/stalled.csv', { headers: asPerson() })],
		['a refused file', () => ask('/export/nothing.csv', { headers: asPerson() })],
		['Cube', () => load({ measures: ['objectives.objective_count'] })],
		['a refusing Cube', () => load({ measures: ['nothing.nothing'] })],
		['health', () => ask('/healthz')],
		['a file of the build', () => ask('/favicon.svg')],
		['a refused form', () => ask('/preferences', { method: 'POST', headers: FORM, body: 'a=b' })],
		['an address that cannot be read', () => ask('/%E0%A4%A')],
		['an address that is too long', () => ask(`/?a=${'a'.repeat(9_000)}`)]
	];

	it.each(answers)('says who may frame it and that only TLS leads here: %s', async (_name, get) => {
		const { headers } = await get();
		const policy = String(headers['content-security-policy']);
		const frames = policy.split(';').find((part) => part.trim().startsWith('frame-ancestors'));
		expect(frames?.trim()).toBe("frame-ancestors 'self' https://*.dingtalk.com");
		expect(headers['strict-transport-security']).toBe('max-age=31536000');
		expect(headers['x-content-type-options']).toBe('nosniff');
		expect(headers['referrer-policy']).toBe('same-origin');
		// Would forbid what the policy allows.
		expect(headers['x-frame-options']).toBeUndefined();
		expect(headers['access-control-allow-origin']).toBeUndefined();
	});
});

describe('cookies', () => {
	it.each([
		['of a sign-in', () => ask('/login/dingtalk'), /^__Host-okr_sign_in_/],
		[
			'of language and colours',
			() =>
				ask('/preferences', {
					method: 'POST',
					headers: { ...FORM, origin: ORIGIN },
					body: 'theme=dark'
				}),
			/^theme=dark/
		],
		[
			'that are taken away',
			() =>
				ask('/logout', {
					method: 'POST',
					headers: { ...FORM, origin: ORIGIN, cookie: otherSession }
				}),
			/^__Host-okr_session=;/
		]
	])('are for this host, encrypted, and no script or other site: %s', async (_name, get, named) => {
		const { headers } = await get();
		const [cookie = ''] = headers['set-cookie'] ?? [];
		expect(cookie).toMatch(named);
		const parts = cookie.split(';').map((part) => part.trim());
		expect(parts).toEqual(expect.arrayContaining(['Path=/', 'HttpOnly', 'Secure', 'SameSite=Lax']));
		expect(cookie).not.toMatch(/domain=/i);
	});
});

describe('another site', () => {
	const sent = (path: string, headers: Record<string, string>) =>
		ask(path, { method: 'POST', headers: { ...asPerson(), ...headers }, body: '{}' });

	it.each([
		'/preferences',
		'/logout',
		'/login?/app',
		'/data?/sync',
		'/data?/cancel',
		'/settings?/save'
	])('changes nothing with a form or with anything else: %s', async (path) => {
		const kinds = ['application/x-www-form-urlencoded', 'text/plain', 'application/json'];
		for (const kind of [...kinds, 'multipart/form-data; boundary=x']) {
			for (const origin of ['https://elsewhere.example', 'null', 'http://okr.example.com'])
				expect((await sent(path, { 'content-type': kind, origin })).status, kind).toBe(403);
			const crossSite = { 'content-type': kind, 'sec-fetch-site': 'cross-site' };
			expect((await sent(path, crossSite)).status, kind).toBe(403);
		}
	});

	it('does not read with a token, which a browser would have to be allowed first', async () => {
		const preflight = await ask('/cubejs-api/v1/load', {
			method: 'OPTIONS',
			headers: { origin: 'https://elsewhere.example', 'access-control-request-method': 'POST' }
		});
		expect(preflight.headers['access-control-allow-origin']).toBeUndefined();
		const written = await load({}, { origin: 'https://elsewhere.example' });
		expect(written.status).toBe(403);
	});
});

describe('what is too large', () => {
	it('is an address, which is told so', async () => {
		const { status, body } = await ask(`/stalled?a=${'a'.repeat(8_200)}`, { headers: asPerson() });
		expect([status, body]).toEqual([414, expect.stringContaining('longer than 8192 characters')]);
		expect((await ask(`/stalled?a=${'a'.repeat(60_000)}`)).status).toBe(431);
		expect((await ask(`/stalled?a=${'a'.repeat(8_000)}`, { headers: asPerson() })).status).toBe(
			200
		);
	});

	it.each([
		['/preferences', 'application/x-www-form-urlencoded'],
		['/preferences', 'multipart/form-data; boundary=x'],
		['/data?/sync', 'application/x-www-form-urlencoded'],
		['/cubejs-api/v1/load', 'application/json']
	])('is a body, with its length or without: %s as %s', async (path, kind) => {
		const headers = { ...asProgram(), ...asPerson(), origin: ORIGIN, 'content-type': kind };
		const chunk = 'x'.repeat(100_000);
		const chunks = Array.from({ length: 11 }, () => chunk);
		for (const body of [chunks.join(''), chunks])
			expect((await ask(path, { method: 'POST', headers, body })).status).toBe(413);
	});

	it('is refused where it is no form either', async () => {
		const post = (headers: Record<string, string>, body: string) =>
			ask('/preferences', { method: 'POST', headers: { origin: ORIGIN, ...headers }, body });
		expect((await post({ 'content-type': 'application/json' }, '{}')).status).toBe(415);
		expect((await post({}, '')).status).toBe(415);
		const torn = { 'content-type': 'multipart/form-data; boundary=x' };
		expect((await post(torn, '--x\r\nnothing')).status).toBe(400);
	});
});

describe('a query that fails', () => {
	const about = (values: string[], member = 'key_results.as_of') => ({
		measures: ['key_results.key_result_count'],
		filters: [{ member, operator: 'equals', values }]
	});

	it.each([
		['in the database', about(['no day'])],
		['as too heavy', { ...about(['2026-11-20']), limit: 50_001 }],
		['as too deep', deep(20_000)],
		['as unknown', { measures: ['nothing.nothing'] }],
		['as hidden', { measures: ['key_result_days.key_result_count'] }],
		['as no JSON', '{"measures']
	])('tells neither SQL nor tables nor places: %s', async (_name, query) => {
		const { status, body } = await load(query);
		expect(status, body).toBe(400);
		expect(body).not.toMatch(/SELECT|mart_|DB::|Exception|node_modules|\/work|\bat \S+ \(|stack/);
		const { error, errorId } = JSON.parse(body) as { error: string; errorId?: string };
		expect(error).not.toBe('');
		if (errorId !== undefined) expect(app.output()).toContain(`"errorId":"${errorId}"`);
	});

	it('in the database is in the log under the id that the caller was told', async () => {
		const { errorId } = JSON.parse((await load(about(['no day']))).body) as { errorId: string };
		const line = app
			.output()
			.split('\n')
			.find((one) => one.includes(`"errorId":"${errorId}"`));
		expect(line).toContain('Query failed');
	});
});

describe('a path that leads out', () => {
	const OUT = [
		'/../package.json',
		'/..%2fpackage.json',
		'/%2e%2e/package.json',
		'/%2e%2e%2fpackage.json',
		'/%252e%252e%252fpackage.json',
		'/..\\package.json',
		'/..%5cpackage.json',
		'/%c0%ae%c0%ae/package.json',
		'/_app/../../package.json',
		'/_app/immutable/..%2f..%2f..%2f..%2fpackage.json',
		'/_app/immutable/%2e%2e/%2e%2e/%2e%2e/%2e%2e/package.json',
		'/.env',
		'/.git/config',
		'//etc/passwd',
		'/%00/package.json',
		'/export/..%2f..%2fpackage.json',
		'/export/../package.json',
		'/export/%2e%2e%2f%2e%2e%2fpackage.csv',
		'/export/stalled.csv/../../package.json',
		'/export/review.pdf%00.csv',
		'/cubejs-api/v1/..%2f..%2freadyz'
	];
	it.each(OUT)('gets nothing: %s', async (path) => {
		for (const headers of [{}, { ...asPerson(), accept: 'text/html' }, asProgram()]) {
			const { status, body } = await ask(path, { headers });
			expect(status).toBeGreaterThanOrEqual(300);
			expect(status).toBeLessThan(500);
			expect(body).not.toMatch(/"scripts"|devDependencies|root:x:0|\[core\]|"ready"/);
		}
	});
});

describe('somebody who asks without end', () => {
	const { atOnce, burst, perMinute } = ASKERS.person;
	/** As many as a person may have answered at once. */
	const askGroup = async (path: string, options: Parameters<typeof ask>[1] = {}) => {
		const headers = { cookie: `${hastySession}; lang=vi`, ...options.headers };
		const answers = Array.from({ length: atOnce }, () => ask(path, { ...options, headers }));
		return (await Promise.all(answers)).find(({ status }) => status === 429);
	};
	/** Uses up what is left by asking for what costs little; what fills up meanwhile is far less than as much again. */
	const ask429 = async (path: string, options?: Parameters<typeof ask>[1]): Promise<RawAnswer> => {
		for (let asked = 0; asked < 2 * burst; asked += atOnce) {
			const refused = (await askGroup('/nothing')) && (await askGroup(path, options));
			if (refused === undefined) continue;
			expect(Number(refused.headers['retry-after'])).toBe(Math.ceil(60 / perMinute));
			return refused;
		}
		throw new Error(`${path} was never refused`);
	};
	const TITLE = 'Quá nhiều yêu cầu cùng lúc';
	const asReader = { accept: 'text/html', origin: ORIGIN };

	it('is told to wait, and nobody else; then they may go on', async () => {
		const { body, headers } = await ask429('/nothing');
		expect(body).toMatch(new RegExp(`^${TITLE}\\. .* sau 1 giây\\.$`));
		expect((await ask('/nothing', { headers: asPerson() })).status).toBe(404);
		await new Promise((resume) => setTimeout(resume, Number(headers['retry-after']) * 1000));
		expect((await ask('/nothing', { headers: { cookie: hastySession } })).status).toBe(404);
	});

	it('reads so on a page, which asks nothing', async () => {
		const { body, headers } = await ask429('/data', { headers: asReader });
		expect(headers['content-type']).toContain('text/html');
		expect(body).toContain('lang="vi"');
		expect(body).toMatch(/<p class="status[^"]*">429</);
		expect(body).toMatch(new RegExp(`<h1[^>]*>${TITLE}</h1>`));
		expect(body).toContain('sau 1 giây');
		expect(body).not.toContain('Yêu cầu bạn gửi');
		expect(body).not.toContain('<textarea');
	});

	it('gets back what was typed, and reads that nothing was done with it', async () => {
		const { body } = await ask429('/settings?/make_token', {
			method: 'POST',
			headers: { ...FORM, ...asReader },
			body: `name=${encodeURIComponent('Báo cáo <tuần>')}`
		});
		expect(body).toMatch(/<textarea[^>]* readonly[^>]*>Báo cáo &lt;tuần(>|&gt;)<\/textarea>/);
		expect(body).toContain('Yêu cầu bạn gửi chưa được thực hiện');
	});

	it('sees the same where scripts asked', async () => {
		const told = { code: 'too_many', wait: 1, isUndone: false };
		const data = await ask429('/data/__data.json');
		expect(JSON.parse(data.body)).toMatchObject(told);
		const action = await ask429('/data?/sync', {
			method: 'POST',
			headers: { ...FORM, origin: ORIGIN, 'x-sveltekit-action': 'true' }
		});
		expect(JSON.parse(action.body)).toMatchObject({
			type: 'error',
			error: { ...told, isUndone: true }
		});
	});
});

it('no secret is in the log, after all of this', async () => {
	const bearer = { authorization: 'Bearer eyJhbGciOiJIUzI1NiJ9.eyJhIjoxfQ.c2lnbmF0dXJl' };
	await ask('/export/stalled.csv', { headers: bearer });
	await ask('/login/callback?authCode=one-time-code-1234&state=x');
	const secrets = [...Object.values(SECRETS), token, session.split('=')[1] ?? '?'];
	for (const secret of [...secrets, 'one-time-code-1234', 'c2lnbmF0dXJl'])
		expect(app.output()).not.toContain(secret);
});

it.each([
	[
		'with passwords in addresses',
		{
			CLICKHOUSE_URL: 'http://okr:pass-in-url-1@127.0.0.1:9',
			ORIGIN: 'http://me:pass-in-url-2@okr.example.com'
		}
	],
	['with an engine out of reach', { CLICKHOUSE_URL: 'http://127.0.0.1:9' }],
	['with a port that is taken', { PORT: 'taken' }]
])('a start that fails tells no secret: %s', async (_name, env) => {
	const credentials = { DINGTALK_APP_KEY: 'any', DINGTALK_CORP_ID: 'corp', LOG_LEVEL: 'debug' };
	const { code, output } = await failedStart({
		env: {
			...{ ...SECRETS, ...credentials, CLICKHOUSE_PASSWORD: 'pass-of-clickhouse', ...env },
			...('PORT' in env && { PORT: String(app.port) })
		}
	});
	expect(code).toBeGreaterThan(0);
	expect(output).not.toBe('');
	expect(output).not.toMatch(/pass-in-url|pass-of-clickhouse/);
	for (const secret of Object.values(SECRETS)) expect(output).not.toContain(secret);
});

/** As text: deeper than what JSON.stringify can write. */
function deep(levels: number): string {
	return `{"measures":["people.people_count"],"filters":${'[{"and":'.repeat(levels)}[]${'}]'.repeat(levels)}}`;
}
