/**
 * Days, weeks and periods where the calendar is awkward: other zones than DingTalk's, clocks that change, week 53, periods that
 * span a new year or begin in the middle of a week, a leap day, holiday weeks in a row (metrics.md 1, 3, 5 and 6).
 */
import { describe, expect } from 'vitest';
import { checkIn, keyResult, objective, period, read } from '../../support/core-builder.ts';
import { SMALL_COMPANY, story, type Story } from '../../support/mart-story.ts';

/** The state of a week of a key result. */
const stateOf = async (week: Story['week'], id: string, monday: string) =>
	(await week(id, monday))?.['check_in_state'];

/** Of Linh, with one key result, whose id is that of the objective and a `k`. */
const goal = (id: string, periodId: string, from: string) => [
	objective(id, { period: periodId, from }),
	keyResult(`${id}k`, { of: id, from })
];

describe('in Los Angeles, where clocks go back on 1 November 2026 and forward on 14 March 2027', () => {
	const {
		tells,
		keyResult: day,
		objective: objectiveDay,
		week,
		row,
		rows
	} = story({ asOf: '2027-03-31', timezone: 'America/Los_Angeles' }, [
		...SMALL_COMPANY,
		period('Q4', '2026-10-01', '2026-12-31'),
		period('Q1', '2027-01-01', '2027-03-31'),
		// From a Wednesday to a Tuesday six weeks later.
		period('W', '2026-12-09', '2027-01-19')
	]);

	tells(
		'a period has the days that DingTalk writes in China, though a day there begins 16 hours earlier',
		goal('a', 'Q4', '2026-09-01'),
		async () => {
			expect(await row('mart_periods', { period_id: 'Q4' })).toMatchObject({
				starts_on: '2026-10-01',
				ends_on: '2026-12-31'
			});
			expect(await objectiveDay('a', '2026-09-30')).toBeUndefined();
			expect(await day('ak', '2026-10-01')).toMatchObject({ expected: 100 / 92 });
			expect(await day('ak', '2026-12-31')).toMatchObject({ expected: 100 });
			expect(await objectiveDay('a', '2027-01-01')).toBeUndefined();
		}
	);

	tells(
		'half past eleven on Sunday evening is that week, ten past midnight the next, also when the Sunday has 25 hours',
		[
			...goal('b', 'Q4', '2026-09-01'),
			checkIn('b1', { of: 'b', at: '2026-11-01 23:30-08:00', keyResults: { bk: 10 } }),
			checkIn('b2', { of: 'b', at: '2026-11-09 00:10-08:00', keyResults: { bk: 20 } })
		],
		async () => {
			expect(await stateOf(week, 'bk', '2026-10-26')).toBe('on_time');
			expect(await day('bk', '2026-11-01')).toMatchObject({ progress: 10, days_since_check_in: 0 });
			// Nothing from Monday 2 to Sunday 8 November; the Monday after is late for it and on time for its own week.
			expect(await stateOf(week, 'bk', '2026-11-02')).toBe('late');
			expect(await stateOf(week, 'bk', '2026-11-09')).toBe('on_time');
			expect(await day('bk', '2026-11-08')).toMatchObject({ progress: 10 });
		}
	);

	tells(
		'and when the Sunday has 23 hours',
		[
			...goal('c', 'Q1', '2026-12-01'),
			checkIn('c1', { of: 'c', at: '2027-03-14 23:59-07:00', keyResults: { ck: 10 } }),
			checkIn('c2', { of: 'c', at: '2027-03-22 00:00-07:00', keyResults: { ck: 20 } })
		],
		async () => {
			expect(await stateOf(week, 'ck', '2027-03-08')).toBe('on_time');
			expect(await stateOf(week, 'ck', '2027-03-15')).toBe('late');
			expect(await day('ck', '2027-03-21')).toMatchObject({ progress: 10 });
			expect(await day('ck', '2027-03-22')).toMatchObject({ progress: 20 });
		}
	);

	tells(
		'of two values stated at half past one, an hour apart because the hour comes twice, the second speaks',
		[
			...goal('d', 'Q4', '2026-09-01'),
			checkIn('d1', { of: 'd', at: '2026-11-01 01:30-08:00', keyResults: { dk: 30 } }),
			checkIn('d2', { of: 'd', at: '2026-11-01 01:30-07:00', keyResults: { dk: 20 } })
		],
		async () => expect(await day('dk', '2026-11-01')).toMatchObject({ progress: 30 })
	);

	tells(
		'silence is counted in days, not in hours: said late on Friday 30 October, it is silent on 10 November',
		[
			...goal('e', 'Q4', '2026-09-01'),
			checkIn('e1', { of: 'e', at: '2026-10-30 23:50-07:00', keyResults: { ek: 10 } })
		],
		async () => {
			expect(await day('ek', '2026-11-09')).toMatchObject({
				stall_reason: '',
				days_since_check_in: 10
			});
			expect(await day('ek', '2026-11-10')).toMatchObject({
				stall_reason: 'silent',
				days_since_check_in: 11
			});
		}
	);

	tells(
		'New Year’s Day belongs to the 53rd week of the old year, which begins on 28 December',
		[
			...goal('f', 'W', '2026-12-01'),
			...goal('g', 'W', '2026-12-01'),
			checkIn('f1', { of: 'f', at: '2027-01-01 10:00-08:00', keyResults: { fk: 10 } }),
			checkIn('g1', { of: 'g', at: '2027-01-06 10:00-08:00', keyResults: { gk: 10 } })
		],
		async () => {
			expect(await stateOf(week, 'fk', '2026-12-28')).toBe('on_time');
			expect(await stateOf(week, 'fk', '2027-01-04')).toBe('missed');
			// Wednesday 6 January is late for the last week of the year.
			expect(await stateOf(week, 'gk', '2026-12-28')).toBe('late');
			expect(await stateOf(week, 'gk', '2027-01-04')).toBe('on_time');
		}
	);

	tells(
		'that week is due in the old quarter, which has four of its working days, and not in the new one, which has one',
		[...goal('h', 'Q4', '2026-09-01'), ...goal('i', 'Q1', '2026-12-01')],
		async () => {
			expect(await stateOf(week, 'hk', '2026-12-28')).toBe('missed');
			expect(await week('hk', '2027-01-04')).toBeUndefined();
			expect(await stateOf(week, 'ik', '2026-12-28')).toBe('not_due');
			expect(await stateOf(week, 'ik', '2027-01-04')).toBe('missed');
		}
	);

	tells(
		'a period from a Wednesday to a Tuesday, over the new year: expected rises evenly, its first week is due, its last is not',
		goal('j', 'W', '2026-12-01'),
		async () => {
			// Six weeks are 42 days; New Year's Eve is the 23rd.
			expect(await day('jk', '2026-12-31')).toMatchObject({ expected: (100 * 23) / 42 });
			expect(await day('jk', '2027-01-19')).toMatchObject({ expected: 100 });
			expect(await day('jk', '2027-01-20')).toBeUndefined();
			expect(await stateOf(week, 'jk', '2026-12-07')).toBe('missed');
			expect(await stateOf(week, 'jk', '2027-01-18')).toBe('not_due');
			expect(await rows('mart_check_in_weeks', { key_result_id: 'jk' })).toHaveLength(7);
		}
	);
});

