import { describe, expect, it } from 'vitest';
import { faults, parseFaults, UnknownFaultError } from './faults.ts';
import { connect, listAt, type TestClient, type WireAnswer } from './test-client.ts';

const RULES = '/v1.0/agoal/objectiveRules/lists';
const DEPARTMENTS = '/topapi/v2/department/listsub';

async function withFault<T>(name: string, use: (client: TestClient) => Promise<T>): Promise<T> {
	const client = await connect({ people: 10, faults: [name] });
	try {
		return await use(client);
	} finally {
		await client.close();
	}
}

/** The same calls to both hosts, one after the other. */
async function calls(client: TestClient, count: number): Promise<WireAnswer[]> {
	const answers: WireAnswer[] = [];
	for (let at = 0; at < count; at++) {
		answers.push(await client.api('GET', RULES));
		answers.push(await client.oapi(DEPARTMENTS, { dept_id: 1 }));
	}
	return answers;
}

const codes = (answers: readonly WireAnswer[]): unknown[] =>
	answers.map(({ body }) => body['code']);
const subCodes = (answers: readonly WireAnswer[]): unknown[] =>
	answers.map(({ body }) => body['sub_code'] ?? body['errcode']);

describe('faults', () => {
	it('are named, and unknown names are refused with the list', () => {
		expect([...parseFaults(['slow', 'hang'])]).toEqual(['slow', 'hang']);
		expect(() => parseFaults(['nonsense'])).toThrow(UnknownFaultError);
		expect(() => parseFaults(['nonsense'])).toThrow(/qps-burst/);
		expect(Object.values(faults).every((does) => !does.includes('\n'))).toBe(true);
	});

	it('throttle both hosts in their own words, and the next try passes', async () => {
		const answers = await withFault('qps-burst', (client) => calls(client, 14));
		expect(codes(answers)).toContain('Forbidden.AccessDenied.QpsLimitForAppkeyAndApi');
		expect(subCodes(answers)).toContain('90018');
		expect(answers.filter(({ body }) => body['errcode'] === 0).length).toBeGreaterThan(8);
		const global = await withFault('qps-global', (client) => calls(client, 14));
		expect(codes(global)).toContain('Forbidden.AccessDenied.QpsLimitForApi');
		expect(subCodes(global)).toContain('90002');
		const suite = await withFault('qps-suite', (client) => calls(client, 14));
		expect(codes(suite)).toContain('Forbidden.AccessDenied.QpsLimitForSuitekeyAndOrgAndApi');
		expect(subCodes(suite)).toContain('90019');
		const minute = await withFault('qpm-burst', (client) => calls(client, 40));
		expect(codes(minute)).toContain('Forbidden.AccessDenied.QpmLimitForAppkeyAndApi');
	});

	it('are busy now and then', async () => {
		const busy = await withFault('busy-503', (client) => calls(client, 10));
		expect(busy.filter(({ status }) => status === 503).map(({ body }) => body['code'])).toEqual([
			'serviceBusy'
		]);
		expect(subCodes(await withFault('busy-old', (client) => calls(client, 10)))).toContain(-1);
	});

	it('let tokens expire in the middle; a new one helps', async () => {
		await withFault('token-expiry-mid-run', async (client) => {
			const answers = await calls(client, 21);
			expect(codes(answers)).toContain('InvalidAuthentication');
			expect(subCodes(answers)).toContain('40014');
			const again = await client.bare('POST', '/v1.0/oauth2/accessToken', {
				body: { appKey: 'key', appSecret: 'secret' }
			});
			expect(again.body['accessToken']).not.toBe(client.token);
		});
	});

	it('say in Beijing time when the throttle of the old host ends', async () => {
		const answers = await withFault('qps-burst', (client) => calls(client, 14));
		const said = answers
			.map(({ body }) => String(body['sub_msg']))
			.find((text) => /限制/.test(text));
		const [, day, time] = /限制将在 (\S+) (\S+) 结束/.exec(said ?? '') ?? [];
		const end = Date.parse(`${day}T${time}+08:00`);
		expect(Math.abs(end - Date.now())).toBeLessThan(20_000);
	});

	it('void all tokens at once, again and again', async () => {
		await withFault('token-expiry-concurrent', async (client) => {
			const answers = await calls(client, 26);
			expect(answers.slice(0, 40).every(({ body }) => body['code'] === undefined)).toBe(true);
			expect(codes(answers.slice(-2))).toContain('InvalidAuthentication');
			expect(subCodes(answers.slice(-2))).toContain('40014');
		});
	});

	it.each([
		['forbidden-rules', 'GET', 'objectiveRules/lists', 'Agoal.ObjectiveRule.Read'],
		['forbidden-periods', 'GET', 'objectiveRules/periodLists', 'Agoal.Period.Read'],
		['forbidden-objectives', 'POST', 'users/objectiveLists/query', 'Agoal.Objective.Read'],
		['forbidden-org-objectives', 'POST', 'orgObjectives/list', 'Agoal.OrgObjective.Read']
	] as const)('withhold one scope only: %s', async (fault, method, path, scope) => {
		await withFault(fault, async (client) => {
			const answer = await client.api(
				method,
				`/v1.0/agoal/${path}`,
				method === 'POST' ? {} : undefined
			);
			expect(answer).toMatchObject({
				status: 403,
				body: { accessdenieddetail: { requiredScopes: [scope] } }
			});
			const other = await client.oapi(DEPARTMENTS, { dept_id: 1 });
			expect(other.body['errcode']).toBe(0);
		});
	});

	it.each([
		['forbidden-departments', DEPARTMENTS],
		['scope-missing-reports', '/topapi/report/list']
	])('withhold a scope of the old host: %s', async (fault, path) => {
		const answer = await withFault(fault, (client) => client.oapi(path, { dept_id: 1 }));
		expect(answer.body).toMatchObject({ errcode: 88, sub_code: '60011' });
	});

	it('keep one department out of the contact range, and no other', async () => {
		const client = await connect({ people: 60, faults: ['department-out-of-scope'] });
		const root = await client.oapi(DEPARTMENTS, { dept_id: 1 });
		const children = listAt(root, 'result').map(({ dept_id }) => dept_id);
		const answers = await Promise.all(
			children.map((dept_id) => client.oapi('/topapi/v2/department/get', { dept_id }))
		);
		expect(answers.map(({ body }) => body['errcode'])).toEqual(
			children.map((_, index) => (index === 1 ? 50004 : 0))
		);
		await client.close();
	});

	it('refuse the objectives of some people, and cannot give the check-ins of some objectives', async () => {
		const client = await connect({ people: 60, faults: ['business-500', 'broken-record'] });
		const { people, objectives, rules, periods } = client.sandbox.company();
		const [rule] = rules;
		const lists = await Promise.all(
			people.slice(0, 10).map(({ id }) =>
				client.api('POST', '/v1.0/agoal/users/objectiveLists/query', {
					dingUserId: id,
					objectiveRuleId: rule?.id,
					periodIds: periods.map((period) => period.id)
				})
			)
		);
		expect(lists.filter(({ body }) => body['code'] === 'error.noPermission')).toHaveLength(2);
		const readable = objectives.filter(
			({ kind, areCheckInsReadable }) => kind === 'personal' && areCheckInsReadable
		);
		const answers = await Promise.all(
			readable
				.slice(0, 60)
				.map(({ id }) =>
					client.api(
						'GET',
						`/v1.0/agoal/objectives/progresses/lists?objectiveId=${id}&pageNumber=1`
					)
				)
		);
		const broken = answers.filter(({ body }) => body['code'] === 'error.systemError');
		expect(broken.length).toBeGreaterThan(0);
		expect(broken.length).toBeLessThan(20);
		expect(broken[0]?.status).toBe(500);
		await client.close();
	});

	it('let a clock be wrong: seven minutes ahead in its header', async () => {
		await withFault('clock-skew', async (client) => {
			const response = await fetch(client.sandbox.url);
			const date = Date.parse(response.headers.get('date') ?? '');
			expect(Math.abs(date - Date.now() - 420_000)).toBeLessThan(20_000);
		});
	});

	describe('of lists', () => {
		/** Ids on pages of five, one page after the other; null: a page was refused. */
		async function membersByFive(...names: string[]): Promise<string[][]> {
			const client = await connect({ people: 60, faults: ['tiny-pages', ...names] });
			const company = client.sandbox.company();
			const sizes = company.departments.map(({ id }) => ({
				id,
				size: company.people.filter(
					({ departmentIds, left }) => left === null && departmentIds.at(-1)?.value.includes(id)
				).length
			}));
			const largest = sizes.sort((a, b) => b.size - a.size)[0]?.id ?? '1';
			const pages: string[][] = [];
			for (let cursor = 0; cursor < 15; cursor += 5) {
				const answer = await client.oapi('/topapi/v2/user/list', {
					dept_id: Number(largest),
					cursor,
					size: 100
				});
				pages.push(listAt(answer, 'result', 'list').map(({ userid }) => String(userid)));
			}
			await client.close();
			return pages;
		}

		it('give small pages, repeat one, lose one, or move while they are read', async () => {
			const calm = await membersByFive();
			expect(calm[0]).toHaveLength(5);
			expect(calm[1]?.length).toBeGreaterThan(0);
			const repeated = await membersByFive('duplicate-page');
			expect([repeated[0], repeated[1], repeated[2]]).toEqual([calm[0], calm[0], calm[2]]);
			const lost = await membersByFive('missing-page');
			expect([lost[0], lost[1]]).toEqual([calm[0], []]);
			const moved = await membersByFive('shifting-page');
			// What was the last of the first page is the first of the second one.
			expect(moved[1]?.[0]).toBe(moved[0]?.[4]);
		});

		it('refuse pages of more than twenty', async () => {
			await withFault('small-pages', async (client) => {
				const path = (size: number) =>
					`/v1.0/agoal/orgObjectives/list?pageNumber=1&pageSize=${size}`;
				const refused = await client.api('POST', path(21));
				expect(refused).toMatchObject({ status: 400, body: { code: 'InvalidParameter.PageSize' } });
				expect((await client.api('POST', path(20))).status).toBe(200);
			});
		});
	});

	it('withhold scopes, on each host', async () => {
		await withFault('scope-missing', async (client) => {
			const answer = await client.api(
				'GET',
				'/v1.0/agoal/objectives/progresses/lists?objectiveId=x&pageNumber=1'
			);
			expect(answer).toMatchObject({
				status: 403,
				body: {
					code: 'Forbidden.AccessDenied.AccessTokenPermissionDenied',
					accessdenieddetail: { requiredScopes: ['Agoal.ObjectiveProgress.Read'] }
				}
			});
		});
		await withFault('scope-missing-contacts', async (client) => {
			const answer = await client.oapi('/topapi/v2/user/list', { dept_id: 1, cursor: 0, size: 9 });
			expect(answer.body).toMatchObject({ errcode: 88, sub_code: '60011' });
		});
	});

	it('ban the address with HTML or with JSON that is no envelope', async () => {
		await withFault('html-ban', async (client) => {
			await calls(client, 14);
			const headers = { 'x-acs-dingtalk-access-token': client.token };
			const response = await fetch(client.sandbox.url + RULES, { headers });
			expect(response.headers.get('content-type')).toContain('text/html');
			expect(await response.text()).toMatch(/^<!DOCTYPE html>/);
		});
		const answers = await withFault('json-ban', (client) => calls(client, 16));
		expect(answers.at(-1)?.body).toMatchObject({ status: 1111, punish: 'deny' });
	});

	it("answer a gateway's page now and then", async () => {
		await withFault('html-error', async (client) => {
			await calls(client, 2);
			const response = await fetch(client.sandbox.url + RULES);
			expect(response.status).toBe(502);
			expect(response.headers.get('content-type')).toContain('text/html');
			await response.text();
			expect((await client.api('GET', RULES)).status).toBe(200);
		});
	});

	it('cut answers in half', async () => {
		await withFault('truncated-json', async (client) => {
			await expect(calls(client, 6)).rejects.toThrow(SyntaxError);
		});
	});

	it('never answer one call, and break one connection', async () => {
		await withFault('hang', async (client) => {
			await calls(client, 9);
			const headers = { 'x-acs-dingtalk-access-token': client.token };
			const signal = AbortSignal.timeout(300);
			await expect(fetch(client.sandbox.url + RULES, { headers, signal })).rejects.toThrow(
				/timeout/
			);
			expect((await client.api('GET', RULES)).status).toBe(200);
		});
		await withFault('hang-in-body', async (client) => {
			await calls(client, 9);
			await client.api('GET', RULES);
			const headers = { 'x-acs-dingtalk-access-token': client.token };
			// The head of the answer comes, on a busy machine too.
			const signal = AbortSignal.timeout(2000);
			const response = await fetch(client.sandbox.url + RULES, { headers, signal });
			await expect(response.text()).rejects.toThrow(/timeout/);
		});
		await withFault('hang-often', async (client) => {
			await calls(client, 11);
			const signal = AbortSignal.timeout(300);
			await expect(fetch(client.sandbox.url + RULES, { signal })).rejects.toThrow(/timeout/);
		});
		await withFault('reset', async (client) => {
			await expect(calls(client, 7)).rejects.toThrow('fetch failed');
		});
	});

	it('answer slowly', async () => {
		await withFault('slow', async (client) => {
			const start = performance.now();
			await calls(client, 2);
			expect(performance.now() - start).toBeGreaterThan(1400);
		});
	});

	it('use up the quota in the middle', async () => {
		const answers = await withFault('quota-mid-run', (client) => calls(client, 42));
		const refused = answers.filter(({ status }) => status === 403);
		expect(refused).toHaveLength(2);
		expect(codes(refused)[0]).toBe('Forbidden.AccessDenied.ApiCountLimitForOrg');
	});

	it('use up the quota for metered calls only', async () => {
		const [rules, departments] = await withFault('quota-used-up', (client) => calls(client, 1));
		expect(rules).toMatchObject({
			status: 403,
			body: { code: 'Forbidden.AccessDenied.ApiCountLimitForOrg' }
		});
		expect(departments?.body['errcode']).toBe(0);
	});

	it('reject app key and secret in all three forms', async () => {
		await withFault('bad-credentials', async (client) => {
			expect(client.token).toBe('');
			const old = await client.bare('GET', '/gettoken?appkey=key&appsecret=secret');
			expect(old.body['errcode']).toBe(40096);
			const unified = await client.bare('POST', '/v1.0/oauth2/c/token', {
				body: { client_id: 'key', client_secret: 's', grant_type: 'client_credentials' }
			});
			expect(unified.body['code']).toBe('invalid.client');
		});
	});

	it('narrow the contact range', async () => {
		await withFault('narrow-contact-range', async (client) => {
			const scopes = await client.bare('GET', `/auth/scopes?access_token=${client.token}`);
			expect(JSON.stringify(scopes.body)).not.toContain('"authed_dept":[1]');
			const root = await client.oapi(DEPARTMENTS, { dept_id: 1 });
			expect(root.body['errcode']).toBe(50004);
			const ids = await client.oapi('/topapi/v2/department/listsubid', { dept_id: 1 });
			expect(ids.body['errcode']).toBe(0);
		});
	});

	it('refuse an address that is not on the list', async () => {
		const client = await connect({ people: 10, faults: ['ip-not-allowed'] });
		const answers = await calls(client, 1);
		expect(answers[0]?.body['code']).toBe('Forbidden.AccessDenied.IpNotInWhiteList');
		expect(answers[1]?.body['sub_code']).toBe('60020');
		await client.close();
	});

	it('can leave the company without any rule, which is a success', async () => {
		const [rules] = await withFault('no-rules', (client) => calls(client, 1));
		expect(rules).toMatchObject({ status: 200, body: { success: true, content: [] } });
	});
});
