import { createServer, type IncomingMessage, type Server } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { createClient, type ClientOptions } from './client.ts';
import type { Endpoint } from './endpoint.ts';
import { DingTalkError } from './errors.ts';
import { createLedger, type CallLedger } from './ledger.ts';
import { createTestTiming, type TestTiming } from './test-timing.ts';

const METERED: Endpoint = {
	host: 'api',
	method: 'GET',
	path: '/v1.0/agoal/objectiveRules/lists',
	isMetered: true,
	scope: 'Agoal.ObjectiveRule.Read'
};
const EXEMPT: Endpoint = {
	host: 'oapi',
	method: 'POST',
	path: '/topapi/v2/department/get',
	isMetered: false,
	scope: 'qyapi_get_department_list'
};
const SECRET = 'the-secret-of-the-app';

type Reply = { readonly status?: number; readonly body?: unknown; readonly hangs?: boolean };
type Handler = (call: { path: string; token: string; count: number }) => Reply;

const GOOD: Reply = { body: { success: true, content: [] } };
const BAD_TOKEN: Reply = { status: 400, body: { code: 'InvalidAuthentication', message: 'x' } };
const QPS: Reply = {
	status: 403,
	body: { code: 'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi', message: 'x' }
};

let server: Server | null = null;
afterEach(async () => {
	server?.closeAllConnections();
	await new Promise<void>((resolve) =>
		server === null ? resolve() : server.close(() => resolve())
	);
	server = null;
});

interface Bench {
	readonly client: ReturnType<typeof createClient>;
	readonly ledger: CallLedger;
	readonly timing: TestTiming;
	/** Paths that were called, tokens included in order of issue. */
	readonly called: string[];
	readonly tokensIssued: () => number;
}

/** A server that issues the tokens t1, t2, ... and answers everything else as told. */
async function bench(
	handler: Handler,
	options: Partial<ClientOptions> & { budget?: number } = {}
): Promise<Bench> {
	const called: string[] = [];
	let issued = 0;
	server = createServer((request, response) => {
		const url = new URL(request.url ?? '/', 'http://x');
		const path = url.pathname;
		called.push(path);
		const token = tokenOf(request, url);
		let reply: Reply;
		if (path === '/v1.0/oauth2/accessToken') {
			issued += 1;
			reply = { body: { accessToken: `t${issued}`, expireIn: 7200 } };
		} else {
			reply = handler({ path, token, count: called.filter((other) => other === path).length });
		}
		if (reply.hangs === true) return;
		const body = reply.body ?? {};
		response.writeHead(reply.status ?? 200, { 'content-type': 'application/json' });
		response.end(typeof body === 'string' ? body : JSON.stringify(body));
	});
	const running = server;
	await new Promise<void>((resolve) => running.listen(0, '127.0.0.1', resolve));
	const address = running.address();
	const port = address === null || typeof address === 'string' ? 0 : address.port;
	const url = `http://127.0.0.1:${port}`;
	const timing = createTestTiming();
	const ledger = createLedger(options.budget ?? Infinity, 0);
	const client = createClient({
		endpoints: { apiUrl: url, oapiUrl: url, appKey: 'key', appSecret: SECRET, corpId: 'c' },
		ledger,
		maxQps: Infinity,
		timing,
		...options
	});
	return { client, ledger, timing, called, tokensIssued: () => issued };
}

function tokenOf(request: IncomingMessage, url: URL): string {
	const header = request.headers['x-acs-dingtalk-access-token'];
	return url.searchParams.get('access_token') ?? (typeof header === 'string' ? header : '');
}

async function failureOf(promise: Promise<unknown>): Promise<DingTalkError> {
	try {
		await promise;
	} catch (error) {
		if (error instanceof DingTalkError) return error;
		throw error;
	}
	throw new Error('It did not fail.');
}

describe('the app token', () => {
	it('is fetched once for many callers, and sent as each host wants it', async () => {
		const tokens = new Set<string>();
		const { client, tokensIssued } = await bench(({ token }) => {
			tokens.add(token);
			return { body: { errcode: 0, success: true } };
		});
		await Promise.all(
			Array.from({ length: 50 }, (_, index) => client.call(index % 2 ? METERED : EXEMPT, {}))
		);
		expect(tokensIssued()).toBe(1);
		expect([...tokens]).toEqual(['t1']);
	});
	it('is renewed once when it expires under fifty callers', async () => {
		let isExpired = false;
		const { client, tokensIssued } = await bench(({ token }) =>
			isExpired && token === 't1' ? BAD_TOKEN : GOOD
		);
		await client.call(METERED, {});
		isExpired = true;
		await Promise.all(Array.from({ length: 50 }, () => client.call(METERED, {})));
		expect(tokensIssued()).toBe(2);
	});
	it('is renewed ten minutes before its end, and not before', async () => {
		const { client, timing, tokensIssued } = await bench(() => GOOD);
		await client.call(METERED, {});
		timing.pass(6_590_000);
		await client.call(METERED, {});
		expect(tokensIssued()).toBe(1);
		timing.pass(20_000);
		await client.call(METERED, {});
		expect(tokensIssued()).toBe(2);
	});
	it('that is refused twice in a row ends the call', async () => {
		const { client, tokensIssued } = await bench(() => BAD_TOKEN);
		expect((await failureOf(client.call(METERED, {}))).kind).toBe('token');
		expect(tokensIssued()).toBe(2);
	});
});

