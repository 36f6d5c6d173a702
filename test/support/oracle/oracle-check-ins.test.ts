/** Stalled key results and check-in discipline, by the oracle, against numbers worked out by hand. Q4 2026 has 92 days and starts on a Thursday. */
import { describe, expect, it } from 'vitest';
import { weekMeasures } from './measures.ts';
import { always, at, checkIn, one, progress, row, says, since } from './mini-company.ts';
import { weekRows } from './rows.ts';

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
