import { describe, expect } from 'vitest';
import {
	answered,
	checkIn,
	deletion,
	keyResult,
	objective,
	period,
	read
} from '../../support/core-builder.ts';
import { SMALL_COMPANY, story } from '../../support/mart-story.ts';

const AS_OF = '2026-08-26';
const {
	tells,
	week,
	rows,
	objective: objectiveDay
} = story({ asOf: AS_OF, holidayWeeks: ['2026-08-03'], refused: ['u1'] }, [
	...SMALL_COMPANY,
	period('S', '2026-07-06', '2026-07-15')
]);

describe('a week is due (metrics.md 6)', () => {
	tells(
		'with at least three live days of Monday to Friday',
		[
			objective('d1'),
			keyResult('d1a', { of: 'd1', from: '2026-07-08' }),
			keyResult('d1b', { of: 'd1', from: '2026-07-09' })
		],
		async () => {
			// The 8th is a Wednesday.
			expect(await week('d1a', '2026-07-06')).toMatchObject({
				check_in_state: 'missed',
				is_closed_due: 1
			});
			expect(await week('d1b', '2026-07-06')).toMatchObject({
				check_in_state: 'not_due',
				is_closed_due: 0
			});
			expect(await week('d1a', '2026-06-29')).toBeUndefined();
		}
	);

	tells(
		'also in the last week of a period that ends inside it',
		[objective('d2', { period: 'S' }), keyResult('d2k', { of: 'd2' })],
		async () => {
			expect(await week('d2k', '2026-07-13')).toMatchObject({ check_in_state: 'missed' });
			expect(await week('d2k', '2026-07-20')).toBeUndefined();
		}
	);

	tells(
		'not when it was done at the end of the Sunday before',
		[
			objective('d3'),
			keyResult('d3k', { of: 'd3' }),
			read('d3k', '2026-07-19 23:00', 100),
			read('d3k', '2026-07-27', 90)
		],
		async () => {
			expect(await week('d3k', '2026-07-13')).toMatchObject({ check_in_state: 'missed' });
			expect(await week('d3k', '2026-07-20')).toMatchObject({ check_in_state: 'not_due' });
			expect(await week('d3k', '2026-07-27')).toMatchObject({ check_in_state: 'not_due' });
			expect(await week('d3k', '2026-08-10')).toMatchObject({ check_in_state: 'missed' });
		}
	);

	tells(
		'not in a holiday week',
		[
			objective('d4'),
			keyResult('d4k', { of: 'd4' }),
			checkIn('d4c', { of: 'd4', at: '2026-08-04', keyResults: { d4k: 5 } })
		],
		async () => expect(await week('d4k', '2026-08-03')).toMatchObject({ check_in_state: 'not_due' })
	);
});

