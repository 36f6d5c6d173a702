/** Sentences of the definitions that no other file of this folder tells (metrics.md 1 to 7). */
import { describe, expect } from 'vitest';
import {
	checkIn,
	department,
	keyResult,
	link,
	objective,
	period,
	person,
	read
} from '../../support/core-builder.ts';
import { story } from '../../support/mart-story.ts';

const {
	tells,
	keyResult: day,
	objective: objectiveDay,
	week,
	rows,
	row
} = story({ asOf: '2026-08-26', holidayWeeks: ['2026-08-03'], refused: ['refused'] }, [
	period('Q3', '2026-07-01', '2026-09-30'),
	department('1', { heads: ['boss'] }),
	department('2'),
	person('boss'),
	person('linh', { departments: ['2'] }),
	// Away on leave from 10 August on: DingTalk still lists her, switched off.
	person('anna', { departments: ['2'] }),
	person('anna', { departments: ['2'], isActive: false, from: '2026-08-10' })
]);

describe('an empty cell says why it is empty (metrics.md 1, NULL is not 0)', () => {
	tells(
		'five key results in one week: a value, nothing said, not due, unknown, and not there at all',
		[
			objective('n'),
			keyResult('said', { of: 'n' }),
			keyResult('quiet', { of: 'n' }),
			checkIn('nc', { of: 'n', at: '2026-07-07', keyResults: { said: 0 }, confidence: 0 }),
			objective('refused'),
			keyResult('unreadable', { of: 'refused' }),
			keyResult('begun', { of: 'n', from: '2026-07-10' }),
			keyResult('later', { of: 'n', from: '2026-07-13' })
		],
		async () => {
			const cell = async (id: string) => {
				const found = await week(id, '2026-07-06');
				return found === undefined
					? 'no row'
					: [found['check_in_state'], found['week_progress'], found['week_confidence']];
			};
			// A stated 0 is a value, and nothing stated is none.
			expect(await cell('said')).toEqual(['on_time', 0, 0]);
			expect(await cell('quiet')).toEqual(['missed', null, null]);
			// It began on the Friday: one working day of five.
			expect(await cell('begun')).toEqual(['not_due', null, null]);
			expect(await cell('unreadable')).toEqual(['unknown', null, null]);
			expect(await cell('later')).toEqual('no row');
		}
	);
});

describe('people and organisations (metrics.md 2)', () => {
	tells(
		'somebody whose active flag is false is nobody that counts, while her objective goes on',
		[objective('a', { owner: 'anna' })],
		async () => {
			const on = (as_of: string) => rows('mart_person_days', { person_id: 'anna', as_of });
			expect(await on('2026-08-09')).toMatchObject([{ has_objective: 1 }]);
			expect(await on('2026-08-10')).toEqual([]);
			expect(await objectiveDay('a', '2026-08-10')).toMatchObject({
				owner_id: 'anna',
				department_id: '2'
			});
		}
	);

	tells(
		'an organisation objective has neither progress nor grade, and can be linked to',
		[
			objective('o', { kind: 'organisation', teams: ['1'], visibility: 'public' }),
			objective('child'),
			link('child', 'o')
		],
		async () => {
			expect(await objectiveDay('o', '2026-08-10')).toMatchObject({
				level: 'company',
				progress: null,
				grade: null,
				visibility: 'public',
				valid_incoming_links: 1
			});
			expect(await objectiveDay('child', '2026-08-10')).toMatchObject({ is_rooted: 1 });
		}
	);

	tells(
		'an objective that is gone leaves no day, and the weeks it was judged in keep their states',
		[
			objective('g'),
			objective('g', { from: '2026-07-24', isGone: true }),
			keyResult('gk', { of: 'g' }),
			keyResult('gk', { of: 'g', from: '2026-07-24', isGone: true }),
			checkIn('gc', { of: 'g', at: '2026-07-07', keyResults: { gk: 10 }, confidence: 7 })
		],
		async () => {
			expect(await day('gk', '2026-07-23')).toMatchObject({ progress: 10 });
			expect(await day('gk', '2026-07-24')).toBeUndefined();
			expect(await week('gk', '2026-07-06')).toMatchObject({
				check_in_state: 'on_time',
				week_confidence: 7
			});
			expect(await week('gk', '2026-07-13')).toMatchObject({ check_in_state: 'missed' });
			// Monday to Thursday of its last week: due.
			expect(await week('gk', '2026-07-20')).toMatchObject({ check_in_state: 'missed' });
			expect(await week('gk', '2026-07-27')).toBeUndefined();
		}
	);
});

