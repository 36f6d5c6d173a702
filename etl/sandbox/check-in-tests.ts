/** What the sandbox answers of check-ins (wire/agoal.ts). */
import { beforeAll, describe, expect, it } from 'vitest';
import { existsAt } from './company/model.ts';
import { listAt, type TestClient } from './test-client.ts';
import { now, type TestCompany } from './test-company.ts';

/** @param opened the company, once tests run */
export function checkInTests(opened: () => TestCompany): void {
	let client: TestClient;
	let objectiveWith: TestCompany['objectiveWith'];
	beforeAll(() => {
		({ client, objectiveWith } = opened());
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
			const edited = objective.checkIns.find(
				(one) => existsAt(one, now) && one.revisions.length > 1
			);
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
}
