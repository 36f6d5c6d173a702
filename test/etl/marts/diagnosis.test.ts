/**
 * "Did the market change, or did we not keep up?" (metrics.md 12), case by case. The last sync is on October 20: the third quarter
 * (92 days, 13 due weeks beside a holiday) is over, the second half of the year (184 days) is running.
 */
import { describe, expect } from 'vitest';
import {
	checkIn,
	department,
	keyResult,
	link,
	objective,
	period,
	person,
	read,
	report,
	type CheckInFacts,
	type Fact,
	type KeyResultFacts
} from '../../support/core-builder.ts';
import { story } from '../../support/mart-story.ts';

/** Linh, Mai and Nam work in department 2, Tuan in department 3. */
const COMPANY: readonly Fact[][] = [
	period('Q3', '2026-07-01', '2026-09-30'),
	period('H2', '2026-07-01', '2026-12-31'),
	department('1', { heads: ['boss'] }),
	department('2'),
	department('3'),
	person('boss'),
	...['linh', 'mai', 'nam'].map((id) => person(id, { departments: ['2'] })),
	person('tuan', { departments: ['3'] })
];

const { tells, row, rows } = story(
	{ asOf: '2026-10-20', holidayWeeks: ['2026-09-07'], refused: ['u1'] },
	COMPANY
);

const diagnosisOf = (id: string) => row('mart_diagnoses', { key_result_id: `${id}k` });

const FRIDAYS = [
	...[
		'2026-07-03',
		'2026-07-10',
		'2026-07-17',
		'2026-07-24',
		'2026-07-31',
		'2026-08-07',
		'2026-08-14'
	],
	...['2026-08-21', '2026-08-28', '2026-09-04', '2026-09-18', '2026-09-25', '2026-09-29']
];

interface Facts {
	readonly owner?: string;
	readonly period?: string;
	readonly keyResult?: KeyResultFacts;
	/** By the day of the check-in. */
	readonly says?: Readonly<Record<string, Partial<CheckInFacts>>>;
	/** Without them, nobody checks in but where `says` says so. */
	readonly fridays?: readonly string[];
}

/** An objective with one key result `…k`, and a check-in each Friday that says nothing of interest. */
function one(
	id: string,
	{ owner = 'linh', period: periodId = 'Q3', says = {}, fridays = FRIDAYS, ...facts }: Facts = {}
): Fact[][] {
	const days = [...new Set([...fridays, ...Object.keys(says)])].sort();
	return [
		objective(id, { owner, period: periodId }),
		keyResult(`${id}k`, { of: id, ...facts.keyResult }),
		...days.map((day) =>
			checkIn(`${id} ${day}`, {
				at: day,
				of: id,
				by: owner,
				keyResults: { [`${id}k`]: null },
				...says[day]
			})
		)
	];
}

