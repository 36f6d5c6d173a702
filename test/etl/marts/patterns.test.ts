/** Patterns worth asking about (metrics.md 12), week by week. Q3 2026 has 92 days; its first week, that of June 29, is due. */
import { describe, expect } from 'vitest';
import {
	checkIn,
	keyResult,
	objective,
	period,
	read,
	report,
	type CheckInFacts,
	type Fact
} from '../../support/core-builder.ts';
import { SMALL_COMPANY, story } from '../../support/mart-story.ts';

const HOLIDAY = '2026-09-07';
const EIGHT_WEEKS = period('Q8', '2026-07-06', '2026-08-30');

const { tells, rows } = story({ asOf: '2026-09-30', holidayWeeks: [HOLIDAY], refused: ['p1'] }, [
	...SMALL_COMPANY,
	EIGHT_WEEKS
]);

/** What Linh writes on the Friday of a week; null: nothing. */
type Week = Partial<CheckInFacts> & { confidence?: number; progress?: number };

/** One objective with one key result `…k`, and a check-in on the Friday of each week from that of `first` on. */
function course(
	id: string,
	weeks: (Week | null)[],
	first = '2026-06-29',
	periodId = 'Q3'
): Fact[][] {
	return [
		objective(id, { period: periodId }),
		keyResult(`${id}k`, { of: id }),
		...weeks.map((week, index) => {
			if (week === null) return [];
			const { progress = null, ...facts } = week;
			const friday = Date.parse(first) + (7 * index + 4) * 86_400_000;
			return checkIn(`${id}c${index}`, {
				at: new Date(friday).toISOString().slice(0, 10),
				of: id,
				keyResults: { [`${id}k`]: progress },
				...facts
			});
		})
	];
}

async function patternsOn(id: string, day: string): Promise<unknown[]> {
	const found = await rows('mart_pattern_days', { key_result_id: `${id}k`, as_of: day });
	return found.map((row) => row['pattern']);
}

/** The first and the last day on which the pattern holds. */
async function heldOn(id: string, pattern: string): Promise<unknown[]> {
	const found = await rows('mart_pattern_days', { key_result_id: `${id}k`, pattern });
	return [found[0]?.['as_of'], found.at(-1)?.['as_of']];
}

const evidence = async (id: string, pattern: string, day: string) => {
	const found = await rows('mart_pattern_days', { key_result_id: `${id}k`, pattern, as_of: day });
	expect(found).toHaveLength(1);
	return found[0];
};

/** On the line: what is expected at the end of the weeks of June 29, July 6, … */
const EVEN = [6, 13, 21, 29, 36, 44];

