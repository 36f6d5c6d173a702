/**
 * The numbers of the company that `npm start` shows look like those of a real one, judged by the
 * oracle.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { buildCompany } from '../../etl/sandbox/company/build.ts';
import { endOfDay } from '../../etl/sandbox/company/calendar.ts';
import { learn, type World } from '../support/oracle/known.ts';
import {
	keyResultMeasures,
	objectiveMeasures,
	personMeasures,
	weekMeasures
} from '../support/oracle/measures.ts';
import {
	keyResultRows,
	objectiveRows,
	personRows,
	weekRows,
	type KeyResultRow
} from '../support/oracle/rows.ts';

const day = '2026-11-22';
let world: World;
let keyResults: KeyResultRow[];

beforeAll(() => {
	const company = buildCompany({ people: 300, seed: 7, today: day });
	world = learn(company, [{ readAt: endOfDay(day) }], {
		timezone: 'Asia/Shanghai',
		holidayWeeks: [],
		companyHeadUserIds: []
	});
	keyResults = keyResultRows(world, day);
});

function expectBetween(value: number | null, low: number, high: number): void {
	expect(value).toBeGreaterThanOrEqual(low);
	expect(value).toBeLessThanOrEqual(high);
}

describe('the company of 300 people on 2026-11-22', () => {
	it('checks in for about three key-result weeks of four', () => {
		const closed = weekRows(world).filter(({ week }) => week === '2026-11-09');
		const { compliance, check_in_quality: quality } = weekMeasures(closed);
		expectBetween(compliance, 0.65, 0.85);
		expectBetween(quality, 0.4, 0.8);
	});

	it('has red flags, stalled and blocked key results, but not too many', () => {
		const measures = keyResultMeasures(keyResults);
		expectBetween(measures.red_flag_count / measures.open_count, 0.04, 0.12);
		expectBetween(measures.stalled_count / measures.open_count, 0.1, 0.2);
		expectBetween(measures.blocked_count / measures.open_count, 0.05, 0.25);
		expectBetween(measures.confidence_coverage, 0.5, 0.8);
		expectBetween(measures.avg_confidence, 5.5, 8);
		expectBetween(measures.delivery_score, 0.35, 0.7);
		for (const count of [
			measures.never_started_count,
			measures.silent_count,
			measures.no_movement_count,
			measures.done_count,
			measures.behind_count,
			measures.at_risk_count
		]) {
			expect(count).toBeGreaterThan(0);
		}
	});

	it('has departments that differ: one silent, one losing confidence, one at ease', () => {
		const first = world.departments;
		expect(first.size).toBeGreaterThan(30);
		const divisions = new Map<string, KeyResultRow[]>();
		for (const row of keyResults) {
			const division = row.department_path?.split('/')[2] ?? '';
			divisions.set(division, [...(divisions.get(division) ?? []), row]);
		}
		const measured = [...divisions.values()]
			.filter((rows) => rows.length >= 30)
			.map((rows) => keyResultMeasures(rows));
		const stalled = measured.map((one) => one.stalled_count / one.open_count);
		expect(Math.max(...stalled)).toBeGreaterThan(0.7);
		expect(Math.min(...stalled)).toBeLessThan(0.08);
		const confidence = measured.map((one) => one.avg_confidence).filter((value) => value !== null);
		expect(Math.min(...confidence)).toBeLessThan(5.2);
		expect(Math.max(...confidence)).toBeGreaterThan(8);
	});

	it('is aligned for the most part, with orphans and broken links', () => {
		const measures = objectiveMeasures(objectiveRows(world, day));
		expectBetween(measures.rooted_coverage, 0.6, 0.8);
		expectBetween(measures.top_down_coverage, 0.7, 1);
		expect(measures.orphan_count).toBeGreaterThan(20);
		expectBetween(measures.broken_link_count, 10, 90);
		expectBetween(measures.well_formed_count / measures.objective_count, 0.3, 0.7);
	});

	it('has objectives for four people in five', () => {
		const measures = personMeasures(personRows(world, day));
		expectBetween(measures.adoption_rate, 0.76, 0.88);
		expectBetween(measures.person_coverage, 0.65, 0.92);
	});
});