describe('the state of a week (metrics.md 6)', () => {
	tells(
		'on time with a check-in inside it, from Monday morning to Sunday night',
		[
			objective('t1'),
			keyResult('t1k', { of: 't1' }),
			checkIn('t1a', { of: 't1', at: '2026-07-06 00:00', keyResults: { t1k: 1 } }),
			checkIn('t1b', { of: 't1', at: '2026-07-19 23:59', keyResults: { t1k: 2 } })
		],
		async () => {
			expect(await week('t1k', '2026-07-06')).toMatchObject({ check_in_state: 'on_time' });
			expect(await week('t1k', '2026-07-13')).toMatchObject({ check_in_state: 'on_time' });
			expect(await week('t1k', '2026-07-20')).toMatchObject({ check_in_state: 'missed' });
		}
	);

	tells(
		'late with one on the Monday to Wednesday after, which also counts for its own week',
		[
			objective('t2'),
			keyResult('t2k', { of: 't2' }),
			checkIn('t2c', { of: 't2', at: '2026-07-15 23:59', keyResults: { t2k: 1 } }),
			checkIn('t2d', { of: 't2', at: '2026-07-30', keyResults: { t2k: 1 } })
		],
		async () => {
			expect(await week('t2k', '2026-07-06')).toMatchObject({
				check_in_state: 'late',
				is_closed_due: 1
			});
			expect(await week('t2k', '2026-07-13')).toMatchObject({ check_in_state: 'on_time' });
			// Thursday the 30th is too late for the week before.
			expect(await week('t2k', '2026-07-20')).toMatchObject({ check_in_state: 'missed' });
		}
	);

	tells(
		'missed otherwise, and it may still become late until its Wednesday is over; the running week is pending',
		[objective('t3'), keyResult('t3k', { of: 't3' })],
		async () => {
			expect(await week('t3k', '2026-08-10')).toMatchObject({
				check_in_state: 'missed',
				may_become_late: 0
			});
			expect(await week('t3k', '2026-08-17')).toMatchObject({
				check_in_state: 'missed',
				may_become_late: 1
			});
			expect(await week('t3k', '2026-08-24')).toMatchObject({
				check_in_state: 'pending',
				is_closed_due: 0
			});
		}
	);

	tells(
		'is that of the last sync: a check-in deleted since does not count for any week',
		[
			objective('t4'),
			keyResult('t4k', { of: 't4' }),
			checkIn('t4c', { of: 't4', at: '2026-07-07', keyResults: { t4k: 1 }, confidence: 4 }),
			deletion('t4c', '2026-08-20', { of: 't4' })
		],
		async () =>
			expect(await week('t4k', '2026-07-06')).toMatchObject({
				check_in_state: 'missed',
				week_confidence: null
			})
	);

	tells(
		'is that of the day the objective was last answered for: what came later is pending',
		[objective('t5'), keyResult('t5k', { of: 't5' }), answered('t5', '2026-07-22')],
		async () => {
			expect(await week('t5k', '2026-07-13')).toMatchObject({
				check_in_state: 'missed',
				may_become_late: 1,
				judged_on: '2026-07-22'
			});
			expect(await week('t5k', '2026-07-20')).toMatchObject({ check_in_state: 'pending' });
			expect(await week('t5k', '2026-08-10')).toMatchObject({ check_in_state: 'pending' });
		}
	);

	tells(
		'is unknown where the source refuses the check-ins, though whether it was due is known',
		[objective('u1'), keyResult('u1k', { of: 'u1' })],
		async () => {
			expect(await week('u1k', '2026-07-13')).toMatchObject({
				check_in_state: 'unknown',
				is_closed_due: 0
			});
			expect(await week('u1k', '2026-08-03')).toMatchObject({ check_in_state: 'not_due' });
		}
	);
});

describe('what a week holds (metrics.md 6)', () => {
	tells(
		'the last confidence stated inside it, and progress at the end of its Sunday',
		[
			objective('w1'),
			keyResult('w1k', { of: 'w1' }),
			checkIn('w1a', { of: 'w1', at: '2026-07-07', keyResults: { w1k: 10 }, confidence: 4 }),
			checkIn('w1b', { of: 'w1', at: '2026-07-08', keyResults: { w1k: 12 }, confidence: 6 }),
			checkIn('w1c', { of: 'w1', at: '2026-07-12 23:00', keyResults: { w1k: 15 } }),
			checkIn('w1d', { of: 'w1', at: '2026-07-13 01:00', keyResults: { w1k: 50 } })
		],
		async () => {
			expect(await week('w1k', '2026-07-06')).toMatchObject({
				week_confidence: 6,
				week_progress: 15
			});
			expect(await week('w1k', '2026-07-13')).toMatchObject({
				week_confidence: null,
				week_progress: 50
			});
		}
	);

	tells(
		'or of its last live day, of which it also has level and department',
		[
			objective('w2', { period: 'S' }),
			keyResult('w2k', { of: 'w2' }),
			objective('w2', { period: 'S', owner: 'boss', from: '2026-07-14' }),
			read('w2k', '2026-07-14', 40),
			read('w2k', '2026-07-16', 60)
		],
		async () => {
			expect(await week('w2k', '2026-07-06')).toMatchObject({
				owner_id: 'linh',
				level: 'individual',
				week_progress: null
			});
			expect(await week('w2k', '2026-07-13')).toMatchObject({
				owner_id: 'boss',
				level: 'company',
				department_path: '/1/',
				week_progress: 40
			});
		}
	);
});

