/** Measures of `objectives` on rows counted by hand (metrics.md 3, 7, 8, 9, 10 and 11). */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cellOf, cubeOver, equalTo, type CubeUnderTest } from '../support/cube-over.ts';

const DAY = '2026-11-22';

/** A row as etl/marts writes it: a personal objective that is linked to nothing. */
function row(period: string, id: string, facts: object = {}): object {
	return {
		as_of: DAY,
		objective_id: id,
		kind: 'personal',
		period_id: period,
		level: 'individual',
		owner_id: 'u1',
		department_id: '12',
		department_path: '/1/12/',
		department_path_today: '/1/12/',
		visibility: 'unknown',
		has_company_objective: 1,
		...facts
	};
}

const checks = (checks_passed: number, checks_applicable: number) => ({
	checks_passed,
	checks_applicable
});
const weeks = (on_time_weeks: number, closed_due_weeks: number) => ({
	on_time_weeks,
	closed_due_weeks
});
const from = (department_id: string, came: 0 | 1, went: 0 | 1) => ({
	...{ department_id, has_cross_department_in: came, has_cross_department_out: went }
});

const MIXED = [
	row('mixed', 'c1', {
		...{ level: 'company', kind: 'organisation', visibility: 'public', valid_incoming_links: 2 },
		...from('1', 0, 0)
	}),
	row('mixed', 'c2', { level: 'company', visibility: 'restricted', ...checks(4, 5), progress: 90 }),
	row('mixed', 'd1', {
		...{ level: 'department', visibility: 'public', is_aligned: 1, is_rooted: 1, progress: 60 },
		...{ ...checks(5, 5), ...weeks(6, 8), ...from('12', 1, 0) }
	}),
	row('mixed', 'd2', {
		...{ level: 'department', visibility: 'restricted', is_aligned: 1, progress: 30 },
		...{ ...checks(2, 4), ...weeks(1, 4), ...from('12', 0, 1) },
		...{ broken_link_count: 2, broken_link_reason: 'self' }
	}),
	row('mixed', 'i1', {
		...{ visibility: 'restricted', broken_link_count: 1, broken_link_reason: 'dangling' },
		...{ ...checks(0, 1), ...from('13', 1, 0) }
	}),
	// No key result: the checks on them do not apply, and neither is there a progress.
	row('mixed', 'i2', { ...checks(2, 2), ...from('', 1, 1) })
];
/** A period without any company objective, beside one that has some. */
const ROOTLESS = [
	row('rootless', 'r1', { has_company_objective: 0, is_aligned: 1, is_rooted: 1 }),
	row('rootless', 'r2', { has_company_objective: 0 })
];
const GRADED = [
	row('graded', 'g1', {
		...{
			level: 'company',
			label_id: 1,
			reported_progress: 48.5,
			progress: 50,
			grade: 0.5,
			is_assumed: 1
		},
		...{ is_grade_computed: 1, is_grade_provisional: 0 }
	})
];
const COMPANY_ONLY = [row('summit', 's1', { level: 'company' })];

let cube: CubeUnderTest;
const cell = (period: string, ...measures: string[]) =>
	cellOf(cube, 'objectives', measures, { as_of: DAY, period_id: period });

beforeAll(async () => {
	cube = await cubeOver({
		mart_objective_days: [...MIXED, ...ROOTLESS, ...COMPANY_ONLY, ...GRADED],
		mart_labels: [
			{
				...{ label_id: 1, objective_title: 'Grow', period_name: '2026 Q4' },
				...{ owner_name: 'An', department_name: 'Supply' }
			}
		]
	});
});
afterAll(() => cube.close());

