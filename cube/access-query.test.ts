/** What a query may count of restricted objectives, for every shape that a query can have (metrics.md 13). */
import { describe, expect, it } from 'vitest';
import { accessValues, cellsOf, type Cells } from './access-query.ts';

type Query = Parameters<typeof cellsOf>[0];

const VIEW = 'key_results';
const filter = (name: string, operator: string, ...values: string[]) => ({
	member: `${VIEW}.${name}`,
	operator,
	values
});
const where = (...filters: object[]): Query => ({ measures: [`${VIEW}.base_count`], filters });
const by = (...names: string[]): Query => ({
	measures: [`${VIEW}.base_count`],
	dimensions: names.map((name) => `${VIEW}.${name}`)
});
const cells = (query: Query): Cells | undefined => cellsOf(query).get(VIEW);

describe('cells in which every block may lie', () => {
	it.each<[string, Query]>([
		['the whole company', where()],
		['by day', by('as_of')],
		['by period', by('period_id')],
		['by level', by('level')],
		['by all of them', by('as_of', 'period_id', 'level')],
		['one day', where(filter('as_of', 'equals', '2026-11-22'))],
		['not a level', where(filter('level', 'notEquals', 'company'))],
		['a subtree', where(filter('department_path', 'contains', '/12/'))],
		['a subtree from its root', where(filter('department_path', 'startsWith', '/1/12/'))],
		['a subtree of today', where(filter('department_path_today', 'contains', '/12/'))],
		['a subtree by its id', where(filter('within_department_id', 'equals', '12'))],
		['every subtree', by('within_department_id')],
		['every subtree of today', by('within_department_id_today', 'level')],
		[
			'either of two subtrees',
			where({
				or: [
					filter('department_path', 'contains', '/12/'),
					filter('department_path', 'contains', '/9/')
				]
			})
		],
		[
			'day by day',
			{
				measures: [`${VIEW}.base_count`],
				timeDimensions: [{ dimension: `${VIEW}.as_of`, granularity: 'day' }]
			}
		],
		[
			'ordered by what is asked',
			{ ...by('level'), order: { [`${VIEW}.base_count`]: 'desc', [`${VIEW}.level`]: 'asc' } }
		],
		[
			'ordered, as Cube writes it',
			{ ...by('level'), order: [{ id: `${VIEW}.level`, desc: true }] }
		],
		['ordered, as a list', { ...by('level'), order: [[`${VIEW}.level`, 'asc']] }]
	])('%s', (_, query) => {
		expect(cells(query)).toBe('subtrees');
	});
});

describe('cells in which a block of several departments would lie only in part', () => {
	it.each<[string, Query]>([
		['by department', by('department_id')],
		['by the name of the department', by('department_name')],
		['by path', by('department_path')],
		['one department', where(filter('department_id', 'equals', '12'))],
		['one path', where(filter('department_path', 'equals', '/1/12/'))],
		['all but a subtree', where(filter('department_path', 'notContains', '/12/'))],
		[
			'all but a subtree, by its start',
			where(filter('department_path', 'notStartsWith', '/1/12/'))
		],
		['a subtree by how it ends', where(filter('department_path', 'endsWith', '/12/'))],
		['all but a subtree by its id', where(filter('within_department_id', 'notEquals', '12'))],
		['subtrees whose ids contain 1', where(filter('within_department_id', 'contains', '1'))],
		[
			'a subtree or one department',
			where({
				or: [
					filter('department_path', 'contains', '/12/'),
					{ and: [filter('department_id', 'equals', '9')] }
				]
			})
		],
		[
			'a subtree without its root',
			where(
				filter('department_path', 'contains', '/12/'),
				filter('department_id', 'notEquals', '12')
			)
		]
	])('%s', (_, query) => {
		expect(cells(query)).toBe('departments');
	});
});

