import { describe, expect, it } from 'vitest';
import { addDays, daysBetween, isDay, isoWeekNumber, mondayOf, sundaysBefore } from './days.ts';

describe('a day', () => {
	it('is a date that exists', () => {
		expect(isDay('2026-11-22')).toBe(true);
		expect(isDay('2028-02-29')).toBe(true);
		expect(isDay('2026-02-29')).toBe(false);
		expect(isDay('2026-13-01')).toBe(false);
		expect(isDay('2026-1-1')).toBe(false);
		expect(isDay('20261122')).toBe(false);
		expect(isDay('')).toBe(false);
	});

	it('moves across months and years', () => {
		expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
		expect(addDays('2028-03-01', -1)).toBe('2028-02-29');
		expect(daysBetween('2026-10-01', '2026-11-22')).toBe(52);
	});
});

describe('a week', () => {
	it('is named by its Monday, and its Sunday belongs to it', () => {
		expect(mondayOf('2026-11-22')).toBe('2026-11-16');
		expect(mondayOf('2026-11-16')).toBe('2026-11-16');
	});

	it('is numbered as ISO 8601 says, also around the new year', () => {
		expect(isoWeekNumber('2026-11-22')).toBe(47);
		expect(isoWeekNumber('2027-01-01')).toBe(53);
		expect(isoWeekNumber('2024-12-30')).toBe(1);
	});
});

describe('the Sundays before a day', () => {
	it('are listed oldest first', () => {
		expect(sundaysBefore('2026-11-19', 3)).toEqual(['2026-11-01', '2026-11-08', '2026-11-15']);
	});

	it('do not hold the day itself when it is a Sunday', () => {
		expect(sundaysBefore('2026-11-22', 2)).toEqual(['2026-11-08', '2026-11-15']);
	});
});
