/**
 * Links told in stories, asked through Cube (metrics.md 7 and 8): `dependencies`, `alignments`, `contributions`.
 *
 * The company: Boss heads it (department 1). Linh works in Sales (2), Mai in Supply (3), An in the warehouse (31), which belongs
 * to Supply. All objectives are of the third quarter of 2026 unless said otherwise, and the day is 10 August: 45 % of the quarter
 * are over, so a key result is on track with 50 %, behind with 30 % and at risk with 10 %.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Warehouse } from '../../etl/clickhouse/client.ts';
import {
	buildFrom,
	checkIn,
	department,
	keyResult,
	link,
	objective,
	period,
	person,
	read,
	type CheckInFacts,
	type Fact,
	type ObjectiveFacts
} from '../support/core-builder.ts';
import { cellOf, cubeOn, equalTo, type CubeUnderTest } from '../support/cube-over.ts';
import { closeTestWarehouse, openTestWarehouse } from '../support/warehouse.ts';

const DAY = '2026-08-10';

const facts: (readonly Fact[])[] = [
	period('Y', '2026-01-01', '2026-12-31', { name: 'Year' }),
	period('Q3', '2026-07-01', '2026-09-30', { name: 'Third quarter' }),
	period('M7', '2026-07-01', '2026-07-31', { name: 'July' }),
	period('M8', '2026-08-01', '2026-08-31', { name: 'August' }),
	period('Q2', '2026-04-01', '2026-06-30', { name: 'Second quarter' }),
	department('1', { name: 'Company', heads: ['boss'] }),
	department('2', { name: 'Sales' }),
	department('3', { name: 'Supply' }),
	department('31', { name: 'Warehouse', parent: '3' }),
	person('boss', { name: 'Boss' }),
	person('linh', { name: 'Linh', departments: ['2'] }),
	person('mai', { name: 'Mai', departments: ['3'] }),
	person('an', { name: 'An', departments: ['31'] })
];

let warehouse: Warehouse;
let cube: CubeUnderTest;

beforeAll(async () => {
	warehouse = await openTestWarehouse({ migrated: true });
	await buildFrom(warehouse, { asOf: '2026-09-30', refused: ['refused'] }, ...facts);
	cube = await cubeOn(warehouse);
});

afterAll(async () => {
	await cube.close();
	await closeTestWarehouse(warehouse);
});

/** A sentence, the facts it is about, and what they come to. */
function tells(title: string, its: readonly (readonly Fact[])[], check: () => Promise<void>): void {
	facts.push(...its);
	it(title, check);
}

/** Rows of a view on a day, these members of them, in the order of the first. */
async function rows(
	view: string,
	members: readonly string[],
	where: Readonly<Record<string, string>>,
	on = DAY
): Promise<unknown[][]> {
	const found = await cube.load({
		dimensions: members.map((name) => `${view}.${name}`),
		filters: equalTo(view, { as_of: on, ...where }),
		order: Object.fromEntries(members.map((name) => [`${view}.${name}`, 'asc']))
	});
	return found.map((row) => members.map((name) => row[`${view}.${name}`]));
}

const cell = (view: string, measures: readonly string[], where: Readonly<Record<string, string>>) =>
	cellOf(cube, view, measures, { as_of: DAY, ...where });

/** An objective of Mai with one key result, of which she wrote this on Friday, 7 August. */
function ofMai(id: string, says: Omit<CheckInFacts, 'at' | 'of'> = {}, at = '2026-08-07'): Fact[] {
	return [
		...objective(id, { owner: 'mai', title: `Objective ${id}` }),
		...keyResult(`${id}-k`, { of: id, title: `Key result of ${id}` }),
		...checkIn(`${id}-c`, { of: id, by: 'mai', at, confidence: 8, ...says })
	];
}

/** An objective of Linh that names `target` as what it depends on. */
function cooperates(id: string, target: string, facts: ObjectiveFacts = {}): Fact[] {
	return [...objective(id, facts), ...link(id, target, { kind: 'COOPERATION' })];
}