describe('objectives', () => {
	test('counts levels and averages the progress of those that have one', async () => {
		const expected = {
			...{ base_count: 6, objective_count: 6, company_objective_count: 2, non_company_count: 4 },
			...{ avg_progress: 60, progress_count: 3 }
		};
		expect(await cell('mixed', ...Object.keys(expected))).toEqual(expected);
	});

	test('tells aligned from orphaned below company level', async () => {
		const expected = { aligned_count: 2, orphan_count: 2, objective_coverage: 0.5 };
		expect(await cell('mixed', ...Object.keys(expected))).toEqual(expected);
	});

	test('counts rooted ones, and company objectives that somebody works on', async () => {
		const expected = {
			...{ rooted_count: 1, rootable_count: 4, rooted_coverage: 0.25 },
			...{ supported_company_count: 1, top_down_coverage: 0.5, broken_link_count: 3 }
		};
		expect(await cell('mixed', ...Object.keys(expected))).toEqual(expected);
	});

	test('leaves periods without a company objective out of the rooted numbers, counts too', async () => {
		const alone = {
			...{ rooted_count: 0, rootable_count: 0, rooted_coverage: null, top_down_coverage: null },
			...{ aligned_count: 1, objective_coverage: 0.5 }
		};
		expect(await cell('rootless', ...Object.keys(alone))).toEqual(alone);
		const together = {
			rooted_count: 1,
			rootable_count: 4,
			rooted_coverage: 0.25,
			aligned_count: 3
		};
		expect(await cellOf(cube, 'objectives', Object.keys(together), { as_of: DAY })).toEqual(
			together
		);
	});

	test('has no coverage of objectives where there are only those of the company', async () => {
		const expected = { objective_coverage: null, rooted_coverage: null, top_down_coverage: 0 };
		expect(await cell('summit', ...Object.keys(expected))).toEqual(expected);
	});

	test('leaves unknown visibility out of the public rates and counts it beside', async () => {
		const expected = {
			...{ public_count: 2, restricted_count: 3, unknown_visibility_count: 1 },
			...{ known_visibility_count: 5, public_rate: 0.4 },
			// c1 and d1 of c1, c2, d1, d2
			...{ leader_public_count: 2, leader_known_visibility_count: 4, leader_public_rate: 0.5 }
		};
		expect(await cell('mixed', ...Object.keys(expected))).toEqual(expected);
		const unknown = { public_rate: null, leader_public_rate: null, unknown_visibility_count: 2 };
		expect(await cell('rootless', ...Object.keys(unknown))).toEqual(unknown);
	});

	test('sums quality checks before it divides', async () => {
		const expected = {
			...{ well_formed_count: 2, checked_count: 5, passed_check_count: 13 },
			...{ quality_check_count: 17 }
		};
		expect(await cell('mixed', ...Object.keys(expected))).toEqual(expected);
		expect((await cell('mixed', 'quality_rate')).quality_rate).toBeCloseTo(13 / 17, 12);
		expect(await cell('summit', 'quality_rate')).toEqual({ quality_rate: null });
	});

	test('says whether an objective is well formed only where a check applies', async () => {
		const rows = await cube.load({
			dimensions: [
				'objectives.objective_id',
				'objectives.well_formed',
				'objectives.broken_link_reason'
			],
			filters: equalTo('objectives', { as_of: DAY, period_id: 'mixed' }),
			order: { 'objectives.objective_id': 'asc' }
		});
		expect(rows.map((found) => Object.values(found))).toEqual([
			['c1', null, null],
			['c2', false, null],
			['d1', true, null],
			['d2', false, 'self'],
			['i1', false, 'dangling'],
			['i2', true, null]
		]);
	});

	test('counts a department as linked by all its objectives together', async () => {
		// 12 receives with one objective and gives with another; 13 only receives; 1 neither.
		const expected = { department_count: 3, linked_department_count: 1 };
		expect(await cell('mixed', ...Object.keys(expected))).toEqual(expected);
		expect((await cell('mixed', 'linked_department_rate')).linked_department_rate).toBeCloseTo(
			1 / 3,
			12
		);
	});

	test('has a rate of linked departments of one period only', async () => {
		expect(await cellOf(cube, 'objectives', ['linked_department_rate'], { as_of: DAY })).toEqual({
			linked_department_rate: null
		});
		expect(await cell('summit', 'linked_department_rate')).toEqual({ linked_department_rate: 0 });
		expect(await cell('none', 'linked_department_rate')).toEqual({ linked_department_rate: null });
	});

	test('takes the mean of the practice parts that are there', async () => {
		const parts = {
			compliance: 7 / 12,
			objective_coverage: 0.5,
			public_rate: 0.4,
			quality_rate: 13 / 17
		};
		const mean = Object.values(parts).reduce((sum, part) => sum + part) / 4;
		const found = await cell('mixed', 'practice_score', 'practice_part_count', 'compliance');
		expect(found).toMatchObject({ practice_part_count: 4 });
		expect(found.compliance).toBeCloseTo(parts.compliance, 12);
		expect(found.practice_score).toBeCloseTo(mean, 12);
	});

	test('has a practice score of three parts, and none of two', async () => {
		const only = async (id: string) =>
			cellOf(cube, 'objectives', ['practice_part_count', 'practice_score'], {
				as_of: DAY,
				objective_id: id
			});
		// i1: coverage 0, public 0, quality 0, no closed week
		expect(await only('i1')).toEqual({ practice_part_count: 3, practice_score: 0 });
		// i2: coverage 0 and quality 1
		expect(await only('i2')).toEqual({ practice_part_count: 2, practice_score: null });
	});

	test('sums the weeks behind its compliance', async () => {
		const expected = { on_time_week_count: 7, closed_due_week_count: 12 };
		expect(await cell('mixed', ...Object.keys(expected))).toEqual(expected);
	});

	test('passes on titles, names, grade and figures of DingTalk as the day has them', async () => {
		const expected = {
			...{ objective_title: 'Grow', period_name: '2026 Q4', owner_name: 'An' },
			...{ department_name: 'Supply', reported_progress: '48.5', progress: '50', grade: '0.5' },
			...{ is_grade_computed: true, is_grade_provisional: false, is_assumed: true }
		};
		const rows = await cube.load({
			dimensions: Object.keys(expected).map((name) => `objectives.${name}`),
			filters: equalTo('objectives', { as_of: DAY, period_id: 'graded' })
		});
		expect(rows).toEqual([
			Object.fromEntries(Object.entries(expected).map(([name, is]) => [`objectives.${name}`, is]))
		]);
	});
});