describe('watermelon: pace on_track while confidence fell by >= 2 points within 3 weeks', () => {
	tells(
		'8, 8, 7, 6 on the line: two points lost from the second week to the fourth',
		course(
			'w1',
			[8, 8, 7, 6].map((confidence, index) => ({ confidence, progress: EVEN[index] }))
		),
		async () => {
			// The fourth week is closed on Monday, July 27; in the next due week Linh says nothing.
			expect(await heldOn('w1', 'watermelon')).toEqual(['2026-07-27', '2026-08-02']);
			expect(await evidence('w1', 'watermelon', '2026-07-30')).toMatchObject({
				since_week: '2026-07-06',
				evidence_on: ['2026-07-12', '2026-07-19', '2026-07-26'],
				evidence_confidence: [8, 7, 6],
				evidence_progress: [13, 21, 29],
				evidence_check_in_id: ['', '', ''],
				owner_id: 'linh',
				department_path: '/1/2/',
				level: 'individual'
			});
		}
	);

	tells(
		'two points lost over four weeks are not two points within three',
		course(
			'w2',
			[8, 7.5, 7, 6, 5.5].map((confidence, index) => ({ confidence, progress: EVEN[index] }))
		),
		async () => {
			expect(await patternsOn('w2', '2026-07-28')).toEqual([]);
			expect(await patternsOn('w2', '2026-08-04')).toEqual([]);
		}
	);

	tells(
		'who is behind and says so hides nothing',
		course(
			'w3',
			[8, 8, 7, 6].map((confidence) => ({ confidence, progress: 6 }))
		),
		async () => expect(await patternsOn('w3', '2026-07-28')).toEqual([])
	);

	tells(
		'it is over when confidence is back: 8, 6, 8',
		course(
			'w4',
			[null, 8, 6, 8].map((confidence, index) =>
				confidence === null ? null : { confidence, progress: EVEN[index] }
			)
		),
		async () => expect(await heldOn('w4', 'watermelon')).toEqual(['2026-07-20', '2026-07-26'])
	);

	tells(
		'a week without a confidence in between does not hide the fall; one at the end is no fall',
		course('w5', [
			null,
			{ confidence: 9, progress: 13 },
			null,
			{ confidence: 7, progress: 29 },
			{ progress: 36 }
		]),
		async () => {
			expect(await heldOn('w5', 'watermelon')).toEqual(['2026-07-27', '2026-08-02']);
			expect(await evidence('w5', 'watermelon', '2026-07-27')).toMatchObject({
				evidence_confidence: [9, null, 7],
				evidence_progress: [13, 13, 29]
			});
		}
	);

	tells(
		'from 9.1 to 7.1 are two points, from 9 to 7.1 are not',
		[
			...course('w6', [null, { confidence: 9.1, progress: 13 }, { confidence: 7.1, progress: 21 }]),
			...course('w7', [null, { confidence: 9, progress: 13 }, { confidence: 7.1, progress: 21 }])
		],
		async () => {
			expect(await patternsOn('w6', '2026-07-20')).toEqual(['watermelon']);
			expect(await patternsOn('w7', '2026-07-20')).toEqual([]);
		}
	);

	tells(
		'a holiday week is no week: 8, 7, holiday, 6 are three weeks',
		course(
			'w8',
			[8, 7, null, 6].map((confidence, index) =>
				confidence === null ? null : { confidence, progress: 66 + 8 * index }
			),
			'2026-08-24'
		),
		async () => {
			expect(await patternsOn('w8', '2026-09-21')).toEqual(['watermelon']);
			expect(await evidence('w8', 'watermelon', '2026-09-21')).toMatchObject({
				evidence_on: ['2026-08-30', '2026-09-06', '2026-09-20']
			});
		}
	);

	tells(
		'what is done is on track no more',
		[
			...course('w9', [null, { confidence: 8, progress: 13 }, { confidence: 6, progress: 21 }]),
			read('w9k', '2026-07-22', 100)
		],
		async () => expect(await heldOn('w9', 'watermelon')).toEqual(['2026-07-20', '2026-07-21'])
	);

	tells(
		'a week is judged as it stands at the last sync, also for days before: what was reworded in August speaks in July',
		[
			...course('w10', [
				null,
				{ confidence: 8, progress: 13 },
				{ confidence: 8, progress: 21, text: 'All well' }
			]),
			checkIn('w10c2', {
				...{ at: '2026-07-17', updated: '2026-08-20', of: 'w10' },
				...{ confidence: 6, keyResults: { w10k: 21 } }
			})
		],
		async () => expect(await patternsOn('w10', '2026-07-20')).toEqual(['watermelon'])
	);
});

