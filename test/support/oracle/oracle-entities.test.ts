/** Days, history and entities, by the oracle, against numbers worked out by hand. Q4 2026 has 92 days and starts on a Thursday. */
import { describe, expect, it } from 'vitest';
import type { CheckIn } from '../../../etl/sandbox/company/model.ts';
import { endOfDay, mondayOf, startOfDay, workedDaysBetween } from './days.ts';
import {
	always,
	at,
	checkIn,
	department,
	keyResult,
	known,
	objective,
	one,
	period,
	person,
	progress,
	revision,
	row,
	since,
	theKeyResult,
	theObjective
} from './mini-company.ts';
import { expectedAt, progressAt } from './progress.ts';
import { checkInRows, objectiveRows, weekRows } from './rows.ts';

describe('1. days and history', () => {
	it('a local day begins where the zone says, also where midnight does not exist', () => {
		expect(startOfDay('2026-11-22', 'Asia/Shanghai')).toBe(Date.parse('2026-11-21T16:00:00Z'));
		expect(endOfDay('2026-11-22', 'America/New_York')).toBe(Date.parse('2026-11-23T05:00:00Z') - 1);
		// In Beirut the clock jumps from 24:00 to 01:00 on the last Sunday of March.
		expect(startOfDay('2026-03-29', 'Asia/Beirut')).toBe(Date.parse('2026-03-28T22:00:00Z'));
		expect(mondayOf('2026-11-22')).toBe('2026-11-16');
	});

	it('days inside a holiday week do not count', () => {
		expect(workedDaysBetween('2026-10-01', '2026-10-14', ['2026-10-05'])).toBe(6);
	});

	it('an attribute that changed holds from the read that saw it, and the first one since the creation', () => {
		const world = one(
			{ keyResult: { title: since(['2026-10-01', 'Old 1'], ['2026-10-20', 'New 1']) } },
			['2026-10-10', '2026-11-01']
		);
		expect(row(world, '2026-10-01')?.key_result_title).toBe('Old 1');
		expect(row(world, '2026-10-31')?.key_result_title).toBe('Old 1');
		expect(row(world, '2026-11-01')?.key_result_title).toBe('New 1');
	});

	it('without a creation time, what the first read finds was there from the first day of the period', () => {
		const world = one({ objective: { hasNewFields: false, created: at('2026-10-09') } }, [
			'2026-10-10'
		]);
		expect(row(world, '2026-10-01')).not.toBeNull();
	});

	it('without a creation time, what a later read finds starts at its earliest check-in or at that read', () => {
		const late = { hasNewFields: false, created: at('2026-10-12') };
		const silent = one({ objective: late }, ['2026-10-10', '2026-10-20']);
		expect(row(silent, '2026-10-19')).toBeNull();
		expect(row(silent, '2026-10-20')).not.toBeNull();
		const spoken = one({ objective: late, checkIns: [checkIn('2026-10-15')] }, [
			'2026-10-10',
			'2026-10-20'
		]);
		expect(row(spoken, '2026-10-14')).toBeNull();
		expect(row(spoken, '2026-10-15')).not.toBeNull();
	});

	it('the objectives of somebody who joined after the first read do not start before that person', () => {
		const world = known(
			{
				people: [person('ann'), person('bob', '1', { joined: at('2026-10-15') })],
				objectives: [
					objective('o', {
						hasNewFields: false,
						ownerId: always('bob'),
						created: at('2026-10-16')
					})
				]
			},
			['2026-10-10', '2026-10-20']
		);
		expect(objectiveRows(world, '2026-10-19')).toEqual([]);
		expect(objectiveRows(world, '2026-10-20')).toHaveLength(1);
	});

	it('a key result that appears later starts at its earliest check-in', () => {
		const world = one(
			{
				keyResult: { created: at('2026-10-12') },
				checkIns: [checkIn('2026-10-13', progress(5))]
			},
			['2026-10-10', '2026-10-20']
		);
		expect(row(world, '2026-10-12')).toBeNull();
		expect(row(world, '2026-10-13')).not.toBeNull();
		// S_k is 13 October: 80 days remain, the first is 1/80.
		expect(expectedAt(world, theKeyResult(world), '2026-10-13')).toBeCloseTo(1.25, 12);
	});

	it('what is missing from a complete read is closed at that read', () => {
		const world = one({ objective: { deleted: at('2026-10-15') } }, ['2026-10-10', '2026-10-20']);
		expect(row(world, '2026-10-19')).not.toBeNull();
		expect(row(world, '2026-10-20')).toBeNull();
	});

	it('a period that ended more than 35 days ago is read by the first sync only', () => {
		const old = period('q2', '2026-04-01', '2026-06-30');
		const facts = {
			periods: [period('q1', '2026-01-01', '2026-03-31'), old],
			objectives: [objective('o', { periodId: 'q2', created: at('2026-04-01') })]
		};
		expect(known(facts, ['2026-11-01']).periods.has('q2')).toBe(true);
		expect(known(facts, ['2026-11-01']).periods.has('q1')).toBe(false);
		const world = known(
			{ ...facts, objectives: [objective('o', { periodId: 'q2', deleted: at('2026-11-05') })] },
			['2026-11-01', '2026-11-08']
		);
		expect(theObjective(world, 'o').history).toHaveLength(1);
		expect(theObjective(world, 'o').history[0]?.to).toBe(Infinity);
	});
});

