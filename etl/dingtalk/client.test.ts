import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Endpoint } from './endpoint.ts';
import { DingTalkError, isRefusedRecord } from './errors.ts';
import { fullestSecond } from './fullest-second.ts';
import { describeSkew } from './clock-skew.ts';
import { SECRET, startScriptedServer, type Reply, type ScriptedServer } from './scripted-server.ts';
import { realTiming } from './timing.ts';

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
const TOKEN_PATH = '/v1.0/oauth2/accessToken';

const GOOD: Reply = { body: { errcode: 0, success: true, content: [] } };
const BAD_TOKEN: Reply = { status: 400, body: { code: 'InvalidAuthentication', message: 'x' } };
const BAD_TOKEN_OLD: Reply = { body: { errcode: 88, sub_code: '40014', errmsg: 'x' } };
const QPS: Reply = {
	status: 403,
	body: { code: 'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi', message: 'x' }
};
const BROKEN: Reply = { status: 500, body: { code: 'error.systemError', message: 'x' } };

let server: ScriptedServer;
beforeAll(async () => {
	server = await startScriptedServer();
});
afterAll(() => server.close());

async function failureOf(promise: Promise<unknown>): Promise<DingTalkError> {
	try {
		await promise;
	} catch (error) {
		if (error instanceof DingTalkError) return error;
		throw error;
	}
	throw new Error('It did not fail.');
}

const times = <T>(count: number, make: (index: number) => T): T[] =>
	Array.from({ length: count }, (_, index) => make(index));

describe('the app token', () => {
	it('is fetched once for many callers, and sent as each host wants it', async () => {
		const tokens = new Set<string>();
		const { client, tokensIssued } = server.connect(({ path, token }) => {
			if (path !== TOKEN_PATH) tokens.add(token);
			return {};
		});
		await Promise.all(times(50, (index) => client.call(index % 2 ? METERED : EXEMPT, {})));
		expect(tokensIssued()).toBe(1);
		expect([...tokens]).toEqual(['t1']);
	});
	it.each([
		['of both hosts', Infinity],
		['and the rate limit', 10]
	])('is renewed once when it expires under fifty callers %s', async (_what, maxQps) => {
		let isExpired = false;
		const { client, tokensIssued, called, ledger } = server.connect(
			({ path, token }) => {
				if (path === TOKEN_PATH) return {};
				// All fifty are in flight before the first refusal is back.
				if (isExpired && token === 't1')
					return { ...(path === METERED.path ? BAD_TOKEN : BAD_TOKEN_OLD), delay: 40 };
				return GOOD;
			},
			{ maxQps }
		);
		await client.call(METERED, {});
		isExpired = true;
		await Promise.all(times(50, (index) => client.call(index % 2 ? METERED : EXEMPT, {})));
		expect(tokensIssued()).toBe(2);
		expect(called.filter((path) => path === TOKEN_PATH)).toHaveLength(2);
		const { metered, exempt } = ledger.totals();
		expect(metered + exempt).toBe(called.length);
		// Under the limit only the few in flight meet the expired token; whoever waits for a turn takes the new one.
		if (maxQps !== Infinity) expect(called.length).toBeLessThanOrEqual(1 + 50 + 10 + 2);
	});
	it('that expires twice during one slow call is renewed twice', async () => {
		const { client, called, tokensIssued } = server.connect(({ path, token }) =>
			path === EXEMPT.path && token !== 't3' ? { ...BAD_TOKEN_OLD, delay: 100 } : {}
		);
		await client.call(METERED, {});
		const slow = client.call(EXEMPT, {});
		const tries = () => called.filter((path) => path === EXEMPT.path).length;
		while (tries() < 2) await new Promise((resolve) => setTimeout(resolve, 5));
		// The second token is good for somebody else before the slow call is refused with it.
		await client.call(METERED, {});
		await expect(slow).resolves.toBeDefined();
		expect(tokensIssued()).toBe(3);
	});
	it.each([
		['once more when it ends before its first good answer is back', ['t1', 't4'], 4],
		['and no more when four in a row are refused', ['t1'], 4]
	])('is renewed in the middle, %s', async (_what, good, issued) => {
		const { client, tokensIssued } = server.connect(({ path, token, count }) => {
			if (path === TOKEN_PATH || (token === 't1' && count === 1)) return {};
			return token !== 't1' && good.includes(token) ? {} : BAD_TOKEN;
		});
		await client.call(METERED, {});
		const answers = Promise.allSettled(times(8, () => client.call(METERED, {})));
		const statuses = (await answers).map(({ status }) => status);
		expect(new Set(statuses)).toEqual(new Set([good.includes('t4') ? 'fulfilled' : 'rejected']));
		expect(tokensIssued()).toBe(issued);
	});
	it('is renewed ten minutes before its end, and not before', async () => {
		const { client, timing, tokensIssued } = server.connect(() => ({}));
		await client.call(METERED, {});
		timing.pass(6_590_000);
		await client.call(METERED, {});
		expect(tokensIssued()).toBe(1);
		timing.pass(20_000);
		await client.call(METERED, {});
		expect(tokensIssued()).toBe(2);
	});
});

