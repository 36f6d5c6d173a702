import { describe, expect } from 'vitest';
import { checkIn, deletion, keyResult, objective, read } from '../../support/core-builder.ts';
import { story } from '../../support/mart-story.ts';

const { tells, keyResult: day, objective: objectiveDay } = story({ asOf: '2026-10-20' });

describe('progress of a key result (metrics.md 3)', () => {
	tells(
		'is the value with the greatest instant at or before the end of the day, of check-ins and reads',
		[
			objective('p1'),
			keyResult('p1k', { of: 'p1' }),
			read('p1k', '2026-07-10', 20),
			checkIn('p1c', { of: 'p1', at: '2026-07-12 23:59', keyResults: { p1k: 35 } }),
			read('p1k', '2026-07-15', 30)
		],
		async () => {
			expect(await day('p1k', '2026-07-09')).toMatchObject({ progress: null, pace: 'unknown' });
			expect(await day('p1k', '2026-07-11')).toMatchObject({ progress: 20 });
			expect(await day('p1k', '2026-07-12')).toMatchObject({ progress: 35 });
			expect(await day('p1k', '2026-07-15')).toMatchObject({ progress: 30 });
			expect(await day('p1k', '2026-09-30')).toMatchObject({ progress: 30 });
		}
	);

	tells(
		'comes from the read when a check-in states another value at the same instant',
		[
			objective('p2'),
			keyResult('p2k', { of: 'p2' }),
			read('p2k', '2026-07-10 12:00', 20),
			checkIn('p2c', { of: 'p2', at: '2026-07-10 12:00', keyResults: { p2k: 35 } })
		],
		async () => expect(await day('p2k', '2026-07-10')).toMatchObject({ progress: 20 })
	);

	tells(
		'comes from the later run when two reads share an instant',
		[
			objective('p3'),
			keyResult('p3k', { of: 'p3' }),
			read('p3k', '2026-07-10', 50, { run: 'run-2' }),
			read('p3k', '2026-07-10', 40, { run: 'run-1' })
		],
		async () => expect(await day('p3k', '2026-07-10')).toMatchObject({ progress: 50 })
	);

	tells(
		'is that of a read that repeats the one before, when a check-in stated another value between them',
		[
			objective('p10'),
			keyResult('p10k', { of: 'p10' }),
			read('p10k', '2026-07-10', 20),
			checkIn('p10c', { of: 'p10', at: '2026-07-12', keyResults: { p10k: 60 } }),
			read('p10k', '2026-07-14', 20),
			read('p10k', '2026-07-15', 20),
			read('p10k', '2026-07-16', 30, { run: 'run-1' }),
			read('p10k', '2026-07-16', 20, { run: 'run-2' })
		],
		async () => {
			expect(await day('p10k', '2026-07-13')).toMatchObject({ progress: 60 });
			expect(await day('p10k', '2026-07-14')).toMatchObject({ progress: 20 });
			expect(await day('p10k', '2026-07-16')).toMatchObject({ progress: 20 });
		}
	);

	tells(
		'is clamped to 0..100',
		[
			objective('p4'),
			keyResult('p4k', { of: 'p4' }),
			keyResult('p4l', { of: 'p4' }),
			checkIn('p4c', { of: 'p4', at: '2026-07-10', keyResults: { p4k: 130, p4l: -5 } })
		],
		async () => {
			expect(await day('p4k', '2026-07-10')).toMatchObject({ progress: 100, is_done: 1 });
			expect(await day('p4l', '2026-07-10')).toMatchObject({ progress: 0 });
		}
	);

	tells(
		'keeps its value when a read saw none',
		[
			objective('p5'),
			keyResult('p5k', { of: 'p5' }),
			read('p5k', '2026-07-10', 20),
			read('p5k', '2026-07-12', null)
		],
		async () => expect(await day('p5k', '2026-07-12')).toMatchObject({ progress: 20 })
	);

	tells(
		'counts the first value observed after the period from its last day on, if none was known inside',
		[
			objective('p6'),
			keyResult('p6k', { of: 'p6' }),
			read('p6k', '2026-10-08', 70),
			read('p6k', '2026-10-15', 90)
		],
		async () => {
			expect(await day('p6k', '2026-09-29')).toMatchObject({ progress: null });
			expect(await day('p6k', '2026-09-30')).toMatchObject({ progress: 70 });
		}
	);

	tells(
		'counts no later value when one was observed or stated inside the period',
		[
			objective('p7'),
			keyResult('p7k', { of: 'p7' }),
			keyResult('p7l', { of: 'p7' }),
			read('p7k', '2026-07-01', 10),
			read('p7k', '2026-10-08', 70),
			checkIn('p7c', { of: 'p7', at: '2026-09-30 23:00', keyResults: { p7l: 15 } }),
			read('p7l', '2026-10-08', 70)
		],
		async () => {
			expect(await day('p7k', '2026-09-30')).toMatchObject({ progress: 10 });
			expect(await day('p7l', '2026-09-30')).toMatchObject({ progress: 15 });
		}
	);

	tells(
		'takes a value from before the period until something inside it is known',
		[
			objective('p8'),
			keyResult('p8k', { of: 'p8' }),
			read('p8k', '2026-06-20', 5),
			read('p8k', '2026-10-03', 60)
		],
		async () => {
			expect(await day('p8k', '2026-07-05')).toMatchObject({ progress: 5 });
			expect(await day('p8k', '2026-09-30')).toMatchObject({ progress: 60 });
		}
	);

	tells(
		"takes nothing from the objective's percent in a check-in",
		[
			objective('p9'),
			keyResult('p9k', { of: 'p9' }),
			checkIn('p9c', {
				of: 'p9',
				at: '2026-07-10',
				objectiveProgress: 55,
				keyResults: { p9k: null }
			}),
			read('p9', '2026-07-20', 60, { of: 'objective' }),
			checkIn('p9d', { of: 'p9', at: '2026-07-20', objectiveProgress: 70 }),
			checkIn('p9e', { of: 'p9', at: '2026-07-22', objectiveProgress: 80 }),
			deletion('p9e', '2026-07-25', { of: 'p9' })
		],
		async () => {
			expect(await day('p9k', '2026-07-10')).toMatchObject({ progress: null });
			expect(await objectiveDay('p9', '2026-07-10')).toMatchObject({
				progress: null,
				reported_progress: 55
			});
			expect(await objectiveDay('p9', '2026-07-20')).toMatchObject({ reported_progress: 60 });
			expect(await objectiveDay('p9', '2026-07-22')).toMatchObject({ reported_progress: 80 });
			expect(await objectiveDay('p9', '2026-07-25')).toMatchObject({ reported_progress: 60 });
		}
	);
});

