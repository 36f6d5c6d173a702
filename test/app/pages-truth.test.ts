/**
 * Every number on the pages equals the oracle, which computes it from the sandbox company and the definitions alone: for
 * several as-of days, each with a share of the departments and periods, all of them in turn. `pages-truth.long.ts` takes all of
 * them on each day.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type App } from '../support/app.ts';
import { worldOf, wrongOn, type Compare } from '../support/checked-pages.ts';
import { describeDifferences } from '../support/oracle/differences.ts';
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
import { reviewDifferences } from '../support/review-truth.ts';
import { transparencyDifferences } from '../support/transparency-truth.ts';
import { treeDifferences } from '../support/tree-truth.ts';
import { departmentRows, periodRows } from '../support/oracle/rows.ts';
import {
	matrixDifferences,
	overviewDifferences,
	stalledDifferences
} from '../support/page-truth.ts';

describe('60 people, read on two days', () => {
	const size = { people: 60, seed: 5 };
	const days = ['2026-11-02', '2026-11-25'];
	let world: World;
	let app: App;
	const dataDir = mkdtempSync(join(tmpdir(), 'okr-truth-'));
	const check = async (compare: Compare, on: Pick<PageScope, 'day' | 'lens'>, oneOf: number) =>
		expect(await wrongOn({ world, app }, compare, on, oneOf)).toBe('');

	beforeAll(async () => {
		world = worldOf(size, days);
		app = await startApp({ ...size, today: days[0] ?? '', dataDir });
		await app.stop();
		// Data is there, so this start reads nothing; the command hands its job to the running product.
		app = await startApp({ ...size, today: days[1] ?? '', dataDir });
		await sync(dataDir, days[1] ?? '');
	});
	afterAll(async () => {
		await app?.close();
		rmSync(dataDir, { recursive: true, force: true });
	});

	describe.each([
		{ day: '2026-09-27', lens: 'as_was' as const },
		{ day: '2026-11-25', lens: 'today' as const }
	])('on $day, tree $lens', ({ day, lens }) => {
		it('the overview equals the oracle', { timeout: 600_000 }, () =>
			check(overviewDifferences, { day, lens }, 8)
		);
		it('the departments page equals the oracle', { timeout: 600_000 }, () =>
			check(matrixDifferences, { day, lens }, 8)
		);
		it('the stalled list equals the oracle', { timeout: 600_000 }, () =>
			check(stalledDifferences, { day, lens }, 8)
		);
		it('the confidence page equals the oracle', { timeout: 600_000 }, () =>
			check(confidenceDifferences, { day, lens }, 12)
		);
		it('the transparency page equals the oracle', { timeout: 600_000 }, () =>
			check(transparencyDifferences, { day, lens }, 12)
		);
		it('the check-ins page equals the oracle', { timeout: 600_000 }, () =>
			check(checkInDifferences, { day, lens }, 12)
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
		{ day: '2026-11-25', lens: 'today' as const }
	])(
		'the alignment page equals the oracle on $day, tree $lens',
		{ timeout: 600_000 },
		({ day, lens }) => check(alignmentDifferences, { day, lens }, 16)
	);
	it.each([{ day: '2026-11-25', lens: 'today' as const }])(
		'the tree of objectives equals the oracle on $day, tree $lens',
		{ timeout: 600_000 },
		({ day, lens }) => check(treeDifferences, { day, lens }, 16)
	);
	it.each([{ day: '2026-11-25', lens: 'today' as const }])(
		'the matrix of dependencies equals the oracle on $day, tree $lens',
		{ timeout: 600_000 },
		({ day, lens }) => check(dependencyDifferences, { day, lens }, 12)
	);
	it.each([{ day: '2026-11-25', lens: 'today' as const }])(
		'the matrix of contributions equals the oracle on $day, tree $lens',
		{ timeout: 600_000 },
		({ day, lens }) => check(contributionDifferences, { day, lens }, 12)
	);
	it.each([
		{ name: 'of a quarter that is over', day: '2026-09-30', lens: 'as_was' as const },
		{ name: 'of a running quarter', day: '2026-11-08', lens: 'today' as const }
	])('the review $name equals the oracle', { timeout: 600_000 }, async ({ day, lens }) => {
		const quarter = periodRows(world).find(
			({ kind, starts_on, ends_on }) => kind === 'quarter' && starts_on <= day && day <= ends_on
		);
		const [department] = departmentRows(world, lens === 'today' ? world.lastDay : day).filter(
			({ parent_id }) => parent_id !== null
		);
		const found = [];
		for (const departmentId of [null, department?.department_id ?? ''])
			found.push(
				...(await reviewDifferences(app, world, {
					...{ day, lens, departmentId },
					periodId: quarter?.period_id ?? ''
				}))
			);
		expect(describeDifferences(found)).toBe('');
	});
});

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
