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

const { tells, keyResult: day } = story(
	{ asOf: '2026-09-30', holidayWeeks: ['2026-09-14'], refused: ['u1'] },
	[...SMALL_COMPANY, period('S', '2026-07-01', '2026-08-04')]
);

describe('never started (metrics.md 5)', () => {
	tells(
		'no check-in ever, progress never seen to change, and more than 10 days since it began',
		[
			objective('n1'),
			keyResult('n1k', { of: 'n1' }),
			read('n1k', '2026-07-02', 30),
			read('n1k', '2026-07-20', 30)
		],
		async () => {
			expect(await day('n1k', '2026-07-11')).toMatchObject({
				stall_reason: '',
				days_stalled: null
			});
			expect(await day('n1k', '2026-07-12')).toMatchObject({
				stall_reason: 'never_started',
				days_stalled: 11
			});
			expect(await day('n1k', '2026-07-25')).toMatchObject({ stall_reason: 'never_started' });
		}
	);

	tells('also without any value', [objective('n2'), keyResult('n2k', { of: 'n2' })], async () =>
		expect(await day('n2k', '2026-07-12')).toMatchObject({ stall_reason: 'never_started' })
	);

	tells(
		'becomes silent once progress was seen to change',
		[
			objective('n3'),
			keyResult('n3k', { of: 'n3' }),
			read('n3k', '2026-07-02', 30),
			read('n3k', '2026-07-20', 31)
		],
		async () => {
			expect(await day('n3k', '2026-07-19')).toMatchObject({ stall_reason: 'never_started' });
			expect(await day('n3k', '2026-07-20')).toMatchObject({
				stall_reason: 'silent',
				days_stalled: 19
			});
		}
	);

	tells(
		'is so again when the only check-in turns out deleted',
		[
			objective('n4'),
			keyResult('n4k', { of: 'n4' }),
			checkIn('n4c', { of: 'n4', at: '2026-07-20', keyResults: { n4k: 10 } }),
			deletion('n4c', '2026-07-25', { of: 'n4' })
		],
		async () => {
			expect(await day('n4k', '2026-07-24')).toMatchObject({ stall_reason: '' });
			expect(await day('n4k', '2026-07-25')).toMatchObject({ stall_reason: 'never_started' });
		}
	);
});

describe('silent (metrics.md 5)', () => {
	tells(
		'when the last check-in is more than 10 days old',
		[
			objective('s1'),
			keyResult('s1k', { of: 's1' }),
			checkIn('s1c', { of: 's1', at: '2026-07-10 23:00', keyResults: { s1k: 10 } })
		],
		async () => {
			expect(await day('s1k', '2026-07-20')).toMatchObject({ stall_reason: '' });
			expect(await day('s1k', '2026-07-21')).toMatchObject({
				stall_reason: 'silent',
				days_since_check_in: 11,
				days_stalled: 11
			});
		}
	);

	tells(
		'not counting days inside a holiday week',
		[
			objective('s2'),
			keyResult('s2k', { of: 's2' }),
			checkIn('s2c', { of: 's2', at: '2026-09-10', keyResults: { s2k: 10 } })
		],
		async () => {
			expect(await day('s2k', '2026-09-27')).toMatchObject({
				stall_reason: '',
				days_since_check_in: 10
			});
			expect(await day('s2k', '2026-09-28')).toMatchObject({ stall_reason: 'silent' });
		}
	);

	tells(
		'judged at the day the objective was last answered for, and the row says so',
		[
			objective('s3'),
			keyResult('s3k', { of: 's3' }),
			checkIn('s3c', { of: 's3', at: '2026-07-10', keyResults: { s3k: 10 } }),
			answered('s3', '2026-07-15')
		],
		async () => {
			expect(await day('s3k', '2026-07-14')).toMatchObject({ judged_on: '2026-07-14' });
			expect(await day('s3k', '2026-08-01')).toMatchObject({
				stall_reason: '',
				judged_on: '2026-07-15',
				days_since_check_in: 22
			});
		}
	);

	tells(
		'is never said of a key result that is done',
		[objective('s4'), keyResult('s4k', { of: 's4' }), read('s4k', '2026-07-02', 100)],
		async () =>
			expect(await day('s4k', '2026-08-01')).toMatchObject({ stall_reason: '', is_done: 1 })
	);

	tells(
		'is unknown where the source refuses the check-ins: unknown is not silent',
		[objective('u1'), keyResult('u1k', { of: 'u1' }), read('u1k', '2026-07-02', 10)],
		async () =>
			expect(await day('u1k', '2026-08-01')).toMatchObject({
				stall_reason: '',
				is_blocked: 0,
				are_check_ins_known: 0,
				progress: 10
			})
	);
});