describe('a passing fault', () => {
	it('of the rate limit is waited out: 1, 2, 4 s and more, and nothing of it is counted', async () => {
		const { client, timing, ledger } = await bench(({ count }) => (count <= 3 ? QPS : GOOD));
		await client.call(METERED, {});
		expect(timing.slept).toEqual([1000, 2000, 4000]);
		expect(ledger.totals()).toEqual({ metered: 1, exempt: 1, refused: 3 });
	});
	it('of the per-minute limit is waited out by up to a minute', async () => {
		const body = { code: 'Forbidden.AccessDenied.QpmLimitForAppkeyAndApi', message: 'x' };
		const { client, timing } = await bench(({ count }) =>
			count <= 3 ? { status: 403, body } : GOOD
		);
		await client.call(METERED, {});
		expect(timing.slept.filter((wait) => wait > 1000)).toEqual([15_000, 30_000, 60_000]);
	});
	it('of being busy, of a cut answer and of the network is tried again a few times', async () => {
		const faults: Reply[] = [
			{ status: 503, body: { code: 'serviceBusy' } },
			{ body: { errcode: -1, errmsg: 'busy' } },
			{ body: '{"success":tr' }
		];
		for (const fault of faults) {
			const { client } = await bench(({ count }) => (count <= 2 ? fault : GOOD));
			await expect(client.call(METERED, {})).resolves.toBeDefined();
			server?.closeAllConnections();
			server?.close();
		}
	});
	it('that stays ends the call, and the message says how often it was tried', async () => {
		const { client, called } = await bench(() => ({ status: 503, body: { code: 'serviceBusy' } }));
		const error = await failureOf(client.call(METERED, {}));
		expect(error.kind).toBe('busy');
		expect(error.message).toContain('Given up after 4 attempts');
		expect(called.filter((path) => path === METERED.path)).toHaveLength(4);
	});
	it('is a server that never answers, and the call is made again', async () => {
		const { client, ledger } = await bench(({ count }) => (count === 1 ? { hangs: true } : GOOD), {
			timeout: 200
		});
		await client.call(METERED, {});
		expect(ledger.totals().metered).toBe(1);
	});
});

describe('a lasting fault', () => {
	it.each([
		['quota', 'Forbidden.AccessDenied.ApiCountLimitForOrg'],
		['permission', 'Forbidden.AccessDenied.AccessTokenPermissionDenied'],
		['business', 'error.noPermission']
	])('of %s is not tried again', async (kind, code) => {
		const { client, called, timing } = await bench(() => ({
			status: 403,
			body: { code, message: 'x' }
		}));
		expect((await failureOf(client.call(METERED, {}))).kind).toBe(kind);
		expect(called.filter((path) => path === METERED.path)).toHaveLength(1);
		expect(timing.slept).toEqual([]);
	});
	it('of wrong credentials names the settings and keeps the secret', async () => {
		const { client } = await bench(() => GOOD);
		server?.removeAllListeners('request');
		server?.on('request', (_request, response) => {
			response.writeHead(400, { 'content-type': 'application/json' });
			response.end(JSON.stringify({ code: 'invalidClientIdOrSecret', message: 'x' }));
		});
		const error = await failureOf(client.call(METERED, {}));
		expect(error.kind).toBe('credentials');
		expect(error.message).toContain('DINGTALK_APP_SECRET');
		expect(error.message).not.toContain(SECRET);
	});
	it('of a host that nobody listens on names host and setting, and no token', async () => {
		const { client } = await bench(() => GOOD);
		await client.call(EXEMPT, {});
		server?.closeAllConnections();
		server?.close();
		server = null;
		const error = await failureOf(client.call(EXEMPT, {}));
		expect(error).toMatchObject({ kind: 'network', isTransient: true });
		expect(error.message).toContain('DINGTALK_OAPI_URL');
		expect(`${error.message} ${String(error.cause)}`).not.toContain('t1');
	});
});

describe('the call budget', () => {
	it('stops before the call that would go over it, also with many in flight', async () => {
		const { client, called } = await bench(() => GOOD, { budget: 10 });
		const results = await Promise.allSettled(
			Array.from({ length: 30 }, () => client.call(METERED, {}))
		);
		expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
		expect(called.filter((path) => path === METERED.path)).toHaveLength(10);
		expect((await failureOf(client.call(METERED, {}))).message).toContain('DINGTALK_CALL_BUDGET');
	});
	it('does not hold up calls that cost nothing', async () => {
		const { client } = await bench(() => ({ body: { errcode: 0 } }), { budget: 0 });
		await expect(client.call(EXEMPT, {})).resolves.toBeDefined();
	});
});

describe('an aborted run', () => {
	it('ends a call in flight at once, with the reason of the signal', async () => {
		const abort = new AbortController();
		const { client } = await bench(() => ({ hangs: true }), { signal: abort.signal });
		const call = client.call(METERED, {});
		setTimeout(() => abort.abort(new Error('the user')), 50);
		const began = performance.now();
		await expect(call).rejects.toThrow('the user');
		expect(performance.now() - began).toBeLessThan(1000);
	});
});
