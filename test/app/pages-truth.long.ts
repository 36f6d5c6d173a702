/** As `pages-truth.test.ts`, for a larger company and with every department and period on every day. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type App } from '../support/app.ts';
import { worldOf, wrongOn } from '../support/checked-pages.ts';
import type { World } from '../support/oracle/known.ts';
import {
	matrixDifferences,
	overviewDifferences,
	stalledDifferences
} from '../support/page-truth.ts';

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
