import { describe, expect, it } from 'vitest';
import type { DepartmentFacts } from '$lib/server/queries/department-breakdown.ts';
import type { KeyResultDay } from '$lib/server/queries/key-result-trend.ts';
import { buildTiles, type TileMeasure, type TileSources } from './tiles.ts';

const TODAY = '2026-11-22';

function keyResults(facts: Partial<KeyResultDay> = {}): KeyResultDay {
	return {
		day: TODAY,
		base: 10,
		open: 9,
		judged: 8,
		withCheckIns: 7,
		deliveryScore: 0.5,
		redFlags: 2,
		watch: 3,
		stable: 1,
		withConfidence: 6,
		stalled: 4,
		neverStarted: 1,
		silent: 2,
		noMovement: 1,
		needsAttention: 5,
		...facts
	};
}

function department(name: string, facts: Partial<KeyResultDay>): DepartmentFacts {
	return { id: name, name, keyResults: keyResults(facts), rooted: null, week: null };
}

const nothing: TileSources = {
	keyResults: { days: [{ day: TODAY, facts: null }], now: null, weekAgo: null },
	rooted: { days: [{ day: TODAY, facts: null }], now: null, weekAgo: null },
	compliance: { days: [{ day: TODAY, facts: null }], weekAgo: null },
	departments: []
};

function tile(measure: TileMeasure, sources: Partial<TileSources>) {
	const found = buildTiles({ ...nothing, ...sources }).find((one) => one.measure === measure);
	if (found === undefined) throw new Error(measure);
	return found;
}

describe('where nothing is live', () => {
	it('counts are 0 and ratios are missing, never the other way round', () => {
		expect(buildTiles(nothing).map(({ measure, value }) => [measure, value])).toEqual([
			['delivery_score', null],
			['red_flag_count', 0],
			['stalled_count', 0],
			['compliance', null],
			['rooted_coverage', null]
		]);
	});

	it('nothing has changed and nobody stands out', () => {
		for (const one of buildTiles(nothing)) expect(one).toMatchObject({ change: null, worst: null });
	});
});

describe('the change', () => {
	const days = [{ day: TODAY, facts: keyResults() }];

	it('is against a week earlier', () => {
		const trend = { days, now: keyResults(), weekAgo: keyResults({ redFlags: 5 }) };
		expect(tile('red_flag_count', { keyResults: trend }).change).toBe(-3);
	});

	it('is missing when there was no value a week earlier', () => {
		const weekAgo = keyResults({ deliveryScore: null });
		const trend = { days, now: keyResults(), weekAgo };
		expect(tile('delivery_score', { keyResults: trend }).change).toBeNull();
	});
});

describe('the department that stands out', () => {
	it('for a count has most of it', () => {
		const departments = [
			department('Sales', { redFlags: 1 }),
			department('Supply', { redFlags: 3 })
		];
		expect(tile('red_flag_count', { departments }).worst).toEqual({
			departmentId: 'Supply',
			name: 'Supply',
			value: 3
		});
	});

	it('for a rate is the lowest of those with enough cases', () => {
		const departments = [
			department('Two people', { deliveryScore: 0, judged: 2 }),
			department('Sales', { deliveryScore: 0.6, judged: 40 }),
			department('Supply', { deliveryScore: 0.4, judged: 40 })
		];
		expect(tile('delivery_score', { departments }).worst?.name).toBe('Supply');
	});

	it('is nobody when there is only one, or nothing to count', () => {
		expect(
			tile('red_flag_count', { departments: [department('Sales', { redFlags: 3 })] }).worst
		).toBeNull();
		const calm = [department('Sales', { redFlags: 0 }), department('Supply', { redFlags: 0 })];
		expect(tile('red_flag_count', { departments: calm }).worst).toBeNull();
	});
});
