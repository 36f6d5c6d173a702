/** The oracle itself, against numbers worked out by hand. Q4 2026 has 92 days and starts on a Thursday. */
import { describe, expect, it } from 'vitest';
import type { CheckIn, KeyResult, Objective } from '../../../etl/sandbox/company/model.ts';
import { alignmentOn } from './alignment.ts';
import { currentConfidence } from './confidence.ts';
import { endOfDay, mondayOf, startOfDay, workedDaysBetween } from './days.ts';
import type { World } from './known.ts';
import { contributionMeasures } from './link-measures.ts';
import { alignmentRows, contributionRows, dependencyRows } from './links.ts';
import { keyResultMeasures, objectiveMeasures, personMeasures, weekMeasures } from './measures.ts';
import {
	always,
	at,
	checkIn,
	department,
	keyResult,
	known,
	link,
	objective,
	period,
	person,
	revision,
	says,
	since
} from './mini-company.ts';
import { expectedAt, objectiveProgress, paceOf, progressAt } from './progress.ts';
import {
	checkInRows,
	keyResultRow,
	keyResultRows,
	objectiveRow,
	objectiveRows,
	personRows,
	weekRows
} from './rows.ts';

/** One objective `o` with one key result `k`. */
function one(
	facts: { keyResult?: Partial<KeyResult>; objective?: Partial<Objective>; checkIns?: CheckIn[] },
	syncDays: string[],
	settings = {}
): World {
	return known(
		{
			objectives: [
				objective('o', {
					keyResults: [keyResult('k', facts.keyResult)],
					checkIns: facts.checkIns ?? [],
					...facts.objective
				})
			]
		},
		syncDays,
		settings
	);
}

function theKeyResult(world: World) {
	const found = world.keyResults.get('k');
	if (found === undefined) throw new RangeError('k was never read');
	return found;
}

function row(world: World, day: string) {
	return keyResultRow(world, theKeyResult(world), day);
}

function theObjective(world: World, id: string) {
	const found = world.objectives.get(id);
	if (found === undefined) throw new RangeError(`${id} was never read`);
	return found;
}

const progress = (value: number) => ({ keyResults: [{ id: 'k', progress: value }] });

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

describe('3. progress and pace', () => {
	it('the latest of what check-ins state and reads observe counts, clamped', () => {
		const world = one(
			{
				keyResult: { progress: since(['2026-10-01', 0], ['2026-10-09', 40], ['2026-10-14', 130]) },
				checkIns: [checkIn('2026-10-08', progress(-5)), checkIn('2026-10-12', progress(50))]
			},
			['2026-10-10', '2026-10-20']
		);
		const values = ['2026-10-07', '2026-10-08', '2026-10-10', '2026-10-12', '2026-10-20'].map(
			(day) => progressAt(world, theKeyResult(world), day)
		);
		expect(values).toEqual([null, 0, 40, 50, 100]);
	});

	it('the first value observed after the period counts from its last day on, if there was none inside', () => {
		const ended = { periods: [period('q3', '2026-07-01', '2026-09-30')] };
		const facts = (checkIns: CheckIn[]) => ({
			...ended,
			objectives: [
				objective('o', {
					periodId: 'q3',
					created: at('2026-07-01'),
					keyResults: [keyResult('k', { progress: since(['2026-07-01', 70], ['2026-10-15', 80]) })],
					checkIns
				})
			]
		});
		const world = known(facts([]), ['2026-10-10', '2026-10-20']);
		expect(progressAt(world, theKeyResult(world), '2026-09-29')).toBeNull();
		expect(progressAt(world, theKeyResult(world), '2026-09-30')).toBe(70);
		const spoken = known(facts([checkIn('2026-09-01', progress(30))]), ['2026-10-10']);
		expect(progressAt(spoken, theKeyResult(spoken), '2026-09-30')).toBe(30);
	});

	it('expected progress is 100 on the last day, and pace takes the first that holds', () => {
		const world = one({}, ['2026-12-31']);
		const expected = (day: string) => expectedAt(world, theKeyResult(world), day);
		expect(expected('2026-10-01')).toBeCloseTo(100 / 92, 12);
		expect(expected('2026-12-31')).toBe(100);
		expect(paceOf(100, 5)).toBe('done');
		expect(paceOf(null, 5)).toBe('unknown');
		expect(paceOf(0, 9.99)).toBe('too_early');
		expect(paceOf(0, 10)).toBe('on_track');
		expect(paceOf(25, 50)).toBe('behind');
		expect(paceOf(24.9, 50)).toBe('at_risk');
	});

	it('a zero or missing weight takes a key result out, unless no weight is positive', () => {
		const world = (weights: (number | null)[]) =>
			known(
				{
					objectives: [
						objective('o', {
							keyResults: weights.map((weight, index) =>
								keyResult(`k${index}`, {
									weight: always(weight),
									progress: always([20, 80, null][index] ?? null)
								})
							)
						})
					]
				},
				['2026-10-10']
			);
		const P = (weights: (number | null)[]) => {
			const made = world(weights);
			return objectiveProgress(made, theObjective(made, 'o'), '2026-10-10');
		};
		expect(P([30, 10, 60])).toBe(35);
		expect(P([null, 0, null])).toBe(50);
		expect(P([0, 10, 60])).toBe(80);
		expect(P([0, 0, 60])).toBeNull();
	});
});