describe('a dependency (metrics.md 8)', () => {
	const targetsOf = (id: string) =>
		rows('dependencies', ['kind', 'to_objective_id', 'to_key_result_id'], {
			from_objective_id: id
		});

	tells(
		'is a link of cooperation, or a valid one of alignment, between two departments',
		[
			objective('supply', { owner: 'mai' }),
			cooperates('works-with', 'supply'),
			[...objective('adds-to'), ...link('adds-to', 'supply')],
			[...objective('supports'), ...link('supports', 'supply', { kind: 'SUPPORT' })]
		],
		async () => {
			expect(await targetsOf('works-with')).toEqual([['COOPERATION', 'supply', null]]);
			expect(await targetsOf('adds-to')).toEqual([[null, 'supply', null]]);
			expect(await targetsOf('supports')).toEqual([['SUPPORT', 'supply', null]]);
		}
	);

	tells(
		'is not a broken link, nor one inside a department',
		[
			objective('august', { owner: 'mai', period: 'M8' }),
			[...objective('broken'), ...link('broken', 'august')],
			objective('own'),
			cooperates('inside', 'own')
		],
		async () => {
			expect(await targetsOf('broken')).toEqual([]);
			expect(await targetsOf('inside')).toEqual([]);
		}
	);

	tells(
		'needs two live objectives: a draft, or a period that is over, does not do',
		[
			objective('over', { owner: 'mai', period: 'Q2', from: '2026-04-01' }),
			objective('draft', { owner: 'mai', isDraft: true }),
			cooperates('on-over', 'over'),
			cooperates('on-draft', 'draft'),
			cooperates('from-draft', 'supply', { isDraft: true })
		],
		async () => {
			expect(await targetsOf('on-over')).toEqual([]);
			expect(await targetsOf('on-draft')).toEqual([]);
			expect(await targetsOf('from-draft')).toEqual([]);
		}
	);

	tells(
		'joins exact departments: the warehouse is not Supply',
		[cooperates('in-warehouse', 'supply', { owner: 'an' })],
		async () =>
			expect(
				await rows(
					'dependencies',
					['from_department_id', 'from_department_path', 'to_department_id', 'to_department_path'],
					{ from_objective_id: 'in-warehouse' }
				)
			).toEqual([['31', '/1/3/31/', '3', '/1/3/']])
	);

	it('can be counted between any two parts of the tree at once', async () => {
		const pairs = await cube.load({
			measures: ['dependencies.dependency_count'],
			dimensions: ['from', 'to'].map((end) => `dependencies.${end}_within_department_id`),
			filters: equalTo('dependencies', { as_of: DAY, from_objective_id: 'in-warehouse' })
		});
		// From the warehouse, Supply and the company to Supply and the company; a page leaves out what stays inside a part.
		expect(pairs.map((row) => Object.values(row).join(' ')).sort()).toEqual(
			['1 1', '1 3', '3 1', '3 3', '31 1', '31 3'].map((pair) => `${pair} 1`)
		);
	});

	tells(
		'of cooperation may cross periods, and its period is that of the one who depends',
		[cooperates('crosses', 'august')],
		async () =>
			expect(
				await rows('dependencies', ['period_id', 'period_name', 'to_period_id', 'to_period_name'], {
					from_objective_id: 'crosses'
				})
			).toEqual([['Q3', 'Third quarter', 'M8', 'August']])
	);

	tells(
		'names both ends: who depends, and on what',
		[
			ofMai('stock', { keyResults: { 'stock-k': 50 } }),
			[
				...objective('sell', { title: 'Sell more' }),
				...link('sell', 'stock-k', { to: 'keyResult', kind: 'COOPERATION' })
			]
		],
		async () => {
			const from = ['objective_title', 'owner_id', 'owner_name', 'department_name', 'level'];
			expect(
				await rows(
					'dependencies',
					from.map((name) => `from_${name}`),
					{ from_objective_id: 'sell' }
				)
			).toEqual([['Sell more', 'linh', 'Linh', 'Sales', 'individual']]);
			const to = ['objective_id', 'objective_title', 'key_result_id', 'key_result_title'];
			const names = ['owner_name', 'department_name'];
			expect(
				await rows(
					'dependencies',
					[...to, ...names].map((name) => `to_${name}`),
					{ from_objective_id: 'sell' }
				)
			).toEqual([['stock', 'Objective stock', 'stock-k', 'Key result of stock', 'Mai', 'Supply']]);
		}
	);

	tells(
		'lasts from the read that saw it to the one that missed it',
		[
			[
				...objective('for-a-week'),
				...link('for-a-week', 'supply', { kind: 'COOPERATION', from: '2026-08-03' }),
				...link('for-a-week', 'supply', { kind: 'COOPERATION', from: '2026-08-10', isGone: true })
			]
		],
		async () => {
			const on = async (day: string) =>
				(await rows('dependencies', ['kind'], { from_objective_id: 'for-a-week' }, day)).length;
			expect(await on('2026-08-02')).toBe(0);
			expect(await on('2026-08-03')).toBe(1);
			expect(await on('2026-08-09')).toBe(1);
			expect(await on('2026-08-10')).toBe(0);
		}
	);
});

