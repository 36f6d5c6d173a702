/** A month in which everything happens that the model knows, synced daily: once with calls for everybody, once in rotation. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Since } from '../../etl/sandbox/company/model.ts';
import { coreHistory } from '../support/core-history.ts';
import { expectedHistory } from '../support/expected-history.ts';
import {
	coreCheckIns,
	expectedCheckIns,
	latenessOf,
	liveThrough,
	ZONE,
	type Life
} from '../support/company-life.ts';
import { lateStates } from '../support/late-states.ts';
import { endOfDay } from '../support/oracle/days.ts';

/** A head and a department that move, a joiner, a leaver whose objectives change hands, a deleted objective. */
const MONTH = { people: 40, seed: 6, from: '2026-06-30', days: 31 } as const;

describe('a month of a company that is synced at the end of each day', () => {
	let life: Life;
	beforeAll(async () => {
		life = await liveThrough({ ...MONTH, areMartsBuilt: true });
	}, 3_600_000);
	afterAll(() => life.bench.close());

	it('holds everything that may happen', () => {
		const { day: first } = life.days[0] ?? { day: '' };
		const { day: last = '', company } = life.days.at(-1) ?? {};
		if (company === undefined) throw new Error('No month');
		const [from, to] = [endOfDay(first, ZONE), endOfDay(last, ZONE)];
		const within = (instant: number | null) => instant !== null && instant > from && instant <= to;
		const changed = (history: readonly Since<unknown>[]) =>
			history.slice(1).some((since) => within(since.from));
		const { departments, people, objectives } = company;
		const keyResults = objectives.flatMap((objective) => objective.keyResults);
		const checkIns = objectives.flatMap((objective) => objective.checkIns);
		expect({
			reorganisation: departments.some((one) => changed(one.parentId) || changed(one.headIds)),
			joiner: people.some(({ joined }) => within(joined)),
			leaver: people.some(({ left }) => within(left)),
			handedOver: objectives.some(({ ownerId }) => changed(ownerId)),
			retitled: objectives.some(({ title }) => changed(title)),
			deleted: objectives.some(({ deleted }) => within(deleted)),
			realigned: objectives.some(({ up }) => changed(up)),
			reweighted: keyResults.some(({ weight }) => changed(weight)),
			reworded: keyResults.some(({ title }) => changed(title)),
			edited: checkIns.some(({ revisions }) =>
				revisions.slice(1).some((one) => within(one.updated))
			),
			withdrawn: checkIns.some(({ deleted }) => within(deleted))
		}).toEqual({
			reorganisation: true,
			joiner: true,
			leaver: true,
			handedOver: true,
			retitled: true,
			deleted: true,
			realigned: true,
			reweighted: true,
			reworded: true,
			edited: true,
			withdrawn: true
		});
	});
	it('leaves exactly the versions that each end of day showed', async () => {
		expect(await coreHistory(life.bench.warehouse)).toEqual(expectedHistory(life.days));
	});
	it('leaves the revisions and deletions of check-ins that its reads were shown', async () => {
		const core = await coreCheckIns(life);
		expect(core).toEqual(await expectedCheckIns(life));
		const { made, latestChanged } = latenessOf(life, core);
		expect(new Set(made)).toEqual(new Set([0]));
		expect(new Set(latestChanged)).toEqual(new Set([0]));
	});
});

describe('the same month with calls for a part of the people a day', () => {
	let life: Life;
	beforeAll(async () => {
		life = await liveThrough({ ...MONTH, settings: { callBudget: TIGHT } });
	}, 3_600_000);
	afterAll(() => life.bench.close());

	/** Metered calls of a month: the fixed ones, the check-ins that come, and a quarter of the people a day. */
	const TIGHT = 900;

	it('is within its budget', () => {
		const july = life.summaries.slice(1).reduce((sum, { meteredCalls }) => sum + meteredCalls, 0);
		expect(july).toBeLessThanOrEqual(TIGHT);
	});
	it('shows every change at most four days late, and nothing that was not', async () => {
		const late = lateStates(
			await coreHistory(life.bench.warehouse),
			expectedHistory(life.days),
			life.days.map(({ day }) => day)
		);
		expect(late.departments).toEqual([]);
		expect(late.people).toEqual([]);
		expect(late).toEqual(Object.fromEntries(Object.keys(late).map((table) => [table, []])));
	});
});