describe('4. confidence', () => {
	it('a named line beats a general one, the last that states something speaks', () => {
		const world = one(
			{
				checkIns: [
					checkIn('2026-10-06', {
						keyResults: [{ id: 'k', progress: null }],
						says: [
							says({ keyResultId: 'k', confidence: 4 }),
							says({ keyResultId: 'k', confidence: 5 }),
							says({ keyResultId: 'k', blocker: 'Customs' }),
							says({ confidence: 9, blocker: 'Rain', nextAction: 'Call' })
						]
					})
				]
			},
			['2026-10-10']
		);
		const found = row(world, '2026-10-10');
		expect([found?.confidence, found?.blocker, found?.next_action]).toEqual([5, 'Customs', 'Call']);
	});

	it('the current value is at most 14 days old, holiday weeks not counted', () => {
		const checkIns = [checkIn('2026-10-06', { says: [says({ confidence: 2 })] })];
		const world = one({ checkIns }, ['2026-11-01']);
		expect(currentConfidence(world, theKeyResult(world), '2026-10-20')?.value).toBe(2);
		expect(currentConfidence(world, theKeyResult(world), '2026-10-21')).toBeNull();
		const rested = one({ checkIns }, ['2026-11-01'], { holidayWeeks: ['2026-10-12'] });
		expect(currentConfidence(rested, theKeyResult(rested), '2026-10-27')?.value).toBe(2);
		expect(currentConfidence(rested, theKeyResult(rested), '2026-10-28')).toBeNull();
	});

	it('measures of confidence rest on open key results with a current value', () => {
		const confident = (id: string, confidence: number | null, value: number) => ({
			keyResult: keyResult(id, { progress: always(value) }),
			checkIn: {
				...checkIn('2026-10-08', {
					keyResults: [{ id, progress: null }],
					says: [says({ confidence })]
				}),
				id: `about ${id}`
			}
		});
		const parts = [
			confident('a', 1, 0),
			confident('b', 7, 0),
			confident('c', 7.5, 0),
			confident('d', 10, 0),
			confident('e', null, 0),
			confident('f', 0, 100)
		];
		const world = known(
			{
				objectives: [
					objective('o', {
						keyResults: parts.map((part) => part.keyResult),
						checkIns: parts.map((part) => part.checkIn)
					})
				]
			},
			['2026-10-10']
		);
		expect(keyResultMeasures(keyResultRows(world, '2026-10-10'))).toMatchObject({
			key_result_count: 6,
			open_count: 5,
			done_count: 1,
			red_flag_count: 1,
			watch_count: 1,
			stable_count: 2,
			avg_confidence: 25.5 / 4,
			median_confidence: 7.25,
			confidence_coverage: 0.8,
			net_confidence: 25
		});
		expect(keyResultMeasures([])).toMatchObject({
			open_count: 0,
			avg_confidence: null,
			median_confidence: null,
			net_confidence: null,
			delivery_score: null
		});
	});
});

