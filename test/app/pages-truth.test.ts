/**
 * Every number on the pages equals the oracle, which computes it from the sandbox company and the definitions alone: for
 * several as-of days, every department, and each period.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildCompany } from '../../etl/sandbox/company/build.ts';
import { startSandbox, type Sandbox } from '../../etl/sandbox/server.ts';
import { startApp, type App } from '../support/app.ts';
import { classicView } from '../support/classic-view.ts';
import { describeDifferences } from '../support/oracle/differences.ts';
import { endOfDay } from '../support/oracle/days.ts';
import { learn } from '../support/oracle/known.ts';
import type { World } from '../support/oracle/known.ts';
import { alignmentDifferences } from '../support/alignment-truth.ts';
import { checkInDifferences } from '../support/check-in-truth.ts';
import { confidenceDifferences } from '../support/confidence-truth.ts';
import { contributionDifferences } from '../support/contribution-truth.ts';
import { dependencyDifferences } from '../support/dependency-truth.ts';
import {
	keyResultDifferences,
	objectiveDifferences,
	personDifferences
} from '../support/goal-truth.ts';
import type { PageScope } from '../support/oracle/pages.ts';
import { transparencyDifferences } from '../support/transparency-truth.ts';
import { treeDifferences } from '../support/tree-truth.ts';
import { departmentRows, objectiveRows, periodRows } from '../support/oracle/rows.ts';
import {
	matrixDifferences,
	overviewDifferences,
	stalledDifferences
} from '../support/page-truth.ts';

const ZONE = 'Asia/Shanghai';

function worldOf(size: { people: number; seed: number }, days: readonly string[]): World {
	const last = days.at(-1) ?? '';
	return learn(
		buildCompany({ ...size, today: last }),
		days.map((day) => ({
			readAt: endOfDay(day, ZONE),
			company: buildCompany({ ...size, today: day })
		})),
		{ timezone: ZONE, holidayWeeks: [], companyHeadUserIds: [] }
	);
}

/** The company, every department of the lens's tree, and each period of the whole company. */
function scopesOn(world: World, day: string, lens: PageScope['lens']): PageScope[] {
	const tree = departmentRows(world, lens === 'today' ? world.lastDay : day);
	const everything: PageScope = { day, periodId: null, departmentId: null, lens };
	const live = periodRows(world).filter(
		(period) => period.starts_on <= day && day <= period.ends_on
	);
	return [
		everything,
		...tree.map(({ department_id }) => ({ ...everything, departmentId: department_id })),
		...live.map(({ period_id }) => ({ ...everything, periodId: period_id }))
	];
}

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

	describe.each(['2026-10-12', '2026-11-15', '2026-11-22'])('on %s', (day) => {
		const check = pagesChecker(() => ({ world, app }));
		it(
			'the overview shows the tiles, sparklines, matrix and needs-you of the oracle',
			{ timeout: 600_000 },
			() => check(overviewDifferences, day, 'as_was')
		);
		it(
			'the departments page shows the confidence and compliance of the oracle',
			{ timeout: 600_000 },
			() => check(matrixDifferences, day, 'as_was')
		);
		it('the stalled list shows the rows of the oracle in its order', { timeout: 600_000 }, () =>
			check(stalledDifferences, day, 'as_was')
		);
	});
});

