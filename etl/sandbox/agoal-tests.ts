/** What the sandbox answers of rules, periods and objectives (wire/agoal.ts). */
import { beforeAll, describe, expect, it } from 'vitest';
import { existsAt, valueAt, type Company } from './company/model.ts';
import { at, listAt, type TestClient } from './test-client.ts';
import { now, type TestCompany } from './test-company.ts';

const aText: unknown = expect.any(String);
const anArticle: unknown = expect.stringContaining('4ever-article');

/** @param opened the company, once tests run */
export function agoalTests(opened: () => TestCompany): void {
	let client: TestClient;
	let company: Company;
	let ruleId: string;
	let quarterId: string;
	let objectiveWith: TestCompany['objectiveWith'];
	beforeAll(() => {
		({ client, company, ruleId, quarterId, objectiveWith } = opened());
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
				expect(answer).toMatchObject({
					status: 500,
					body: { code: 'error.invalidObjectiveRuleId' }
				});
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
			expect(listAt(everything, 'content').length).toBeGreaterThan(
				listAt(quarter, 'content').length
			);
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
			const answer = await client.api(
				'GET',
				`/v1.0/agoal/objectives/details?objectiveId=${old.id}`
			);
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
			const answer = await client.api(
				'GET',
				`/v1.0/agoal/objectives/details?objectiveId=${busy.id}`
			);
			expect(at(answer, 'content', 'latestProgress')).toMatchObject({
				progressId: last?.id,
				created: last?.created,
				creator: { dingUserId: last?.authorId },
				htmldescription: anArticle
			});
			const quiet = objectiveWith(({ checkIns }) => checkIns.length === 0);
			const none = await client.api(
				'GET',
				`/v1.0/agoal/objectives/details?objectiveId=${quiet.id}`
			);
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
}
