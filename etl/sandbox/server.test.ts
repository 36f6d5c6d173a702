import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DAY, endOfDay } from './company/calendar.ts';
import { existsAt, valueAt, type Company } from './company/model.ts';
import { startSandbox } from './server.ts';
import { at, connect, listAt, type TestClient } from './test-client.ts';

const now = endOfDay('2026-11-22');
const aText: unknown = expect.any(String);
const aNumber: unknown = expect.any(Number);
const anArticle: unknown = expect.stringContaining('4ever-article');
const anInvalidMethod: unknown = expect.stringContaining('Invalid method');
let client: TestClient;
let company: Company;
let ruleId: string;
let quarterId: string;

beforeAll(async () => {
	client = await connect();
	company = client.sandbox.company();
	ruleId = company.rules[0]?.id ?? '';
	quarterId = company.periods.find(({ name }) => name === '2026年四季度')?.id ?? '';
});
afterAll(() => client.close());

/** A personal objective of the running quarter whose owner is there, with some check-ins. */
function objectiveWith(test: (objective: Company['objectives'][number]) => boolean) {
	const there = new Set(company.people.filter(({ left }) => left === null).map(({ id }) => id));
	const found = company.objectives.find(
		(objective) =>
			objective.kind === 'personal' &&
			objective.ruleId === ruleId &&
			existsAt(objective, now) &&
			there.has(valueAt(objective.ownerId, now)) &&
			test(objective)
	);
	if (found === undefined) throw new Error('No such objective in this company');
	return found;
}

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

describe('departments', () => {
	it('are found by walking down from the root, which is in no list', async () => {
		const found: number[] = [];
		const waiting = [1];
		for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
			const children = await client.oapi('/topapi/v2/department/listsub', { dept_id: id });
			for (const child of listAt(children, 'result')) {
				expect(child).toEqual({
					dept_id: aNumber,
					name: aText,
					parent_id: id,
					create_dept_group: true,
					auto_add_user: true
				});
				found.push(Number(child['dept_id']));
				waiting.push(Number(child['dept_id']));
			}
		}
		const there = company.departments.filter((one) => existsAt(one, now) && one.id !== '1');
		expect(found.map(String).sort()).toEqual(there.map(({ id }) => id).sort());
		const ids = await client.oapi('/topapi/v2/department/listsubid', { dept_id: 1 });
		const names = await client.oapi('/topapi/v2/department/listsub', { dept_id: 1 });
		expect(at(ids, 'result', 'dept_id_list')).toEqual(
			listAt(names, 'result').map((one) => one['dept_id'])
		);
	});

	it('tell their heads; the root tells no parent', async () => {
		const root = await client.oapi('/topapi/v2/department/get', { dept_id: 1 });
		expect(at(root, 'result', 'dept_manager_userid_list')).toEqual(
			valueAt(company.departments[0]?.headIds ?? [], now)
		);
		expect(root.body['result']).not.toHaveProperty('parent_id');
		expect(at(root, 'result', 'member_count')).toBeGreaterThan(50);
	});

	it('that do not exist answer 60003, and bad numbers 400002', async () => {
		for (const path of ['/topapi/v2/department/get', '/topapi/v2/department/listsub']) {
			expect((await client.oapi(path, { dept_id: 999 })).body['errcode']).toBe(60003);
			expect((await client.oapi(path, { dept_id: 'x' })).body['errcode']).toBe(400002);
		}
	});
});