describe('progress and pace (metrics.md 3)', () => {
	tells(
		'what objectives below have reached adds nothing to the one above',
		[
			objective('above'),
			keyResult('abovek', { of: 'above' }),
			read('abovek', '2026-07-10', 20),
			objective('below'),
			link('below', 'above'),
			keyResult('belowk', { of: 'below' }),
			read('belowk', '2026-07-10', 90)
		],
		async () => {
			expect(await objectiveDay('above', '2026-07-10')).toMatchObject({ progress: 20 });
			expect(await objectiveDay('below', '2026-07-10')).toMatchObject({
				progress: 90,
				is_aligned: 1
			});
		}
	);

	tells(
		'at exactly ten per cent expected it is no longer too early, and exactly 10 and 25 points behind are the better word',
		[
			objective('edge'),
			// 40 days from 22 August to 30 September: the 4th is 10 per cent.
			keyResult('edge ten', { of: 'edge', from: '2026-08-22' }),
			// 50 days from 12 August: the 10th is 20 per cent.
			keyResult('edge twenty', { of: 'edge', from: '2026-08-12' }),
			// 92 days from 1 July: the 23rd is 25 per cent.
			keyResult('edge quarter', { of: 'edge' }),
			read('edge ten', '2026-08-22', 0),
			read('edge twenty', '2026-08-12', 10),
			read('edge quarter', '2026-07-01', 0)
		],
		async () => {
			expect(await day('edge ten', '2026-08-24')).toMatchObject({ pace: 'too_early' });
			expect(await day('edge ten', '2026-08-25')).toMatchObject({
				expected: 10,
				pace: 'on_track'
			});
			expect(await day('edge twenty', '2026-08-21')).toMatchObject({
				expected: 20,
				pace: 'on_track'
			});
			expect(await day('edge twenty', '2026-08-22')).toMatchObject({ pace: 'behind' });
			expect(await day('edge quarter', '2026-07-23')).toMatchObject({
				expected: 25,
				pace: 'behind'
			});
			expect(await day('edge quarter', '2026-07-24')).toMatchObject({ pace: 'at_risk' });
		}
	);
});

describe('no movement (metrics.md 5)', () => {
	tells(
		'takes three due weeks to say: of a key result with two it is not said',
		[
			objective('two'),
			keyResult('twok', { of: 'two', from: '2026-07-12' }),
			read('twok', '2026-07-12', 20),
			...['2026-07-14', '2026-07-21', '2026-07-28'].map((at) =>
				checkIn(`two ${at}`, { of: 'two', at, keyResults: { twok: 20 } })
			)
		],
		async () => {
			expect(await day('twok', '2026-07-27')).toMatchObject({ stall_reason: '' });
			expect(await day('twok', '2026-08-02')).toMatchObject({ stall_reason: '' });
			// The weeks of 13, 20 and 27 July are over.
			expect(await day('twok', '2026-08-03')).toMatchObject({ stall_reason: 'no_movement' });
		}
	);
});

describe('links of objectives that are not live (metrics.md 7)', () => {
	tells(
		'are counted nowhere: neither a broken one of a draft, nor a valid one of it as coming in',
		[
			objective('top', { owner: 'boss' }),
			objective('draft', { isDraft: true }),
			objective('draft', { from: '2026-08-10' }),
			link('draft', 'top'),
			link('draft', 'nowhere')
		],
		async () => {
			const brokenOn = async (as_of: string) =>
				(await rows('mart_objective_days', { as_of })).reduce(
					(sum, found) => sum + Number(found['broken_link_count']),
					0
				);
			expect(await objectiveDay('top', '2026-08-09')).toMatchObject({ valid_incoming_links: 0 });
			expect(await brokenOn('2026-08-09')).toBe(0);
			expect(await objectiveDay('top', '2026-08-10')).toMatchObject({ valid_incoming_links: 1 });
			expect(await brokenOn('2026-08-10')).toBe(1);
		}
	);
});

describe('an attribute that changed (metrics.md 1)', () => {
	tells(
		'holds for the whole day whose read saw it, in the rows and in their names',
		[
			objective('renamed', { title: 'Win Hanoi', owner: 'linh' }),
			objective('renamed', { title: 'Win Vietnam', owner: 'boss', from: '2026-08-10 18:00' })
		],
		async () => {
			const titled = async (as_of: string) => {
				const found = await objectiveDay('renamed', as_of);
				const label = await row('mart_labels', { label_id: String(found?.['label_id']) });
				return [label?.['objective_title'], found?.['owner_id'], found?.['level']];
			};
			expect(await titled('2026-08-09')).toEqual(['Win Hanoi', 'linh', 'individual']);
			expect(await titled('2026-08-10')).toEqual(['Win Vietnam', 'boss', 'company']);
		}
	);
});