describe('which key results are diagnosed: missed or at-risk ones', () => {
	tells(
		'missed: not done on the last day of its period, whatever its progress, or without any',
		[
			...one('a1'),
			read('a1k', '2026-09-29', 90),
			...one('a2'),
			...one('a3'),
			read('a3k', '2026-09-29', 100),
			...one('a4'),
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
			...one('a5', { period: 'H2' }),
			read('a5k', '2026-10-19', 35),
			...one('a6', { period: 'H2' }),
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
			...one('b1', { fridays: FRIDAYS.slice(0, 6) }),
			...one('b2', { fridays: FRIDAYS.slice(0, 7) }),
			// Half of 12: it began a week later.
			...one('b6', { fridays: FRIDAYS.slice(1, 7), keyResult: { from: '2026-07-06' } })
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
			...one('b3', { fridays: ['2026-07-10', '2026-08-01'] }),
			...one('b4', { fridays: [...FRIDAYS, '2026-10-19'] }),
			...one('b5', { fridays: [] })
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

/** Confidence 8 on the Friday before, 6 on this one: it first fell in this week. */
function fall(id: string, owner: string, week: number, text = 'Steady'): Fact[][] {
	const [before = '', now = ''] = FRIDAYS.slice(week - 1, week + 1);
	return one(id, { owner, says: { [before]: { confidence: 8 }, [now]: { confidence: 6, text } } });
}

describe('timing: did many key results of different owners drop in the same week, or only this one', () => {
	tells(
		'market_moved: an external term, and 3 key results of 3 owners in 2 departments first fell in the same week',
		[
			...fall('m1', 'linh', 2, 'A competitor cut prices, and we have no capacity'),
			...fall('m2', 'mai', 2),
			...fall('m3', 'tuan', 2)
		],
		async () => {
			expect(await diagnosisOf('m1')).toMatchObject({
				...{ first_fell_in: '2026-07-13', answer: 'market_moved' },
				...{ fell_key_result_count: 3, fell_owner_count: 3, fell_department_count: 2 },
				...{ external_terms: ['competitor'], capacity_terms: ['capacity'] }
			});
			// The same fall, but nobody says why.
			expect(await diagnosisOf('m2')).toMatchObject({
				fell_key_result_count: 3,
				answer: 'cannot_tell'
			});
		}
	);

	tells(
		'not in one department only, not of two owners, and not two key results',
		[
			...['linh', 'mai', 'nam'].flatMap((owner, index) =>
				fall(`m4${index}`, owner, 4, 'A competitor')
			),
			...['linh', 'linh', 'tuan'].flatMap((owner, index) =>
				fall(`m5${index}`, owner, 7, 'A competitor')
			),
			...['linh', 'tuan'].flatMap((owner, index) => fall(`m6${index}`, owner, 8, 'A competitor'))
		],
		async () => {
			expect(await diagnosisOf('m40')).toMatchObject({
				fell_owner_count: 3,
				fell_department_count: 1,
				answer: 'cannot_tell'
			});
			expect(await diagnosisOf('m50')).toMatchObject({
				fell_key_result_count: 3,
				fell_owner_count: 2,
				answer: 'cannot_tell'
			});
			expect(await diagnosisOf('m60')).toMatchObject({
				fell_key_result_count: 2,
				answer: 'cannot_tell'
			});
		}
	);

	tells(
		'what fell before falls in that week for the second time; 1.9 points are no fall; weeks without a value are passed over',
		[
			...fall('m7', 'linh', 10),
			...one('m8', {
				owner: 'mai',
				says: {
					'2026-08-28': { confidence: 9 },
					'2026-09-04': { confidence: 7.1 },
					'2026-09-18': { confidence: 7 }
				}
			}),
			...one('m9', {
				owner: 'tuan',
				says: {
					'2026-07-03': { confidence: 9 },
					'2026-07-24': { confidence: 7 },
					'2026-09-04': { confidence: 8 },
					'2026-09-18': { confidence: 3 }
				}
			})
		],
		async () => {
			expect(await diagnosisOf('m7')).toMatchObject({
				first_fell_in: '2026-09-14',
				fell_key_result_count: 1
			});
			expect(await diagnosisOf('m8')).toMatchObject({
				first_fell_in: null,
				fell_key_result_count: 0
			});
			expect(await diagnosisOf('m9')).toMatchObject({
				first_fell_in: '2026-07-20',
				fell_key_result_count: 1
			});
		}
	);

	tells(
		'of a loss of confidence and a pace at_risk the earlier one is the first fall',
		[
			...one('m11', { says: { '2026-07-10': { confidence: 9 }, '2026-09-25': { confidence: 5 } } }),
			read('m11k', '2026-07-01', 22),
			...one('m12', { says: { '2026-07-03': { confidence: 9 }, '2026-07-10': { confidence: 5 } } }),
			read('m12k', '2026-07-01', 22)
		],
		async () => {
			expect(await diagnosisOf('m11')).toMatchObject({ first_fell_in: '2026-08-10' });
			expect(await diagnosisOf('m12')).toMatchObject({ first_fell_in: '2026-07-06' });
		}
	);

	tells(
		'a pace that comes to at_risk is a fall: at 22, on August 13, when more than 47 are expected',
		[...one('m10'), read('m10k', '2026-07-01', 22)],
		async () => {
			expect(await diagnosisOf('m10')).toMatchObject({
				first_fell_in: '2026-08-10',
				first_trouble_on: '2026-08-13'
			});
		}
	);
});

describe('stated cause: external words or capacity and dependency words in the check-ins, quoted', () => {
	tells(
		'each line with the word it holds and its check-in',
		one('c1', {
			says: {
				'2026-08-07': { text: 'Sold 12 cars\nDepends on the legal team: market is weak' },
				'2026-08-21': { text: 'Still waiting for  legal' }
			}
		}),
		async () => {
			expect(await diagnosisOf('c1')).toMatchObject({
				answer: 'capacity_or_dependency',
				external_terms: ['market'],
				capacity_terms: ['depends on', 'waiting for'],
				quote_kind: ['capacity', 'external', 'capacity'],
				quote_term: ['depends on', 'market', 'waiting for'],
				quote_line: [
					'Depends on the legal team: market is weak',
					'Depends on the legal team: market is weak',
					'Still waiting for  legal'
				],
				quote_number: [2, 2, 1],
				quote_check_in_id: ['c1 2026-08-07', 'c1 2026-08-07', 'c1 2026-08-21']
			});
		}
	);

	tells(
		'a word that two languages share once',
		one('cshared', { says: { '2026-08-07': { text: 'Menunggu kantor, pesaing turun harga' } } }),
		async () => {
			expect(await diagnosisOf('cshared')).toMatchObject({
				quote_kind: ['capacity', 'external'],
				quote_term: ['menunggu', 'pesaing']
			});
		}
	);

	const STATED: readonly [language: string, external: string, capacity: string][] = [
		['en', 'New REGULATIONS delay us', 'The team is short of two people'],
		['zh', '受市场下滑影响', '设计排期满，海报要等'],
		['vi', 'Đối thủ giảm giá', 'Thiếu nhân sự ở kho'],
		['id', 'Pesaing turun harga', 'Menunggu persetujuan harga'],
		['ms', 'Pasaran perlahan', 'Kekurangan staf di Johor'],
		['th', 'คู่แข่งลดราคา', 'ทีมขาดคน 2 คน'],
		['ar', 'تباطؤ والسوق بطيء', 'نقص الموظفين في الفريق']
	];
	for (const [language, external, capacity] of STATED) {
		tells(
			`in ${language}`,
			one(`c${language}`, {
				says: { '2026-08-07': { text: external }, '2026-08-14': { text: capacity } }
			}),
			async () => {
				const found = await diagnosisOf(`c${language}`);
				const lines = new Set([found?.['quote_line']].flat());
				expect(lines).toEqual(new Set([external, capacity]));
				expect(new Set([found?.['quote_kind']].flat())).toEqual(new Set(['external', 'capacity']));
				expect(found?.['answer']).toBe('capacity_or_dependency');
			}
		);
	}

	tells(
		'no part of another word, and no phrase in which the word means something else',
		one('c2', {
			says: {
				'2026-08-07': { text: 'Marketing and the go-to-market plan are done; 市场部 agreed' },
				'2026-08-14': { text: 'การตลาด is independent, no strikeout' }
			}
		}),
		async () =>
			expect(await diagnosisOf('c2')).toMatchObject({ external_terms: [], capacity_terms: [] })
	);

	tells(
		'the last wording counts, also what is said after the end; not what was said before the begin',
		[
			...one('c3', {
				fridays: [...FRIDAYS, '2026-10-09'],
				says: {
					'2026-06-26': { text: 'No capacity' },
					'2026-10-09': { text: 'It was the exchange rate' }
				}
			}),
			...one('c4', { says: { '2026-08-07': { text: 'No capacity' } } }),
			checkIn('c4 2026-08-07', {
				...{ at: '2026-08-07', updated: '2026-08-20', of: 'c4', keyResults: { c4k: null } },
				text: 'All well'
			})
		],
		async () => {
			expect(await diagnosisOf('c3')).toMatchObject({
				external_terms: ['exchange rate'],
				capacity_terms: []
			});
			expect(await diagnosisOf('c4')).toMatchObject({ capacity_terms: [] });
		}
	);

	/** On September 30 Tuan's `at` is 30 points behind; his `well` is on the line and was spoken of two days before. */
	const target = (id: string, value: number): Fact[][] => [
		...one(id, { owner: 'tuan' }),
		read(`${id}k`, '2026-09-28 20:00', value)
	];
	tells(
		'an at-risk dependency is a cause too: a link to another department whose key result is behind, at risk, red or stalled',
		[
			...target('late', 70),
			...target('well', 95),
			...one('d1'),
			link('d1', 'late', { kind: 'COOPERATION' }),
			...one('d2'),
			link('d2', 'well', { kind: 'COOPERATION' }),
			...one('d3', { owner: 'tuan' }),
			link('d3', 'late', { kind: 'COOPERATION' }),
			...one('d4'),
			link('d4', 'late')
		],
		async () => {
			expect(await diagnosisOf('d1')).toMatchObject({
				at_risk_dependency_count: 1,
				answer: 'capacity_or_dependency'
			});
			expect(await diagnosisOf('d2')).toMatchObject({
				at_risk_dependency_count: 0,
				answer: 'cannot_tell'
			});
			// Both in department 3.
			expect(await diagnosisOf('d3')).toMatchObject({ at_risk_dependency_count: 0 });
			// A valid alignment is one as well.
			expect(await diagnosisOf('d4')).toMatchObject({ at_risk_dependency_count: 1 });
		}
	);

	tells(
		'of a link to a key result that one alone counts',
		[
			...target('both', 95),
			keyResult('bothl', { of: 'both' }),
			read('bothl', '2026-09-28', 10),
			...one('d5'),
			link('d5', 'bothk', { to: 'keyResult', kind: 'COOPERATION' }),
			...one('d6'),
			link('d6', 'bothl', { to: 'keyResult', kind: 'COOPERATION' })
		],
		async () => {
			expect(await diagnosisOf('d5')).toMatchObject({ at_risk_dependency_count: 0 });
			expect(await diagnosisOf('d6')).toMatchObject({ at_risk_dependency_count: 1 });
		}
	);
});

describe('response: re-scope, next action, or silence within 14 days of the first red or at-risk day', () => {
	const RED = { '2026-07-03': { confidence: 2 } };
	tells(
		'a next action on the 14th day is one, on the 15th none followed',
		[
			...one('r1', { says: { ...RED, '2026-07-17': { next: 'Call them' } } }),
			...one('r2', { says: { ...RED, '2026-07-18': { next: 'Call them' } } }),
			...one('r3', { says: { '2026-07-03': { confidence: 2, next: 'Call them' } } })
		],
		async () => {
			expect(await diagnosisOf('r1')).toMatchObject({
				...{ first_trouble_on: '2026-07-03', response: 'next_action' },
				...{ next_action_on: '2026-07-17', answer: 'cannot_tell' }
			});
			expect(await diagnosisOf('r2')).toMatchObject({
				...{ response: 'check_in_only', next_action_on: null, answer: 'slow_to_react' }
			});
			// The word that says it is red may say what comes next.
			expect(await diagnosisOf('r3')).toMatchObject({
				response: 'next_action',
				next_action_on: '2026-07-03'
			});
		}
	);

	tells(
		'another title or weight is a re-scope, another title of its objective too; what was there before is none',
		[
			...one('r4', { says: RED }),
			keyResult('r4k', { of: 'r4', title: 'Less', from: '2026-07-10' }),
			...one('r5', { says: RED }),
			keyResult('r5k', { of: 'r5', weight: 30, from: '2026-07-17' }),
			...one('r6', { says: RED }),
			objective('r6', { title: 'Another aim', from: '2026-07-06' }),
			...one('r7', { says: RED }),
			keyResult('r7k', { of: 'r7', title: 'Too late', from: '2026-07-18' }),
			...one('r8', { says: RED, keyResult: { weight: 0 } }),
			keyResult('r8k', { of: 'r8', weight: null, from: '2026-07-10' })
		],
		async () => {
			expect(await diagnosisOf('r4')).toMatchObject({
				response: 'rescoped',
				rescoped_on: '2026-07-10',
				answer: 'cannot_tell'
			});
			expect(await diagnosisOf('r5')).toMatchObject({
				response: 'rescoped',
				rescoped_on: '2026-07-17'
			});
			expect(await diagnosisOf('r6')).toMatchObject({
				response: 'rescoped',
				rescoped_on: '2026-07-06'
			});
			expect(await diagnosisOf('r7')).toMatchObject({
				response: 'check_in_only',
				rescoped_on: null
			});
			expect(await diagnosisOf('r8')).toMatchObject({
				response: 'check_in_only',
				rescoped_on: null
			});
		}
	);

	tells(
		'silence is no check-in at all; on time weeks before do not help',
		[...one('r9', { fridays: FRIDAYS.slice(0, 6) }), read('r9k', '2026-07-01', 22)],
		async () => {
			expect(await diagnosisOf('r9')).toMatchObject({
				...{ first_trouble_on: '2026-08-13', response: 'silence', answer: 'slow_to_react' }
			});
		}
	);

	tells(
		'as long as the 14 days run nobody was slow: at risk since October 10',
		[
			...one('r10', { period: 'H2', fridays: [...FRIDAYS, '2026-10-09', '2026-10-16'] }),
			read('r10k', '2026-07-01', 30.2)
		],
		async () => {
			expect(await diagnosisOf('r10')).toMatchObject({
				...{ first_trouble_on: '2026-10-10', response: 'pending', answer: 'cannot_tell' }
			});
		}
	);

	tells(
		'without trouble nothing had to follow; a report may name the next action',
		[
			...one('r11'),
			...one('r12', { says: RED }),
			report('r12r', {
				at: '2026-07-08',
				keyResults: { r12k: null },
				named: { r12k: { next: 'Hire' } }
			})
		],
		async () => {
			expect(await diagnosisOf('r11')).toMatchObject({
				first_trouble_on: null,
				response: '',
				answer: 'cannot_tell'
			});
			expect(await diagnosisOf('r12')).toMatchObject({
				response: 'next_action',
				next_action_on: '2026-07-08'
			});
		}
	);
});

describe('else cannot_tell', () => {
	tells(
		'also where check-ins are unknown: silence is not concluded from what nobody may read',
		[...one('u1'), read('u1k', '2026-07-01', 22)],
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
