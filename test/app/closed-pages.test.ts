/** A goal that the viewer may not open and one that does not exist have the same page: a difference would tell of the goal. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type App } from '../support/app.ts';
import { exportTests } from './closed-exports.ts';

const TODAY = '2026-11-22';

describe('where unknown visibility is taken as restricted', () => {
	let app: App;
	beforeAll(async () => {
		app = await startApp({
			people: 40,
			seed: 7,
			today: TODAY,
			env: { UNKNOWN_VISIBILITY: 'restricted' }
		});
	}, 240_000);
	afterAll(() => app?.close());

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

	exportTests(TODAY, () => app);
});

/** Without what may differ between any two answers: how long ago the data was read. */
function calm(body: string): string {
	return body.replaceAll(/"?ageMs"?:\d+/g, '');
}