describe('people', () => {
	it('come in pages, one after the other, until has_more is false', async () => {
		const largest = company.departments
			.filter((one) => existsAt(one, now))
			.map(({ id }) => ({
				id,
				members: company.people.filter(
					(person) => person.left === null && valueAt(person.departmentIds, now).includes(id)
				)
			}))
			.sort((one, other) => other.members.length - one.members.length)[0];
		const found: unknown[] = [];
		let cursor: unknown = 0;
		for (let page = 1; page < 100; page++) {
			const body = { dept_id: Number(largest?.id), cursor, size: 4 };
			const answer = await client.oapi('/topapi/v2/user/list', body);
			found.push(...listAt(answer, 'result', 'list').map(({ userid }) => userid));
			cursor = at(answer, 'result', 'next_cursor');
			if (at(answer, 'result', 'has_more') === false) break;
			expect(listAt(answer, 'result', 'list')).toHaveLength(4);
		}
		expect(cursor).toBeUndefined();
		expect(found.sort()).toEqual(largest?.members.map(({ id }) => id).sort());
		const ids = await client.oapi('/topapi/user/listid', { dept_id: Number(largest?.id) });
		expect(at(ids, 'result', 'userid_list')).toHaveLength(found.length);
	});

	it('show what is known, and leave out what the app may not see', async () => {
		const answer = await client.oapi('/topapi/v2/user/list', { dept_id: 1, cursor: 0, size: 100 });
		const [boss] = listAt(answer, 'result', 'list');
		expect(boss).toMatchObject({
			userid: aText,
			unionid: aText,
			dept_id_list: [1],
			active: true,
			boss: true,
			leader: true,
			hired_date: aNumber
		});
		for (const field of ['mobile', 'email', 'extension', 'avatar', 'manager_userid']) {
			expect(boss).not.toHaveProperty(field);
		}
		const simple = await client.oapi('/topapi/user/listsimple', {
			dept_id: 1,
			cursor: 0,
			size: 100
		});
		expect(Object.keys(listAt(simple, 'result', 'list')[0] ?? {})).toEqual(['userid', 'name']);
	});

	it('know their manager only if they have one', async () => {
		const person = company.people.find(
			({ left, managerId }) => left === null && valueAt(managerId, now) !== null
		);
		const boss = company.people.find(({ isBoss }) => isBoss);
		const managed = await client.oapi('/topapi/v2/user/get', { userid: person?.id });
		expect(at(managed, 'result', 'manager_userid')).toBe(valueAt(person?.managerId ?? [], now));
		const free = await client.oapi('/topapi/v2/user/get', { userid: boss?.id });
		expect(free.body['result']).not.toHaveProperty('manager_userid');
		const byUnion = await client.oapi('/topapi/user/getbyunionid', { unionid: boss?.unionId });
		expect(byUnion.body['result']).toEqual({ contact_type: 0, userid: boss?.id });
	});

	it('who left are found nowhere but in the records of leavers', async () => {
		const leaver = company.people.find(({ left }) => left !== null && left > now - 300 * DAY);
		const user = await client.oapi('/topapi/v2/user/get', { userid: leaver?.id });
		expect(user.body['errcode']).toBe(60121);
		const found: unknown[] = [];
		let token: unknown = '0';
		while (typeof token === 'string') {
			const page = await client.api(
				'GET',
				`/v1.0/contact/empLeaveRecords?startTime=2025-12-01T00:00:00Z&endTime=2026-11-22T00:00:00Z&nextToken=${token}&maxResults=3`
			);
			found.push(...listAt(page, 'records').map(({ userId }) => userId));
			token = page.body['nextToken'];
		}
		expect(found).toContain(leaver?.id);
		const wide =
			'/v1.0/contact/empLeaveRecords?startTime=2020-01-01T00:00:00Z&nextToken=0&maxResults=9';
		expect((await client.api('GET', wide)).status).toBe(400);
	});

	it('are refused in pages of bad sizes, each call in its own words', async () => {
		const big = { dept_id: 1, cursor: 0, size: 101 };
		expect((await client.oapi('/topapi/v2/user/list', big)).body['errcode']).toBe(400002);
		expect((await client.oapi('/topapi/user/listsimple', big)).body['errcode']).toBe(40069);
		const lost = { dept_id: 1, cursor: -1, size: 10 };
		expect((await client.oapi('/topapi/user/listsimple', lost)).body['errcode']).toBe(40068);
	});

	it('are in the range that auth/scopes names', async () => {
		const scopes = await client.bare('GET', `/auth/scopes?access_token=${client.token}`);
		expect(scopes.body).toMatchObject({
			errcode: 0,
			auth_org_scopes: { authed_dept: [1], authed_user: [] }
		});
	});
});