describe('in India, half an hour off the full hour, in a year with a 29 February', () => {
	const {
		tells,
		keyResult: day,
		week,
		row
	} = story({ asOf: '2028-03-31', timezone: 'Asia/Kolkata' }, [
		...SMALL_COMPANY,
		period('feb', '2028-02-01', '2028-02-29'),
		period('financial', '2027-04-01', '2028-03-31')
	]);

	tells(
		'29 February is a day like any other',
		[
			...goal('a', 'feb', '2028-01-01'),
			// Ten past midnight in India is still the evening of the 28th in UTC.
			checkIn('a1', { of: 'a', at: '2028-02-29 00:10+05:30', keyResults: { ak: 60 } })
		],
		async () => {
			expect(await day('ak', '2028-02-28')).toMatchObject({
				expected: (100 * 28) / 29,
				progress: null
			});
			expect(await day('ak', '2028-02-29')).toMatchObject({ expected: 100, progress: 60 });
			expect(await day('ak', '2028-03-01')).toBeUndefined();
			expect(await week('ak', '2028-02-28')).toMatchObject({ check_in_state: 'not_due' });
		}
	);

	tells(
		'and it counts in silence: from 25 February to 7 March are 11 days',
		[
			...goal('b', 'financial', '2027-01-01'),
			checkIn('b1', { of: 'b', at: '2028-02-25 23:50+05:30', keyResults: { bk: 60 } })
		],
		async () => {
			expect(await day('bk', '2028-03-06')).toMatchObject({ stall_reason: '' });
			expect(await day('bk', '2028-03-07')).toMatchObject({ stall_reason: 'silent' });
			// 366 days, of which 29 February is the 335th.
			expect(await day('bk', '2028-02-29')).toMatchObject({ expected: (100 * 335) / 366 });
		}
	);

	const LENGTHS = [
		['27 days', 'other', '2027-02-01', '2027-02-27'],
		['28 days', 'month', '2027-02-01', '2027-02-28'],
		['29 days', 'month', '2028-02-01', '2028-02-29'],
		['31 days', 'month', '2027-05-01', '2027-05-31'],
		['32 days', 'other', '2027-05-01', '2027-06-01'],
		['89 days', 'other', '2027-01-01', '2027-03-30'],
		['90 days', 'quarter', '2027-01-01', '2027-03-31'],
		['91 days', 'quarter', '2028-01-01', '2028-03-31'],
		['92 days', 'quarter', '2027-07-01', '2027-09-30'],
		['181 days', 'half', '2027-01-01', '2027-06-30'],
		['184 days', 'half', '2027-07-01', '2027-12-31'],
		['185 days', 'other', '2027-07-01', '2028-01-01'],
		['365 days', 'year', '2027-01-01', '2027-12-31'],
		['366 days', 'year', '2027-04-01', '2028-03-31'],
		['367 days', 'other', '2027-03-31', '2028-03-31']
	] as const;
	tells(
		'a period is a month, quarter, half or year by its length in days, or something else',
		LENGTHS.flatMap(([length, , first, last]) => [
			period(length, first, last),
			objective(`objective of ${length}`, { period: length, from: '2027-01-01' })
		]),
		async () => {
			for (const [length, kind] of LENGTHS)
				expect(await row('mart_periods', { period_id: length }), length).toMatchObject({ kind });
		}
	);
});