describe('queries that could take a block apart are answered from openable rows alone', () => {
	const OTHERS = [
		...['key_result_id', 'objective_id', 'owner_id', 'owner_name', 'visibility', 'pace'],
		...['objective_title', 'key_result_title', 'stall_reason', 'is_red', 'progress', 'confidence'],
		...['last_check_in_at', 'last_comment', 'mentions', 'blocker', 'next_action', 'access', 'kind']
	];

	it.each(OTHERS)('grouped by %s', (name) => {
		expect(cells(by('level', name))).toBe('open');
	});

	it.each(OTHERS)('filtered by %s, however deep', (name) => {
		const leaf = filter(name, 'equals', 'x');
		for (const node of [leaf, { and: [leaf] }, { or: [filter('level', 'set'), { and: [leaf] }] }])
			expect(cells(where(node))).toBe('open');
	});

	it.each<[string, Query]>([
		['ungrouped', { ...by('level'), ungrouped: true }],
		['with a segment', { ...by('level'), segments: [`${VIEW}.red`] }],
		['by the size of a measure', where(filter('base_count', 'lt', '6'))],
		['by a day of a check-in', { timeDimensions: [{ dimension: `${VIEW}.last_check_in_at` }] }],
		['ordered by what is not asked', { ...by('level'), order: { [`${VIEW}.owner_id`]: 'asc' } }],
		['the same, as a list', { ...by('level'), order: [[`${VIEW}.owner_id`, 'asc']] }],
		['the same, as Cube writes it', { ...by('level'), order: [{ id: `${VIEW}.owner_id` }] }],
		['ordered by something unreadable', { ...by('level'), order: [7] }],
		[
			'together with another view',
			{ measures: [`${VIEW}.base_count`, 'people.people_count'], dimensions: [`${VIEW}.level`] }
		],
		[
			'filtered by another view',
			where({ member: 'objectives.level', operator: 'equals', values: ['company'] })
		],
		['a member that is no text', { measures: [`${VIEW}.base_count`], dimensions: [{}] }],
		[
			'a filter whose member is no text',
			where({ member: { sql: '1' }, operator: 'equals', values: ['1'] })
		],
		[
			'a condition that is a group too',
			where({ ...filter('owner_id', 'equals', 'x'), and: [], or: [] })
		],
		['a condition without a member', where({ operator: 'set' })],
		['the old word for a member', where({ dimension: `${VIEW}.level`, operator: 'set' })]
	])('%s', (_, query) => {
		expect(cells(query)).toBe('open');
	});
});

describe('which views are guarded', () => {
	it.each(['key_results', 'objectives', 'check_in_weeks'])('%s', (view) => {
		expect(cellsOf({ measures: [`${view}.base_count`] })).toEqual(new Map([[view, 'subtrees']]));
	});

	it('each view that a query names anywhere, and none that it does not', () => {
		const query: Query = {
			measures: ['periods.period_count'],
			filters: [{ or: [{ and: [{ member: 'objectives.level', operator: 'set' }] }] }],
			timeDimensions: [{ dimension: 'check_in_weeks.week' }]
		};
		expect([...cellsOf(query)]).toEqual([
			['objectives', 'open'],
			['check_in_weeks', 'open']
		]);
		expect(cellsOf({ measures: ['periods.period_count'] })).toEqual(new Map());
		expect(cellsOf({ dimensions: ['key_results_of_old.level'] })).toEqual(new Map());
	});
});

describe('people own what is in a released block', () => {
	const people = (query: Query): Cells | undefined =>
		cellsOf({ measures: ['people.people_with_objective_count'], ...query }).get('people');
	const leaf = (name: string) => ({ member: `people.${name}`, operator: 'equals', values: ['x'] });

	it.each<[string, Query]>([
		['everybody', {}],
		['everybody on a day of a period', { filters: [leaf('as_of'), { or: [leaf('period_id')] }] }],
		['day by day', { timeDimensions: [{ dimension: 'people.as_of', granularity: 'day' }] }]
	])('where all are counted: %s', (_, query) => {
		expect(people(query)).toBe('released');
	});

	it.each<[string, Query]>([
		...[
			'department_path',
			'department_id',
			'person_id',
			'has_objective',
			'is_rooted',
			'access'
		].flatMap((name): [string, Query][] => [
			[`by ${name}`, { dimensions: [`people.${name}`] }],
			[`one ${name}`, { filters: [leaf(name)] }]
		]),
		['ungrouped', { ungrouped: true }],
		['by a measure', { filters: [leaf('people_count')] }],
		['ordered by somebody', { order: { 'people.person_id': 'asc' } }],
		['with another view', { dimensions: ['objectives.level'] }]
	])('but not where fewer are: %s', (_, query) => {
		expect(people(query)).toBe('openable');
	});
});

it('reads the rows of blocks only with those that are closed, which count as suppressed', () => {
	expect(accessValues('open', true)).toEqual(['open']);
	expect(accessValues('openable', true)).toEqual(['open', 'openable']);
	expect(accessValues('released', true)).toEqual(['open', 'released']);
	expect(accessValues('departments', true)).toEqual(['open', 'block', 'closed']);
	expect(accessValues('subtrees', true)).toEqual(['open', 'block', 'closed', 'wide_block']);
});

it('reads open rows alone where nothing is restricted, and has the statement make sure of it', () => {
	for (const cells of ['open', 'departments', 'subtrees', 'openable', 'released'] as const)
		expect(accessValues(cells, false)).toEqual(['open', 'unrestricted']);
});
