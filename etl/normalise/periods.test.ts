import { describe, expect, it } from 'vitest';
import { periodKind, periodRow } from './periods.ts';

const RULE = { objectiveRuleId: 'r1', objectiveRuleName: 'OKR', objectiveCategory: 'OKR' };
const period = (startDate: number, endDate: number) =>
	periodRow(RULE, { periodId: 'p1', name: 'FY24', startDate, endDate, periodType: 'season' });

describe('a period', () => {
	it("is read in Asia/Shanghai, and ends after DingTalk's inclusive last second", () => {
		// The documentation's own sample: 2024-04-01 00:00:00 to 2025-03-31 23:59:59.
		expect(period(1_711_900_800_000, 1_743_436_799_000)).toMatchObject({
			starts_on: '2024-04-01',
			ends_before: '2025-04-01'
		});
	});
	it('that ends before it starts is refused', () => {
		expect(() => period(1_743_436_799_000, 1_711_900_800_000)).toThrow(RangeError);
	});
	it.each([
		['2026-02-01', '2026-03-01', 'month'],
		['2026-01-01', '2026-04-01', 'quarter'],
		['2026-07-01', '2027-01-01', 'half'],
		['2024-01-01', '2025-01-01', 'year'],
		['2026-01-01', '2026-01-15', 'other']
	])('from %s up to %s is a %s', (starts_on, ends_before, kind) => {
		expect(periodKind({ starts_on, ends_before })).toBe(kind);
	});
});
