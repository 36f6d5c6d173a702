/** "Did the market change, or did we not keep up?" (metrics.md 12), case by case. */
import { describe, expect } from 'vitest';
import { keyResult, read } from '../../support/core-builder.ts';
import { diagnosisStory, FRIDAYS, goal } from '../../support/diagnosis-story.ts';
import { causeTests } from './diagnosis-causes.ts';
import { responseTests } from './diagnosis-response.ts';
import { timingTests } from './diagnosis-timing.ts';

const story = diagnosisStory();
const { tells, rows, diagnosisOf } = story;

describe('which key results are diagnosed: missed or at-risk ones', () => {
	tells(
		'missed: not done on the last day of its period, whatever its progress, or without any',
		[
			...goal('a1'),
			read('a1k', '2026-09-29', 90),
			...goal('a2'),
			...goal('a3'),
			read('a3k', '2026-09-29', 100),
			...goal('a4'),
			keyResult('a4k', { of: 'a4', from: '2026-09-20', isGone: true })
		],
		async () => {
			expect(await diagnosisOf('a1')).toMatchObject({
				...{ outcome: 'missed', judged_on: '2026-09-30', period_id: 'Q3', progress: 90 },
				...{ expected: 100, pace: 'on_track', owner_id: 'linh', department_path: '/1/2/' }
			});
			expect(await diagnosisOf('a2')).toMatchObject({ outcome: 'missed', progress: null });
			expect(await diagnosisOf('a3')).toBeUndefined();
			// Dropped on the way is not missed.
			expect(await diagnosisOf('a4')).toBeUndefined();
		}
	);

	tells(
		'at risk: in a period that runs, more than 25 points behind on the day of the last sync (60.9 expected)',
		[
			...goal('a5', { period: 'H2' }),
			read('a5k', '2026-10-19', 35),
			...goal('a6', { period: 'H2' }),
			read('a6k', '2026-10-19', 36)
		],
		async () => {
			expect(await diagnosisOf('a5')).toMatchObject({
				outcome: 'at_risk',
				judged_on: '2026-10-20',
				pace: 'at_risk'
			});
			expect(await diagnosisOf('a6')).toBeUndefined();
		}
	);
});

describe('rhythm: compliance and silence', () => {
	tells(
		'slow_to_react if its compliance is < 0.5: 6 of 13 due weeks are, 7 are not',
		[
			...goal('b1', { fridays: FRIDAYS.slice(0, 6) }),
			...goal('b2', { fridays: FRIDAYS.slice(0, 7) }),
			// Half of 12: it began a week later.
			...goal('b6', { fridays: FRIDAYS.slice(1, 7), keyResult: { from: '2026-07-06' } })
		],
		async () => {
			expect(await diagnosisOf('b1')).toMatchObject({
				closed_due_weeks: 13,
				on_time_weeks: 6,
				answer: 'slow_to_react'
			});
			expect(await diagnosisOf('b2')).toMatchObject({
				closed_due_weeks: 13,
				on_time_weeks: 7,
				answer: 'cannot_tell'
			});
			expect(await diagnosisOf('b6')).toMatchObject({
				closed_due_weeks: 12,
				on_time_weeks: 6,
				answer: 'cannot_tell'
			});
		}
	);

	tells(
		'the longest silence runs from the begin or a check-in to the next one or to the end, without holiday weeks',
		[
			...goal('b3', { fridays: ['2026-07-10', '2026-08-01'] }),
			...goal('b4', { fridays: [...FRIDAYS, '2026-10-19'] }),
			...goal('b5', { fridays: [] })
		],
		async () => {
			// August 1 to September 30 are 60 days, 7 of them holiday.
			expect((await diagnosisOf('b3'))?.['longest_silence_days']).toBe(53);
			// From one Friday to the next; what comes after the end is no matter of the period.
			expect((await diagnosisOf('b4'))?.['longest_silence_days']).toBe(7);
			expect((await diagnosisOf('b5'))?.['longest_silence_days']).toBe(91 - 7);
		}
	);
});

timingTests(story);
causeTests(story);
responseTests(story);

describe('else cannot_tell', () => {
	tells(
		'also where check-ins are unknown: silence is not concluded from what nobody may read',
		[...goal('u1'), read('u1k', '2026-07-01', 22)],
		async () => {
			expect(await diagnosisOf('u1')).toMatchObject({
				...{ are_check_ins_known: 0, closed_due_weeks: 0, longest_silence_days: null },
				...{ first_trouble_on: '2026-08-13', response: '', answer: 'cannot_tell' }
			});
		}
	);

	tells('one row per key result and period', [], async () => {
		const all = await rows('mart_diagnoses', {});
		expect(
			new Set(all.map((found) => `${String(found['key_result_id'])} ${String(found['period_id'])}`))
				.size
		).toBe(all.length);
		expect(all.length).toBeGreaterThan(40);
	});
});
