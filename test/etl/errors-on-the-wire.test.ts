/** Every row of the error tables in dingtalk-api.md 1.4 and 6.2, as its body comes over HTTP: what a call does, costs and says. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Endpoint } from '../../etl/dingtalk/endpoint.ts';
import { DingTalkError, type DingTalkErrorKind } from '../../etl/dingtalk/errors.ts';
import {
	SECRET,
	startScriptedServer,
	type Reply,
	type ScriptedServer
} from '../../etl/dingtalk/scripted-server.ts';

const NEW: Endpoint = {
	host: 'api',
	method: 'POST',
	path: '/v1.0/agoal/users/objectiveLists/query',
	isMetered: true,
	scope: 'Agoal.Objective.Read'
};
/** Weekly reports: an interface of the old host that the quota counts. */
const OLD: Endpoint = {
	host: 'oapi',
	method: 'POST',
	path: '/topapi/report/list',
	isMetered: true,
	scope: 'qyapi_report_query'
};
const GOOD: Reply = { body: { errcode: 0, success: true } };
const REQUEST = 'A1B2-C3';

let server: ScriptedServer;
beforeAll(async () => {
	server = await startScriptedServer();
});
afterAll(() => server.close());

/** What a kind of error makes of a call that meets nothing else: waits in ms before each next attempt. */
const CONDUCT: Readonly<Record<string, { waits: readonly number[]; isCounted: boolean }>> = {
	throttle: { waits: [1000, 2000, 4000, 8000, 8000, 8000, 8000], isCounted: false },
	'throttle/minute': { waits: [15_000, 30_000, 60_000, 60_000], isCounted: false },
	busy: { waits: [1000, 2000, 4000], isCounted: true },
	protocol: { waits: [1000, 2000], isCounted: true },
	// One fresh token, at once.
	token: { waits: [0], isCounted: true },
	credentials: { waits: [], isCounted: true },
	permission: { waits: [], isCounted: true },
	quota: { waits: [], isCounted: true },
	banned: { waits: [], isCounted: true },
	business: { waits: [], isCounted: true },
	not_found: { waits: [], isCounted: true }
};

/** What a person must be able to read, beside the interface and DingTalk's own words. */
const REMEDY: Readonly<Record<DingTalkErrorKind, RegExp>> = {
	throttle: /DINGTALK_MAX_QPS.*Given up after \d attempts/,
	busy: /overloaded or in trouble|gateways in trouble.*Given up after 4 attempts/,
	protocol: /cut short|unknown shape.*Given up after 3 attempts/,
	token: /DINGTALK_APP_KEY is still enabled/,
	credentials: /DINGTALK_APP_KEY and DINGTALK_APP_SECRET/,
	permission: /developer console|DINGTALK_O?API_URL/,
	quota: /first of next month/,
	banned: /ban page.*five minutes/,
	business: /DingTalk's support|administrator of the OKR product/,
	not_found: /does not know it/,
	network: /Check the network/,
	budget: /DINGTALK_CALL_BUDGET/
};

async function meet(endpoint: Endpoint, reply: Reply, kind: string): Promise<DingTalkError> {
	const { waits, isCounted } = CONDUCT[kind] ?? { waits: [], isCounted: true };
	const attempts = waits.length + 1;
	const theKind = kind.split('/')[0];

	// For good: so many attempts, these waits, this cost, this message.
	const lasting = server.connect(({ path }) => (path === endpoint.path ? reply : {}));
	const error = await lasting.client.call(endpoint, {}).then(
		() => {
			throw new Error('It was taken for a good answer.');
		},
		(reason: unknown) => reason
	);
	if (!(error instanceof DingTalkError)) throw error;
	expect(error.kind).toBe(theKind);
	expect(lasting.called.filter((path) => path === endpoint.path)).toHaveLength(attempts);
	expect(lasting.timing.slept).toEqual(waits.filter((wait) => wait > 0));
	expect(lasting.tokensIssued()).toBe(kind === 'token' ? 2 : 1);
	expect(lasting.ledger.totals()).toMatchObject(
		isCounted ? { metered: attempts, refused: 0 } : { metered: 0, refused: attempts }
	);
	expect(error.message).toContain(`${endpoint.method} ${endpoint.path} answered`);
	expect(error.message).toMatch(REMEDY[error.kind]);
	expect(error.message).not.toContain(SECRET);

	// Once: what passes does no harm, what lasts is not tried again.
	const passing = server.connect(({ path, count }) =>
		path === endpoint.path && count === 1 ? reply : GOOD
	);
	const outcome = passing.client.call(endpoint, {});
	if (attempts > 1) await expect(outcome).resolves.toMatchObject({ success: true });
	else await expect(outcome).rejects.toMatchObject({ kind: theKind });
	return error;
}