describe('an edited or deleted check-in (metrics.md 2)', () => {
	tells(
		'speaks with the revision whose `updated` lies at or before the end of the day',
		[
			objective('e1'),
			keyResult('e1k', { of: 'e1' }),
			checkIn('e1c', { of: 'e1', at: '2026-07-10', keyResults: { e1k: 10 }, confidence: 5 }),
			checkIn('e1c', {
				of: 'e1',
				at: '2026-07-10',
				updated: '2026-07-14',
				seen: '2026-07-20',
				keyResults: { e1k: 25 },
				confidence: 8,
				run: 'run-2'
			})
		],
		async () => {
			expect(await day('e1k', '2026-07-13')).toMatchObject({ progress: 10, confidence: 5 });
			// Known only since the 20th, but said on the 14th; it still counts as of its creation.
			expect(await day('e1k', '2026-07-14')).toMatchObject({
				progress: 25,
				confidence: 8,
				days_since_check_in: 4
			});
		}
	);

	tells(
		'speaks with the earliest observed revision before that',
		[
			objective('e2'),
			keyResult('e2k', { of: 'e2' }),
			checkIn('e2c', {
				of: 'e2',
				at: '2026-07-10',
				updated: '2026-07-14',
				keyResults: { e2k: 25 }
			})
		],
		async () => expect(await day('e2k', '2026-07-10')).toMatchObject({ progress: 25 })
	);

	tells(
		'counts nowhere from the read that missed it on, and still before',
		[
			objective('e3'),
			keyResult('e3k', { of: 'e3' }),
			checkIn('e3a', { of: 'e3', at: '2026-07-08', keyResults: { e3k: 10 }, confidence: 4 }),
			checkIn('e3b', { of: 'e3', at: '2026-07-10', keyResults: { e3k: 25 }, confidence: 9 }),
			deletion('e3b', '2026-07-14', { of: 'e3' })
		],
		async () => {
			expect(await day('e3k', '2026-07-13')).toMatchObject({ progress: 25, confidence: 9 });
			expect(await day('e3k', '2026-07-14')).toMatchObject({
				progress: 10,
				confidence: 4,
				days_since_check_in: 6
			});
		}
	);
});

