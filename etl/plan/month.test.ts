import { describe, expect, it } from 'vitest';
import {
	affordablePeople,
	allowanceToday,
	costOfDay,
	dailyShare,
	lastDayOfMonth
} from './month.ts';

const COST = { fixed: 5, perPerson: 1, checkIns: 65, people: 150 };

describe('the budget of a month', () => {
	it('is shared evenly between the days that are left', () => {
		const month = { budget: 3500, spentBefore: 500, spentToday: 0, runDaysLeft: 30 };
		expect(allowanceToday(month)).toBe(100);
		expect(allowanceToday({ ...month, spentToday: 40 })).toBe(60);
		expect(allowanceToday({ ...month, budget: Infinity })).toBe(Infinity);
	});
	it('of 3,500 calls affords 44 of 150 people with 450 objectives a day, and keeps some for a busy one', () => {
		const month = { budget: 3500, spentBefore: 0, spentToday: 0, runDaysLeft: 30 };
		expect(affordablePeople(month, COST)).toBe(44);
		expect(costOfDay(COST, 44)).toBe(114);
		expect(affordablePeople({ ...month, budget: Infinity }, COST)).toBe(Infinity);
	});
	it('gives small extras as whole calls that add up', () => {
		const days = Array.from({ length: 30 }, (_, index) => dailyShare(0.4, index + 1));
		expect(days.reduce((sum, calls) => sum + calls)).toBe(12);
		expect(Math.max(...days)).toBe(1);
	});
	it.each([
		['2026-02-03', '2026-02-28'],
		['2028-02-29', '2028-02-29'],
		['2026-12-31', '2026-12-31']
	])('of %s ends on %s', (day, last) => expect(lastDayOfMonth(day)).toBe(last));
});
