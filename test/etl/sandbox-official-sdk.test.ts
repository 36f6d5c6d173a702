/**
 * DingTalk's own SDK as a client of the sandbox: what its generated types promise is what it gets.
 * Only the address is changed.
 */
import { Config } from '@alicloud/openapi-client';
import { RuntimeOptions } from '@alicloud/tea-util';
// One by one: the package's index loads the clients of DingTalk's hundred other products, for the test and for each check of types.
import * as agoal from '@alicloud/dingtalk/dist/agoal_1_0/client.js';
import * as chengfeng from '@alicloud/dingtalk/dist/chengfeng_1_0/client.js';
import * as contact from '@alicloud/dingtalk/dist/contact_1_0/client.js';
import * as oauth from '@alicloud/dingtalk/dist/oauth2_1_0/client.js';
import * as okr from '@alicloud/dingtalk/dist/okr_1_0/client.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endOfDay } from '../../etl/sandbox/company/calendar.ts';
import {
	existsAt,
	valueAt,
	type Company,
	type Objective
} from '../../etl/sandbox/company/model.ts';
import { startSandbox, type Sandbox } from '../../etl/sandbox/server.ts';

const now = endOfDay('2026-11-22');
const aText: unknown = expect.any(String);
const runtime = new RuntimeOptions({});
let sandbox: Sandbox;
let company: Company;
let client: InstanceType<typeof agoal.default>;
let token: string;

/** Headers of a call: each has its own class with the same field. */
function withToken<T>(headers: new (map: Record<string, unknown>) => T): T {
	return new headers({ xAcsDingtalkAccessToken: token });
}

function config(of: Sandbox = sandbox): Config {
	return new Config({ protocol: 'http', endpoint: new URL(of.url).host });
}

/** Each sandbox has tokens of its own. */
async function useToken(of: Sandbox): Promise<void> {
	const answer = await new oauth.default(config(of)).getAccessToken(
		new oauth.GetAccessTokenRequest({ appKey: 'key', appSecret: 'secret' })
	);
	expect(answer.statusCode).toBe(200);
	expect(answer.body?.expireIn).toBe(7200);
	token = answer.body?.accessToken ?? '';
}

beforeAll(async () => {
	sandbox = await startSandbox({ port: 0, people: 60, seed: 7, today: '2026-11-22' });
	company = sandbox.company();
	client = new agoal.default(config());
	await useToken(sandbox);
});
afterAll(() => sandbox.close());

