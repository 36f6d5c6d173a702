/** Alignment, contributions and dependencies, by the oracle, against numbers worked out by hand. Q4 2026 has 92 days and starts on a Thursday. */
import { describe, expect, it } from 'vitest';
import type { Objective } from '../../../etl/sandbox/company/model.ts';
import { alignmentOn } from './alignment.ts';
import { contributionMeasures } from './link-measures.ts';
import { alignmentRows, contributionRows, dependencyRows } from './links.ts';
import { objectiveMeasures, personMeasures } from './measures.ts';
import {
	always,
	at,
	department,
	keyResult,
	known,
	link,
	objective,
	period,
	person
} from './mini-company.ts';
import { objectiveRows, personRows } from './rows.ts';

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