describe('a dependency is at risk (metrics.md 8)', () => {
	const isAtRisk = (id: string) =>
		rows('dependencies', ['is_at_risk', 'has_target_key_result', 'are_check_ins_known'], {
			from_objective_id: id
		});
	const AT_RISK = [[true, true, true]];
	const FINE = [[false, true, true]];

	const told = (
		what: string,
		id: string,
		target: readonly Fact[],
		expected: (readonly boolean[])[]
	) =>
		tells(what, [target, cooperates(`on-${id}`, id)], async () =>
			expect(await isAtRisk(`on-${id}`)).toEqual(expected)
		);

	told(
		'when its key result is behind: 30 % where 45 are expected',
		'behind',
		ofMai('behind', { keyResults: { 'behind-k': 30 } }),
		AT_RISK
	);
	told(
		'when its key result is at risk: 10 % where 45 are expected',
		'at-risk',
		ofMai('at-risk', { keyResults: { 'at-risk-k': 10 } }),
		AT_RISK
	);
	told(
		'when its key result is red: on track, but with a confidence of 2',
		'red',
		ofMai('red', { keyResults: { 'red-k': 50 }, confidence: 2 }),
		AT_RISK
	);
	told(
		'when its key result is stalled: on track, but silent for three weeks',
		'silent',
		ofMai('silent', { keyResults: { 'silent-k': 50 } }, '2026-07-20'),
		AT_RISK
	);
	told(
		'not when it is on track, spoken of and confident',
		'fine',
		ofMai('fine', { keyResults: { 'fine-k': 50 } }),
		FINE
	);
	told(
		'not when its progress is unknown, which is neither behind nor at risk',
		'unknown',
		ofMai('unknown', { keyResults: { 'unknown-k': null } }),
		FINE
	);
	told(
		'not when it is done, however long nobody has spoken of it',
		'done',
		ofMai('done', { keyResults: { 'done-k': 100 } }, '2026-07-20'),
		FINE
	);
	told(
		'not when it is too early to say: begun on 6 August, 0 %',
		'early',
		[
			...objective('early', { owner: 'mai' }),
			...keyResult('early-k', { of: 'early', from: '2026-08-06' }),
			...checkIn('early-c', { of: 'early', at: '2026-08-07', keyResults: { 'early-k': 0 } })
		],
		FINE
	);

	tells(
		'by any live key result of a target objective, but only by the one that the link names',
		[
			[
				...ofMai('mixed', { keyResults: { 'mixed-k': 50, 'mixed-bad': 10 } }),
				...keyResult('mixed-bad', { of: 'mixed' })
			],
			cooperates('on-all', 'mixed'),
			[
				...objective('on-good'),
				...link('on-good', 'mixed-k', { to: 'keyResult', kind: 'COOPERATION' })
			],
			[
				...objective('on-bad'),
				...link('on-bad', 'mixed-bad', { to: 'keyResult', kind: 'COOPERATION' })
			]
		],
		async () => {
			expect(await isAtRisk('on-all')).toEqual(AT_RISK);
			expect(await isAtRisk('on-good')).toEqual(FINE);
			expect(await isAtRisk('on-bad')).toEqual(AT_RISK);
		}
	);

	tells(
		'not by a key result that is gone',
		[
			[
				...ofMai('cleaned', { keyResults: { 'cleaned-k': 50, 'cleaned-bad': 10 } }),
				...keyResult('cleaned-bad', { of: 'cleaned' }),
				...keyResult('cleaned-bad', { of: 'cleaned', from: '2026-08-10', isGone: true })
			],
			cooperates('on-cleaned', 'cleaned')
		],
		async () => {
			expect(await isAtRisk('on-cleaned')).toEqual(FINE);
			const before = { from_objective_id: 'on-cleaned' };
			expect(await rows('dependencies', ['is_at_risk'], before, '2026-08-09')).toEqual([[true]]);
		}
	);

	// DingTalk refuses the check-ins of "refused": nobody knows whether it is silent.
	told(
		'not by stalling where the check-ins are unknown, and the row says so',
		'refused',
		[
			...objective('refused', { owner: 'mai' }),
			...keyResult('refused-k', { of: 'refused' }),
			...read('refused-k', '2026-07-20', 50)
		],
		[[false, true, false]]
	);

	tells(
		'not on a goal of a team, which has no key results, and the row says so',
		[
			objective('team-goal', { kind: 'organisation', teams: ['3'], owner: '' }),
			cooperates('on-team', 'team-goal')
		],
		async () => expect(await isAtRisk('on-team')).toEqual([[false, false, true]])
	);

	it('as a share of those whose target has a key result', async () => {
		const measures = [
			'dependency_count',
			'judged_dependency_count',
			'at_risk_dependency_count',
			'unknown_check_ins_count'
		];
		const on = (id: string) => cell('dependencies', measures, { from_objective_id: id });
		expect(await on('on-behind')).toEqual({
			dependency_count: 1,
			judged_dependency_count: 1,
			at_risk_dependency_count: 1,
			unknown_check_ins_count: 0
		});
		expect(await on('on-refused')).toMatchObject({ unknown_check_ins_count: 1 });
		expect(await on('on-team')).toMatchObject({ dependency_count: 1, judged_dependency_count: 0 });
		const share = (where: Record<string, string>) => cell('dependencies', ['at_risk_share'], where);
		expect(await share({ from_objective_id: 'on-behind' })).toEqual({ at_risk_share: 1 });
		expect(await share({ from_objective_id: 'on-team' })).toEqual({ at_risk_share: null });
		const all = await cell('dependencies', [...measures, 'at_risk_share'], {});
		expect(all['at_risk_share']).toBe(
			(all['at_risk_dependency_count'] ?? 0) / (all['judged_dependency_count'] ?? 0)
		);
	});
});