describe('the official SDK', () => {
	it('gets an app token', () => {
		expect(token).toMatch(/^\w{32}$/);
	});

	it('lists the enabled rules', async () => {
		const { body } = await client.agoalOrgObjectiveRuleListWithOptions(
			withToken(agoal.AgoalOrgObjectiveRuleListHeaders),
			runtime
		);
		expect(body?.success).toBe(true);
		expect(body?.requestId).toMatch(/\S/);
		const [first] = body?.content ?? [];
		expect(first).toBeInstanceOf(agoal.OpenOrgObjectiveRuleDTO);
		expect(first).toMatchObject({
			objectiveRuleId: company.rules[0]?.id,
			objectiveRuleName: company.rules[0]?.name,
			objectiveCategory: 'OKR'
		});
	});

	it('lists the periods of a rule', async () => {
		const { body } = await client.agoalObjectiveRulePeriodListWithOptions(
			new agoal.AgoalObjectiveRulePeriodListRequest({ objectiveRuleId: company.rules[0]?.id }),
			withToken(agoal.AgoalObjectiveRulePeriodListHeaders),
			runtime
		);
		const [newest] = body?.content ?? [];
		expect(newest).toBeInstanceOf(agoal.OpenObjectiveRulePeriodDTO);
		expect(newest?.name).toBe('2026年四季度');
		expect(typeof newest?.startDate).toBe('number');
		expect(typeof newest?.endDate).toBe('number');
	});

	it('lists all periods of a type, its parameter shrunk into the query', async () => {
		const { body } = await client.agoalPeriodListWithOptions(
			new agoal.AgoalPeriodListRequest({
				body: new agoal.AgoalPeriodListRequestBody({ periodTypes: ['year'] })
			}),
			withToken(agoal.AgoalPeriodListHeaders),
			runtime
		);
		const types = (body?.content ?? []).map(({ periodType }) => periodType);
		expect(types.length).toBeGreaterThan(2);
		expect(new Set(types)).toEqual(new Set(['year']));
	});

	it('queries the objectives of a person with their key results and latest check-in', async () => {
		const quarter = company.periods.find(({ name }) => name === '2026年四季度');
		const there = new Set(company.people.filter(({ left }) => left === null).map(({ id }) => id));
		const objective = company.objectives.find(
			(one) =>
				one.kind === 'personal' &&
				one.periodId === quarter?.id &&
				existsAt(one, now) &&
				there.has(valueAt(one.ownerId, now)) &&
				one.areCheckInsReadable &&
				one.checkIns.some((checkIn) => existsAt(checkIn, now))
		);
		const { body } = await client.agoalUserObjectiveListWithOptions(
			new agoal.AgoalUserObjectiveListRequest({
				dingUserId: valueAt(objective?.ownerId ?? [], now),
				objectiveRuleId: objective?.ruleId,
				periodIds: [quarter?.id]
			}),
			withToken(agoal.AgoalUserObjectiveListHeaders),
			runtime
		);
		const content: unknown = body?.content;
		expect(Array.isArray(content)).toBe(true);
		const shown = body?.content?.find((one) => one.objectiveId === objective?.id);
		expect(shown).toBeInstanceOf(agoal.OpenAgoalObjectiveDTO);
		expect(shown?.title).toBe(valueAt(objective?.title ?? [], now));
		expect(shown?.period).toBeInstanceOf(agoal.OpenObjectiveRulePeriodDTO);
		expect(shown?.executor).toBeInstanceOf(agoal.OpenAgoalUserDTO);
		expect(shown?.keyResults?.[0]).toBeInstanceOf(agoal.OpenAgoalKeyResultDTO);
		expect(typeof shown?.keyResults?.[0]?.keyResultId).toBe('string');
		expect(shown?.latestProgress).toBeInstanceOf(agoal.OpenAgoalLatestProgressDTO);
		expect(shown?.latestProgress?.htmldescription).toContain('4ever-article');
		expect(shown?.latestProgress?.progressId).toMatch(/^[0-9a-f]{24}$/);
	});

	it('lists organisation objectives and reads one of them', async () => {
		const list = await client.agoalOrgObjectiveListWithOptions(
			new agoal.AgoalOrgObjectiveListRequest({ dingTeamId: '1', pageNumber: 1, pageSize: 2 }),
			withToken(agoal.AgoalOrgObjectiveListHeaders),
			runtime
		);
		expect(list.body?.content).toBeInstanceOf(agoal.OpenAgoalOrgObjectiveListDTO);
		expect(list.body?.content?.totalCount).toBeGreaterThan(2);
		const [first] = list.body?.content?.objectiveList ?? [];
		expect(first).toBeInstanceOf(agoal.OpenAgoalOrgObjectiveDTO);
		expect(first?.team?.deptId).toBe('1');
		expect(first?.fieldConfig?.[0]).toBeInstanceOf(agoal.OpenAgoalFieldMetaDTO);
		const one = await client.agoalOrgObjectiveQueryWithOptions(
			new agoal.AgoalOrgObjectiveQueryRequest({ objectiveId: first?.objectiveId }),
			withToken(agoal.AgoalOrgObjectiveQueryHeaders),
			runtime
		);
		expect(one.body?.content?.title).toBe(first?.title);
		expect(one.body?.content?.downAlignObjects?.[0]).toBeInstanceOf(agoal.OpenAgoalAlignDTO);
	});

	it('lists the administrators and key actions', async () => {
		const admins = await client.agoalUserAdminListWithOptions(
			withToken(agoal.AgoalUserAdminListHeaders),
			runtime
		);
		expect(admins.body?.content?.[0]).toBeInstanceOf(agoal.OpenUserAdminDTO);
		expect(admins.body?.content?.[0]?.dingCorpId).toBe(company.corpId);
		const objective = company.objectives.find(
			(one) => one.kind === 'personal' && existsAt(one, now)
		);
		const actions = await client.agoalObjectiveKeyActionListWithOptions(
			new agoal.AgoalObjectiveKeyActionListRequest({
				objectiveId: objective?.id,
				dingUserId: valueAt(objective?.ownerId ?? [], now)
			}),
			withToken(agoal.AgoalObjectiveKeyActionListHeaders),
			runtime
		);
		expect(actions.body?.content).toEqual([]);
	});

	it('lists who left', async () => {
		const { body } = await new contact.default(config()).listEmpLeaveRecordsWithOptions(
			new contact.ListEmpLeaveRecordsRequest({
				startTime: '2025-12-01T00:00:00Z',
				endTime: '2026-11-22T00:00:00Z',
				nextToken: '0',
				maxResults: 50
			}),
			withToken(contact.ListEmpLeaveRecordsHeaders),
			runtime
		);
		expect(body?.records?.length).toBeGreaterThan(0);
		expect(body?.records?.[0]).toBeInstanceOf(contact.ListEmpLeaveRecordsResponseBodyRecords);
		expect(body?.records?.[0]?.leaveTime).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
	});

	it('reads DingTalk’s own analysis of a period', async () => {
		const analysis = new chengfeng.default(config());
		const periods = await analysis.listAnalyzePeriodsWithOptions(
			withToken(chengfeng.ListAnalyzePeriodsHeaders),
			runtime
		);
		const quarter = periods.body?.content?.find(({ name }) => name === '2026年四季度');
		expect(quarter).toBeInstanceOf(chengfeng.OpenPeriodDTO);
		const { body } = await analysis.getAnalyzeDataWithOptions(
			new chengfeng.GetAnalyzeDataRequest({ deptId: '1', periodIds: [quarter?.id] }),
			withToken(chengfeng.GetAnalyzeDataHeaders),
			runtime
		);
		expect(body?.content).toBeInstanceOf(chengfeng.OpenAnalyzeDataDTO);
		const known = company.people.filter(
			({ joined, left, isActive }) =>
				existsAt({ created: joined, deleted: left }, now) && valueAt(isActive, now)
		);
		expect(body?.content?.deptCount).toBe(known.length);
		expect(body?.content?.objectiveSetRate).toBeGreaterThan(50);
	});

	it('turns the sandbox’s errors into its own, with code and status', async () => {
		const unknown = client.agoalOrgObjectiveQueryWithOptions(
			new agoal.AgoalOrgObjectiveQueryRequest({ objectiveId: 'none' }),
			withToken(agoal.AgoalOrgObjectiveQueryHeaders),
			runtime
		);
		await expect(unknown).rejects.toMatchObject({
			code: 'error.invalidObjectiveId',
			data: { statusCode: 500, requestid: aText }
		});
		const untrusted = client.agoalUserAdminListWithOptions(
			new agoal.AgoalUserAdminListHeaders({ xAcsDingtalkAccessToken: 'wrong' }),
			runtime
		);
		await expect(untrusted).rejects.toMatchObject({ code: 'InvalidAuthentication' });
	});
});