describe('the quality of a check-in (metrics.md 6)', () => {
	const marksOf = async (id: string, monday: string) => (await week(id, monday))?.['quality_marks'];

	tells(
		'is five marks: value, confidence, next action, blocker or none, new text',
		[
			objective('q1'),
			keyResult('q1k', { of: 'q1' }),
			keyResult('q1l', { of: 'q1' }),
			checkIn('q1c', {
				of: 'q1',
				at: '2026-07-07',
				keyResults: { q1k: 10, q1l: null },
				confidence: 5,
				next: 'Call them',
				saysNoBlocker: true
			})
		],
		async () => {
			expect(await marksOf('q1k', '2026-07-06')).toBe(5);
			expect(await marksOf('q1l', '2026-07-06')).toBe(4);
		}
	);

	tells(
		"comes from the last check-in inside the week, whose text is compared with the author's one before on the same objective",
		[
			objective('q2'),
			keyResult('q2k', { of: 'q2' }),
			checkIn('q2a', {
				of: 'q2',
				at: '2026-07-07',
				keyResults: { q2k: 10 },
				text: 'Same',
				confidence: 5
			}),
			checkIn('q2b', { of: 'q2', at: '2026-07-08', keyResults: { q2k: 10 }, text: 'SAME' }),
			checkIn('q2x', { of: 'q2', at: '2026-07-09', by: 'boss', text: 'same', keyResults: {} }),
			checkIn('q2c', { of: 'q2', at: '2026-07-14', keyResults: { q2k: 10 }, text: 'Other' })
		],
		async () => {
			// Boss's first one on this objective is new; it lists none and so counts for the key result.
			expect(await marksOf('q2k', '2026-07-06')).toBe(1);
			expect(await marksOf('q2k', '2026-07-13')).toBe(2);
		}
	);

	tells(
		'a repeated text gets no mark',
		[
			objective('q3'),
			keyResult('q3k', { of: 'q3' }),
			checkIn('q3a', { of: 'q3', at: '2026-07-07', keyResults: { q3k: 10 }, text: 'Same' }),
			checkIn('q3b', { of: 'q3', at: '2026-07-14', keyResults: { q3k: 10 }, text: 'same' })
		],
		async () => {
			expect(await marksOf('q3k', '2026-07-06')).toBe(2);
			expect(await marksOf('q3k', '2026-07-13')).toBe(1);
		}
	);

	tells(
		'of a late week comes from the first of Monday to Wednesday',
		[
			objective('q4'),
			keyResult('q4k', { of: 'q4' }),
			checkIn('q4a', { of: 'q4', at: '2026-07-13', keyResults: { q4k: null } }),
			checkIn('q4b', { of: 'q4', at: '2026-07-14', keyResults: { q4k: 10 }, confidence: 5 })
		],
		async () => {
			expect(await marksOf('q4k', '2026-07-06')).toBe(1);
			expect(await marksOf('q4k', '2026-07-13')).toBe(3);
		}
	);

	tells(
		'leaves out weeks whose check-in is a report, and weeks without one',
		[
			objective('q5'),
			keyResult('q5k', { of: 'q5' }),
			checkIn('q5a', { of: 'q5', at: '2026-07-07', keyResults: { q5k: 10 } }),
			checkIn('q5r', {
				of: 'q5',
				at: '2026-07-08',
				source: 'report',
				keyResults: { q5k: null },
				confidence: 5
			})
		],
		async () => {
			expect(await week('q5k', '2026-07-06')).toMatchObject({
				check_in_state: 'on_time',
				quality_marks: null
			});
			expect(await marksOf('q5k', '2026-07-20')).toBeNull();
		}
	);
});

describe('compliance of an objective on a day (metrics.md 11)', () => {
	tells(
		'counts its weeks closed by then, in the states of the last sync',
		[
			objective('c1'),
			keyResult('c1k', { of: 'c1' }),
			keyResult('c1l', { of: 'c1' }),
			checkIn('c1c', { of: 'c1', at: '2026-07-07', keyResults: { c1k: 10 } })
		],
		async () => {
			expect(await objectiveDay('c1', '2026-07-12')).toMatchObject({
				closed_due_weeks: 2,
				on_time_weeks: 0
			});
			expect(await objectiveDay('c1', '2026-07-13')).toMatchObject({
				closed_due_weeks: 4,
				on_time_weeks: 1
			});
			// Neither the holiday week nor the running one.
			expect(await objectiveDay('c1', AS_OF)).toMatchObject({
				closed_due_weeks: 14,
				on_time_weeks: 1
			});
			expect(await rows('mart_check_in_weeks', { key_result_id: 'c1k' })).toHaveLength(9);
		}
	);
});