describe('a department is linked (metrics.md 8)', () => {
	const july = (where: Record<string, string> = {}) =>
		cellOf(cube, 'objectives', ['linked_department_rate', 'department_count'], {
			...{ as_of: '2026-07-15', period_id: 'M7' },
			...where
		});

	tells(
		'with one link in and one out by objectives of the period, wherever their other ends lie',
		[
			// Sales gives to Supply, in the quarter, and receives from the warehouse. The warehouse only gives.
			[
				...objective('july-gives', { period: 'M7' }),
				...link('july-gives', 'supply', { kind: 'COOPERATION' })
			],
			objective('july-receives', { period: 'M7' }),
			[
				...objective('july-stock', { period: 'M7', owner: 'an' }),
				...link('july-stock', 'july-receives', { kind: 'COOPERATION' })
			]
		],
		async () => {
			expect(await july()).toEqual({ linked_department_rate: 0.5, department_count: 2 });
			// A slice of Sales holds neither Supply nor the warehouse, and Sales is linked all the same.
			expect(await july({ within_department_id: '2' })).toMatchObject({
				linked_department_rate: 1
			});
			expect(await july({ within_department_id: '31' })).toMatchObject({
				linked_department_rate: 0
			});
			// One objective of Sales alone gives or receives, but does not do both.
			expect(await july({ objective_id: 'july-gives' })).toMatchObject({
				linked_department_rate: 0
			});
		}
	);

	it('in a period only: of several there is no rate', async () => {
		const all = { as_of: '2026-07-15' };
		expect(await cellOf(cube, 'objectives', ['linked_department_rate'], all)).toEqual({
			linked_department_rate: null
		});
	});
});

