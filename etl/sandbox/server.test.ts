/** What the sandbox answers on the wire. All but the tests of the ledger and the clock ask one of a small company. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { agoalTests } from './agoal-tests.ts';
import { checkInTests } from './check-in-tests.ts';
import { DAY, endOfDay } from './company/calendar.ts';
import type { Company } from './company/model.ts';
import { contactTests } from './contact-tests.ts';
import { startSandbox } from './server.ts';
import { connect, listAt, type TestClient } from './test-client.ts';
import { openTestCompany, type TestCompany } from './test-company.ts';

const aText: unknown = expect.any(String);
const anInvalidMethod: unknown = expect.stringContaining('Invalid method');
let opened: TestCompany;
let client: TestClient;
let company: Company;
let objectiveWith: TestCompany['objectiveWith'];

beforeAll(async () => {
	opened = await openTestCompany();
	({ client, company, objectiveWith } = opened);
});
afterAll(() => client.close());

describe('tokens', () => {
	it('are the same as long as they are valid, in all three forms, and serve both hosts', async () => {
		const again = await client.bare('POST', '/v1.0/oauth2/accessToken', {
			body: { appKey: 'key', appSecret: 'secret' }
		});
		expect(again.body).toEqual({ accessToken: client.token, expireIn: 7200 });
		const old = await client.bare('GET', '/gettoken?appkey=key&appsecret=secret');
		expect(old.body).toEqual({
			errcode: 0,
			errmsg: 'ok',
			access_token: client.token,
			expires_in: 7200
		});
		const unified = await client.bare('POST', '/v1.0/oauth2/dingcorp/token', {
			body: { client_id: 'key', client_secret: 'secret', grant_type: 'client_credentials' }
		});
		expect(unified.body).toEqual({ access_token: client.token, expires_in: 7200 });
		expect(
			(await client.oapi('/topapi/v2/department/listsub', { dept_id: 1 })).body['errcode']
		).toBe(0);
		expect((await client.api('GET', '/v1.0/agoal/objectiveRules/lists')).status).toBe(200);
	});

	it('differ between apps', async () => {
		const other = await client.bare('GET', '/gettoken?appkey=other&appsecret=secret');
		expect(other.body['access_token']).not.toBe(client.token);
	});

	it('fail with the documented errors when something is missing or wrong', async () => {
		expect(
			await client.bare('POST', '/v1.0/oauth2/accessToken', { body: { appKey: 'key' } })
		).toMatchObject({
			status: 400,
			body: { code: 'invalidClientIdOrSecret', requestid: aText }
		});
		expect((await client.bare('GET', '/gettoken')).body).toEqual({
			errcode: 40035,
			errmsg: '缺少参数 corpid or appkey'
		});
		expect(
			await client.bare('POST', '/v1.0/oauth2/c/token', { body: { grant_type: 'password' } })
		).toMatchObject({ status: 400, body: { code: 'unsupported.grant.type' } });
	});

	it('are missed on the new host with HTTP 400, also behind Bearer or in the query', async () => {
		const path = '/v1.0/agoal/objectiveRules/lists';
		for (const attempt of [
			await client.bare('GET', path),
			await client.bare('GET', path, { headers: { authorization: `Bearer ${client.token}` } }),
			await client.bare('GET', `${path}?access_token=${client.token}`)
		]) {
			expect(attempt.status).toBe(400);
			expect(attempt.body).toEqual({
				requestid: aText,
				code: 'AuthenticationFailed.MissingParameter',
				message: '缺少参数：x-acs-dingtalk-access-token'
			});
		}
	});

	it('that are wrong are refused in the words of each host', async () => {
		const headers = { 'x-acs-dingtalk-access-token': 'wrong' };
		expect(await client.bare('GET', '/v1.0/agoal/objectiveRules/lists', { headers })).toMatchObject(
			{
				status: 400,
				body: { code: 'InvalidAuthentication', message: '不合法的access_token' }
			}
		);
		const blank = await client.bare('POST', '/topapi/v2/user/list', { body: {} });
		expect(blank).toMatchObject({
			status: 200,
			body: {
				errcode: 88,
				sub_code: '40000',
				sub_msg: 'access_token is blank',
				errmsg: 'ding talk error[subcode=40000,submsg=access_token is blank]'
			}
		});
		const wrong = await client.bare('POST', '/topapi/v2/user/list?access_token=wrong', {
			body: {}
		});
		expect(wrong.body).toMatchObject({ errcode: 88, sub_code: '40014' });
	});
});

contactTests(() => opened);
agoalTests(() => opened);
checkInTests(() => opened);

describe('the rest', () => {
	it('lists the administrators and nobody’s key actions', async () => {
		const boss = company.people.find(({ isBoss }) => isBoss);
		const admins = await client.api('GET', '/v1.0/agoal/administrators/lists');
		expect(admins.body['content']).toEqual([{ dingCorpId: company.corpId, dingUserId: boss?.id }]);
		const objective = objectiveWith(() => true);
		const actions = await client.api(
			'GET',
			`/v1.0/agoal/objectives/keyActionLists?objectiveId=${objective.id}&dingUserId=${boss?.id}`
		);
		expect(actions.body['content']).toEqual([]);
	});

	it('answers unknown paths as each host does', async () => {
		expect((await client.oapi('/topapi/v2/user/notexist')).body).toMatchObject({
			errcode: 22,
			errmsg: anInvalidMethod
		});
		expect(await client.bare('GET', '/nowhere')).toEqual({
			status: 200,
			body: { errcode: 404, errmsg: '请求的URI地址不存在' }
		});
		expect((await client.api('GET', '/v1.0/agoal/nowhere')).status).toBe(404);
	});
});

describe('the ledger', () => {
	it('counts metered and exempt calls per endpoint, and refused ones apart', async () => {
		const own = await connect({ people: 10 });
		await own.oapi('/topapi/v2/department/listsub', { dept_id: 1 });
		await own.bare('GET', `/auth/scopes?access_token=${own.token}`);
		await own.api('GET', '/v1.0/agoal/objectiveRules/lists');
		await own.api('GET', '/v1.0/agoal/objectives/details?objectiveId=none');
		const ledger = await own.bare('GET', '/__sandbox/ledger');
		expect(ledger.body).toEqual({
			metered: 3,
			exempt: 2,
			refused: 0,
			endpoints: {
				'POST /v1.0/oauth2/accessToken': { metered: 0, exempt: 1, refused: 0 },
				'POST /topapi/v2/department/listsub': { metered: 0, exempt: 1, refused: 0 },
				'GET /auth/scopes': { metered: 1, exempt: 0, refused: 0 },
				'GET /v1.0/agoal/objectiveRules/lists': { metered: 1, exempt: 0, refused: 0 },
				'GET /v1.0/agoal/objectives/details': { metered: 1, exempt: 0, refused: 0 }
			}
		});
		expect(own.sandbox.ledger()).toEqual(ledger.body);
		await own.close();
	});

	it('refuses what is faster than --qps, and does not count it', async () => {
		const own = await connect({ people: 10, qps: 5 });
		const answers = await Promise.all(
			Array.from({ length: 12 }, () => own.api('GET', '/v1.0/agoal/objectiveRules/lists'))
		);
		const refused = answers.filter(({ status }) => status === 403);
		expect(refused).toHaveLength(7);
		expect(refused[0]?.body['code']).toBe('Forbidden.AccessDenied.QpsLimitForAppkeyAndApi');
		const old = await own.oapi('/topapi/v2/department/listsub', { dept_id: 1 });
		expect(old.body).toMatchObject({ errcode: 88, sub_code: '90018' });
		expect(own.sandbox.ledger()).toMatchObject({ metered: 5, refused: 8 });
		await own.close();
	});

	it('refuses metered calls beyond --quota, and exempt ones never', async () => {
		const own = await connect({ people: 10, quota: 2 });
		await own.api('GET', '/v1.0/agoal/objectiveRules/lists');
		await own.api('GET', '/v1.0/agoal/objectiveRules/lists');
		expect(await own.api('GET', '/v1.0/agoal/objectiveRules/lists')).toMatchObject({
			status: 403,
			body: { code: 'Forbidden.AccessDenied.ApiCountLimitForOrg' }
		});
		const scopes = await own.bare('GET', `/auth/scopes?access_token=${own.token}`);
		expect(scopes.body['errcode']).toBe(90020);
		expect((await own.oapi('/topapi/v2/department/listsub', { dept_id: 1 })).body['errcode']).toBe(
			0
		);
		expect(own.sandbox.ledger()).toMatchObject({ metered: 2, refused: 2 });
		await own.close();
	});
});

describe('the clock', () => {
	it('shows the company at its instant and lets it grow past midnight', async () => {
		let clock = endOfDay('2026-11-20') - 14 * 3_600_000;
		const own = await startSandbox({ port: 0, people: 120, seed: 7, clock: () => clock });
		const morning = own.company();
		clock = endOfDay('2026-11-20') - 1000;
		expect(own.company()).toBe(morning);
		clock += DAY;
		const next = own.company();
		const checkIns = (all: Company) => all.objectives.flatMap((one) => one.checkIns).length;
		expect(checkIns(next)).toBeGreaterThan(checkIns(morning));
		await own.close();
	});

	it('hides what happens later on the same day', async () => {
		const written = objectiveWith(
			({ checkIns, areCheckInsReadable, deleted }) =>
				deleted === null && areCheckInsReadable && checkIns.length > 3
		);
		const second = written.checkIns[2];
		const before = await connect({ today: undefined, clock: () => (second?.created ?? 0) - 1 });
		const after = await connect({ today: undefined, clock: () => second?.created ?? 0 });
		const path = `/v1.0/agoal/objectives/progresses/lists?objectiveId=${written.id}&pageNumber=1&pageSize=100`;
		const idsOf = async (one: TestClient) =>
			listAt(await one.api('GET', path), 'content', 'result').map(({ progressId }) => progressId);
		expect(await idsOf(before)).not.toContain(second?.id);
		expect(await idsOf(after)).toContain(second?.id);
		await before.close();
		await after.close();
	});
});
