/** OKR quality and health scores, by the oracle, against numbers worked out by hand. Q4 2026 has 92 days and starts on a Thursday. */
import { describe, expect, it } from 'vitest';
import type { Objective } from '../../../etl/sandbox/company/model.ts';
import { keyResultMeasures, objectiveMeasures } from './measures.ts';
import {
	always,
	at,
	checkIn,
	keyResult,
	known,
	link,
	objective,
	says,
	theObjective
} from './mini-company.ts';
import { keyResultRows, objectiveRow, objectiveRows } from './rows.ts';

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
