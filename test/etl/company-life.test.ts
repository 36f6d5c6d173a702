import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { coreHistory } from '../support/core-history.ts';
import { expectedHistory } from '../support/expected-history.ts';
import {
	coreCheckIns,
	expectedCheckIns,
	latenessOf,
	liveThrough,
	type Life
} from '../support/company-life.ts';

let life: Life;
beforeAll(async () => {
	life = await liveThrough({ people: 40, seed: 6, from: '2026-07-06', days: 6 });
}, 600_000);
afterAll(() => life.bench.close());

describe('a company that is synced at the end of each day', () => {
	it('leaves exactly the versions that each end of day showed', async () => {
		expect(await coreHistory(life.bench.warehouse)).toEqual(expectedHistory(life.days));
	});
	it('leaves the revisions and deletions of check-ins that its reads were shown', async () => {
		const core = await coreCheckIns(life);
		expect(core).toEqual(await expectedCheckIns(life));
	});
	it('misses no new check-in, and no change of the latest one, by a day', async () => {
		const { made, latestChanged } = latenessOf(life, await coreCheckIns(life));
		expect(new Set(made)).toEqual(new Set([0]));
		expect(new Set(latestChanged)).toEqual(new Set([0]));
	});
});