describe('rules and periods', () => {
	it('list the enabled rules, and all of them with their status in the newer call', async () => {
		const enabled = await client.api('GET', '/v1.0/agoal/objectiveRules/lists');
		expect(enabled.body).toMatchObject({ success: true, requestId: aText });
		expect(listAt(enabled, 'content').map((rule) => rule['objectiveCategory'])).toEqual([
			'OKR',
			'PBC'
		]);
		const all = await client.api(
			'GET',
			'/v1.0/agoal/objectiveRuleLists/query?pageNumber=1&pageSize=2'
		);
		expect(all.body['content']).toMatchObject({ pageNumber: 1, pageSize: 2, totalCount: 3 });
		const rest = await client.api(
			'GET',
			'/v1.0/agoal/objectiveRuleLists/query?pageNumber=2&pageSize=2'
		);
		expect(listAt(rest, 'content', 'result').map(({ status }) => status)).toEqual(['OFFLINE']);
		const one = await client.api(
			'GET',
			`/v1.0/agoal/objectiveRules/details?objectiveRuleId=${ruleId}`
		);
		expect(one.body['content']).toMatchObject({
			objectiveRuleId: ruleId,
			status: 'ONLINE',
			probationRule: false
		});
	});

	it('order periods by the newest start, of equal starts the shorter first', async () => {
		const answer = await client.api(
			'GET',
			`/v1.0/agoal/objectiveRules/periodLists?objectiveRuleId=${ruleId}`
		);
		const names = listAt(answer, 'content').map(({ name }) => name);
		expect(names.slice(0, 6)).toEqual([
			'2026年四季度',
			'2026年三季度',
			'2026年二季度',
			'2026年一季度',
			'2026年度',
			'2025年四季度'
		]);
	});

	it('take the types of periods as JSON text in a query parameter called body', async () => {
		const types = encodeURIComponent(JSON.stringify({ periodTypes: ['year'] }));
		const answer = await client.api('POST', `/v1.0/agoal/periods/list?body=${types}`);
		const found = listAt(answer, 'content');
		expect(found.length).toBeGreaterThan(2);
		expect(new Set(found.map(({ periodType }) => periodType))).toEqual(new Set(['year']));
	});

	it('that are unknown are refused with HTTP 500 and their code', async () => {
		for (const call of ['objectiveRules/periodLists', 'objectiveRules/details']) {
			const answer = await client.api('GET', `/v1.0/agoal/${call}?objectiveRuleId=none`);
			expect(answer).toMatchObject({ status: 500, body: { code: 'error.invalidObjectiveRuleId' } });
		}
	});
});