describe('an alignment link (metrics.md 7)', () => {
	const ENDS = ['kind', 'parent_objective_id', 'parent_key_result_id', 'broken_link_reason'];
	const linksOf = (id: string, on = DAY) => rows('alignments', ENDS, { objective_id: id }, on);

	tells(
		'goes to an objective, or to a key result and so to its objective',
		[
			[
				...objective('top', { owner: 'boss', title: 'Be the best' }),
				...keyResult('top-k', { of: 'top', title: 'Win 100 customers' })
			],
			[...objective('to-top'), ...link('to-top', 'top')],
			[...objective('to-top-k'), ...link('to-top-k', 'top-k', { to: 'keyResult' })]
		],
		async () => {
			expect(await linksOf('to-top')).toEqual([[null, 'top', null, null]]);
			expect(await linksOf('to-top-k')).toEqual([[null, 'top', 'top-k', null]]);
			const parent = [
				'objective_title',
				'key_result_title',
				'level',
				'owner_name',
				'department_id'
			];
			expect(
				await rows(
					'alignments',
					['objective_title', 'level', 'department_id', ...parent.map((name) => `parent_${name}`)],
					{ objective_id: 'to-top-k' }
				)
			).toEqual([
				[
					...['Objective to-top-k', 'individual', '2'],
					...['Be the best', 'Win 100 customers', 'company', 'Boss', '1']
				]
			]);
		}
	);

	tells(
		'stated by the child, by the parent or by both is one; a typed statement beats an untyped one',
		[
			[...objective('by-parent'), ...link('by-parent', 'top', { statedBy: 'parent' })],
			[
				...objective('by-both'),
				...link('by-both', 'top'),
				...link('by-both', 'top', { statedBy: 'parent' })
			],
			[
				...objective('by-both-typed'),
				...link('by-both-typed', 'top'),
				...link('by-both-typed', 'top', { statedBy: 'parent', kind: 'SUPPORT' })
			]
		],
		async () => {
			expect(await linksOf('by-parent')).toEqual([[null, 'top', null, null]]);
			expect(await linksOf('by-both')).toEqual([[null, 'top', null, null]]);
			expect(await linksOf('by-both-typed')).toEqual([['SUPPORT', 'top', null, null]]);
		}
	);

	tells(
		'says whether it was seen or is assumed to have been there before the first read',
		[
			[...objective('assumed', { owner: 'mai' }), ...link('assumed', 'top', { isAssumed: true })],
			[
				...objective('half-seen', { owner: 'mai' }),
				...link('half-seen', 'top', { isAssumed: true }),
				...link('half-seen', 'top', { statedBy: 'parent' })
			],
			[
				...objective('assumed-end', { owner: 'mai', isAssumed: true }),
				...link('assumed-end', 'top')
			],
			[...objective('to-assumed', { owner: 'mai' }), ...link('to-assumed', 'assumed-end')]
		],
		async () => {
			const isAssumed = (id: string) => rows('alignments', ['is_assumed'], { objective_id: id });
			expect(await isAssumed('assumed')).toEqual([[true]]);
			// What the parent's side saw was there.
			expect(await isAssumed('half-seen')).toEqual([[false]]);
			expect(await isAssumed('assumed-end')).toEqual([[true]]);
			expect(await isAssumed('to-assumed')).toEqual([[true]]);
			expect(await isAssumed('to-top')).toEqual([[false]]);
		}
	);

	tells(
		'of an unknown child is ignored, and so is one of a child that is not live',
		[
			link('ghost', 'top'),
			[...objective('hidden', { isDraft: true }), ...link('hidden', 'top')],
			[...objective('past', { period: 'Q2', from: '2026-04-01' }), ...link('past', 'top')]
		],
		async () => {
			expect(await linksOf('ghost')).toEqual([]);
			expect(await linksOf('hidden')).toEqual([]);
			expect(await linksOf('past')).toEqual([]);
		}
	);

	it('is never cooperation', async () => expect(await linksOf('works-with')).toEqual([]));

	tells(
		'dangles when its target is unknown: then nothing is told about it but the id',
		[[...objective('to-nothing'), ...link('to-nothing', 'no-such-one')]],
		async () => {
			expect(await linksOf('to-nothing')).toEqual([[null, null, null, 'dangling']]);
			expect(await rows('alignments', ['target_id'], { objective_id: 'to-nothing' })).toEqual([
				['no-such-one']
			]);
		}
	);

	tells(
		'dangles when its target is gone, or a key result that is gone: it is shown as it was last',
		[
			[
				...objective('gone', { title: 'Old name' }),
				...objective('gone', { title: 'Last name', from: '2026-08-01' }),
				...objective('gone', { from: '2026-08-05', isGone: true })
			],
			[...objective('to-gone'), ...link('to-gone', 'gone')],
			[
				...keyResult('gone-k', { of: 'top', title: 'Open 5 shops' }),
				...keyResult('gone-k', { of: 'top', from: '2026-08-05', isGone: true })
			],
			[...objective('to-gone-k'), ...link('to-gone-k', 'gone-k', { to: 'keyResult' })]
		],
		async () => {
			expect(await linksOf('to-gone', '2026-08-04')).toEqual([[null, 'gone', null, null]]);
			expect(await linksOf('to-gone')).toEqual([[null, 'gone', null, 'dangling']]);
			const title = ['parent_objective_title', 'parent_key_result_title', 'parent_owner_name'];
			const named = (id: string) => rows('alignments', title, { objective_id: id });
			expect(await named('to-gone')).toEqual([['Last name', '', 'Linh']]);
			expect(await linksOf('to-gone-k', '2026-08-04')).toEqual([[null, 'top', 'gone-k', null]]);
			expect(await linksOf('to-gone-k')).toEqual([[null, 'top', 'gone-k', 'dangling']]);
			expect(await named('to-gone-k')).toEqual([['Be the best', 'Open 5 shops', 'Boss']]);
		}
	);

	tells(
		'dangles when its target is a draft, whose words nobody has published',
		[
			objective('secret', { title: 'Secret plan', isDraft: true, owner: 'mai' }),
			[...objective('to-draft'), ...link('to-draft', 'secret')]
		],
		async () => {
			expect(await linksOf('to-draft')).toEqual([[null, 'secret', null, 'dangling']]);
			const about = ['title', 'level', 'owner_id', 'department_id', 'department_path', 'period_id'];
			const told = await rows(
				'alignments',
				about.map((name) => (name === 'title' ? 'parent_objective_title' : `parent_${name}`)),
				{ objective_id: 'to-draft' }
			);
			expect(told.flat().filter((value) => value !== null && value !== '')).toEqual([]);
		}
	);

	tells(
		'is broken by the first that holds: self, cycle, period_mismatch',
		[
			[...objective('selfish'), ...link('selfish', 'selfish')],
			[...objective('one'), ...link('one', 'two')],
			[...objective('two'), ...link('two', 'one', { from: '2026-08-05' })],
			[...objective('to-august'), ...link('to-august', 'august')],
			[...objective('to-past'), ...link('to-past', 'past')],
			[...objective('to-year'), ...link('to-year', 'year')],
			objective('year', { owner: 'boss', period: 'Y' })
		],
		async () => {
			expect(await linksOf('selfish')).toEqual([[null, 'selfish', null, 'self']]);
			expect(await linksOf('one', '2026-08-04')).toEqual([[null, 'two', null, null]]);
			expect(await linksOf('one')).toEqual([[null, 'two', null, 'cycle']]);
			expect(await linksOf('two')).toEqual([[null, 'one', null, 'cycle']]);
			// A month does not enclose the quarter, a quarter that is over is not live, a year encloses it.
			expect(await linksOf('to-august')).toEqual([[null, 'august', null, 'period_mismatch']]);
			expect(await linksOf('to-past')).toEqual([[null, 'past', null, 'period_mismatch']]);
			expect(await linksOf('to-year')).toEqual([[null, 'year', null, null]]);
		}
	);

	it('counts as valid, or as broken by one reason', async () => {
		const found = await cell(
			'alignments',
			[
				...['base_count', 'link_count', 'valid_link_count', 'broken_link_count'],
				...['dangling_link_count', 'self_link_count', 'cycle_link_count'],
				'period_mismatch_link_count'
			],
			{ owner_id: 'linh' }
		);
		// Broken are: to-nothing, to-gone, to-gone-k, to-draft; selfish; one, two; to-august, to-past, broken.
		const valid = ['adds-to', 'supports', 'to-top', 'to-top-k', 'by-parent', 'by-both'];
		valid.push('by-both-typed', 'to-year', 'far', 'twice', 'twice');
		expect(found).toEqual({
			...{ base_count: 10 + valid.length, link_count: 10 + valid.length },
			...{ valid_link_count: valid.length, broken_link_count: 10 },
			...{ dangling_link_count: 4, self_link_count: 1, cycle_link_count: 2 },
			period_mismatch_link_count: 3
		});
	});

	it('is broken as often as objectives say, in every slice of every day', async () => {
		const broken = async (view: string) => {
			const found = await cube.load({
				measures: [`${view}.broken_link_count`],
				dimensions: ['as_of', 'period_id', 'level', 'owner_id', 'department_path'].map(
					(name) => `${view}.${name}`
				),
				limit: 50_000
			});
			return found
				.map((row) => Object.values(row).map(String))
				.filter((row) => !row.includes('0'))
				.map((row) => row.sort().join(' '))
				.sort();
		};
		const byLink = await broken('alignments');
		expect(byLink.length).toBeGreaterThan(50);
		expect(byLink).toEqual(await broken('objectives'));
	});
});