describe('2. entities', () => {
	it('levels follow heads: of the root, of exactly the department, or none', () => {
		const world = known(
			{
				departments: [
					department('1', { headIds: always(['ann']) }),
					department('2', { headIds: always(['bob']) }),
					department('3', { parentId: always('2') })
				],
				people: [person('ann'), person('bob', '2'), person('cid', '2'), person('dan', '3')],
				objectives: [
					objective('a', { ownerId: always('ann'), teamIds: always(['3']) }),
					objective('b', { ownerId: always('bob') }),
					objective('b3', { ownerId: always('bob'), teamIds: always(['3']) }),
					objective('unknown team', { ownerId: always('bob'), teamIds: always(['99']) }),
					objective('c', { ownerId: always('cid') }),
					objective('org', { kind: 'organisation', teamIds: always(['2']) }),
					objective('root', { kind: 'organisation', teamIds: always(['1']) })
				]
			},
			['2026-10-10']
		);
		const rows = objectiveRows(world, '2026-10-10');
		expect(rows.map((found) => [found.objective_id, found.level, found.department_path])).toEqual([
			['a', 'company', '/1/2/3/'],
			['b', 'department', '/1/2/'],
			['b3', 'individual', '/1/2/3/'],
			['unknown team', 'department', '/1/2/'],
			['c', 'individual', '/1/2/'],
			['org', 'department', '/1/2/'],
			['root', 'company', '/1/']
		]);
	});

	it('without a head of the root the active bosses lead, and without them those configured', () => {
		const facts = {
			people: [
				person('ann', '1', {
					isBoss: true,
					isActive: since(['2026-01-01', true], ['2026-10-15', false])
				}),
				person('bob')
			],
			objectives: [
				objective('a', { ownerId: always('ann') }),
				objective('b', { ownerId: always('bob') })
			]
		};
		const world = known(facts, ['2026-10-10', '2026-10-20'], { companyHeadUserIds: ['bob'] });
		const levels = (day: string) => objectiveRows(world, day).map(({ level }) => level);
		expect(levels('2026-10-19')).toEqual(['company', 'individual']);
		expect(levels('2026-10-20')).toEqual(['individual', 'company']);
	});

	it('a moved department has its old path before the read and its new one after; today it is everywhere', () => {
		const world = known(
			{
				departments: [
					department('1'),
					department('2'),
					department('3'),
					department('4', { parentId: since(['2020-01-01', '2'], ['2026-10-15', '3']) })
				],
				people: [person('ann', '4')],
				objectives: [objective('o')]
			},
			['2026-10-10', '2026-10-20']
		);
		const paths = (day: string) =>
			objectiveRows(world, day).map((found) => [
				found.department_path,
				found.department_path_today
			]);
		expect(paths('2026-10-19')).toEqual([['/1/2/4/', '/1/3/4/']]);
		expect(paths('2026-10-20')).toEqual([['/1/3/4/', '/1/3/4/']]);
	});

	it('a draft is not live until the read that saw it approved', () => {
		const world = one(
			{
				objective: {
					approveStatus: since(['2026-10-01', 'preApprove'], ['2026-10-15', 'approved'])
				}
			},
			['2026-10-10', '2026-10-20']
		);
		expect(row(world, '2026-10-19')).toBeNull();
		expect(row(world, '2026-10-20')).not.toBeNull();
	});

	it('objectives of other categories are not read', () => {
		const world = known(
			{
				rules: [
					{ id: 'okr', name: 'OKR', category: 'OKR', isEnabled: true },
					{ id: 'pbc', name: 'PBC', category: 'PBC', isEnabled: true }
				],
				objectives: [objective('o', { ruleId: 'pbc' })]
			},
			['2026-10-10']
		);
		expect(world.objectives.size).toBe(0);
	});

	it('a check-in speaks with the last revision observed until then, or the earliest observed one', () => {
		const edited: CheckIn = {
			...checkIn('2026-10-06'),
			revisions: [
				revision('2026-10-06', progress(10)),
				revision('2026-10-08', progress(20)),
				revision('2026-10-12', progress(30))
			]
		};
		const world = one({ checkIns: [edited] }, ['2026-10-10', '2026-10-20']);
		const values = ['2026-10-05', '2026-10-06', '2026-10-11', '2026-10-12'].map((day) =>
			progressAt(world, theKeyResult(world), day)
		);
		// The revision of 6 October was never observed.
		expect(values).toEqual([null, 20, 20, 30]);
	});

	it('a deleted check-in counts until the read that missed it', () => {
		const deleted = { ...checkIn('2026-10-06', progress(10)), deleted: at('2026-10-12') };
		const world = one({ checkIns: [deleted] }, ['2026-10-10', '2026-10-20']);
		expect(progressAt(world, theKeyResult(world), '2026-10-19')).toBe(10);
		expect(progressAt(world, theKeyResult(world), '2026-10-20')).toBeNull();
		expect(checkInRows(world)).toEqual([]);
		expect(weekRows(world)[0]?.check_in_state).toBe('not_due');
		expect(weekRows(world)[1]?.check_in_state).toBe('missed');
	});

	it('a check-in that lists no key result counts for those live on its day', () => {
		const world = known(
			{
				objectives: [
					objective('o', {
						keyResults: [
							keyResult('k'),
							keyResult('later', { created: at('2026-10-15') }),
							keyResult('gone', { deleted: at('2026-10-15') })
						],
						checkIns: [checkIn('2026-10-06'), checkIn('2026-10-21')]
					})
				]
			},
			['2026-10-10', '2026-10-20', '2026-10-22']
		);
		const pairs = checkInRows(world).map((found) => `${found.check_in_id} ${found.key_result_id}`);
		expect(pairs.sort()).toEqual([
			'check-in 2026-10-06 gone',
			'check-in 2026-10-06 k',
			'check-in 2026-10-21 k',
			'check-in 2026-10-21 later'
		]);
	});
});
