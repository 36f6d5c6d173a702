/**
 * A goal that the viewer may not open and one that does not exist have the same page: a difference would tell of the goal. On a whole
 * sandbox company; permissions.test.ts asks for everything in a story told by hand.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApp, type App } from '../support/app.ts';
import { exportTests } from './closed-exports.ts';
import { publishNewest, reviewTests, type PublishedAddress } from './closed-reviews.ts';
import { programTests } from './closed-programs.ts';

const TODAY = '2026-11-22';

describe('where unknown visibility is taken as restricted', () => {
	const dataDir = mkdtempSync(join(tmpdir(), 'okr-closed-'));
	const company = { people: 40, seed: 7, today: TODAY, dataDir };
	let app: App;
	/** From when everybody could open everything. */
	let published: PublishedAddress;
	beforeAll(async () => {
		app = await startApp(company);
		published = await publishNewest(app);
		await app.stop();
		app = await startApp({ ...company, env: { UNKNOWN_VISIBILITY: 'restricted' } });
	});
	afterAll(async () => {
		await app?.close();
		rmSync(dataDir, { recursive: true, force: true });
	});

	async function open(path: string, role: string): Promise<{ status: number; body: string }> {
		const answer = await fetch(app.url + path, { headers: { cookie: `view_as=${role}` } });
		return { status: answer.status, body: await answer.text() };
	}

	/** Ids that links of the page lead to. */
	function idsIn(body: string, path: string): string[] {
		const found = [...body.matchAll(new RegExp(`href="/${path}/([^"?]+)`, 'g'))];
		return [...new Set(found.map(([, id]) => id ?? ''))];
	}

	it.each([['key-results'], ['objectives']])(
		'an employee gets for closed %s what there is for unknown ones',
		async (path) => {
			const stalled = await open('/stalled', 'admin');
			const ids = idsIn(stalled.body, path).slice(0, 4);
			expect(ids).toHaveLength(4);
			const unknown = await open(`/${path}/no-such-goal`, 'employee');
			expect(unknown.status).toBe(404);
			let closed = 0;
			for (const id of ids) {
				expect((await open(`/${path}/${id}`, 'admin')).status).toBe(200);
				const { status, body } = await open(`/${path}/${id}`, 'employee');
				if (status === 200) continue;
				closed += 1;
				expect(status).toBe(404);
				expect(calm(body.replaceAll(id, 'no-such-goal'))).toBe(calm(unknown.body));
			}
			expect(closed).toBeGreaterThan(0);
		}
	);

	it('an employee reads on the pages of alignment only of what they may open, and an administrator of more', async () => {
		const top = await open('/alignment/tree', 'admin');
		const tree = `/alignment/tree?open=${idsIn(top.body, 'objectives').slice(0, 12).join('.')}`;
		for (const path of ['/alignment', tree, '/alignment/tree?find=a']) {
			const all = idsIn((await open(path, 'admin')).body, 'objectives');
			const own = idsIn((await open(path, 'employee')).body, 'objectives');
			expect(own.length, path).toBeLessThan(all.length);
			for (const id of own.slice(0, 6))
				expect((await open(`/objectives/${id}`, 'employee')).status).toBe(200);
		}
	});

	describe('a review', () => {
		let path = '';
		beforeAll(async () => {
			const answer = await fetch(`${app.url}/review`, { redirect: 'manual' });
			path = answer.headers.get('location') ?? '';
			expect(path).toMatch(/^\/review\/./);
		});

		it('names nothing that its viewer may not open', { timeout: 120_000 }, async () => {
			const all = await open(path, 'admin');
			const own = await open(path, 'employee');
			for (const kind of ['objectives', 'key-results']) {
				const mine = idsIn(own.body, kind);
				for (const id of mine.slice(0, 5))
					expect((await open(`/${kind}/${id}`, 'employee')).status).toBe(200);
				const others = idsIn(all.body, kind).filter((id) => !mine.includes(id));
				expect(others.length, kind).toBeGreaterThan(0);
				for (const id of others) expect(own.body).not.toContain(id);
			}
		});

		it('is the same twice, in every language, and another one for another viewer', async () => {
			const hashOf = async (query: string, role: string) =>
				/data-hash="([0-9a-f]{64})"/.exec((await open(path + query, role)).body)?.[1];
			const hash = await hashOf('', 'admin');
			expect(hash).toBeDefined();
			expect(await hashOf('', 'admin')).toBe(hash);
			expect(await hashOf('?lang=ar', 'admin')).toBe(hash);
			expect(await hashOf('', 'employee')).not.toBe(hash);
		});

		it('keeps the decisions of those who may enter them, for all who read it', async () => {
			const enter = async (role: string, action: string, fields: Record<string, string>) => {
				const { status } = await fetch(`${app.url}${path}?/${action}`, {
					method: 'POST',
					redirect: 'manual',
					headers: { cookie: `view_as=${role}`, origin: app.url, accept: 'text/html' },
					body: new URLSearchParams(fields)
				});
				return status;
			};
			const text = '<b>Two people more</b> for 物流部';
			expect(await enter('employee', 'decide', { text })).toBe(403);
			expect(await enter('admin', 'decide', { text: '  ' })).toBe(400);
			expect((await open(path, 'employee')).body).not.toContain('data-decision');
			expect(await enter('admin', 'decide', { text })).toBe(303);
			const { body } = await open(path, 'employee');
			expect(body).toContain('&lt;b>Two people more&lt;/b> for 物流部');
			const id = /data-decision="([^"]+)"/.exec(body)?.[1] ?? '';
			expect(await enter('employee', 'remove', { id })).toBe(403);
			expect(await enter('company_head', 'change', { id, text: 'Hire three' })).toBe(303);
			expect((await open(path, 'admin')).body).toContain('Hire three');
			expect(await enter('admin', 'remove', { id })).toBe(303);
			expect(await enter('admin', 'change', { id, text })).toBe(400);
			expect((await open(path, 'employee')).body).not.toContain('data-decision');
		});

		it.each(['/review/no-such-period', '/review/no-such-period/1'])(
			'%s is not there',
			async (address) => expect((await open(address, 'admin')).status).toBe(404)
		);

		reviewTests(
			() => app,
			() => published
		);
	});

	exportTests(TODAY, () => app);
	programTests(() => app);
});

/** Without what may differ between any two answers: how long ago the data was read. */
function calm(body: string): string {
	return body.replaceAll(/"?ageMs"?:\d+/g, '');
}
