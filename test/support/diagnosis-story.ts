/**
 * The company whose key results are diagnosed. The last sync is on October 20: the third quarter (92 days, 13 due weeks beside a
 * holiday) is over, the second half of the year (184 days) is running.
 */
import {
	checkIn,
	department,
	keyResult,
	objective,
	period,
	person,
	type CheckInFacts,
	type Fact,
	type KeyResultFacts
} from './core-builder.ts';
import { story, type MartRow, type Story } from './mart-story.ts';

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

export interface DiagnosisStory extends Pick<Story, 'tells' | 'rows'> {
	/** Of the key result of this `goal`; undefined if it has none. */
	readonly diagnosisOf: (id: string) => Promise<MartRow | undefined>;
}

/** To be called once at the top of a test file: all its sentences are built in one go. */
export function diagnosisStory(): DiagnosisStory {
	const { tells, row, rows } = story(
		{ asOf: '2026-10-20', holidayWeeks: ['2026-09-07'], refused: ['u1'] },
		COMPANY
	);
	return { tells, rows, diagnosisOf: (id) => row('mart_diagnoses', { key_result_id: `${id}k` }) };
}

/** One in each due week of the quarter. */
export const FRIDAYS = [
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

export interface GoalFacts {
	readonly owner?: string;
	readonly period?: string;
	readonly keyResult?: KeyResultFacts;
	/** By the day of the check-in. */
	readonly says?: Readonly<Record<string, Partial<CheckInFacts>>>;
	/** Without them, nobody checks in but where `says` says so. */
	readonly fridays?: readonly string[];
}

/** An objective with one key result `…k`, and a check-in each Friday that says nothing of interest. */
export function goal(
	id: string,
	{
		owner = 'linh',
		period: periodId = 'Q3',
		says = {},
		fridays = FRIDAYS,
		...facts
	}: GoalFacts = {}
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
