import { z } from 'zod';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endOfDay } from './company/calendar.ts';
import { existsAt, valueAt, type Company, type Objective } from './company/model.ts';
import { at, connect, listAt, type TestClient } from './test-client.ts';

const now = endOfDay('2026-11-22');
const Q4 = '2026年四季度';
let client: TestClient;
let company: Company;

beforeAll(async () => {
	client = await connect({ product: 'okr' });
	company = client.sandbox.company();
});
afterAll(() => client.close());

const quarter = () => company.periods.find(({ name }) => name === Q4)?.id ?? '';

/** A personal objective of the running quarter whose owner is there. */
function objectiveWith(test: (objective: Objective) => boolean): Objective {
	const there = new Set(company.people.filter(({ left }) => left === null).map(({ id }) => id));
	const found = company.objectives.find(
		(objective) =>
			objective.kind === 'personal' &&
			objective.periodId === quarter() &&
			existsAt(objective, now) &&
			there.has(valueAt(objective.ownerId, now)) &&
			test(objective)
	);
	if (found === undefined) throw new Error('No such objective in this company');
	return found;
}
const ownerOf = (objective: Objective) => valueAt(objective.ownerId, now);
const ofUser = (userId: string, more = '') =>
	client.api('GET', `/v1.0/okr/users/okrs?userId=${userId}&periodId=${quarter()}${more}`);
const permission = (objective: Objective, userId: string) =>
	client.api(
		'GET',
		`/v1.0/okr/permissions?targetId=${objective.id}&targetType=objective&userId=${userId}`
	);
const shown = async (objective: Objective) =>
	listAt(await ofUser(ownerOf(objective)), 'data', 'list').find(({ id }) => id === objective.id) ??
	{};
const isPrivate = (objective: Objective) => valueAt(objective.privacy, now) === 'private';