describe('60 people, read on two days', () => {
	const size = { people: 60, seed: 5 };
	const days = ['2026-11-02', '2026-11-25'];
	let world: World;
	let app: App;
	const dataDir = mkdtempSync(join(tmpdir(), 'okr-truth-'));

	beforeAll(async () => {
		world = worldOf(size, days);
		app = await startApp({ ...size, today: days[0] ?? '', dataDir });
		await app.stop();
		// Data is there, so this start reads nothing; the command hands its job to the running product.
		app = await startApp({ ...size, today: days[1] ?? '', dataDir });
		await sync(dataDir, days[1] ?? '');
	}, 300_000);
	afterAll(async () => {
		await app?.close();
		rmSync(dataDir, { recursive: true, force: true });
	});

	describe.each([
		{ day: '2026-09-27', lens: 'as_was' as const },
		{ day: '2026-11-01', lens: 'today' as const },
		{ day: '2026-11-10', lens: 'as_was' as const },
		{ day: '2026-11-25', lens: 'today' as const }
	])('on $day, tree $lens', ({ day, lens }) => {
		const check = pagesChecker(() => ({ world, app }));
		it('the overview equals the oracle', { timeout: 600_000 }, () =>
			check(overviewDifferences, day, lens)
		);
		it('the departments page equals the oracle', { timeout: 600_000 }, () =>
			check(matrixDifferences, day, lens)
		);
		it('the stalled list equals the oracle', { timeout: 600_000 }, () =>
			check(stalledDifferences, day, lens)
		);
		it('the confidence page equals the oracle', { timeout: 600_000 }, () =>
			check(confidenceDifferences, day, lens, 4)
		);
		it('the transparency page equals the oracle', { timeout: 600_000 }, () =>
			check(transparencyDifferences, day, lens, 6)
		);
		it('the check-ins page equals the oracle', { timeout: 600_000 }, () =>
			check(checkInDifferences, day, lens, 6)
		);
		it('pages of key results equal the oracle', { timeout: 600_000 }, async () => {
			const found = await keyResultDifferences(app, world, day);
			expect(describeDifferences(found)).toBe('');
		});
		it('pages of objectives equal the oracle', { timeout: 600_000 }, async () => {
			const found = await objectiveDifferences(app, world, day);
			expect(describeDifferences(found)).toBe('');
		});
		it('pages of people equal the oracle', { timeout: 600_000 }, async () => {
			const found = await personDifferences(app, world, day);
			expect(describeDifferences(found)).toBe('');
		});
	});

	// On the day of the second read a parent is gone that stated a link downwards.
	it.each([
		{ day: '2026-09-27', lens: 'as_was' as const },
		{ day: '2026-11-10', lens: 'as_was' as const },
		{ day: '2026-11-25', lens: 'today' as const }
	])(
		'the alignment page equals the oracle on $day, tree $lens',
		{ timeout: 600_000 },
		({ day, lens }) => pagesChecker(() => ({ world, app }))(alignmentDifferences, day, lens, 8)
	);
	it.each([
		{ day: '2026-11-10', lens: 'as_was' as const },
		{ day: '2026-11-25', lens: 'today' as const }
	])(
		'the tree of objectives equals the oracle on $day, tree $lens',
		{ timeout: 600_000 },
		({ day, lens }) => pagesChecker(() => ({ world, app }))(treeDifferences, day, lens, 8)
	);
	it.each([
		{ day: '2026-11-10', lens: 'as_was' as const },
		{ day: '2026-11-25', lens: 'today' as const }
	])(
		'the matrix of dependencies equals the oracle on $day, tree $lens',
		{ timeout: 600_000 },
		({ day, lens }) => pagesChecker(() => ({ world, app }))(dependencyDifferences, day, lens, 6)
	);
	it.each([
		{ day: '2026-11-10', lens: 'as_was' as const },
		{ day: '2026-11-25', lens: 'today' as const }
	])(
		'the matrix of contributions equals the oracle on $day, tree $lens',
		{ timeout: 600_000 },
		({ day, lens }) => pagesChecker(() => ({ world, app }))(contributionDifferences, day, lens, 6)
	);
});

describe('40 people in classic OKR, which says of most objectives who may see them', () => {
	const today = '2026-11-22';
	const readAt = endOfDay(today, ZONE);
	const company = classicView(buildCompany({ people: 40, seed: 7, today }));
	const world = learn(company, [{ readAt, company }], {
		...{ timezone: ZONE, holidayWeeks: [], companyHeadUserIds: [] },
		product: 'okr'
	});
	let sandbox: Sandbox;
	let app: App;

	beforeAll(async () => {
		sandbox = await startSandbox({ port: 0, people: 40, seed: 7, product: 'okr', today });
		app = await startApp({
			today,
			env: {
				...{ DINGTALK_API_URL: sandbox.url, DINGTALK_OAPI_URL: sandbox.url },
				...{ DINGTALK_APP_KEY: 'any', DINGTALK_APP_SECRET: 'any', DINGTALK_CORP_ID: 'classic' },
				...{ DINGTALK_MAX_QPS: '60', DINGTALK_CALL_BUDGET: '100000' }
			}
		});
	}, 240_000);
	afterAll(async () => {
		await app?.close();
		await sandbox?.close();
	});

	it('the transparency page equals the oracle', { timeout: 600_000 }, async () => {
		const rows = objectiveRows(world, today);
		expect(new Set(rows.map((row) => row.visibility))).toEqual(
			new Set(['public', 'restricted', 'unknown'])
		);
		await pagesChecker(() => ({ world, app }))(transparencyDifferences, today, 'as_was', 2);
	});
});

function pagesChecker(bench: () => { world: World; app: App }) {
	return async (
		compare: typeof overviewDifferences,
		day: string,
		lens: PageScope['lens'],
		/** Every so manieth scope, each day others; the whole company always. */
		oneOf = 1
	): Promise<void> => {
		const { world, app } = bench();
		const found = [];
		const [everything, ...others] = scopesOn(world, day, lens);
		const turn = Number(day.slice(-2)) % oneOf;
		const chosen = others.filter((_, index) => index % oneOf === turn);
		for (const scope of [...(everything === undefined ? [] : [everything]), ...chosen])
			found.push(...(await compare(app, world, scope)));
		expect(describeDifferences(found)).toBe('');
	};
}

function sync(dataDir: string, today: string): Promise<void> {
	return new Promise((done, fail) => {
		execFile(
			process.execPath,
			['--disable-warning=ExperimentalWarning', 'etl/cli.ts', 'sync', '--full'],
			{
				cwd: resolve(import.meta.dirname, '../..'),
				timeout: 120_000,
				env: {
					PATH: process.env['PATH'] ?? '',
					TZ: 'UTC',
					UV_THREADPOOL_SIZE: '16',
					DATA_DIR: dataDir,
					OKR_TODAY: today
				}
			},
			(error, stdout, stderr) =>
				error === null ? done() : fail(new Error(`${stdout}${stderr}`, { cause: error }))
		);
	});
}