describe('personal objectives', () => {
	const ask = (dingUserId: string, periodIds: readonly string[]) =>
		client.api('POST', '/v1.0/agoal/users/objectiveLists/query', {
			dingUserId,
			objectiveRuleId: ruleId,
			periodIds
		});

	it('are answered per person for several periods at once', async () => {
		const objective = objectiveWith(
			({ periodId, hasNewFields }) => periodId === quarterId && hasNewFields
		);
		const owner = valueAt(objective.ownerId, now);
		const quarter = await ask(owner, [quarterId]);
		const shown = listAt(quarter, 'content').find((one) => one['objectiveId'] === objective.id);
		expect(shown).toMatchObject({
			title: valueAt(objective.title, now),
			executor: { dingUserId: owner, userId: aText, name: aText },
			period: { periodId: quarterId, periodType: 'season' },
			objectiveRule: { objectiveRuleId: ruleId, objectiveCategory: 'OKR' },
			status: 1,
			upAlignObjectIds: valueAt(objective.up, now).map(({ targetId }) => targetId),
			created: objective.created
		});
		const everything = await ask(
			owner,
			company.periods.map(({ id }) => id)
		);
		expect(listAt(everything, 'content').length).toBeGreaterThan(listAt(quarter, 'content').length);
		const details = await client.api(
			'GET',
			`/v1.0/agoal/objectives/details?objectiveId=${objective.id}`
		);
		expect(details.body['content']).toEqual(shown);
	});

	it('show the key results that are there, and leave out values that are not', async () => {
		const objective = objectiveWith(({ keyResults }) =>
			keyResults.some((one) => existsAt(one, now) && valueAt(one.progress, now) === null)
		);
		const answer = await client.api(
			'GET',
			`/v1.0/agoal/objectives/details?objectiveId=${objective.id}`
		);
		const shown = listAt(answer, 'content', 'keyResults');
		const there = objective.keyResults.filter((one) => existsAt(one, now));
		expect(shown.map((one) => one['keyResultId'])).toEqual(there.map(({ id }) => id));
		const silent = there.find(({ progress }) => valueAt(progress, now) === null);
		expect(shown.find((one) => one['keyResultId'] === silent?.id)).not.toHaveProperty('progress');
	});

	it('of the older kind have none of the newer fields', async () => {
		const old = objectiveWith(({ hasNewFields }) => !hasNewFields);
		const answer = await client.api('GET', `/v1.0/agoal/objectives/details?objectiveId=${old.id}`);
		for (const field of [
			'created',
			'updated',
			'approveStatus',
			'upAlignObjectIds',
			'downAlignObjectIds',
			'relatedUsers'
		]) {
			expect(answer.body['content']).not.toHaveProperty(field);
		}
	});

	it('name their latest check-in with an all lower-case field, if there is one', async () => {
		const busy = objectiveWith(
			({ checkIns, areCheckInsReadable }) => checkIns.length > 2 && areCheckInsReadable
		);
		const last = busy.checkIns.filter((one) => existsAt(one, now)).at(-1);
		const answer = await client.api('GET', `/v1.0/agoal/objectives/details?objectiveId=${busy.id}`);
		expect(at(answer, 'content', 'latestProgress')).toMatchObject({
			progressId: last?.id,
			created: last?.created,
			creator: { dingUserId: last?.authorId },
			htmldescription: anArticle
		});
		const quiet = objectiveWith(({ checkIns }) => checkIns.length === 0);
		const none = await client.api('GET', `/v1.0/agoal/objectives/details?objectiveId=${quiet.id}`);
		expect(none.body['content']).not.toHaveProperty('latestProgress');
	});

	it('of nobody are an empty list, and parameters are required', async () => {
		expect((await ask('nobody', [quarterId])).body).toMatchObject({ success: true, content: [] });
		const missing = await client.api('POST', '/v1.0/agoal/users/objectiveLists/query', {
			dingUserId: 'x',
			objectiveRuleId: ruleId
		});
		expect(missing).toMatchObject({ status: 400, body: { code: 'MissingPeriodIds' } });
	});

	it('that are unknown are refused with error.invalidObjectiveId', async () => {
		for (const call of ['objectives/details', 'objectives/progresses/lists', 'orgObjectives']) {
			const answer = await client.api('GET', `/v1.0/agoal/${call}?objectiveId=none&pageNumber=1`);
			expect(answer).toMatchObject({ status: 500, body: { code: 'error.invalidObjectiveId' } });
		}
	});
});

