/** What a program gets with a token that a person made: what that person gets, and nothing by any other way. */
import { describe, expect, it } from 'vitest';
import type { App } from '../support/app.ts';

export function programTests(app: () => App): void {
	describe('a token that an employee makes', () => {
		const asEmployee = { cookie: 'view_as=employee' };
		const post = (
			action: string,
			form: Record<string, string>,
			headers: HeadersInit = asEmployee
		) =>
			fetch(`${app().url}/settings?/${action}`, {
				method: 'POST',
				redirect: 'manual',
				headers: { ...headers, origin: app().url, accept: 'text/html' },
				body: new URLSearchParams(form)
			});
		const tokenFor = async (scope: string): Promise<string> => {
			const answer = await post('token', { name: `for ${scope}`, scope, days: '30' });
			const token = /okr_[0-9a-f]{16}_[\w-]{43}/.exec(await answer.text())?.[0];
			if (token === undefined) throw new Error(`No token for ${scope}: ${answer.status}`);
			return token;
		};
		const get = (path: string, headers: HeadersInit) => fetch(app().url + path, { headers });
		const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
		const figures = `/cubejs-api/v1/load?query=${encodeURIComponent(
			JSON.stringify({
				measures: ['objectives.objective_count'],
				dimensions: ['objectives.objective_id']
			})
		)}`;

		it('opens the files that the employee may open, until it is revoked', async () => {
			const token = await tokenFor('files');
			const path = '/export/stalled.csv';
			const own = await (await get(path, asEmployee)).text();
			const all = await (await get(path, { cookie: 'view_as=admin' })).text();
			expect(own.length).toBeLessThan(all.length);
			// The file says whose rights it was read with: a person's, not a role's of the demo.
			const rowsOf = (csv: string): string[] =>
				csv.split('\r\n').filter((line) => !line.startsWith('Seen with'));
			// Also beside the cookie of somebody who may open more.
			const read = await get(path, { ...bearer(token), cookie: 'view_as=admin' });
			expect(rowsOf(await read.text())).toEqual(rowsOf(own));
			expect((await get(figures, bearer(token))).status).toBe(403);
			expect((await get('/stalled', bearer(token))).status).toBe(200); // the demo's page, not the token's

			const [, id = ''] = token.split('_');
			const stolen = await post('revoke', { id }, { cookie: 'view_as=department_head' });
			expect(stolen.status).toBe(400);
			expect((await post('revoke', { id })).status).toBe(303);
			expect((await get(path, bearer(token))).status).toBe(401);
		});

		it('opens the figures that the employee may open', async () => {
			const token = await tokenFor('figures');
			const answer = await get(figures, bearer(token));
			expect(answer.status).toBe(200);
			const { data } = (await answer.json()) as { data: unknown[] };
			const tree = await get('/export/stalled.csv', bearer(token));
			expect(tree.status).toBe(403);
			const page = await (await get('/settings', asEmployee)).text();
			expect(page).not.toContain(token);
			expect(data.length).toBeGreaterThan(0);
		});

		it('comes back as it was asked for where it cannot be made', async () => {
			const answer = await post('token', { name: 'Weekly figures', days: '365' });
			expect(answer.status).toBe(400);
			const body = await answer.text();
			expect(body).toContain('value="Weekly figures"');
			expect(body).toMatch(/<option value="365"[^>]* selected/);
			expect(body).not.toMatch(/<input [^>]*name="scope"[^>]* checked/);
		});

		it('is not to be had by nobody in particular, nor from another site', async () => {
			const form = { name: 'x', scope: 'files', days: '30' };
			expect((await post('token', form, { cookie: 'view_as=admin' })).status).toBe(403);
			const foreign = await fetch(`${app().url}/settings?/token`, {
				method: 'POST',
				headers: { ...asEmployee, origin: 'https://elsewhere.example' },
				body: new URLSearchParams(form)
			});
			expect(foreign.status).toBe(403);
		});

		it('may not flood the product', async () => {
			const token = await tokenFor('files');
			const statuses: number[] = [];
			for (let asked = 0; asked < 70 && !statuses.includes(429); asked += 1)
				statuses.push((await get('/export/no-such-file.csv', bearer(token))).status);
			expect(statuses.slice(0, 60).every((status) => status === 404)).toBe(true);
			const late = await get('/export/no-such-file.csv', bearer(token));
			expect([404, 429]).toContain(late.status);
			expect(statuses).toContain(429);
		});
	});
}