describe('5. stalled key results', () => {
	it('never started: no check-in, no movement, more than 10 days after the start', () => {
		const world = one({ keyResult: { progress: always(5) } }, ['2026-10-20', '2026-10-30']);
		expect(row(world, '2026-10-11')?.stall_reason).toBeNull();
		expect(row(world, '2026-10-12')?.stall_reason).toBe('never_started');
		expect(row(world, '2026-10-30')).toMatchObject({
			stall_reason: 'never_started',
			days_stalled: 29
		});
	});

	it('silent: seen to move or spoken of once, but no check-in for more than 10 days', () => {
		const moved = one({ keyResult: { progress: since(['2026-10-01', 5], ['2026-10-15', 6]) } }, [
			'2026-10-10',
			'2026-10-16'
		]);
		expect(row(moved, '2026-10-15')?.stall_reason).toBe('never_started');
		expect(row(moved, '2026-10-16')?.stall_reason).toBe('silent');
		const spoken = one({ checkIns: [checkIn('2026-10-05')] }, ['2026-10-20']);
		expect(row(spoken, '2026-10-15')?.stall_reason).toBeNull();
		expect(row(spoken, '2026-10-16')).toMatchObject({
			stall_reason: 'silent',
			days_since_check_in: 11
		});
	});

	it('no movement: a check-in in each of the last 3 closed due weeks, and less than 1 point', () => {
		const weekly = (values: number[]) =>
			one(
				{
					checkIns: ['2026-10-02', '2026-10-09', '2026-10-16', '2026-10-23', '2026-10-30'].map(
						(day, index) => checkIn(day, progress(values[index] ?? 0))
					)
				},
				['2026-11-01', '2026-11-02']
			);
		const still = weekly([10, 10, 10.5, 10.9, 50]);
		// On Sunday the week of 26 October still runs: the three weeks end on 25 October, the one before on 4 October.
		expect(row(still, '2026-11-01')?.stall_reason).toBe('no_movement');
		expect(row(still, '2026-11-02')?.stall_reason).toBeNull();
		expect(row(weekly([10, 10, 10, 11, 11]), '2026-11-01')?.stall_reason).toBeNull();
		// Before the third closed due week is over it cannot hold. The first week has only two days: not due.
		expect(row(still, '2026-10-25')?.stall_reason).toBeNull();
	});

	it('blocked: the latest check-in, at most 14 days old, names a blocker; a done key result never', () => {
		const blocked = checkIn('2026-10-05', { says: [says({ blocker: 'Customs' })] });
		const world = one({ checkIns: [blocked] }, ['2026-10-30']);
		expect(row(world, '2026-10-19')?.is_blocked).toBe(true);
		expect(row(world, '2026-10-20')?.is_blocked).toBe(false);
		const answered = one({ checkIns: [blocked, checkIn('2026-10-06')] }, ['2026-10-10']);
		expect(row(answered, '2026-10-10')?.is_blocked).toBe(false);
		const done = one({ checkIns: [blocked], keyResult: { progress: always(100) } }, ['2026-10-05']);
		expect(row(done, '2026-10-05')?.is_blocked).toBe(false);
	});

	it('where check-ins may not be read, nothing is stalled, blocked, on time or missed', () => {
		const world = one({ objective: { areCheckInsReadable: false } }, ['2026-11-01']);
		expect(row(world, '2026-11-01')).toMatchObject({ stall_reason: null, is_blocked: null });
		expect(weekMeasures(weekRows(world))).toMatchObject({ due_count: 0, compliance: null });
	});

	it('silence is judged at the day on which the objective was last answered for', () => {
		const world = one(
			{ checkIns: [checkIn('2026-10-05')], objective: { deleted: at('2026-10-12') } },
			['2026-10-10', '2026-10-30']
		);
		expect(row(world, '2026-10-29')).toMatchObject({ stall_reason: null, days_since_check_in: 24 });
		expect(weekRows(world).map(({ check_in_state }) => check_in_state)).toEqual([
			'not_due',
			'pending',
			'pending',
			'pending',
			'pending'
		]);
	});
});