describe('expected progress and pace (metrics.md 3)', () => {
	tells(
		'rises from the first day of the period to 100 on its last',
		[objective('x1'), keyResult('x1k', { of: 'x1', from: '2026-06-20' })],
		async () => {
			expect(await day('x1k', '2026-07-01')).toMatchObject({ expected: 100 / 92 });
			expect(await day('x1k', '2026-09-30')).toMatchObject({ expected: 100 });
			expect(await day('x1k', '2026-10-01')).toBeUndefined();
		}
	);

	tells(
		'rises from the day the key result was created, if that is later',
		[objective('x2'), keyResult('x2k', { of: 'x2', from: '2026-09-21' })],
		async () => {
			expect(await day('x2k', '2026-09-20')).toBeUndefined();
			expect(await day('x2k', '2026-09-21')).toMatchObject({ expected: 10 });
			expect(await day('x2k', '2026-09-30')).toMatchObject({ expected: 100 });
		}
	);

	tells(
		'done, unknown, too early, on track, behind, at risk: the first that holds',
		[
			objective('x3'),
			...(['done', 'unknown', 'edge', 'over', 'behind', 'risk'] as const).map((name) =>
				keyResult(`x3${name}`, { of: 'x3', from: '2026-09-21' })
			),
			read('x3done', '2026-09-21', 100),
			read('x3edge', '2026-09-22', 40),
			read('x3over', '2026-09-22', 39.9),
			read('x3behind', '2026-09-22', 25),
			read('x3risk', '2026-09-22', 24.9)
		],
		async () => {
			// Ten days from the 21st: on the 25th 50 are expected.
			const pace = async (name: string) => (await day(`x3${name}`, '2026-09-25'))?.['pace'];
			expect(await pace('done')).toBe('done');
			expect(await pace('unknown')).toBe('unknown');
			expect(await pace('edge')).toBe('on_track');
			expect(await pace('over')).toBe('behind');
			expect(await pace('behind')).toBe('behind');
			expect(await pace('risk')).toBe('at_risk');
		}
	);

	tells(
		'below 10 expected it is too early to say, unless it is done or nothing is known',
		[
			objective('x4'),
			keyResult('x4k', { of: 'x4' }),
			keyResult('x4d', { of: 'x4' }),
			read('x4k', '2026-07-01', 0),
			read('x4d', '2026-07-01', 100)
		],
		async () => {
			expect(await day('x4k', '2026-07-09')).toMatchObject({ pace: 'too_early' });
			expect(await day('x4k', '2026-07-10')).toMatchObject({ pace: 'behind' });
			expect(await day('x4d', '2026-07-02')).toMatchObject({ pace: 'done' });
		}
	);
});

describe('progress of an objective (metrics.md 3)', () => {
	tells(
		'is the weighted mean over live key results with a value',
		[
			objective('o1'),
			keyResult('o1a', { of: 'o1', weight: 60 }),
			keyResult('o1b', { of: 'o1', weight: 20 }),
			keyResult('o1c', { of: 'o1', weight: 20 }),
			read('o1a', '2026-07-10', 50),
			read('o1b', '2026-07-10', 10)
		],
		async () => {
			expect(await objectiveDay('o1', '2026-07-10')).toMatchObject({ progress: 40 });
			expect(await day('o1a', '2026-07-10')).toMatchObject({ weight: 0.6 });
		}
	);

	tells(
		'takes equal weights if none is positive',
		[
			objective('o2'),
			keyResult('o2a', { of: 'o2', weight: 0 }),
			keyResult('o2b', { of: 'o2', weight: null }),
			read('o2a', '2026-07-10', 50),
			read('o2b', '2026-07-10', 10)
		],
		async () => {
			expect(await objectiveDay('o2', '2026-07-10')).toMatchObject({ progress: 30 });
			expect(await day('o2a', '2026-07-10')).toMatchObject({ weight: 0.5 });
		}
	);

	tells(
		'leaves out a key result without weight when another has one, and is NULL when no value is left',
		[
			objective('o3'),
			keyResult('o3a', { of: 'o3', weight: 30 }),
			keyResult('o3b', { of: 'o3', weight: 0 }),
			read('o3b', '2026-07-10', 50),
			read('o3a', '2026-07-20', 10)
		],
		async () => {
			expect(await objectiveDay('o3', '2026-07-10')).toMatchObject({ progress: null });
			expect(await objectiveDay('o3', '2026-07-20')).toMatchObject({ progress: 10 });
			expect(await day('o3b', '2026-07-20')).toMatchObject({ weight: 0 });
		}
	);

	tells(
		'weighs anew from the day a key result goes',
		[
			objective('o4'),
			keyResult('o4a', { of: 'o4', weight: 50 }),
			keyResult('o4b', { of: 'o4', weight: 50 }),
			keyResult('o4b', { of: 'o4', weight: 50, from: '2026-08-01', isGone: true }),
			read('o4a', '2026-07-10', 50),
			read('o4b', '2026-07-10', 10)
		],
		async () => {
			expect(await objectiveDay('o4', '2026-07-31')).toMatchObject({ progress: 30 });
			expect(await objectiveDay('o4', '2026-08-01')).toMatchObject({ progress: 50 });
			expect(await day('o4a', '2026-08-01')).toMatchObject({ weight: 1 });
			expect(await day('o4b', '2026-08-01')).toBeUndefined();
		}
	);

	tells(
		"grades with the source's score, else with progress, provisional before the last day",
		[
			objective('g1', { score: 80 }),
			objective('g2'),
			keyResult('g2k', { of: 'g2' }),
			read('g2k', '2026-07-10', 50),
			objective('g3')
		],
		async () => {
			expect(await objectiveDay('g1', '2026-08-01')).toMatchObject({
				grade: 0.8,
				is_grade_computed: 0
			});
			expect(await objectiveDay('g2', '2026-08-01')).toMatchObject({
				grade: 0.5,
				is_grade_computed: 1,
				is_grade_provisional: 1
			});
			expect(await objectiveDay('g2', '2026-09-30')).toMatchObject({ is_grade_provisional: 0 });
			expect(await objectiveDay('g3', '2026-08-01')).toMatchObject({
				grade: null,
				is_grade_computed: 0,
				is_grade_provisional: 0
			});
		}
	);
});
