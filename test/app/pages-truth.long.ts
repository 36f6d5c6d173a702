/** As `pages-truth.test.ts`, for a larger company with every department and period on every day, and for one in classic OKR. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildCompany } from '../../etl/sandbox/company/build.ts';
import { startSandbox, type Sandbox } from '../../etl/sandbox/server.ts';
import { startApp, type App } from '../support/app.ts';
import { worldOf, wrongOn, ZONE } from '../support/checked-pages.ts';
import { classicView } from '../support/classic-view.ts';
import { endOfDay } from '../support/oracle/days.ts';
import { learn, type World } from '../support/oracle/known.ts';
import { objectiveRows } from '../support/oracle/rows.ts';
import {
	matrixDifferences,
	overviewDifferences,
	stalledDifferences
} from '../support/page-truth.ts';
import { signedIn } from '../support/session.ts';
import { transparencyDifferences } from '../support/transparency-truth.ts';

describe('300 people, read once', () => {
	const size = { people: 300, seed: 7 };
	const today = '2026-11-22';
	let world: World;
	let app: App;

	beforeAll(async () => {
		world = worldOf(size, [today]);
		app = await startApp({ ...size, today });
	}, 240_000);
	afterAll(() => app?.close());

	describe.each(['2026-10-12', '2026-11-17', '2026-11-22'])('on %s', (day) => {
		it.each([
			['the overview', overviewDifferences],
			['the departments page', matrixDifferences],
			['the stalled list', stalledDifferences]
		])('%s equals the oracle', async (_page, compare) => {
			expect(await wrongOn({ world, app }, compare, { day, lens: 'as_was' })).toBe('');
		});
	});
});

describe('40 people in classic OKR, which says of most objectives who may see them', () => {
	const today = '2026-11-22';
	const readAt = endOfDay(today, ZONE);
	const company = classicView(buildCompany({ people: 40, seed: 7, today }));
	const world = learn(company, [{ readAt, company }], {
		...{ timezone: ZONE, holidayWeeks: [], companyHeadUserIds: [] },
		product: 'okr'
	});
	const administrator = company.people.find(({ left }) => left === null)?.id ?? '';
	let sandbox: Sandbox;
	let app: App;

	beforeAll(async () => {
		sandbox = await startSandbox({ port: 0, people: 40, seed: 7, product: 'okr', today });
		app = await startApp({
			today,
			env: {
				...{ DINGTALK_API_URL: sandbox.url, DINGTALK_OAPI_URL: sandbox.url },
				...{ DINGTALK_APP_KEY: 'any', DINGTALK_APP_SECRET: 'any', DINGTALK_CORP_ID: 'classic' },
				...{ DINGTALK_MAX_QPS: '60', DINGTALK_CALL_BUDGET: '100000' },
				ADMIN_USER_IDS: administrator
			}
		});
		app = { ...app, cookie: await signedIn(app, administrator) };
	});
	afterAll(async () => {
		await app?.close();
		await sandbox?.close();
	});

	it('the transparency page equals the oracle', { timeout: 600_000 }, async () => {
		const rows = objectiveRows(world, today);
		expect(new Set(rows.map((row) => row.visibility))).toEqual(
			new Set(['public', 'restricted', 'unknown'])
		);
		expect(
			await wrongOn({ world, app }, transparencyDifferences, { day: today, lens: 'as_was' }, 2)
		).toBe('');
	});
});