/** A check-in on the Tuesday of each of these weeks, stating these values. */
function weekly(
	objectiveId: string,
	keyResultId: string,
	values: Readonly<Record<string, number>>
) {
	return Object.entries(values).map(([tuesday, progress]) =>
		checkIn(`${objectiveId} ${tuesday}`, {
			of: objectiveId,
			at: tuesday,
			keyResults: { [keyResultId]: progress }
		})
	);
}

describe('no movement (metrics.md 5)', () => {
	tells(
		'check-ins in each of the last three closed due weeks, progress moved by less than 1 point',
		[
			objective('m1'),
			keyResult('m1k', { of: 'm1' }),
			...weekly('m1', 'm1k', {
				'2026-07-07': 20,
				'2026-07-14': 20.5,
				'2026-07-21': 20.9,
				'2026-07-28': 20.95,
				'2026-08-04': 22
			})
		],
		async () => {
			// The weeks of 14, 21 and 28 July are closed from 3 August on; before them it was 20.
			expect(await day('m1k', '2026-08-02')).toMatchObject({ stall_reason: '' });
			expect(await day('m1k', '2026-08-03')).toMatchObject({
				stall_reason: 'no_movement',
				days_stalled: 6
			});
			expect(await day('m1k', '2026-08-09')).toMatchObject({ stall_reason: 'no_movement' });
			expect(await day('m1k', '2026-08-10')).toMatchObject({ stall_reason: '' });
		}
	);

	tells(
		'a full point is movement',
		[
			objective('m2'),
			keyResult('m2k', { of: 'm2' }),
			...weekly('m2', 'm2k', {
				'2026-07-07': 20,
				'2026-07-14': 20,
				'2026-07-21': 20,
				'2026-07-28': 21
			})
		],
		async () => expect(await day('m2k', '2026-08-04')).toMatchObject({ stall_reason: '' })
	);

	tells(
		'a week without check-in is not still but quiet',
		[
			objective('m3'),
			keyResult('m3k', { of: 'm3' }),
			...weekly('m3', 'm3k', { '2026-07-07': 20, '2026-07-14': 20, '2026-07-28': 20 })
		],
		async () => expect(await day('m3k', '2026-08-04')).toMatchObject({ stall_reason: '' })
	);

	tells(
		'does not hold where progress before the three weeks is unknown',
		[
			objective('m4'),
			keyResult('m4k', { of: 'm4' }),
			...weekly('m4', 'm4k', { '2026-07-14': 20, '2026-07-21': 20, '2026-07-28': 20 })
		],
		async () => {
			expect(await day('m4k', '2026-08-03')).toMatchObject({ stall_reason: '' });
		}
	);

	tells(
		'passes over a holiday week, which was not due',
		[
			objective('m5'),
			keyResult('m5k', { of: 'm5' }),
			...weekly('m5', 'm5k', {
				'2026-08-25': 20,
				'2026-09-01': 20,
				'2026-09-08': 20,
				'2026-09-22': 20
			})
		],
		async () => {
			expect(await day('m5k', '2026-09-27')).toMatchObject({ stall_reason: '' });
			expect(await day('m5k', '2026-09-28')).toMatchObject({ stall_reason: 'no_movement' });
		}
	);

	tells(
		'holds also in a week that is not due, such as the last two days of a period',
		[
			objective('m8', { period: 'S' }),
			keyResult('m8k', { of: 'm8' }),
			...weekly('m8', 'm8k', {
				'2026-07-07': 20,
				'2026-07-14': 20,
				'2026-07-21': 20,
				'2026-07-28': 20
			})
		],
		async () =>
			expect(await day('m8k', '2026-08-04')).toMatchObject({ stall_reason: 'no_movement' })
	);

	tells(
		'counts 2.3 after 1.3 as a full point',
		[
			objective('m9'),
			keyResult('m9k', { of: 'm9' }),
			...weekly('m9', 'm9k', {
				'2026-07-07': 1.3,
				'2026-07-14': 1.3,
				'2026-07-21': 2,
				'2026-07-28': 2.3
			})
		],
		async () => expect(await day('m9k', '2026-08-04')).toMatchObject({ stall_reason: '' })
	);

	tells(
		'ends with the read that finds one of the three check-ins deleted',
		[
			objective('m6'),
			keyResult('m6k', { of: 'm6' }),
			...weekly('m6', 'm6k', {
				'2026-07-07': 20,
				'2026-07-14': 20,
				'2026-07-21': 20,
				'2026-07-28': 20
			}),
			deletion('m6 2026-07-21', '2026-08-05', { of: 'm6' })
		],
		async () => {
			expect(await day('m6k', '2026-08-04')).toMatchObject({ stall_reason: 'no_movement' });
			expect(await day('m6k', '2026-08-05')).toMatchObject({ stall_reason: '' });
		}
	);

	tells(
		'is judged where the objective was last answered for',
		[
			objective('m7'),
			keyResult('m7k', { of: 'm7' }),
			...weekly('m7', 'm7k', {
				'2026-07-07': 20,
				'2026-07-14': 20,
				'2026-07-21': 20,
				'2026-07-28': 20
			}),
			answered('m7', '2026-08-04')
		],
		async () => {
			expect(await day('m7k', '2026-08-30')).toMatchObject({
				stall_reason: 'no_movement',
				judged_on: '2026-08-04'
			});
		}
	);
});