describe('with holidays in the weeks of 28 September and 5 October, and one in August', () => {
	const {
		tells,
		keyResult: day,
		week
	} = story({ asOf: '2026-10-31', holidayWeeks: ['2026-08-17', '2026-09-28', '2026-10-05'] }, [
		...SMALL_COMPANY,
		period('half', '2026-07-01', '2026-12-31')
	]);

	tells(
		'silence passes over both: said on Friday 25 September, 20 October is the 11th day',
		[
			...goal('a', 'half', '2026-07-01'),
			checkIn('a1', { of: 'a', at: '2026-09-25', keyResults: { ak: 10 } })
		],
		async () => {
			// Saturday and Sunday are two; Monday 12 October is the third.
			expect(await day('ak', '2026-10-11')).toMatchObject({ days_since_check_in: 2 });
			expect(await day('ak', '2026-10-12')).toMatchObject({ days_since_check_in: 3 });
			expect(await day('ak', '2026-10-19')).toMatchObject({ stall_reason: '' });
			expect(await day('ak', '2026-10-20')).toMatchObject({
				stall_reason: 'silent',
				days_stalled: 11
			});
		}
	);

	tells(
		'so do the ten days after which something has never started',
		goal('b', 'half', '2026-09-21'),
		async () => {
			expect(await day('bk', '2026-10-15')).toMatchObject({ stall_reason: '' });
			expect(await day('bk', '2026-10-16')).toMatchObject({ stall_reason: 'never_started' });
		}
	);

	tells(
		'so do the 14 days for which a blocker and a confidence stand',
		[
			...goal('c', 'half', '2026-07-01'),
			checkIn('c1', {
				of: 'c',
				at: '2026-09-25',
				keyResults: { ck: 10 },
				blocker: 'Customs',
				confidence: 6
			})
		],
		async () => {
			expect(await day('ck', '2026-10-23')).toMatchObject({ is_blocked: 1, confidence: 6 });
			expect(await day('ck', '2026-10-24')).toMatchObject({ is_blocked: 0, confidence: null });
		}
	);

	tells(
		'the three weeks without movement are the due ones: 14 and 21 September and 12 October',
		[
			...goal('d', 'half', '2026-07-01'),
			...['2026-09-08', '2026-09-15', '2026-09-22', '2026-10-13'].map((at) =>
				checkIn(`d ${at}`, { of: 'd', at, keyResults: { dk: 20 } })
			)
		],
		async () => {
			expect(await day('dk', '2026-10-18')).toMatchObject({ stall_reason: '' });
			expect(await day('dk', '2026-10-19')).toMatchObject({ stall_reason: 'no_movement' });
		}
	);

	tells(
		'a holiday week is not due, and a check-in on its Tuesday is late for the week before',
		[
			...goal('e', 'half', '2026-07-01'),
			checkIn('e1', { of: 'e', at: '2026-09-29', keyResults: { ek: 20 } })
		],
		async () => {
			expect(await stateOf(week, 'ek', '2026-08-17')).toBe('not_due');
			expect(await stateOf(week, 'ek', '2026-09-21')).toBe('late');
			expect(await stateOf(week, 'ek', '2026-09-28')).toBe('not_due');
			expect(await stateOf(week, 'ek', '2026-10-05')).toBe('not_due');
			expect(await stateOf(week, 'ek', '2026-10-12')).toBe('missed');
		}
	);

	tells(
		'expected progress is not: a holiday takes as long as any other day',
		[...goal('f', 'half', '2026-07-01'), read('fk', '2026-07-01', 0)],
		async () =>
			// 184 days, of which 11 October is the 103rd.
			expect(await day('fk', '2026-10-11')).toMatchObject({ expected: (100 * 103) / 184 })
	);
});