describe('the rate limit', () => {
	it('holds on the wire, token calls, throttled ones and retries included, for all clients of the process', async () => {
		const arrivals: number[] = [];
		const maxQps = 25;
		let calls = 0;
		const { client } = server.connect(
			({ path, token }) => {
				arrivals.push(performance.now());
				calls += 1;
				if (path === TOKEN_PATH) return { delay: 30 };
				if (token === 't1' && calls > 30) return BAD_TOKEN;
				if (calls % 11 === 0) return QPS;
				// Slow answers now and then: the calls after them are not to make up for it at once.
				return { ...GOOD, delay: (calls * 37) % 90 };
			},
			{ timing: realTiming, maxQps }
		);
		await Promise.all(times(75, () => client.call(METERED, {})));
		expect(arrivals.length).toBeGreaterThan(80);
		expect(fullestSecond(arrivals)).toBeLessThanOrEqual(maxQps);
		expect(fullestSecond(arrivals)).toBeGreaterThan(maxQps / 2);
	});
});

describe('a record that DingTalk cannot give', () => {
	it('is tried four times, but not when the ones before it could not be given either', async () => {
		let isGood = false;
		const { client, called } = server.connect(({ path }) =>
			path === TOKEN_PATH || isGood ? {} : BROKEN
		);
		const attempts: number[] = [];
		const fail = async () => {
			const before = called.length;
			expect(isRefusedRecord(await failureOf(client.call(METERED, {})))).toBe(true);
			attempts.push(called.length - before);
		};
		for (let record = 0; record < 5; record += 1) await fail();
		isGood = true;
		await client.call(METERED, {});
		isGood = false;
		await fail();
		// The first call fetches the token.
		expect(attempts).toEqual([5, 4, 4, 1, 1, 4]);
	});
});

describe('a host that nobody listens on', () => {
	it('is named with its setting, and without the token', async () => {
		const gone = await startScriptedServer();
		const { client } = gone.connect(() => ({}));
		await client.call(EXEMPT, {});
		await gone.close();
		const error = await failureOf(client.call(EXEMPT, {}));
		expect(error).toMatchObject({ kind: 'network', isTransient: true });
		expect(error.message).toContain('DINGTALK_OAPI_URL');
		expect(`${error.message} ${String(error.cause)}`).not.toMatch(new RegExp(`t1|${SECRET}`));
	});
});

describe('the call budget', () => {
	it('stops before the call that would go over it, also with many in flight', async () => {
		const { client, called } = server.connect(() => ({}), { budget: 10 });
		const results = await Promise.allSettled(times(30, () => client.call(METERED, {})));
		expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
		expect(called.filter((path) => path === METERED.path)).toHaveLength(10);
		expect((await failureOf(client.call(METERED, {}))).message).toContain('DINGTALK_CALL_BUDGET');
	});
	it('does not hold up calls that cost nothing', async () => {
		const { client } = server.connect(() => ({}), { budget: 0 });
		await expect(client.call(EXEMPT, {})).resolves.toBeDefined();
	});
});

describe('an aborted run', () => {
	it('ends a call in flight at once, with the reason of the signal', async () => {
		const abort = new AbortController();
		const { client } = server.connect(
			({ path }) => (path === METERED.path ? { hangs: true } : {}),
			{ signal: abort.signal }
		);
		const call = client.call(METERED, {});
		setTimeout(() => abort.abort(new Error('the user')), 50);
		const began = performance.now();
		await expect(call).rejects.toThrow('the user');
		// A call that nobody ends waits for its own limit, twenty seconds.
		expect(performance.now() - began).toBeLessThan(10_000);
	});
});

describe("DingTalk's clock", () => {
	const skewed = async (minutes: number) => {
		const { client } = server.connect(() => ({
			headers: { date: new Date(Date.now() + minutes * 60_000).toUTCString() }
		}));
		await client.call(METERED, {});
		return client.skew();
	};
	it('is compared with ours by every answer that has a date', async () => {
		for (const minutes of [-60, 0, 9]) {
			const skew = await skewed(minutes);
			expect(Math.abs((skew ?? Number.NaN) - minutes * 60_000)).toBeLessThan(10_000);
		}
		const { client } = server.connect(() => ({ headers: { date: 'yesterday' } }));
		expect(client.skew()).toBeNull();
		await client.call(METERED, {});
		expect(client.skew()).toBeNull();
	});
	it('is worth a remark from five minutes on, with the remedy', () => {
		expect(describeSkew(null)).toBeNull();
		expect(describeSkew(-300_000)).toBeNull();
		expect(describeSkew(420_000)).toMatch(/7 minutes behind DingTalk's.*NTP/);
		expect(describeSkew(-3_600_000)).toMatch(/60 minutes ahead of DingTalk's.*NTP/);
	});
});