describe('blocked (metrics.md 5)', () => {
	tells(
		'while the latest check-in, at most 14 days old, names a blocker',
		[
			objective('b1'),
			keyResult('b1k', { of: 'b1' }),
			checkIn('b1c', { of: 'b1', at: '2026-07-10', keyResults: { b1k: 10 }, blocker: 'Supplier' })
		],
		async () => {
			expect(await day('b1k', '2026-07-09')).toMatchObject({ is_blocked: 0 });
			expect(await day('b1k', '2026-07-24')).toMatchObject({
				is_blocked: 1,
				stall_reason: 'silent'
			});
			expect(await day('b1k', '2026-07-25')).toMatchObject({ is_blocked: 0 });
		}
	);

	tells(
		'not by an earlier check-in, nor by what is named for another key result',
		[
			objective('b2'),
			keyResult('b2k', { of: 'b2' }),
			keyResult('b2l', { of: 'b2' }),
			checkIn('b2c', {
				of: 'b2',
				at: '2026-07-10',
				keyResults: { b2k: 1, b2l: 1 },
				blocker: 'Supplier'
			}),
			checkIn('b2d', {
				of: 'b2',
				at: '2026-07-14',
				keyResults: { b2k: 1, b2l: 1 },
				named: { b2l: { blocker: 'Budget' } }
			})
		],
		async () => {
			expect(await day('b2k', '2026-07-13')).toMatchObject({ is_blocked: 1 });
			expect(await day('b2k', '2026-07-14')).toMatchObject({ is_blocked: 0 });
			expect(await day('b2l', '2026-07-14')).toMatchObject({ is_blocked: 1 });
		}
	);
});
