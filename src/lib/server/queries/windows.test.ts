import { describe, expect, it } from 'vitest';
import type { Moment, PeriodBounds } from '$lib/url-state/parse.ts';
import {
	comparisonDay,
	lastClosedWeek,
	matrixWeeks,
	sparklineDays,
	weeksOfPlace
} from './windows.ts';

const q4 = { id: 'q4', startsOn: '2026-10-01', endsOn: '2026-12-31' };
const q3 = { id: 'q3', startsOn: '2026-07-01', endsOn: '2026-09-30' };

function at(day: string, period: PeriodBounds | null, minDay: string): Moment<PeriodBounds> {
	return {
		period,
		day,
		minDay,
		defaultDay: day,
		maxDay: day,
		isNotStarted: false,
		notices: []
	};
}

describe('a sparkline', () => {
	it('is the last 13 Sundays and the day', () => {
		const days = sparklineDays(at('2026-11-19', null, '2026-01-01'));
		expect(days).toHaveLength(14);
		expect(days.slice(-2)).toEqual(['2026-11-15', '2026-11-19']);
		expect(days[0]).toBe('2026-08-23');
	});

	it('of a period does not look before its first day', () => {
		expect(sparklineDays(at('2026-10-14', q4, '2026-10-01'))).toEqual([
			'2026-10-04',
			'2026-10-11',
			'2026-10-14'
		]);
	});
});

it('the last closed week is the one before the running week, also on a Sunday', () => {
	expect(lastClosedWeek('2026-11-22')).toBe('2026-11-09');
	expect(lastClosedWeek('2026-11-23')).toBe('2026-11-16');
});

describe('the change', () => {
	it('is against the day 7 days earlier', () => {
		expect(comparisonDay(at('2026-11-22', q4, '2026-10-01'))).toBe('2026-11-15');
	});

	it('is blank in the first week of a period', () => {
		expect(comparisonDay(at('2026-10-05', q4, '2026-10-01'))).toBeNull();
	});
});

describe('the weeks of the matrix', () => {
	it('are the last 13 closed ones; the running week is not judged yet', () => {
		const weeks = matrixWeeks(at('2026-11-22', null, '2026-01-01'), '2026-11-22');
		expect(weeks).toHaveLength(13);
		expect(weeks.at(-1)).toBe('2026-11-09');
	});

	it('of a period are all of its closed ones', () => {
		const weeks = matrixWeeks(at('2026-11-22', q4, '2026-10-01'), '2026-11-22');
		expect(weeks[0]).toBe('2026-09-28');
		expect(weeks.at(-1)).toBe('2026-11-09');
	});

	it('of a period that is over include the week of its last day', () => {
		const weeks = matrixWeeks(at('2026-09-30', q3, '2026-07-01'), '2026-11-22');
		expect(weeks[0]).toBe('2026-06-29');
		expect(weeks.at(-1)).toBe('2026-09-28');
	});

	it('in the first days of a period are none', () => {
		expect(matrixWeeks(at('2026-10-02', q4, '2026-10-01'), '2026-11-22')).toEqual([]);
	});
});

describe('the weeks of a place', () => {
	it('are those of the sparkline and of the matrix, each once', () => {
		const weeks = weeksOfPlace(at('2026-11-19', null, '2026-01-01'), '2026-11-26');
		expect(weeks).toEqual([
			'2026-08-10',
			...matrixWeeks(at('2026-11-19', null, '2026-01-01'), '2026-11-26')
		]);
	});

	it('of a period begin with the one that holds its first day, and end with the one that holds its last', () => {
		const weeks = weeksOfPlace(at('2026-09-30', q3, '2026-07-01'), '2026-11-26');
		expect([weeks[0], weeks.at(-1), weeks.length]).toEqual(['2026-06-29', '2026-09-28', 14]);
	});
});