describe('sandbag: confidence >= 9 in the first 3 weeks and > 20 points ahead for 4 weeks', () => {
	const AHEAD = [30, 40, 45, 50];
	tells(
		'holds from the fourth such week on, to the end of the period',
		course('s1', [
			...[9, 9, 10, 8].map((confidence, index) => ({ confidence, progress: AHEAD[index] })),
			{ confidence: 8, progress: 50 },
			{ confidence: 8, progress: 50 }
		]),
		async () => {
			expect(await heldOn('s1', 'sandbag')).toEqual(['2026-07-27', '2026-09-30']);
			expect(await evidence('s1', 'sandbag', '2026-09-30')).toMatchObject({
				since_week: '2026-06-29',
				evidence_on: ['2026-07-05', '2026-07-12', '2026-07-19', '2026-07-26'],
				evidence_confidence: [9, 9, 10, 8],
				evidence_progress: AHEAD
			});
		}
	);

	tells(
		'not after a first confidence of 8.9, nor without one',
		[
			...course(
				's2',
				[9, 9, 8.9, 9, 9].map((confidence, index) => ({ confidence, progress: AHEAD[index] ?? 70 }))
			),
			...course('s3', [
				{ confidence: 9, progress: 30 },
				{ progress: 40 },
				...[45, 50, 70].map((progress) => ({ confidence: 9, progress }))
			])
		],
		async () => {
			expect(await patternsOn('s2', '2026-08-04')).toEqual([]);
			expect(await patternsOn('s3', '2026-08-04')).toEqual([]);
		}
	);

	tells(
		'exactly 20 points ahead are not more than 20; of 56 days an eighth is expected a week',
		[
			...course(
				's4',
				[32.5, 45, 57.5, 70].map((progress) => ({ confidence: 9, progress })),
				'2026-07-06',
				'Q8'
			),
			...course(
				's5',
				[32.6, 45.1, 57.6, 70.1].map((progress) => ({ confidence: 9, progress })),
				'2026-07-06',
				'Q8'
			)
		],
		async () => {
			expect(await patternsOn('s4', '2026-08-05')).toEqual([]);
			expect(await patternsOn('s5', '2026-08-05')).toEqual(['sandbag']);
		}
	);

	tells(
		'the four weeks may come later, but without a break; the first three are shown with them',
		course('s6', [
			...[30, 40, 45].map((progress) => ({ confidence: 9, progress })),
			{ confidence: 7, progress: 45 },
			...[60, 70, 75, 80].map((progress) => ({ confidence: 7, progress }))
		]),
		async () => {
			expect((await heldOn('s6', 'sandbag'))[0]).toBe('2026-08-24');
			expect(await evidence('s6', 'sandbag', '2026-09-30')).toMatchObject({
				since_week: '2026-07-27',
				evidence_progress: [30, 40, 45, 60, 70, 75, 80]
			});
		}
	);
});

describe('frozen_dial: the same stated confidence for >= 5 weeks while progress moved', () => {
	tells(
		'five weeks of 7, and on until another one is stated',
		course(
			'f1',
			[7, 7, 7, 7, 7, 7, 6].map((confidence, index) => ({ confidence, progress: 5 * index }))
		),
		async () => {
			expect(await heldOn('f1', 'frozen_dial')).toEqual(['2026-08-03', '2026-08-16']);
			expect(await evidence('f1', 'frozen_dial', '2026-08-10')).toMatchObject({
				since_week: '2026-06-29',
				evidence_confidence: [7, 7, 7, 7, 7, 7],
				evidence_progress: [0, 5, 10, 15, 20, 25]
			});
		}
	);

	tells(
		'not while progress stood still: less than a point is no movement',
		[
			...course(
				'f2',
				[7, 7, 7, 7, 7].map((confidence, index) => ({ confidence, progress: 10 + index * 0.2 }))
			),
			...course(
				'f3',
				[7, 7, 7, 7, 7].map((confidence, index) => ({ confidence, progress: 10 + index * 0.25 }))
			)
		],
		async () => {
			expect(await patternsOn('f2', '2026-08-04')).toEqual([]);
			expect(await patternsOn('f3', '2026-08-04')).toEqual(['frozen_dial']);
		}
	);

	tells(
		'a week in which none was stated breaks the row',
		course('f4', [
			...[7, 7, 7].map((confidence, index) => ({ confidence, progress: index })),
			{ progress: 5 },
			...[7, 7, 7, 7].map((confidence, index) => ({ confidence, progress: 5 + index }))
		]),
		async () => expect(await heldOn('f4', 'frozen_dial')).toEqual([undefined, undefined])
	);
});