describe('6. check-in discipline', () => {
	it('a due week is on time, late or missed; others are pending or not due', () => {
		const world = one(
			{
				checkIns: [checkIn('2026-10-11 23:30'), checkIn('2026-10-21'), checkIn('2026-10-29')]
			},
			['2026-11-10'],
			{ holidayWeeks: ['2026-10-26'] }
		);
		expect(weekRows(world).map((found) => [found.week, found.check_in_state])).toEqual([
			// Only Thursday and Friday of the first week lie in the quarter.
			['2026-09-28', 'not_due'],
			['2026-10-05', 'on_time'],
			// Wednesday 21 October counts for its own week and saves the one before.
			['2026-10-12', 'late'],
			['2026-10-19', 'on_time'],
			['2026-10-26', 'not_due'],
			['2026-11-02', 'missed'],
			['2026-11-09', 'pending']
		]);
		expect(weekMeasures(weekRows(world))).toMatchObject({
			base_count: 7,
			due_count: 4,
			on_time_count: 2,
			late_count: 1,
			missed_count: 1,
			compliance: 0.5
		});
	});

	it('a key result that was done on the Sunday before is not due', () => {
		const world = one({ checkIns: [checkIn('2026-10-11 20:00', progress(100))] }, ['2026-10-30']);
		expect(weekRows(world).map(({ check_in_state }) => check_in_state)).toEqual([
			'not_due',
			'on_time',
			'not_due',
			'not_due',
			'pending'
		]);
	});

	it('quality counts five marks of the last check-in inside the week', () => {
		const full = {
			keyResults: [{ id: 'k', progress: 10 }],
			says: [says({ confidence: 7, nextAction: 'Call', saysNoBlocker: true })]
		};
		const same = { html: '<p>All  as PLANNED</p>' };
		const world = one(
			{
				checkIns: [
					checkIn('2026-10-06'),
					checkIn('2026-10-09', { ...full, ...same }),
					checkIn('2026-10-14', { html: '<article><p>all as</p> <p>planned</p></article>' })
				]
			},
			['2026-10-20']
		);
		expect(weekRows(world).map(({ quality_marks }) => quality_marks)).toEqual([null, 5, 0, null]);
		expect(weekMeasures(weekRows(world)).check_in_quality).toBe(0.5);
	});

	it('the weekly value is the last one stated in the week, progress that of its Sunday', () => {
		const world = one(
			{
				checkIns: [
					checkIn('2026-10-06', { ...progress(10), says: [says({ confidence: 8 })] }),
					checkIn('2026-10-08', { ...progress(20), says: [says({ confidence: 2 })] }),
					checkIn('2026-10-09', progress(30)),
					checkIn('2026-10-12', { ...progress(40), says: [says({ confidence: 9 })] })
				]
			},
			['2026-10-20']
		);
		expect(weekRows(world)[1]).toMatchObject({ week_confidence: 2, week_progress: 30 });
		expect(weekMeasures(weekRows(world))).toMatchObject({
			avg_confidence: 5.5,
			red_flag_count: 1,
			avg_progress: 35,
			confidence_coverage: 1
		});
	});
});