describe('a contribution to a company objective (metrics.md 7)', () => {
	const reachedBy = (id: string, on = DAY) =>
		rows('contributions', ['company_objective_id', 'distance'], { objective_id: id }, on);

	tells(
		'is a live objective that reaches it along valid links, however many',
		[
			[...objective('near', { owner: 'mai' }), ...link('near', 'top')],
			[...objective('far'), ...link('far', 'near')],
			[...objective('farthest', { owner: 'an' }), ...link('farthest', 'far')]
		],
		async () => {
			expect(await reachedBy('near')).toEqual([['top', '1']]);
			expect(await reachedBy('far')).toEqual([['top', '2']]);
			expect(await reachedBy('farthest')).toEqual([['top', '3']]);
		}
	);

	tells(
		'is none by cooperation, and none along a broken link',
		[
			cooperates('beside', 'top'),
			// A goal of the company for August alone does not enclose the quarter.
			objective('company-august', { owner: 'boss', period: 'M8' }),
			[...objective('mismatch', { owner: 'mai' }), ...link('mismatch', 'company-august')],
			[...objective('below', { owner: 'mai' }), ...link('below', 'mismatch')]
		],
		async () => {
			expect(await reachedBy('beside')).toEqual([]);
			expect(await reachedBy('mismatch')).toEqual([]);
			expect(await reachedBy('below')).toEqual([]);
		}
	);

	tells(
		'may go to several, one of them through another, each on the shortest way',
		[
			[...objective('second', { owner: 'boss' }), ...link('second', 'year')],
			[...objective('twice'), ...link('twice', 'second'), ...link('twice', 'near')]
		],
		async () => {
			expect(await reachedBy('twice')).toEqual([
				['second', '1'],
				['top', '2'],
				['year', '2']
			]);
			// A company objective that supports another one contributes to it, but never to itself.
			expect(await reachedBy('second')).toEqual([['year', '1']]);
			expect(await reachedBy('top')).toEqual([]);
		}
	);

	tells(
		'is told once for each, on the shortest way of the day',
		[
			[
				...objective('both', { owner: 'mai' }),
				...link('both', 'near'),
				...link('both', 'top', { from: '2026-08-04' }),
				...link('both', 'top', { from: '2026-08-07', isGone: true })
			]
		],
		async () => {
			expect(await reachedBy('both', '2026-08-03')).toEqual([['top', '2']]);
			expect(await reachedBy('both', '2026-08-04')).toEqual([['top', '1']]);
			expect(await reachedBy('both', '2026-08-06')).toEqual([['top', '1']]);
			expect(await reachedBy('both', '2026-08-07')).toEqual([['top', '2']]);
			const rooted = { as_of: '2026-08-04', objective_id: 'both' };
			expect(await cellOf(cube, 'contributions', ['base_count'], rooted)).toEqual({
				base_count: 1
			});
		}
	);

	tells(
		'lasts as long as every link on the way',
		[
			[...objective('late', { owner: 'mai' }), ...link('late', 'bridge', { from: '2026-08-04' })],
			[
				...objective('bridge', { owner: 'mai' }),
				...link('bridge', 'top', { from: '2026-08-06' }),
				...link('bridge', 'top', { from: '2026-08-20', isGone: true })
			]
		],
		async () => {
			expect(await reachedBy('late', '2026-08-05')).toEqual([]);
			expect(await reachedBy('late', '2026-08-06')).toEqual([['top', '2']]);
			expect(await reachedBy('late', '2026-08-19')).toEqual([['top', '2']]);
			expect(await reachedBy('late', '2026-08-20')).toEqual([]);
		}
	);

	tells(
		'of a department is what its subtree gives: so many objectives, their mean progress and worst pace',
		[
			[...objective('goal', { owner: 'boss', title: 'Deliver' })],
			// Supply and its warehouse: 50 % on track, 30 % behind, and one that knows no progress.
			[...ofMai('give1', { keyResults: { 'give1-k': 50 } }), ...link('give1', 'goal')],
			[...ofMai('give2', { keyResults: { 'give2-k': 30 } }), ...link('give2', 'goal')],
			[
				...objective('give3', { owner: 'an' }),
				...keyResult('give3-k', { of: 'give3' }),
				...link('give3', 'give1')
			],
			objective('give4', { kind: 'organisation', teams: ['31'], owner: '' }),
			link('give4', 'goal')
		],
		async () => {
			const measures = [
				...['base_count', 'contributing_objective_count', 'contributing_department_count'],
				...['contributing_person_count', 'progress_count', 'paced_objective_count', 'avg_progress']
			];
			const of = (where: Record<string, string>) =>
				cell('contributions', measures, { company_objective_id: 'goal', ...where });
			expect(await of({ within_department_id: '3' })).toEqual({
				...{ base_count: 4, contributing_objective_count: 4, contributing_department_count: 2 },
				...{ contributing_person_count: 2, progress_count: 2, paced_objective_count: 3 },
				avg_progress: 40
			});
			expect(await of({ within_department_id: '31' })).toMatchObject({
				...{ contributing_objective_count: 2, progress_count: 0, avg_progress: null }
			});
			const paces = async (where: Record<string, string>) =>
				(
					await cube.load({
						measures: ['contributions.worst_pace'],
						filters: equalTo('contributions', {
							...{ as_of: DAY, company_objective_id: 'goal' },
							...where
						})
					})
				)[0]?.['contributions.worst_pace'];
			expect(await paces({ within_department_id: '3' })).toBe('behind');
			// Of give3 nobody knows how far it is, and give4 is a team's goal without key results.
			expect(await paces({ within_department_id: '31' })).toBe('unknown');
			expect(await paces({ objective_id: 'give1' })).toBe('on_track');
			expect(await paces({ objective_id: 'give4' })).toBeNull();
		}
	);

	it('is none where nobody works on it: no row, and 0 when asked', async () => {
		const nobody = { company_objective_id: 'goal', within_department_id: '2' };
		expect(await rows('contributions', ['objective_id'], nobody)).toEqual([]);
		expect(
			await cell('contributions', ['base_count', 'contributing_objective_count'], nobody)
		).toEqual({ base_count: 0, contributing_objective_count: 0 });
		expect(await cell('contributions', ['avg_progress'], nobody)).toEqual({ avg_progress: null });
	});

	tells(
		'counts an objective that reaches several once, and so does its progress',
		[
			[
				...ofMai('rich', { keyResults: { 'rich-k': 50 } }),
				...link('rich', 'top'),
				...link('rich', 'second')
			],
			[...ofMai('poor', { keyResults: { 'poor-k': 20 } }), ...link('poor', 'top')]
		],
		async () => {
			const measures = ['base_count', 'contributing_objective_count', 'avg_progress'];
			measures.push('supported_company_objective_count');
			const [found] = await cube.load({
				measures: measures.map((name) => `contributions.${name}`),
				filters: [
					...equalTo('contributions', { as_of: DAY }),
					{ member: 'contributions.objective_id', operator: 'equals', values: ['rich', 'poor'] }
				]
			});
			// "rich" reaches three: top, second, and through it the year's.
			expect(Object.values(found ?? {}).map(Number)).toEqual([4, 2, 35, 3]);
		}
	);

	it('names both', async () =>
		expect(
			await rows(
				'contributions',
				[
					'objective_title',
					'owner_name',
					'department_name',
					'company_objective_title',
					'company_owner_name',
					'company_period_name'
				],
				{ objective_id: 'give1' }
			)
		).toEqual([['Objective give1', 'Mai', 'Supply', 'Deliver', 'Boss', 'Third quarter']]));
});
