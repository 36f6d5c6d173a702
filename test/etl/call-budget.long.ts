import { beforeAll, describe, expect, it } from 'vitest';
import { steadyCompany } from '../support/steady-company.ts';
import { syncMonth, type SyncedMonth } from '../support/synced-month.ts';

/** What the budget is promised for: 150 people, 450 objectives, weekly check-ins, a run every day, no events. */
const BUDGET = 3500;

let month: SyncedMonth;
beforeAll(async () => {
	const company = steadyCompany({
		...{ people: 150, objectivesPerPerson: 3, keyResultsPerObjective: 2 },
		...{ weeks: 12, firstDay: '2026-10-05', seed: 7 }
	});
	month = await syncMonth(
		{ ...{ people: 150, seed: 7, company, day: '2026-10-05' }, settings: { callBudget: BUDGET } },
		{ from: '2026-11-01', to: '2026-11-30' }
	);
}, 1_200_000);

const calls = (): number => month.days.reduce((sum, { metered }) => sum + metered, 0);

describe('a month of the company that the budget is promised for', () => {
	it('makes at most 3,500 metered calls, and ends every run', () => {
		expect(calls()).toBeLessThanOrEqual(BUDGET);
		expect(month.days.filter(({ status }) => status !== 'succeeded')).toEqual([]);
	});
	it('answers for everybody at least every four days', () => {
		expect(month.longestTurn).toBeLessThanOrEqual(4);
	});
	it('loads every check-in at most four days after it was written', () => {
		expect(month.checkIns).toBeGreaterThan(1500);
		expect(month).toMatchObject({ missing: 0 });
		expect(month.latestLoad).toBeLessThanOrEqual(4);
	});
	it('makes at most five of a hundred calls more than such a month needs', () => {
		const needed = month.days.reduce((sum, { fewest }) => sum + fewest, 0);
		expect(calls()).toBeLessThanOrEqual(1.05 * needed);
	});
});