describe('classic OKR in the sandbox', () => {
	it('lists the periods of the OKR rule, with the running ones marked', async () => {
		const answer = await client.api('GET', '/v1.0/okr/periods');
		expect(answer.body['success']).toBe(true);
		const periods = listAt(answer, 'data', 'periodList');
		const rule = company.rules.find(({ category, isEnabled }) => isEnabled && category === 'OKR');
		expect(periods.map(({ id }) => id)).toEqual(
			company.periods.filter(({ ruleId }) => ruleId === rule?.id).map(({ id }) => id)
		);
		expect(periods.filter(({ isCurrent }) => isCurrent).map(({ name }) => name)).toEqual([
			'2026年度',
			Q4
		]);
		expect(periods.find(({ name }) => name === '2026年度')).toMatchObject({ isYearly: true });
	});

	it('tells an objective with owner, score, weight, key results and times', async () => {
		const objective = objectiveWith(
			({ hasNewFields, keyResults, progress }) =>
				hasNewFields && keyResults.length > 2 && valueAt(progress, now) !== null
		);
		const told = await shown(objective);
		expect(told).toMatchObject({
			content: valueAt(objective.title, now),
			userId: `k${ownerOf(objective)}`,
			owner: { id: `k${ownerOf(objective)}`, userId: ownerOf(objective) },
			progressPercent: valueAt(objective.progress, now),
			gmtCreate: objective.created
		});
		const keyResults = listAt({ status: 200, body: told }, 'krList');
		const inOrder = [...keyResults].sort((a, b) => Number(a['position']) - Number(b['position']));
		expect(inOrder.map(({ id }) => id)).toEqual(
			objective.keyResults.filter((one) => existsAt(one, now)).map(({ id }) => id)
		);
		expect(inOrder).not.toEqual(keyResults);
	});

	it('grades objectives of a period that is over', async () => {
		const before = company.periods.find(({ name }) => name === '2026年三季度')?.id ?? '';
		const objective = company.objectives.find(
			(one) =>
				one.kind === 'personal' &&
				one.periodId === before &&
				existsAt(one, now) &&
				valueAt(one.score, now) !== null
		);
		const owner = objective === undefined ? '' : ownerOf(objective);
		const answer = await client.api(
			'GET',
			`/v1.0/okr/users/okrs?userId=${owner}&periodId=${before}`
		);
		const told = listAt(answer, 'data', 'list').find(({ id }) => id === objective?.id);
		expect(told?.['score']).toBe(valueAt(objective?.score ?? [], now));
		expect(await shown(objectiveWith(() => true))).not.toHaveProperty('score');
	});

	it('calls an objective that is not approved a draft', async () => {
		const draft = objectiveWith(
			({ hasNewFields, approveStatus }) =>
				hasNewFields && valueAt(approveStatus, now) === 'preApprove'
		);
		expect(await shown(draft)).toMatchObject({ published: false });
	});

	it('aligns objectives of people with each other only', async () => {
		const told = await Promise.all(
			company.people
				.filter(({ left }) => left === null)
				.map(async ({ id }) => listAt(await ofUser(id), 'data', 'list'))
		);
		const ids = told
			.flat()
			.flatMap((one) => z.array(z.string()).catch([]).parse(one['alignToIds']));
		expect(ids.length).toBeGreaterThan(20);
		const organisation = company.objectives.filter(({ kind }) => kind === 'organisation');
		expect(organisation.filter(({ id }) => ids.includes(id))).toEqual([]);
	});

	it('pages the list', async () => {
		const owner = company.people.find(
			({ id }) =>
				company.objectives.filter(
					(one) =>
						one.kind === 'personal' &&
						one.periodId === quarter() &&
						existsAt(one, now) &&
						ownerOf(one) === id
				).length > 2
		);
		const all = listAt(await ofUser(owner?.id ?? ''), 'data', 'list').map(({ id }) => id);
		const first = await ofUser(owner?.id ?? '', '&pageNumber=1&pageSize=2');
		const second = await ofUser(owner?.id ?? '', '&pageNumber=2&pageSize=2');
		expect(at(first, 'data', 'totalCount')).toBe(all.length);
		expect(
			[first, second].flatMap((page) => listAt(page, 'data', 'list')).map(({ id }) => id)
		).toEqual(all.slice(0, 4));
	});

	it('shows a private objective to its owner and the people of its policy, to nobody else', async () => {
		const objective = objectiveWith(isPrivate);
		const members = valueAt(objective.policyMemberIds, now);
		const stranger = company.people.find(
			({ id, left }) => left === null && id !== ownerOf(objective) && !members.includes(id)
		);
		const seenBy = async (userId: string) => {
			const answer = await client.api('POST', `/v1.0/okr/objectives/query?userId=${userId}`, {
				objectiveIds: [objective.id],
				periodId: quarter(),
				withProgress: true,
				withKr: true,
				withAlign: true
			});
			return listAt(answer, 'data').map(({ id }) => id);
		};
		expect(await seenBy(ownerOf(objective))).toEqual([objective.id]);
		expect(await seenBy(members[0] ?? '')).toEqual([objective.id]);
		expect(await seenBy(stranger?.id ?? '')).toEqual([]);
		expect(await permission(objective, stranger?.id ?? '')).toMatchObject({
			status: 500,
			body: { code: 'error.noPermission' }
		});
		const told = await permission(objective, ownerOf(objective));
		expect(at(told, 'data', 'privacy')).toBe('private');
		expect(listAt(told, 'data', 'policyList', 0, 'memberList').map(({ id }) => id)).toEqual(
			members.map((id) => `k${id}`)
		);
	});

	it('says of most objectives that they are public, and of some nothing', async () => {
		const open = objectiveWith(({ privacy }) => valueAt(privacy, now) === 'public');
		expect(at(await permission(open, ownerOf(open)), 'data', 'privacy')).toBe('public');
		const untold = objectiveWith(({ privacy }) => valueAt(privacy, now) === null);
		expect(at(await permission(untold, ownerOf(untold)), 'data')).not.toHaveProperty('privacy');
		const told = company.objectives.filter(({ kind }) => kind === 'personal');
		const share = told.filter(isPrivate).length / told.length;
		expect(share).toBeGreaterThan(0.1);
		expect(share).toBeLessThan(0.25);
	});

	it('maps its own user ids to DingTalk’s, from either side', async () => {
		const [one, other] = company.people;
		const answer = await client.api('POST', '/v1.0/okr/users/query', {
			userIds: [one?.id],
			okrUserIds: [`k${other?.id}`, 'knobody']
		});
		expect(
			listAt(answer, 'data').map(({ id, userId }) => `${String(id)} ${String(userId)}`)
		).toEqual([one, other].map((person) => `k${person?.id} ${person?.id}`));
	});

	it('counts every call, and leaves Agoal and the pro variants empty', async () => {
		const rules = await client.api('GET', '/v1.0/agoal/objectiveRules/lists');
		expect(at(rules, 'content')).toEqual([]);
		const pro = await client.api('GET', '/v1.0/okr/pro/periods?goodsCode=dingOKR');
		expect(at(pro, 'content')).toMatchObject({ totalCount: 0, result: [] });
		const counted = client.sandbox.ledger().endpoints['GET /v1.0/okr/users/okrs'];
		expect(counted?.metered).toBeGreaterThan(10);
	});

	it('refuses what lacks a parameter', async () => {
		expect(await client.api('GET', '/v1.0/okr/users/okrs?userId=x')).toMatchObject({
			status: 400,
			body: { code: 'MissingPeriodId' }
		});
	});
});

describe('the pro variants in the sandbox', () => {
	it('tell periods and objectives of all periods, without links, times and visibility', async () => {
		const other = await connect({ product: 'pro' });
		const model = other.sandbox.company();
		const periods = await other.api('GET', '/v1.0/okr/pro/periods?goodsCode=dingOKR&pageSize=100');
		expect(listAt(periods, 'content', 'result').map(({ nameCn }) => nameCn)).toContain(Q4);
		const owner = model.people.find(({ isBoss }) => isBoss)?.id ?? '';
		const answer = await other.api(
			'GET',
			`/v1.0/okr/pro/users/${owner}/objectives?goodsCode=dingOKR&pageSize=100`
		);
		const objectives = listAt(answer, 'content', 'result');
		expect(objectives.map(({ objectiveId }) => objectiveId)).toEqual(
			model.objectives
				.filter(
					(one) =>
						one.kind === 'personal' &&
						one.ruleId === model.rules[0]?.id &&
						existsAt(one, now) &&
						ownerOf(one) === owner
				)
				.map(({ id }) => id)
		);
		expect(objectives[0]).toMatchObject({ executor: { dingUserId: owner } });
		expect(objectives[0]).not.toHaveProperty('gmtCreate');
		const classic = await other.api('GET', '/v1.0/okr/periods');
		expect(at(classic, 'data')).toEqual({ periodList: [] });
		const name = 'GET /v1.0/okr/pro/users/{dingUserId}/objectives';
		expect(other.sandbox.ledger().endpoints[name]).toMatchObject({ metered: 1 });
		expect(await other.api('GET', '/v1.0/okr/pro/periods')).toMatchObject({ status: 400 });
		await other.close();
	});
});
