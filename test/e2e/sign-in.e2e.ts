/** Sign-in with DingTalk on the wire: a browser, the product, and the sandbox's page where one says who one is. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { startSandbox, type Sandbox } from '../../etl/sandbox/server.ts';
import { startApp, type App } from '../support/app.ts';
import { createToken } from '../../cube/token.ts';
import { parseConfig } from '../../etl/config.ts';
import { cubeApiSecret } from '../../etl/secrets.ts';
import { signedIn } from '../support/session.ts';
import { describeSeen, openVisitors, violationsOn } from './visitor.ts';

const TODAY = '2026-11-22';

let sandbox: Sandbox;
let app: App;
let administrator = '';
let employee = '';

async function startAll(): Promise<void> {
	sandbox = await startSandbox({ port: 0, people: 20, seed: 7, today: TODAY });
	const there = sandbox.company().people.filter(({ left }) => left === null);
	// Neither heads anything: what is restricted is closed to both as anybody else.
	const heads = sandbox.company().departments.flatMap(({ headIds }) => headIds.at(-1)?.value ?? []);
	const others = there.filter(({ id }) => !heads.includes(id)).map(({ id }) => id);
	[administrator = '', employee = ''] = others;
	app = await startApp({
		today: TODAY,
		env: {
			...{ DINGTALK_API_URL: sandbox.url, DINGTALK_OAPI_URL: sandbox.url },
			...{ DINGTALK_LOGIN_URL: sandbox.url, DINGTALK_MAX_QPS: '60' },
			...{ DINGTALK_APP_KEY: 'any', DINGTALK_APP_SECRET: 'any' },
			...{ DINGTALK_CORP_ID: sandbox.company().corpId, ADMIN_USER_IDS: administrator },
			UNKNOWN_VISIBILITY: 'restricted'
		}
	});
}

describeSeen('sign-in', () => {
	const visitors = openVisitors();
	beforeAll(startAll);
	afterAll(async () => {
		await app?.close();
		await sandbox?.close();
	});

	/** From the way in to DingTalk’s page, and there as `who`. */
	async function signInAs(page: Page, who: string): Promise<void> {
		await page.locator('main a.button').click();
		await page.locator(`[data-as="${who}"]`).click();
		await page.waitForURL(`${app.url}/**`);
	}

	const sessionCookie = async (page: Page) =>
		(await page.context().cookies()).find(({ name }) => name === 'okr_session');

	it('leads to the page that was asked for, as whoever signed in, and out again', async () => {
		const { page, faults } = await visitors.visit(`${app.url}/stalled?period=all&lang=en`);
		expect(new URL(page.url()).pathname).toBe('/login');
		expect(await violationsOn(page)).toEqual([]);
		await signInAs(page, employee);
		expect(page.url()).toBe(`${app.url}/stalled?period=all&lang=en`);
		expect(await sessionCookie(page)).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
		const names = (await page.context().cookies()).map(({ name }) => name);
		expect(names.filter((name) => name.startsWith('okr_sign_in'))).toEqual([]);

		await page.goto(`${app.url}/settings?lang=en`);
		const { name } = sandbox.company().people.find(({ id }) => id === employee) ?? { name: '?' };
		expect(await page.locator('[data-signed-in]').textContent()).toContain(name);
		const copy = await sessionCookie(page);
		await page.locator('form[action="/logout"] button').first().click();
		await page.locator('[data-signed-out]').waitFor();
		expect(await sessionCookie(page)).toBeUndefined();
		// A copy of the cookie is worth nothing any more.
		const headers = { cookie: `okr_session=${copy?.value}`, accept: 'application/json' };
		expect((await fetch(`${app.url}/export/overview.csv`, { headers })).status).toBe(401);
		expect(faults.filter((fault) => !fault.includes(sandbox.url))).toEqual([]);
	});

	it.each([
		['nobody', 'cancelled'],
		['stranger', 'elsewhere'],
		['external-contact', 'external']
	])('says to %s why it does not let them in, and keeps the way: %s', async (who, reason) => {
		const { page } = await visitors.visit(`${app.url}/data`);
		await signInAs(page, who);
		await page.locator(`[data-refusal="${reason}"]`).waitFor();
		expect(await sessionCookie(page)).toBeUndefined();
		await signInAs(page, employee);
		expect(new URL(page.url()).pathname).toBe('/data');
	});

	it('takes an answer once, and only in the browser that asked', async () => {
		const { page } = await visitors.visit(`${app.url}/login`);
		const answered: string[] = [];
		page.on('request', (request) => {
			if (request.url().includes('/login/callback')) answered.push(request.url());
		});
		await signInAs(page, employee);
		expect(answered).toHaveLength(1);
		for (const context of [page, await visitors.newPage()]) {
			await context.context().clearCookies({ name: 'okr_session' });
			await context.goto(answered[0] ?? '');
			await context.locator('[data-refusal="expired"]').waitFor();
		}
	});

	it('inside DingTalk’s app asks for no click', async () => {
		const code = sandbox.appCode(employee);
		const { page, faults } = await inDingTalk({ errorCode: '0', result: { code } });
		await page.goto(`${app.url}/check-ins`);
		await page.waitForURL(`${app.url}/check-ins`);
		expect(await sessionCookie(page)).toBeDefined();
		// The same code again, as somebody who watched would bring it.
		await page.context().clearCookies({ name: 'okr_session' });
		await page.goto(`${app.url}/check-ins`);
		await page.locator('[data-refusal="expired"]').waitFor();
		expect(faults).toEqual([]);
	});

	it('inside DingTalk’s app offers the button where the app does not answer', async () => {
		const { page } = await inDingTalk({ errorCode: '3', errorMessage: 'no' });
		await page.goto(`${app.url}/check-ins`);
		await page.locator('[data-in-app="failed"]').waitFor();
		await signInAs(page, employee);
		expect(new URL(page.url()).pathname).toBe('/check-ins');
	});

	/** DingTalk’s app on a phone: its name, and its bridge, which is all that a page sees of it. */
	async function inDingTalk(answer: object) {
		const userAgent = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) DingTalk/7.6.0';
		const page = await visitors.newPage({ userAgent, viewport: { width: 390, height: 800 } });
		const faults: string[] = [];
		page.on('request', (request) => {
			if (!request.url().startsWith(app.url)) faults.push(request.url());
		});
		page.on('pageerror', (error) => faults.push(String(error)));
		await page.addInitScript((given) => {
			type Called = (
				name: string,
				parameters: unknown,
				answered: (answer: unknown) => void
			) => void;
			const callHandler: Called = (_name, _parameters, answered) => answered(given);
			Object.assign(window, { WebViewJavascriptBridge: { init: () => {}, callHandler } });
		}, answer);
		return { page, faults };
	}

	describe('a goal that is open to administrators only', () => {
		async function open(path: string, userId: string) {
			const cookie = await signedIn(app, userId);
			const began = performance.now();
			const answer = await fetch(app.url + path, { headers: { cookie, accept: 'text/html' } });
			const body = await answer.text();
			return { status: answer.status, body, took: performance.now() - began };
		}
		/** What a page of errors says beside the address and its number. */
		const calm = (body: string, id: string) =>
			body.replaceAll(id, 'ID').replaceAll(/[0-9a-z]{5,8}="|\b[0-9a-f]{8}\b/g, '');
		const closed: string[] = [];

		beforeAll(async () => {
			const { body } = await open('/alignment/tree', administrator);
			const ids = [...body.matchAll(/href="\/objectives\/([^"?]+)/g)].map(([, id]) => id ?? '');
			const ownerOf = new Map(
				sandbox.company().objectives.map(({ id, ownerId }) => [id, ownerId.at(-1)?.value])
			);
			for (const id of new Set(ids)) {
				if (ownerOf.get(id) === administrator) continue;
				const { status } = await open(`/objectives/${id}`, employee);
				if (status === 404 && closed.push(id) === 2) break;
			}
			expect(closed).toHaveLength(2);
		});

		it('is to others like one that does not exist: in words, status and time', async () => {
			const [id = ''] = closed;
			const times: Record<'closed' | 'unknown', number[]> = { closed: [], unknown: [] };
			for (let round = 0; round < 9; round++) {
				const mine = await open(`/objectives/${id}`, employee);
				const unknown = await open('/objectives/no-such-goal', employee);
				expect([mine.status, unknown.status]).toEqual([404, 404]);
				expect(calm(mine.body, id)).toBe(calm(unknown.body, 'no-such-goal'));
				times.closed.push(mine.took);
				times.unknown.push(unknown.took);
			}
			// The fastest of each: what else the machine does only adds to it.
			const ratio = Math.min(...times.closed) / Math.min(...times.unknown);
			expect(ratio).toBeGreaterThan(1 / 3);
			expect(ratio).toBeLessThan(3);
		});

		it('is in the log of administrators when one was shown it, on a page or through the API', async () => {
			const [, id = ''] = closed;
			const path = `/objectives/${id}?lang=en`;
			expect((await open(path, administrator)).status).toBe(200);
			const secret = cubeApiSecret(parseConfig({ DATA_DIR: app.dataDir }));
			const token = await createToken(secret, { user_id: 'a-program', is_admin: true }, '10m');
			const query = { dimensions: ['objectives.objective_title'], limit: 1 };
			const answer = await fetch(`${app.url}/cubejs-api/v1/load`, {
				method: 'POST',
				body: JSON.stringify({ query }),
				headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
			});
			expect(answer.status).toBe(200);
			const { body } = await open('/settings?lang=en', administrator);
			expect(body).toContain(`href="${path}"`);
			expect(body).toMatch(new RegExp(`data-viewer="${administrator}"`));
			expect(body).toMatch(/data-viewer="a-program"/);
			expect((await open('/settings?lang=en', employee)).body).not.toContain(
				'data-restricted-views'
			);
		});

		it('keeps views and words of everybody under their own name', async () => {
			const save = async (userId: string, name: string) =>
				fetch(`${app.url}/settings?/save`, {
					method: 'POST',
					redirect: 'manual',
					body: new URLSearchParams({ name, href: '/stalled' }),
					headers: { cookie: await signedIn(app, userId), origin: app.url, accept: 'text/html' }
				});
			expect((await save(administrator, 'Of the administrator')).status).toBe(303);
			expect((await save(employee, 'Of the employee')).status).toBe(303);
			const { body } = await open('/settings', employee);
			expect(body).toContain('Of the employee');
			expect(body).not.toContain('Of the administrator');
		});
	});

	describe('without a session', () => {
		const ask = (path: string, init: RequestInit = {}) =>
			fetch(app.url + path, { redirect: 'manual', ...init });
		const PRIVATE = [
			...['/', '/?wall', '/stalled', '/review', '/settings', '/data/progress', '/wall/version'],
			...['/objectives/any', '/no-such-page', '/export/overview.csv', '/export/progress?id=x'],
			...['/search/results?q=a', '/export/review.pdf?period=x', '/__data.json']
		];

		it.each(PRIVATE)('%s tells people the way in and programs that there is one', async (path) => {
			const seen = await ask(path, { headers: { accept: 'text/html' } });
			const asked = await ask(path, { headers: { accept: 'application/json' } });
			if (path.endsWith('.json')) {
				expect(await seen.json()).toMatchObject({ type: 'redirect', location: '/login' });
				return;
			}
			expect(seen.status).toBe(303);
			expect(seen.headers.get('location')).toMatch(/^\/login/);
			expect(asked.status).toBe(401);
			expect(await asked.json()).toMatchObject({ login: '/login' });
			expect(asked.headers.get('set-cookie')).toBeNull();
		});

		it('nothing can be entered', async () => {
			const body = new URLSearchParams({ name: 'x', href: '/stalled' });
			const headers = { origin: app.url, accept: 'application/json' };
			const answer = await ask('/settings?/save', { method: 'POST', body, headers });
			expect(answer.status).toBe(401);
		});

		it.each(['/cubejs-api/v1/meta', '/metrics'])('%s wants a bearer token', async (path) => {
			const answer = await ask(path, { headers: { accept: 'text/html' } });
			expect(answer.status).toBe(401);
			expect(answer.headers.get('www-authenticate')).toBe('Bearer');
			expect((await ask(path, { headers: { authorization: 'Bearer a.b.c' } })).status).toBe(401);
		});

		it('the process says that it is well, and the way in is open', async () => {
			for (const path of ['/healthz', '/readyz', '/login', '/favicon.svg'])
				expect((await ask(path)).status, path).toBe(200);
		});

		it.each(['//elsewhere.example', '/.//elsewhere.example', 'https://elsewhere.example/x'])(
			'the way in never leads to another site: %s',
			async (back) => {
				const cookie = await signedIn(app, employee);
				const answer = await ask(`/login?back=${encodeURIComponent(back)}`, {
					headers: { cookie }
				});
				expect(answer.status).toBe(303);
				const location = answer.headers.get('location') ?? '';
				expect(new URL(location, app.url).origin).toBe(app.url);
			}
		);
	});
});
