/** Addresses that no page of ours leads to: answered or explained, never broken, and nothing closed in the answer. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hostileText, type Runs } from '../support/hostile-values.ts';
import { patientFetch } from '../support/patient-fetch.ts';
import type { PermissionProduct } from '../support/permission-product.ts';
import { keyResultOf, objectiveOf, TODAY } from '../support/permission-story.ts';
import { goalsIn } from '../support/story-visitors.ts';

/** @param running the product of the permission story */
export function hostileAddressTests(running: () => PermissionProduct, runs: Runs): void {
	const { seed } = runs(1);
	async function ask(path: string, init: RequestInit = {}) {
		const answer = await patientFetch(running().app.url + path, { redirect: 'manual', ...init });
		const body = Buffer.from(await answer.arrayBuffer()).toString('utf8');
		return { status: answer.status, body, location: answer.headers.get('location') ?? '' };
	}

	const PAGES = [
		...['/', '/alignment', '/alignment/dependencies', '/alignment/tree', '/check-ins'],
		...['/confidence', '/data', '/departments', '/departments/21', '/departments/contributions'],
		...['/people/owner', '/review', '/review/q3', '/review/q3/21', '/search', '/search/results'],
		...['/settings', '/stalled', '/transparency', '/wall', '/login', '/login/callback'],
		...['/login/dingtalk', '/export/stalled.csv', '/export/objective-tree.xlsx', '/metrics'],
		...['/export/review.md', '/export/progress', '/healthz', '/data/progress', '/wall/version'],
		...[`/objectives/${objectiveOf('ocelot')}`, `/key-results/${keyResultOf('ocelot')}`]
	];
	const PARAMETERS = [
		...['period', 'department', 'as_of', 'lens', 'lang', 'reason', 'level', 'broken', 'kind'],
		...['sort', 'from', 'to', 'open', 'find', 'q', 'found', 'page', 'published', 'walk', 'id'],
		...['job', 'save', 'back', 'state', 'authCode', 'scene', 'seconds', '__proto__', '']
	];
	const search = fc
		.array(
			fc.tuple(
				fc.oneof(
					{ weight: 6, arbitrary: fc.constantFrom(...PARAMETERS) },
					{ weight: 1, arbitrary: hostileText }
				),
				fc.oneof(
					{ weight: 3, arbitrary: hostileText },
					{ weight: 1, arbitrary: fc.constantFrom('q3', '21', TODAY, objectiveOf('narwhal')) }
				)
			),
			{ maxLength: 5 }
		)
		.map((pairs) =>
			pairs
				.map((pair) => pair.map((text) => encodeURIComponent(text.toWellFormed())).join('='))
				.join('&')
				.slice(0, 8_000)
		);
	/** Written as nobody should: half an escape, none at all. */
	const raw = fc.constantFrom(
		'?%',
		'?%zz=%e0%a4',
		'?a=%ff%fe',
		'?&&==&',
		'?q=%00',
		'?lang=%',
		'?+++'
	);

	it(`addresses that nobody wrote are answered (seed ${seed})`, async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.constantFrom(...PAGES),
				fc.oneof(
					{ weight: 6, arbitrary: search.map((text) => `?${text}`) },
					{ weight: 1, arbitrary: raw }
				),
				fc.constantFrom('other employee', 'administrator', 'head of a sibling', 'nobody'),
				async (path, query, name) => {
					const visitor = running().visitorCalled(name);
					const headers = { ...visitor.headers(), accept: 'text/html', 'accept-language': 'en' };
					const { status, body } = await ask(path + query, { headers });
					expect(status, path + query).toBeLessThan(500);
					if (query.includes('narwhal')) return;
					expect(goalsIn(body).filter((goal) => !visitor.opens.has(goal))).toEqual([]);
				}
			),
			runs(40)
		);
	});

	it(`ids that nobody has are not there (seed ${seed})`, async () => {
		const employee = running().visitorCalled('other employee');
		await fc.assert(
			fc.asyncProperty(
				fc.constantFrom('objectives', 'key-results', 'people', 'departments', 'review', 'export'),
				hostileText,
				async (kind, id) => {
					const path = `/${kind}/${encodeURIComponent(id.toWellFormed())}`;
					const { status } = await ask(path, {
						headers: { ...employee.headers(), accept: 'text/html' }
					});
					// An empty id, or `.`, is the address of another page.
					expect(status, path).toBeLessThan(500);
					if (id.trim() !== '' && !/^\.{1,2}$/.test(id)) expect([400, 404], path).toContain(status);
				}
			),
			runs(15)
		);
	});

	it.each(PAGES.filter((path) => /^\/($|a|ch|co|dep|peo|st|t|search$|settings|ob|k)/.test(path)))(
		'%s explains what it cannot use',
		async (path) => {
			const bad =
				'period=zz&as_of=2026-02-30&lens=x&level=x&reason=x&broken=x&kind=x&sort=x&found=x&page=0';
			const administrator = running().visitorCalled('administrator');
			const { status, body } = await ask(`${path}?${bad}`, {
				headers: { ...administrator.headers(), accept: 'text/html' }
			});
			expect(status).toBe(200);
			const told = [...body.matchAll(/data-notice="(\w+)"/g)].map(([, kind]) => kind);
			expect(told.sort()).toEqual([
				...['malformed_as_of', 'page_out_of_range', 'unknown_broken', 'unknown_found'],
				...['unknown_kind', 'unknown_lens', 'unknown_level', 'unknown_period', 'unknown_reason'],
				'unknown_sort'
			]);
		}
	);
}