describe('an error of the new host', () => {
	const words = 'in the words of DingTalk';
	const body = (code: string) => ({ code, requestid: REQUEST, message: words });
	it.each([
		[400, 'AuthenticationFailed.MissingParameter', 'token'],
		[400, 'InvalidAuthentication', 'token'],
		[403, 'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi', 'throttle'],
		[403, 'Forbidden.AccessDenied.QpmLimitForAppkeyAndApi', 'throttle/minute'],
		[403, 'Forbidden.AccessDenied.QpsLimitForApi', 'throttle'],
		[403, 'Forbidden.AccessDenied.QpsLimitForSuitekeyAndOrgAndApi', 'throttle'],
		[403, 'Forbidden.AccessDenied.QpmLimitForSuitekeyAndOrgAndApi', 'throttle/minute'],
		[403, 'Forbidden.AccessDenied.ApiCountLimitForOrg', 'quota'],
		[403, 'Forbidden.AccessDenied.AccessTokenPermissionDenied', 'permission'],
		[403, 'Forbidden.AccessDenied.IpNotInWhiteList', 'permission'],
		[403, 'Forbidden.AccessDenied.SomethingNew', 'business'],
		[500, 'serviceBusy', 'busy'],
		[503, 'serviceBusy', 'busy'],
		[500, 'systemError', 'busy'],
		[503, 'systemError', 'busy'],
		[429, 'system.busy', 'busy'],
		[429, 'systemBusy', 'busy'],
		[500, 'unknownError', 'busy'],
		// Business errors are HTTP 500 too: only the one that says "system" may pass.
		[500, 'error.systemError', 'busy'],
		[500, 'error.noPermission', 'business'],
		[500, 'error.dingTeamIdInvalid', 'business'],
		[500, 'error.emptyScoreCard', 'business'],
		[500, 'error.noIndicator', 'business'],
		[500, 'error.somethingNew', 'business'],
		[500, 'error.invalidObjectiveId', 'not_found'],
		[500, 'error.invalidObjectiveRuleId', 'not_found'],
		[400, 'serviceError', 'business'],
		[401, 'paramIllegal', 'business'],
		[404, 'invalidParameter.user.notFound', 'not_found'],
		[404, 'InvalidAction.NotFound', 'permission']
	])('HTTP %i %s is %s', async (status, code, kind) => {
		const error = await meet(NEW, { status, body: body(code) }, kind);
		expect(error).toMatchObject({ code, status });
		expect(error.message).toContain(`${code} (${words})`);
		if (kind === 'busy' || kind === 'business') expect(error.message).toContain(REQUEST);
	});

	it('is the same with capital keys, as the official SDK takes them too', async () => {
		const denied = 'Forbidden.AccessDenied.AccessTokenPermissionDenied';
		const error = await meet(
			NEW,
			{
				status: 403,
				body: {
					Code: denied,
					Message: words,
					RequestId: REQUEST,
					AccessDeniedDetail: { requiredScopes: ['Agoal.Period.Read'] }
				}
			},
			'permission'
		);
		expect(error).toMatchObject({ code: denied, scopes: ['Agoal.Period.Read'] });
		expect(error.message).toContain(words);
	});

	it('names the scope that DingTalk asks for, or the one that the interface needs', async () => {
		const denied = body('Forbidden.AccessDenied.AccessTokenPermissionDenied');
		const accessdenieddetail = { requiredScopes: ['Agoal.Period.Read'] };
		const stated = { status: 403, body: { ...denied, accessdenieddetail } };
		expect((await meet(NEW, stated, 'permission')).message).toContain('Agoal.Period.Read');
		const silent = { status: 403, body: denied };
		expect((await meet(NEW, silent, 'permission')).message).toContain('Agoal.Objective.Read');
	});

	it.each([
		['an unknown address (errcode 404)', { errcode: 404, errmsg: words }, 'permission'],
		['success false', { success: false, code: 'error.emptyScoreCard' }, 'business'],
		['a refusal without its status', body('serviceBusy'), 'busy'],
		[
			'a missing scope without its status',
			body('Forbidden.AccessDenied.AccessTokenPermissionDenied'),
			'permission'
		]
	])('with HTTP 200 is no empty list: %s', async (_what, answer, kind) => {
		await meet(NEW, { body: answer }, kind);
	});

	it('of key and secret ends the call before it is made', async () => {
		for (const code of ['invalidClientIdOrSecret', 'invalid.client', 'unauthorized.client']) {
			const { client, called } = server.connect(({ path }) =>
				path === NEW.path ? GOOD : { status: 400, body: body(code) }
			);
			const error = client.call(NEW, {});
			await expect(error).rejects.toMatchObject({ kind: 'credentials' });
			await expect(error).rejects.toThrow(REMEDY.credentials);
			expect(called).toEqual(['/v1.0/oauth2/accessToken']);
		}
	});
});