describe('7. alignment', () => {
	const company = { kind: 'organisation', teamIds: always(['1']) } as const;
	const linked = (id: string, up: ReturnType<typeof link>[], facts: Partial<Objective> = {}) =>
		objective(id, { up: always(up), ...facts });

	it('tells the first reason that holds', () => {
		const world = known(
			{
				objectives: [
					objective('top', {
						...company,
						keyResults: [keyResult('gone', { deleted: at('2026-10-02') })]
					}),
					objective('year', { ...company, periodId: 'year' }),
					linked('dangling', [link('nowhere')]),
					linked('to a key result that is gone', [link('gone', null, 'keyResult')]),
					linked('self', [link('self')]),
					linked('x', [link('y')]),
					linked('y', [link('x')]),
					linked('of the year', [link('top')], { periodId: 'year' }),
					linked('valid', [link('top')]),
					linked('to the year', [link('year')]),
					linked('through a cycle', [link('x')])
				]
			},
			['2026-10-10']
		);
		const reasons = objectiveRows(world, '2026-10-10').map((found) => [
			found.objective_id,
			found.broken_link_reason,
			found.is_aligned,
			found.is_rooted
		]);
		expect(Object.fromEntries(reasons.map(([id, ...rest]) => [id, rest]))).toEqual({
			top: [null, false, false],
			year: [null, false, false],
			dangling: ['dangling', false, false],
			'to a key result that is gone': ['dangling', false, false],
			self: ['self', false, false],
			x: ['cycle', false, false],
			y: ['cycle', false, false],
			'of the year': ['period_mismatch', false, false],
			valid: [null, true, true],
			'to the year': [null, true, true],
			'through a cycle': [null, true, false]
		});
		expect(objectiveMeasures(objectiveRows(world, '2026-10-10'))).toMatchObject({
			company_objective_count: 2,
			aligned_count: 3,
			orphan_count: 6,
			rooted_count: 2,
			objective_coverage: 3 / 9,
			rooted_coverage: 2 / 9,
			top_down_coverage: 1,
			broken_link_count: 6
		});
	});

	it('statements of both sides are one link, and a typed one beats an untyped one', () => {
		const world = known(
			{
				objectives: [
					objective('top', {
						...company,
						down: always([link('a', 'COOPERATION'), link('b', 'SUPPORT'), link('c'), link('who')])
					}),
					linked('a', [link('top')]),
					linked('b', [link('top')]),
					linked('c', [])
				]
			},
			['2026-10-10']
		);
		const { links } = alignmentOn(world, '2026-10-10');
		expect(links.map(({ child, kind, reason }) => [child.id, kind, reason]).sort()).toEqual([
			['b', 'SUPPORT', null],
			['c', null, null]
		]);
	});

	it('leaves out periods without a company objective in them or in an enclosing one', () => {
		const world = known(
			{
				periods: [
					period('q4', '2026-10-01', '2026-12-31'),
					period('odd', '2026-09-01', '2026-10-31')
				],
				people: [person('ann'), person('bob'), person('cid')],
				objectives: [
					objective('top', company),
					linked('a', [link('top')]),
					linked('b', [], { periodId: 'odd', ownerId: always('bob') })
				]
			},
			['2026-10-10']
		);
		const rows = objectiveRows(world, '2026-10-10');
		expect(objectiveMeasures(rows)).toMatchObject({ objective_coverage: 0.5, rooted_coverage: 1 });
		expect(objectiveMeasures(rows.filter(({ period_id }) => period_id === 'odd'))).toMatchObject({
			rooted_count: 0,
			rooted_coverage: null,
			top_down_coverage: null
		});
		expect(personMeasures(personRows(world, '2026-10-10'))).toEqual({
			base_count: 3,
			people_count: 3,
			people_with_objective_count: 2,
			rooted_people_count: 1,
			adoption_rate: 2 / 3,
			person_coverage: 1
		});
	});

	it('counts a department as linked with one link in and one out, of the chosen period', () => {
		const world = known(
			{
				departments: [department('1'), department('2'), department('3')],
				people: [person('ann', '2'), person('bob', '3')],
				objectives: [
					linked('a', [link('b')]),
					objective('b', { ownerId: always('bob'), up: always([]) }),
					objective('c', {
						kind: 'organisation',
						teamIds: always(['3']),
						up: always([link('a', 'COOPERATION')])
					})
				]
			},
			['2026-10-10']
		);
		const rows = objectiveRows(world, '2026-10-10');
		// Both receive one and give one: 2 to 3 by alignment, 3 to 2 by cooperation.
		expect(objectiveMeasures(rows).linked_department_rate).toBe(1);
		expect(
			objectiveMeasures(rows.filter(({ objective_id }) => objective_id !== 'c'))
		).toMatchObject({
			linked_department_rate: 0.5
		});
	});
});

describe('7. contributions, 8. dependencies', () => {
	const world = () =>
		known(
			{
				departments: [department('1'), department('2'), department('3')],
				people: [person('ann', '2'), person('bob', '3')],
				objectives: [
					objective('top', { kind: 'organisation', teamIds: always(['1']) }),
					objective('also', {
						...{ kind: 'organisation', teamIds: always(['1']), periodId: 'year' },
						up: always([link('top')])
					}),
					objective('a', {
						up: always([link('top'), link('also')]),
						keyResults: [keyResult('ak', { progress: always(60) })]
					}),
					objective('b', {
						ownerId: always('bob'),
						up: always([link('ak', null, 'keyResult'), link('c', 'COOPERATION')]),
						keyResults: [keyResult('bk', { progress: always(0) })]
					}),
					objective('c', { up: always([link('gone')]) })
				]
			},
			['2026-11-10']
		);

	it('an objective contributes to each company objective that it reaches, on the shortest way', () => {
		const rows = contributionRows(world(), '2026-11-10');
		expect(
			rows.map((row) => [row.objective_id, row.company_objective_id, row.distance]).sort()
		).toEqual([
			['a', 'also', 1],
			['a', 'top', 1],
			['b', 'also', 2],
			['b', 'top', 2]
		]);
		// 41 of 92 days: 45 are expected, so 60 is on track and 0 at risk.
		expect(contributionMeasures(rows)).toEqual({
			...{ base_count: 4, contributing_objective_count: 2, contributing_department_count: 2 },
			...{ contributing_person_count: 2, supported_company_objective_count: 2 },
			...{ progress_count: 2, avg_progress: 30, paced_objective_count: 2, worst_pace: 'at_risk' }
		});
	});

	it('a dependency is at risk by the key result that it names, or by any of the objective', () => {
		const rows = dependencyRows(world(), '2026-11-10');
		const told = rows.map((row) => [
			...[row.from_objective_id, row.to_objective_id, row.to_key_result_id],
			...[row.has_target_key_result, row.is_at_risk]
		]);
		expect(told.sort()).toEqual([
			['a', 'also', null, false, false],
			['a', 'top', null, false, false],
			// Nobody has ever checked in: "ak" is silent.
			['b', 'a', 'ak', true, true],
			['b', 'c', null, false, false]
		]);
	});

	it('a broken link has a row with its reason, and what is not known of its target is empty', () => {
		const rows = alignmentRows(world(), '2026-11-10');
		expect(rows.filter((row) => !row.is_valid)).toMatchObject([
			{ objective_id: 'also', broken_link_reason: 'period_mismatch', parent_objective_id: 'top' },
			{ objective_id: 'c', broken_link_reason: 'dangling', parent_objective_id: null }
		]);
	});
});

