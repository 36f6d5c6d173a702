import { describe, expect, it } from 'vitest';
import { addDays } from '$lib/calendar/days.ts';
import { rowsOfDays } from './past-weeks.ts';
import { sparklineDays } from './windows.ts';

/** What is asked for the trend of a day, with the day a week before. */
async function askedOn(day: string): Promise<(readonly string[])[]> {
	const moment = { day, minDay: '2026-10-20', defaultDay: day, maxDay: day, period: null };
	const before = addDays(day, -7);
	const days = [
		...new Set([...sparklineDays({ ...moment, isNotStarted: false, notices: [] }), before])
	];
	const asked: (readonly string[])[] = [];
	const rows = await rowsOfDays(days, day, (part) => {
		asked.push(part);
		return Promise.resolve(part);
	});
	expect(rows.toSorted()).toEqual(days.toSorted());
	return asked;
}

describe('a trend', () => {
	it('asks the same of the Sundays before on each day of a week', async () => {
		const sundays = ['2026-10-25', '2026-11-01', '2026-11-08', '2026-11-15'];
		expect(await askedOn('2026-11-16')).toEqual([sundays, ['2026-11-16', '2026-11-09']]);
		expect(await askedOn('2026-11-19')).toEqual([sundays, ['2026-11-19', '2026-11-12']]);
		// A week before a Sunday is one of the others.
		expect(await askedOn('2026-11-22')).toEqual([sundays, ['2026-11-22']]);
	});

	it('asks once where there is no Sunday yet', async () => {
		expect(await rowsOfDays(['2026-11-19'], '2026-11-19', (days) => Promise.resolve(days))).toEqual(
			['2026-11-19']
		);
		expect(await rowsOfDays([], '2026-11-19', () => Promise.reject(new Error('asked')))).toEqual(
			[]
		);
	});
});