describe('late_rush: 1 - p(85 % of the period) / p(end) > 0.4', () => {
	const rush = (id: string, early: number, end: number): Fact[][] => [
		objective(id),
		keyResult(`${id}k`, { of: id }),
		// Of 92 days 85 % are over at the end of the 79th, September 17.
		read(`${id}k`, '2026-09-17 22:00', early),
		read(`${id}k`, '2026-09-18', end)
	];
	tells(
		'from 50 to 90 in the last two weeks; known on the last day, not before',
		rush('l1', 50, 90),
		async () => {
			expect(await heldOn('l1', 'late_rush')).toEqual(['2026-09-30', '2026-09-30']);
			expect(await evidence('l1', 'late_rush', '2026-09-30')).toMatchObject({
				since_week: '2026-09-14',
				evidence_on: ['2026-09-17', '2026-09-30'],
				evidence_progress: [50, 90],
				evidence_confidence: [null, null]
			});
		}
	);

	tells(
		'from 54 to 90 is 0.4 exactly; from nothing to nothing is no rush',
		[...rush('l2', 54, 90), ...rush('l3', 0, 0)],
		async () => {
			expect(await patternsOn('l2', '2026-09-30')).toEqual([]);
			expect(await patternsOn('l3', '2026-09-30')).toEqual([]);
		}
	);

	tells(
		'a key result made after 85 % of the period has no value there',
		[
			objective('l4'),
			keyResult('l4k', { of: 'l4', from: '2026-09-20' }),
			read('l4k', '2026-09-21', 10),
			read('l4k', '2026-09-29', 90)
		],
		async () => expect(await patternsOn('l4', '2026-09-30')).toEqual([])
	);

	tells(
		'it rests on progress alone, so it is seen where check-ins are unknown',
		rush('p1', 20, 90),
		async () => expect(await patternsOn('p1', '2026-09-30')).toEqual(['late_rush'])
	);
});

describe('copy_paste: the same normalised text of the same author for >= 3 weeks', () => {
	const SAME = { text: 'All as planned' };
	tells(
		'three weeks of one text, whatever its case; each week with its check-in',
		course('c1', [SAME, { text: 'ALL as planned' }, SAME, { text: 'Something else' }]),
		async () => {
			expect(await heldOn('c1', 'copy_paste')).toEqual(['2026-07-20', '2026-07-26']);
			const found = await evidence('c1', 'copy_paste', '2026-07-20');
			expect(found).toMatchObject({
				since_week: '2026-06-29',
				evidence_check_in_id: ['c1c0', 'c1c1', 'c1c2']
			});
			const ids = found?.['evidence_comment_id'];
			const [text] = await rows('mart_comments', {
				comment_id: String(Array.isArray(ids) ? ids[1] : '')
			});
			expect(text?.['comment']).toBe('ALL as planned');
		}
	);

	tells(
		'of another author it is another text; no text at all is none; a report has none',
		[
			...course('c2', [SAME, { ...SAME, by: 'boss' }, SAME]),
			...course('c3', [{ text: '' }, { text: '' }, { text: '' }]),
			...course('c4', [SAME, null, SAME]),
			report('c4r', { at: '2026-07-10', by: 'linh', keyResults: { c4k: 10 } })
		],
		async () => {
			expect(await patternsOn('c2', '2026-07-20')).toEqual([]);
			expect(await patternsOn('c3', '2026-07-20')).toEqual([]);
			expect(await patternsOn('c4', '2026-07-20')).toEqual([]);
		}
	);

	tells(
		'the last text of a week is its text',
		[
			...course('c5', [SAME, SAME, SAME]),
			checkIn('c5x', {
				of: 'c5',
				at: '2026-07-11',
				text: 'One more thing',
				keyResults: { c5k: null }
			})
		],
		async () => expect(await patternsOn('c5', '2026-07-20')).toEqual([])
	);
});