describe('10. OKR quality', () => {
	it('checks what applies and nothing else', () => {
		const checks = (facts: Partial<Objective>) => {
			const world = known({ objectives: [objective('o', facts)] }, ['2026-10-10', '2026-11-20']);
			const found = objectiveRow(world, theObjective(world, 'o'), '2026-11-20');
			return [found?.checks_passed, found?.checks_applicable];
		};
		const three = ['a', 'b', 'c'].map((id) => keyResult(id));
		expect(checks({ keyResults: three })).toEqual([4, 4]);
		expect(checks({})).toEqual([1, 2]);
		expect(checks({ kind: 'organisation', teamIds: always(['1']) })).toEqual([0, 0]);
		expect(checks({ keyResults: [...three, keyResult('d', { title: always('๕ ร้าน') })] })).toEqual([
			4, 4
		]);
		expect(checks({ keyResults: [...three, keyResult('d', { title: always('More') })] })).toEqual([
			3, 4
		]);
		// Seen on 20 November, 50 days after the start of 92.
		expect(
			checks({ keyResults: [...three, keyResult('d', { created: at('2026-11-15') })] })
		).toEqual([3, 4]);
		const weighted = (weights: number[]) =>
			checks({
				keyResults: three.map((each, index) => ({
					...each,
					weight: always(weights[index] ?? null)
				}))
			});
		expect(weighted([30, 30, 40])).toEqual([5, 5]);
		expect(weighted([30, 30, 39.98])).toEqual([4, 5]);
		expect(weighted([0, 0, 0])).toEqual([4, 4]);
	});
});

describe('11. health scores', () => {
	it('delivery score is the healthy share of the weight that is not too early', () => {
		const world = known(
			{
				objectives: [
					objective('o', {
						keyResults: [
							keyResult('done', { weight: always(10), progress: always(100) }),
							keyResult('behind', { weight: always(30), progress: always(5) }),
							keyResult('unknown', { weight: always(60) })
						],
						checkIns: [checkIn('2026-10-19')]
					}),
					objective('p', {
						keyResults: [
							keyResult('healthy', { progress: always(30) }),
							keyResult('red', { progress: always(30) })
						],
						checkIns: [
							{
								...checkIn('2026-10-20', {
									keyResults: [{ id: 'red', progress: null }],
									says: [says({ confidence: 2.9 })]
								}),
								id: 'red one'
							},
							{
								...checkIn('2026-10-20', { keyResults: [{ id: 'healthy', progress: null }] }),
								id: 'healthy one'
							}
						]
					})
				]
			},
			['2026-10-21']
		);
		expect(keyResultMeasures(keyResultRows(world, '2026-10-21')).delivery_score).toBeCloseTo(
			0.3,
			12
		);
		// Nothing was known on 5 October: unknown is neither healthy nor too early.
		expect(keyResultMeasures(keyResultRows(world, '2026-10-05')).delivery_score).toBe(0);
	});

	it('practice score is the mean of at least three available parts', () => {
		const world = known(
			{
				objectives: [
					objective('top', { kind: 'organisation', teamIds: always(['1']) }),
					objective('o', {
						up: always([link('top')]),
						keyResults: ['a', 'b', 'c'].map((id) => keyResult(id)),
						checkIns: [checkIn('2026-10-06')]
					})
				]
			},
			['2026-10-20']
		);
		const on = (day: string) => objectiveMeasures(objectiveRows(world, day)).practice_score;
		// No closed due week yet: two parts only.
		expect(on('2026-10-11')).toBeNull();
		expect(on('2026-10-12')).toBe(1);
		// On 19 October one week was on time and one missed.
		expect(on('2026-10-19')).toBeCloseTo((0.5 + 1 + 1) / 3, 12);
	});
});