describe('an error of the old host, HTTP 200 always', () => {
	const words = 'in the words of DingTalk';
	it.each([
		['40000', 'token'],
		['40001', 'token'],
		['40014', 'token'],
		['42001', 'token'],
		['90018', 'throttle'],
		['90002', 'throttle'],
		['90019', 'throttle'],
		['90020', 'quota'],
		['60011', 'permission'],
		['60020', 'permission'],
		['50002', 'permission'],
		['50004', 'permission'],
		['-1', 'busy'],
		['60003', 'not_found'],
		['33012', 'not_found'],
		['60121', 'not_found'],
		['40096', 'credentials'],
		['400002', 'business'],
		['40035', 'business']
	])('%s is %s: bare, behind 88, quoted, and in the message alone', async (code, kind) => {
		const errmsg = `ding talk error[subcode=${code},submsg=${words}]`;
		for (const body of [
			{ errcode: Number(code), errmsg: words },
			{ errcode: 88, sub_code: code, sub_msg: words, errmsg, request_id: REQUEST },
			{ errcode: '88', sub_code: Number(code), sub_msg: words, errmsg },
			{ errcode: 88, errmsg }
		]) {
			const error = await meet(OLD, { body }, kind);
			expect(error.code).toBe(code);
			expect(error.message).toContain(words);
		}
	});

	it('of an unknown interface names the setting and what may be missing', async () => {
		const sub_msg = '不合法ApiName，ApiName = dingtalk.oapi.v2.user.notexist';
		const body = { errcode: 22, sub_msg, errmsg: `Invalid method[submsg=${sub_msg}]` };
		const error = await meet(OLD, { body }, 'permission');
		expect(error.message).toMatch(/does not know the interface. Check DINGTALK_OAPI_URL/);
	});

	it.each(['处罚', '限制'])(
		'of a throttle that says when it ends (%s) waits exactly so long',
		async (word) => {
			const date = new Date('2026-11-22T07:00:00Z').toUTCString();
			const reply = (end: string): Reply => ({
				headers: { date },
				body: {
					errcode: 88,
					sub_code: '90018',
					sub_msg: `apiPath(dingtalk.oapi.report.list), 从 2026-11-22 14:59:59 到 2026-11-22 15:00:00 请求总次数超过了 100 次, ${word}将在 ${end} 结束.`
				}
			});
			// Beijing is eight hours ahead. A second is the least, five minutes are the most.
			for (const [end, waited] of [
				['2026-11-22 15:00:07', 7000],
				['2026-11-22 14:00:00', 1000],
				['2026-11-22 15:00:00', 1000],
				['2027-11-22 15:00:00', 300_000]
			] as const) {
				const { client, timing } = server.connect(({ path, count }) =>
					path === OLD.path && count === 1 ? reply(end) : GOOD
				);
				await client.call(OLD, {});
				expect(timing.slept).toEqual([waited]);
			}
		}
	);
});

describe('an answer that is none', () => {
	it.each([
		['an HTML page', { body: '<!DOCTYPE html><html>blocked</html>' }, 'banned'],
		['an HTML page with 403', { status: 403, body: '<html>blocked</html>' }, 'banned'],
		['a punishment', { body: { status: 1111, wait: 5, source: 'x5', punish: 'deny' } }, 'banned'],
		['the page of a gateway', { status: 502, body: '<html>Bad Gateway</html>' }, 'busy'],
		['the page of a broken server', { status: 500, body: '<html>Error</html>' }, 'busy'],
		['JSON that is cut short', { body: '{"success":true,"content":[{"obj' }, 'protocol'],
		['nothing', { body: '' }, 'protocol'],
		['JSON that is no object', { body: 'null' }, 'protocol'],
		['JSON with keys of wrong types', { body: { errcode: { a: 1 } } }, 'protocol']
	] as const)('%s is %s, on both hosts', async (_what, reply, kind) => {
		for (const endpoint of [NEW, OLD]) await meet(endpoint, reply, kind);
	});

	it.each([
		['never comes', { hangs: true }],
		['stops in its middle', { body: { success: true }, hangsInBody: true }]
	])('and %s is given up in time and asked for again', async (_what, reply) => {
		const { client, ledger, timing } = server.connect(
			({ path, count }) => (path === NEW.path && count === 1 ? reply : GOOD),
			{ timeout: 150 }
		);
		await expect(client.call(NEW, {})).resolves.toMatchObject({ success: true });
		expect(timing.slept).toEqual([1000]);
		// A call that was lost on the way is not counted (dingtalk-api.md 6.3).
		expect(ledger.totals()).toMatchObject({ metered: 1, refused: 0 });
	});

	it('for good names the host and what to check', async () => {
		const { client, timing } = server.connect(
			({ path }) => (path === OLD.path ? { hangs: true } : GOOD),
			{ timeout: 60 }
		);
		const call = client.call(OLD, {});
		await expect(call).rejects.toThrow(
			/no answer in time.*Check the network.*DINGTALK_OAPI_URL.*Given up after 4 attempts/
		);
		expect(timing.slept).toEqual([1000, 2000, 4000]);
	});
});

describe('a Retry-After header', () => {
	const QPS = { code: 'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi', message: 'x' };
	it.each([
		['9', 9000],
		['0', 1000],
		['-5', 1000],
		['soon', 1000],
		['99999999999', 300_000]
	])('of %s is waited for: %i ms', async (header, waited) => {
		const { client, timing } = server.connect(({ path, count }) =>
			path === NEW.path && count === 1
				? { status: 403, body: QPS, headers: { 'retry-after': header } }
				: GOOD
		);
		await client.call(NEW, {});
		expect(timing.slept).toEqual([waited]);
	});
});
