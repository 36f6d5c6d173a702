import { beforeAll, describe, expect, it } from 'vitest';
import { steadyCompany } from '../support/steady-company.ts';
import { syncMonth, type SyncedMonth } from '../support/synced-month.ts';

/**
 * A fifth of the promised case (contract.md: 150 people and 3,500 calls; call-budget.long.ts has it whole): everybody keeps three
 * objectives and checks in on each every week. Rules, periods and organisation objectives cost a small company as much as a
 * large one: 4 calls a day, so that a fifth of the rest comes to this.
 */
const PEOPLE = 30;
const BUDGET = 800;
/** Of the month, which plans as if it went on. */
const DAYS = 12;

let month: SyncedMonth;
beforeAll(async () => {
	const company = steadyCompany({
		...{ people: PEOPLE, objectivesPerPerson: 3, keyResultsPerObjective: 2 },
		...{ weeks: 12, firstDay: '2026-10-05', seed: 7 }
	});
	month = await syncMonth(
		{
			...{ people: PEOPLE, seed: 7, company, day: '2026-10-29' },
			settings: { callBudget: BUDGET }
		},
		{ from: '2026-11-01', to: `2026-11-${DAYS}` }
	);
});

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

describe('the first days of a month of daily syncs within its call budget', () => {
	it('never makes a call too many, and ends every run', () => {
		expect(sum(month.days.map(({ metered }) => metered))).toBeLessThanOrEqual(BUDGET);
		expect(month.days.filter(({ status }) => status !== 'succeeded')).toEqual([]);
		expect(month.days).toHaveLength(DAYS);
	});
	it('answers for everybody at least every four days', () => {
		expect(month.longestTurn).toBeGreaterThan(1);
		expect(month.longestTurn).toBeLessThanOrEqual(4);
	});
	it('loads every check-in at most four days after it was written', () => {
		expect(month.checkIns).toBeGreaterThan(80);
		expect(month).toMatchObject({ missing: 0 });
		expect(month.latestLoad).toBeGreaterThan(1);
		expect(month.latestLoad).toBeLessThanOrEqual(4);
	});
	it('makes at most five of a hundred calls more than such a month needs', () => {
		const needed = sum(month.days.map(({ fewest }) => fewest));
		expect(sum(month.days.map(({ metered }) => metered))).toBeLessThanOrEqual(1.05 * needed);
	});
});
