/** Progress, pace and confidence, by the oracle, against numbers worked out by hand. Q4 2026 has 92 days and starts on a Thursday. */
import { describe, expect, it } from 'vitest';
import type { CheckIn } from '../../../etl/sandbox/company/model.ts';
import { currentConfidence } from './confidence.ts';
import { keyResultMeasures } from './measures.ts';
import {
	always,
	at,
	checkIn,
	keyResult,
	known,
	objective,
	one,
	period,
	progress,
	row,
	says,
	since,
	theKeyResult,
	theObjective
} from './mini-company.ts';
import { expectedAt, objectiveProgress, paceOf, progressAt, valuesUntil } from './progress.ts';
import { keyResultRows } from './rows.ts';

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

	it('of a check-in and a read at one instant the read speaks', () => {
		const facts = { keyResult: { progress: since(['2026-10-01', 60]) } };
		const [read = 0] = theKeyResult(one(facts, ['2026-10-10'])).observed.map(
			({ at: instant }) => instant
		);
		const world = one(
			{ ...facts, checkIns: [{ ...checkIn('2026-10-10', progress(80)), created: read }] },
			['2026-10-10']
		);
		const stated = valuesUntil(world, theKeyResult(world), '2026-10-10');
		expect(stated.map(({ at: instant, value }) => [instant, value])).toEqual([
			[read, 80],
			[read, 60]
		]);
		expect(progressAt(world, theKeyResult(world), '2026-10-10')).toBe(60);
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
