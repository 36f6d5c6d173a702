/** What the sandbox answers of departments and people (wire/contacts.ts, wire/leavers.ts). */
import { beforeAll, describe, expect, it } from 'vitest';
import { DAY } from './company/calendar.ts';
import { existsAt, valueAt, type Company } from './company/model.ts';
import { at, listAt, type TestClient } from './test-client.ts';
import { now, type TestCompany } from './test-company.ts';

const aText: unknown = expect.any(String);
const aNumber: unknown = expect.any(Number);

/** @param opened the company, once tests run */
export function contactTests(opened: () => TestCompany): void {
	let client: TestClient;
	let company: Company;
	beforeAll(() => {
		({ client, company } = opened());
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
			const answer = await client.oapi('/topapi/v2/user/list', {
				dept_id: 1,
				cursor: 0,
				size: 100
			});
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
}