describe('check-ins', () => {
	it('come in pages with counters that are text, the newest first', async () => {
		const objective = objectiveWith(
			({ checkIns, areCheckInsReadable }) => checkIns.length > 4 && areCheckInsReadable
		);
		const there = objective.checkIns.filter((one) => existsAt(one, now));
		const path = `/v1.0/agoal/objectives/progresses/lists?objectiveId=${objective.id}`;
		const found: unknown[] = [];
		for (let page = 1; found.length < there.length; page++) {
			const answer = await client.api('GET', `${path}&pageNumber=${page}&pageSize=2`);
			expect(answer.body['content']).toMatchObject({
				pageNumber: String(page),
				pageSize: '2',
				totalCount: String(there.length)
			});
			found.push(...listAt(answer, 'content', 'result').map(({ progressId }) => progressId));
		}
		expect(found).toEqual(there.map(({ id }) => id).reverse());
		const beyond = await client.api('GET', `${path}&pageNumber=99&pageSize=2`);
		expect(listAt(beyond, 'content', 'result')).toEqual([]);
	});

	it('show the revision in force, who wrote it and who changed it', async () => {
		const objective = objectiveWith(
			({ checkIns, areCheckInsReadable }) =>
				areCheckInsReadable &&
				checkIns.some((one) => existsAt(one, now) && one.revisions.length > 1)
		);
		const edited = objective.checkIns.find((one) => existsAt(one, now) && one.revisions.length > 1);
		const last = edited?.revisions.at(-1);
		const answer = await client.api(
			'GET',
			`/v1.0/agoal/objectives/progresses/lists?objectiveId=${objective.id}&pageNumber=1&pageSize=100`
		);
		const shown = listAt(answer, 'content', 'result').find(
			(one) => one['progressId'] === edited?.id
		);
		expect(shown).toMatchObject({
			created: edited?.created,
			updated: last?.updated,
			htmlContent: last?.html,
			creator: { dingUserId: edited?.authorId },
			modifier: { dingUserId: last?.modifierId }
		});
		expect(shown?.['updated']).toBeGreaterThan(Number(shown?.['created']));
	});

	it('that are deleted are gone', async () => {
		const objective = objectiveWith(
			({ checkIns, areCheckInsReadable }) =>
				areCheckInsReadable && checkIns.some(({ deleted }) => deleted !== null)
		);
		const answer = await client.api(
			'GET',
			`/v1.0/agoal/objectives/progresses/lists?objectiveId=${objective.id}&pageNumber=1&pageSize=100`
		);
		const gone = objective.checkIns.find(({ deleted }) => deleted !== null);
		const shown = listAt(answer, 'content', 'result').map(({ progressId }) => progressId);
		expect(shown).not.toContain(gone?.id);
	});

	it('that the app may not read answer HTTP 500 error.noPermission', async () => {
		const closed = objectiveWith(({ areCheckInsReadable }) => !areCheckInsReadable);
		const answer = await client.api(
			'GET',
			`/v1.0/agoal/objectives/progresses/lists?objectiveId=${closed.id}&pageNumber=1`
		);
		expect(answer).toMatchObject({ status: 500, body: { code: 'error.noPermission' } });
	});
});

describe('organisation objectives', () => {
	it('are listed by a POST with query parameters, in pages with a number as total', async () => {
		const path = `/v1.0/agoal/orgObjectives/list?periodId=${quarterId}`;
		const whole = await client.api('POST', `${path}&pageNumber=1&pageSize=100`);
		const total = at(whole, 'content', 'totalCount');
		expect(total).toBe(listAt(whole, 'content', 'objectiveList').length);
		const last = await client.api('POST', `${path}&pageNumber=2&pageSize=${Number(total) - 1}`);
		expect(listAt(last, 'content', 'objectiveList')).toHaveLength(1);
		const ofRoot = await client.api('POST', `${path}&pageNumber=1&dingTeamId=1`);
		expect(listAt(ofRoot, 'content', 'objectiveList')).toHaveLength(3);
	});

	it('have a text as status, kinds of links, but neither key results nor progress', async () => {
		const path = `/v1.0/agoal/orgObjectives/list?periodId=${quarterId}&pageNumber=1&pageSize=100`;
		const all = listAt(await client.api('POST', path), 'content', 'objectiveList');
		for (const one of all) {
			expect(one['status']).toBe('formalEffective');
			for (const field of ['keyResults', 'progress', 'latestProgress'])
				expect(one).not.toHaveProperty(field);
		}
		const single = await client.api(
			'GET',
			`/v1.0/agoal/orgObjectives?objectiveId=${String(all[0]?.['objectiveId'])}`
		);
		expect(single.body['content']).toEqual(all[0]);
		const links = all.flatMap((one) => listAt({ status: 200, body: one }, 'upAlignObjects'));
		expect(new Set(links.map(({ objectType }) => objectType))).toEqual(new Set(['objective']));
		expect(
			links.every(({ alignType }) => alignType === 'SUPPORT' || alignType === 'COOPERATION')
		).toBe(true);
	});

	it('of an unknown department are refused', async () => {
		const answer = await client.api(
			'POST',
			'/v1.0/agoal/orgObjectives/list?pageNumber=1&dingTeamId=999'
		);
		expect(answer).toMatchObject({ status: 500, body: { code: 'error.dingTeamIdInvalid' } });
	});
});

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