describe('the official SDK of classic OKR', () => {
	let classic: Sandbox;
	let sdk: InstanceType<typeof okr.default>;
	let objective: Objective;
	const ownerOf = (one: Objective) => valueAt(one.ownerId, now);
	/** The SDK declares texts as streams here; they are texts all the same. */
	const is = (value: unknown, text: string): boolean => value === text;

	beforeAll(async () => {
		classic = await startSandbox({
			port: 0,
			people: 60,
			seed: 7,
			today: '2026-11-22',
			product: 'okr'
		});
		sdk = new okr.default(config(classic));
		await useToken(classic);
		const quarter = company.periods.find(({ name }) => name === '2026年四季度');
		const there = new Set(company.people.filter(({ left }) => left === null).map(({ id }) => id));
		const found = company.objectives.find(
			(one) =>
				one.kind === 'personal' &&
				one.hasNewFields &&
				one.periodId === quarter?.id &&
				existsAt(one, now) &&
				there.has(ownerOf(one)) &&
				valueAt(one.privacy, now) === 'private' &&
				valueAt(one.up, now).length > 0
		);
		if (found === undefined) throw new Error('No such objective in this company');
		objective = found;
	});
	afterAll(() => classic.close());

	it('lists periods', async () => {
		const { body } = await sdk.getPeriodListWithOptions(
			withToken(okr.GetPeriodListHeaders),
			runtime
		);
		expect(body?.success).toBe(true);
		const running = body?.data?.periodList?.filter(({ isCurrent }) => isCurrent);
		expect(running?.[0]).toBeInstanceOf(okr.GetPeriodListResponseBodyDataPeriodList);
		expect(running?.map(({ name }) => name)).toContain('2026年四季度');
	});

	it('gets the objectives of a person with key results, owner and links', async () => {
		const { body } = await sdk.getUserOkrWithOptions(
			new okr.GetUserOkrRequest({ userId: ownerOf(objective), periodId: objective.periodId }),
			withToken(okr.GetUserOkrHeaders),
			runtime
		);
		const shown = body?.data?.list?.find(({ id }) => is(id, objective.id));
		expect(shown).toBeInstanceOf(okr.GetUserOkrResponseBodyDataList);
		expect(shown?.owner).toMatchObject({ userId: ownerOf(objective) });
		expect(shown?.krList?.[0]).toBeInstanceOf(okr.GetUserOkrResponseBodyDataListKrList);
		expect(shown?.gmtCreate).toBe(objective.created);
		expect(typeof shown?.published).toBe('boolean');
		expect(Array.isArray(shown?.alignToIds)).toBe(true);
	});

	it('queries objectives by id as somebody sees them', async () => {
		const { body } = await sdk.batchQueryObjectiveWithOptions(
			new okr.BatchQueryObjectiveRequest({
				userId: ownerOf(objective),
				periodId: objective.periodId,
				objectiveIds: [objective.id],
				withProgress: true,
				withKr: true,
				withAlign: true
			}),
			withToken(okr.BatchQueryObjectiveHeaders),
			runtime
		);
		expect(body?.data?.[0]).toBeInstanceOf(okr.BatchQueryObjectiveResponseBodyData);
		expect(body?.data).toHaveLength(1);
	});

	it('finds out who may open an objective, and who they are', async () => {
		const { body } = await sdk.getPermissionWithOptions(
			new okr.GetPermissionRequest({
				targetId: objective.id,
				targetType: 'objective',
				userId: ownerOf(objective)
			}),
			withToken(okr.GetPermissionHeaders),
			runtime
		);
		expect(body?.data?.privacy).toBe('private');
		const members = body?.data?.policyList?.flatMap(({ memberList }) => memberList ?? []) ?? [];
		expect(members[0]).toBeInstanceOf(okr.GetPermissionResponseBodyDataPolicyListMemberList);
		const users = await sdk.batchQueryUserWithOptions(
			new okr.BatchQueryUserRequest({ okrUserIds: members.map(({ id }) => id) }),
			withToken(okr.BatchQueryUserHeaders),
			runtime
		);
		expect(users.body?.data?.map(({ userId }) => userId)).toEqual(
			valueAt(objective.policyMemberIds, now)
		);
	});

	it('reads the pro variants', async () => {
		const pro = await startSandbox({
			port: 0,
			people: 60,
			seed: 7,
			today: '2026-11-22',
			product: 'pro'
		});
		await useToken(pro);
		const client = new okr.default(config(pro));
		const periods = await client.okrPeriodsWithOptions(
			new okr.OkrPeriodsRequest({ goodsCode: 'dingOKR', pageNumber: 1, pageSize: 5 }),
			withToken(okr.OkrPeriodsHeaders),
			runtime
		);
		expect(periods.body?.content?.result?.[0]).toBeInstanceOf(okr.OpenPeriodDTO);
		const objectives = await client.okrObjectivesByUserWithOptions(
			ownerOf(objective),
			new okr.OkrObjectivesByUserRequest({ goodsCode: 'dingOKR', pageNumber: 1, pageSize: 50 }),
			withToken(okr.OkrObjectivesByUserHeaders),
			runtime
		);
		const shown = objectives.body?.content?.result?.find(
			({ objectiveId }) => objectiveId === objective.id
		);
		expect(shown).toBeInstanceOf(okr.OpenObjectiveDTO);
		expect(shown?.keyResults?.[0]).toBeInstanceOf(okr.OpenKeyResultDTO);
		expect(shown?.executor).toBeInstanceOf(okr.OpenUserDTO);
		const batch = await client.okrObjectivesBatchWithOptions(
			new okr.OkrObjectivesBatchRequest({ goodsCode: 'dingOKR', objectiveIds: [objective.id] }),
			withToken(okr.OkrObjectivesBatchHeaders),
			runtime
		);
		expect(batch.body?.content?.[0]?.title).toBe(valueAt(objective.title, now));
		await pro.close();
	});
});
