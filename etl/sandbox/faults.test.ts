import { describe, expect, it } from 'vitest';
import { faults, parseFaults, UnknownFaultError } from './faults.ts';
import { connect, type TestClient, type WireAnswer } from './test-client.ts';

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
