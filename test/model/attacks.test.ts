/**
 * Tricks by which somebody who may open nothing restricted could try to learn of it (metrics.md 13): "no subtraction of cells,
 * levels or filters within one data version isolates fewer than a block", and no text, id or owner of a restricted objective
 * is told.
 */
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { TEST_SECRET, type Answered, type CubeUnderTest } from '../support/cube-over.ts';
import {
	BEFORE_THE_MOVE,
	MIN_GROUP_SIZE,
	namesIn,
	openSecretStory,
	secretsIn,
	TODAY,
	type SecretStory
} from '../support/secret-story.ts';

let story: SecretStory;
let eve: CubeUnderTest;
beforeAll(async () => {
	story = await openSecretStory();
	eve = story.cube.as('eve');
});
afterAll(() => story.close());

type View = 'key_results' | 'objectives' | 'check_in_weeks';
type Shape = Readonly<Record<string, unknown>>;

/** Texts, ids and owners of restricted objectives. */
const TRACES = /SECRET|secret-|shy-/;

const where = (member: string, operator: string, ...values: unknown[]) => ({
	member,
	operator,
	...(values.length > 0 && { values })
});
const on = (name: string, operator: string, ...values: unknown[]) =>
	where(`key_results.${name}`, operator, ...values);
const either = (...or: object[]) => ({ or });
const both = (...and: object[]) => ({ and });

const measuresOf = (view: View) =>
	['base_count', 'progress_count', 'avg_progress', 'suppressed_count'].map(
		(name) => `${view}.${name}`
	);

const Loaded = z.object({ data: z.array(z.record(z.string(), z.unknown())) });

async function rowsOf(shape: Shape, view: View = 'key_results', cube = eve) {
	const { status, body } = await cube.answer('load', {
		query: { measures: measuresOf(view), ...shape }
	});
	expect(status, JSON.stringify(body).slice(0, 300)).toBe(200);
	const { data } = Loaded.parse(body);
	expect(JSON.stringify(data)).not.toMatch(TRACES);
	return data;
}

/** What the cells of a query tell of restricted objectives, each once. */
async function toldBy(shape: Shape, view: View = 'key_results', cube = eve): Promise<string[]> {
	const rows = await rowsOf(shape, view, cube);
	const told = rows.map((row) => {
		const count = Number(row[`${view}.progress_count`]);
		const mean = row[`${view}.avg_progress`];
		return count === 0 ? '' : secretsIn(namesIn(count, Number(mean)));
	});
	return [...new Set(told)].filter(Boolean).sort();
}

const one = 'one';
const all = 'one + several';

describe('subtracting cells', () => {
	it.each<[string, Shape, string[]]>([
		['the whole company', {}, [all]],
		['a parent', { filters: [on('within_department_id', 'equals', '2')] }, [one]],
		['minus one child', { filters: [on('within_department_id', 'equals', '21')] }, [one]],
		['minus the other child', { filters: [on('within_department_id', 'equals', '22')] }, []],
		['every subtree', { dimensions: ['key_results.within_department_id'] }, [one, all]],
		['every exact department', { dimensions: ['key_results.department_id'] }, [one]],
		['every department by name', { dimensions: ['key_results.department_name'] }, [one]],
		['every path', { dimensions: ['key_results.department_path'] }, [one]],
		[
			'the root without what is below it',
			{ filters: [on('department_path', 'equals', '/1/')] },
			[]
		],
		['every level', { dimensions: ['key_results.level'] }, [all]],
		['all levels but one', { filters: [on('level', 'notEquals', 'individual')] }, []],
		['all levels but the company', { filters: [on('level', 'notEquals', 'company')] }, [all]],
		['every period', { dimensions: ['key_results.period_name'] }, [all]],
		['all periods but one', { filters: [on('period_id', 'notEquals', 'Q3')] }, []],
		[
			'level by subtree by period',
			{
				dimensions: ['level', 'within_department_id', 'period_id'].map(
					(name) => `key_results.${name}`
				)
			},
			[one, all]
		]
	])('%s', async (_, shape, told) => {
		expect(await toldBy(shape)).toEqual([...told].sort());
	});
});

describe('filters that differ by one department', () => {
	const departments = (...ids: string[]) => ({ filters: [on('department_id', 'equals', ...ids)] });
	const subtrees = (...ids: string[]) => ({
		filters: [either(...ids.map((id) => on('department_path', 'contains', `/${id}/`)))]
	});

	it.each<[string, Shape, string[]]>([
		['all of a block', departments('21', '22', '31', '3', '2', '1'), [one]],
		['all but one of a block of several', departments('21', '22', '3', '2', '1'), [one]],
		['only that one', departments('31'), []],
		['not that one', { filters: [on('department_id', 'notEquals', '31')] }, [one]],
		['not below that one', { filters: [on('department_path', 'notContains', '/31/')] }, [one]],
		['subtrees that hold all of a block', subtrees('2', '3'), [one]],
		['and one subtree less', subtrees('2'), [one]],
		['part of an id', { filters: [on('department_path', 'contains', '2')] }, [one]],
		['a path by its end', { filters: [on('department_path', 'endsWith', '/21/')] }, [one]],
		['no department', { filters: [on('department_id', 'equals', '')] }, []],
		['a department that is not set', { filters: [on('department_id', 'notSet')] }, []],
		['a name that is not set', { filters: [on('department_name', 'notSet')] }, []]
	])('%s', async (_, shape, told) => {
		expect(await toldBy(shape)).toEqual(told);
	});
});

describe('whatever takes rows apart sees openable ones alone', () => {
	const individual = on('level', 'equals', 'individual');
	it.each<[string, Shape]>([
		[
			'drilling with ids',
			{ dimensions: ['key_results.objective_id', 'key_results.key_result_id'] }
		],
		['drilling with owners', { dimensions: ['key_results.owner_id', 'key_results.owner_name'] }],
		['drilling with titles', { dimensions: ['key_results.objective_title'] }],
		['by visibility', { dimensions: ['key_results.visibility'] }],
		['the restricted ones', { filters: [on('visibility', 'equals', 'restricted')] }],
		['all but the public ones', { filters: [on('visibility', 'notEquals', 'public')] }],
		['by an owner', { filters: [on('owner_id', 'equals', 'shy-a1')] }],
		['by all owners but one', { filters: [on('owner_id', 'notEquals', 'shy-a1')] }],
		['by an owner who is missing', { filters: [on('owner_id', 'equals', '')] }],
		['by a title', { filters: [on('objective_title', 'contains', 'SECRET')] }],
		['by what a title is not', { filters: [on('key_result_title', 'notContains', 'Plain')] }],
		['by an id', { filters: [on('objective_id', 'equals', 'secret-a1')] }],
		['by the text of a check-in', { filters: [on('last_comment', 'contains', 'SECRET')] }],
		['an or that is always true', { filters: [either(individual, on('owner_id', 'notSet'))] }],
		[
			'an or deep inside',
			{ filters: [both(individual, either(on('level', 'set'), both(on('owner_id', 'set'))))] }
		],
		[
			'raw values',
			{ dimensions: ['progress', 'expected', 'weight'].map((name) => `key_results.${name}`) }
		],
		['one pace', { filters: [on('pace', 'equals', 'at_risk')] }],
		['by a flag', { dimensions: ['key_results.is_red', 'key_results.is_stalled'] }],
		['by the moment of a check-in', { dimensions: ['key_results.last_check_in_at'] }],
		['ordered by a hidden member', { order: { 'key_results.owner_id': 'asc' }, limit: 1 }],
		['ordered by it, as a list', { order: [['key_results.objective_title', 'desc']] }],
		['small cells only', { filters: [where('key_results.base_count', 'lt', '6')] }],
		['cells above a mean', { filters: [where('key_results.avg_progress', 'gt', '10')] }],
		[
			'cells that leave something out',
			{ filters: [where('key_results.suppressed_count', 'gt', '0')] }
		],
		['asking for access', { dimensions: ['key_results.access'] }],
		['closed rows', { filters: [on('access', 'equals', 'closed')] }],
		['rows of blocks', { filters: [on('access', 'equals', 'block', 'wide_block')] }],
		['all but open rows', { filters: [on('access', 'notEquals', 'open')] }],
		['any access', { filters: [either(on('access', 'set'), on('access', 'notSet'))] }]
	])('%s', async (_, shape) => {
		expect(await toldBy(shape)).toEqual([]);
	});

	it('ungrouped', async () => {
		const { status, body } = await eve.answer('load', {
			query: { dimensions: ['key_results.level', 'key_results.progress'], ungrouped: true }
		});
		expect(status).toBe(200);
		expect(Loaded.parse(body).data).toHaveLength(4);
	});

	it('a title is guessed in vain, whatever the operator', async () => {
		for (const operator of ['equals', 'contains', 'startsWith', 'endsWith'])
			expect(
				await rowsOf({
					measures: [],
					dimensions: ['key_results.level'],
					filters: [on('objective_title', operator, 'SECRET of a1, renamed')]
				})
			).toEqual([]);
	});
});

describe('other ways of asking', () => {
	it('pages of cells hold whole blocks, page by page', async () => {
		for (let offset = 0; offset < 8; offset++) {
			const shape = { dimensions: ['key_results.within_department_id'], limit: 1, offset };
			for (const told of await toldBy({ ...shape, order: { 'key_results.base_count': 'asc' } }))
				expect([one, all]).toContain(told);
		}
	});

	it('`total` counts openable rows', async () => {
		const query = { dimensions: ['key_results.key_result_id'], total: true, limit: 1 };
		const { body } = await eve.answer('load', { query });
		expect(body).toMatchObject({ total: 4 });
	});

	it('segments are refused', async () => {
		const query = { measures: measuresOf('key_results'), segments: ['key_results.any'] };
		expect((await eve.answer('load', { query })).status).toBe(400);
	});

	it('the same day twice, and several queries at once', async () => {
		const measures = measuresOf('key_results');
		const timeDimensions = [
			{
				dimension: 'key_results.as_of',
				compareDateRange: [
					[TODAY, TODAY],
					[TODAY, TODAY]
				]
			}
		];
		const blended = [
			{
				measures,
				timeDimensions: [
					{ dimension: 'key_results.as_of', granularity: 'day', dateRange: [TODAY, TODAY] }
				]
			},
			{
				measures,
				filters: [on('owner_id', 'set')],
				timeDimensions: [
					{ dimension: 'key_results.as_of', granularity: 'day', dateRange: [TODAY, TODAY] }
				]
			}
		];
		const counts: string[][] = [];
		for (const query of [{ measures, timeDimensions }, blended]) {
			const { status, body } = await eve.answer('load', { query, queryType: 'multi' });
			expect(status, JSON.stringify(body).slice(0, 300)).toBe(200);
			const { results } = z.object({ results: z.array(Loaded) }).parse(body);
			counts.push(results.map(({ data }) => String(data[0]?.['key_results.base_count'])));
		}
		expect(counts).toEqual([
			['10', '10'],
			['10', '4']
		]);
	});

	it('two views in one query are refused, or see openable rows alone', async () => {
		const measures = [...measuresOf('key_results'), ...measuresOf('objectives')];
		const { status, body } = await eve.answer('load', { query: { measures } });
		if (status === 200) expect(Loaded.parse(body).data[0]?.['key_results.base_count']).toBe('4');
		expect(JSON.stringify(body)).not.toMatch(TRACES);
	});

	it.each([
		'key_result_days.as_of',
		'key_result_days.key_result_id',
		'key_result_days.objective_id',
		'key_result_weeks.week',
		'objective_days.objective_id',
		'objective_days.as_of',
		'labels.objective_title',
		'labels.label_id',
		'comments.comment',
		'person_days.person_id'
	])('the private cubes cannot be asked: %s', async (dimension) => {
		const { status, body } = await eve.answer('load', { query: { dimensions: [dimension] } });
		expect(status).toBeGreaterThanOrEqual(400);
		expect(body).not.toHaveProperty('data');
		expect(JSON.stringify(body)).not.toMatch(TRACES);
	});

	it.each<[string, object]>([
		['a condition that is also a group', { ...on('owner_id', 'equals', 'shy-a1'), or: [] }],
		['a group of both kinds', { and: [on('level', 'set')], or: [on('owner_id', 'set')] }],
		[
			'the old word for member',
			{ dimension: 'key_results.owner_id', operator: 'equals', values: ['shy-a1'] }
		],
		['a member that is an expression', { ...on('level', 'set'), member: { sql: '1' } }],
		['an operator that does not exist', on('level', 'regexp', 'i')]
	])('a filter of an odd shape is refused or sees openable rows alone: %s', async (_, odd) => {
		const query = { measures: measuresOf('key_results'), filters: [odd] };
		const { status, body } = await eve.answer('load', { query });
		if (status === 200) {
			const [row] = Loaded.parse(body).data;
			expect(Number(row?.['key_results.base_count'])).toBeLessThanOrEqual(4);
		} else expect(status).toBe(400);
	});

	it.each<[string, Shape]>([
		[
			'order as a list',
			{ order: [['key_results.level', 'asc']], dimensions: ['key_results.level'] }
		],
		[
			'day by day',
			{
				timeDimensions: [
					{ dimension: 'key_results.as_of', granularity: 'day', dateRange: [TODAY, TODAY] }
				]
			}
		],
		['a group of nothing', { filters: [{ and: [] }] }],
		['a filter inside two groups', { filters: [both(either(on('level', 'set')))] }],
		['in another time zone', { timezone: 'Pacific/Kiritimati' }]
	])('a query in another shape tells the same: %s', async (_, shape) => {
		expect(await toldBy(shape)).toEqual([all]);
	});

	it('answers in other formats hold no traces, and no more rows', async () => {
		const dimensions = ['key_results.key_result_id', 'key_results.objective_title'];
		for (const responseFormat of ['compact', 'columnar', 'default']) {
			const { body } = await eve.answer('load', { query: { dimensions, responseFormat } });
			expect(JSON.stringify(body)).not.toMatch(TRACES);
		}
	});

	it('/sql tells its own reader and nobody else’s, /dry-run and /meta nothing', async () => {
		const query = { dimensions: ['key_results.objective_title', 'key_results.owner_name'] };
		const answers: Answered[] = [
			await eve.answer('sql', { query }),
			await eve.answer('dry-run', { query }),
			await eve.answer('meta')
		];
		for (const { status, body } of answers) {
			expect(status).toBe(200);
			expect(JSON.stringify(body)).not.toMatch(TRACES);
		}
		expect(JSON.stringify(answers[0]?.body)).toContain('"nobody"');
		const names = (await eve.meta()).map(({ name }) => name);
		expect(names).toContain('key_results');
		expect(names.filter((name) => /_days$|_lines$|_weeks$|labels|comments/.test(name))).toEqual([
			'check_in_weeks'
		]);
	});

	it.each([
		'cubesql',
		'sql?format=sql&query=SELECT%201',
		'pre-aggregations/jobs',
		'cubestore',
		'graphql'
	])('what is not served tells nothing: %s', async (route) => {
		const { body, status } = await eve.answer(route, { query: 'SELECT * FROM mart_labels' });
		expect(status).toBeGreaterThanOrEqual(400);
		expect(JSON.stringify(body)).not.toMatch(TRACES);
	});
});

describe('tokens', () => {
	const sign = (claims: Record<string, unknown>, secret = TEST_SECRET): Promise<string> =>
		new SignJWT(claims)
			.setProtectedHeader({ alg: 'HS256' })
			.setExpirationTime('1h')
			.sign(new TextEncoder().encode(secret));
	const titles = { dimensions: ['objectives.objective_id'] };
	const seen = async (cube: CubeUnderTest): Promise<number> => (await cube.load(titles)).length;

	it('claims that are not asked for change nothing', async () => {
		const forged = {
			user_id: 'eve',
			is_admin: false,
			reader: 'admin',
			may_administer: 'yes',
			groups: ['admin']
		};
		expect(await seen(eve.withToken(await sign(forged)))).toBe(4);
	});

	it.each([
		'admin',
		'user:shy-a1',
		'nobody',
		"x' OR reader != '",
		"eve'), reader = ('admin",
		'SHY-A1',
		'shy-a1 ',
		'%',
		'admin-like'
	])('nobody is called %s', async (userId) => {
		expect(await seen(story.cube.as(userId))).toBe(4);
	});

	it('a name with a quote and a backslash is a name like others', async () => {
		expect(await seen(story.cube.as("o'brien\\"))).toBe(5);
		expect(await seen(story.cube.as('confidant'))).toBe(5);
		expect(await seen(story.cube.as('shy-head2'))).toBe(4 + 6);
		expect(await seen(story.cube.as('shy-head1'))).toBe(4 + 9);
		expect(await seen(story.cube)).toBe(4 + 9);
	});

	it.each<[string, Record<string, unknown>]>([
		['without a user', { is_admin: true }],
		['without a role', { user_id: 'eve' }],
		['with a role in words', { user_id: 'eve', is_admin: 'true' }],
		['with a user that is a list', { user_id: ['eve', 'admin'], is_admin: false }]
	])('%s, a token is refused', async (_, claims) => {
		expect((await eve.withToken(await sign(claims)).answer('load', { query: titles })).status).toBe(
			403
		);
	});

	it('signed by somebody else, unsigned or missing, a token is refused', async () => {
		const unsigned = `${btoa('{"alg":"none"}')}.${btoa('{"user_id":"eve","is_admin":true,"exp":9999999999}')}.`;
		const tokens = [await sign({ user_id: 'eve', is_admin: true }, 'x'.repeat(40)), unsigned, ''];
		for (const token of tokens)
			expect((await eve.withToken(token).answer('load', { query: titles })).status).toBe(403);
	});

	it('what an administrator has just asked is not what the next one gets', async () => {
		const query = { ...titles, order: { 'objectives.objective_id': 'desc' } };
		expect(await story.cube.load(query)).toHaveLength(13);
		expect(await eve.load(query)).toHaveLength(4);
		expect(await story.cube.load(query)).toHaveLength(13);
	});
});

describe('suppressed_count', () => {
	it('is a multiple of MIN_GROUP_SIZE in every cell, and never less than what is left out', async () => {
		const groups = [
			'level',
			'period_id',
			'department_id',
			'within_department_id',
			'department_path_today'
		];
		const found = new Set<number>();
		for (const group of [[], ...groups.map((name) => [name]), groups.slice(0, 3)]) {
			const dimensions = group.map((name) => `key_results.${name}`);
			for (const row of await rowsOf({ dimensions }))
				found.add(Number(row['key_results.suppressed_count']));
		}
		expect([...found].sort()).toEqual([0, MIN_GROUP_SIZE]);
	});

	it('is the same for one, two and three that are left out', async () => {
		const count = async (...filters: object[]) =>
			(await rowsOf({ filters }))[0]?.['key_results.suppressed_count'];
		expect(await count(on('period_id', 'equals', 'H2'))).toBe('3');
		expect(await count(on('level', 'equals', 'department', 'company'))).toBe('3');
		expect(await count()).toBe('3');
	});

	it('does not grow where a row counts for several departments', async () => {
		const lenses = ['within_department_id', 'within_department_id_today'];
		const ancestors = ['1', '2', '3', '21', '31'];
		const h2 = on('period_id', 'equals', 'H2');
		const filters = [
			[h2, on('within_department_id', 'equals', ...ancestors)],
			[h2, ...lenses.map((lens) => on(lens, 'equals', ...ancestors))],
			[h2, ...lenses.map((lens) => on(lens, 'set'))]
		];
		for (const each of filters) {
			const [row] = await rowsOf({ filters: each });
			expect(row?.['key_results.suppressed_count']).toBe('3');
		}
	});

	it('says nothing of rows one by one', async () => {
		for (const row of await rowsOf({ dimensions: ['key_results.objective_id'] }))
			expect(row['key_results.suppressed_count']).toBe('0');
	});
});

describe('two sides of the same thing', () => {
	it('the tree as it was and that of today have the same blocks', async () => {
		const day = on('as_of', 'equals', BEFORE_THE_MOVE);
		const within = (name: string, id: string) => toldBy({ filters: [day, on(name, 'equals', id)] });
		expect(await within('within_department_id', '2')).toEqual([all]);
		expect(await within('within_department_id_today', '2')).toEqual([one]);
		expect(await within('within_department_id_today', '3')).toEqual([]);
		const both = [
			day,
			on('department_path', 'contains', '/2/'),
			on('department_path_today', 'contains', '/1/')
		];
		expect(await toldBy({ filters: both })).toEqual([all]);
		const between = [
			day,
			on('within_department_id', 'equals', '2'),
			on('department_path_today', 'notContains', '/2/')
		];
		expect(await toldBy({ filters: between })).toEqual([]);
	});

	it('objectives against key results', async () => {
		for (const view of ['objectives', 'key_results'] as const) {
			const told = async (...names: string[]) =>
				toldBy({ dimensions: names.map((name) => `${view}.${name}`) }, view);
			expect(await told()).toEqual([all]);
			expect(await told('within_department_id')).toEqual([one, all]);
			expect(await told('department_id')).toEqual([one]);
		}
	});

	it('weeks against key results', async () => {
		const told = (...names: string[]) =>
			toldBy(
				{
					dimensions: ['week', ...names].map((name) => `check_in_weeks.${name}`),
					filters: [where('check_in_weeks.week', 'inDateRange', '2026-08-24', '2026-08-30')]
				},
				'check_in_weeks'
			);
		expect(await told()).toEqual([all]);
		expect(await told('within_department_id')).toEqual([one, all]);
		expect(await told('department_id')).toEqual([one]);
		expect(await told('check_in_state')).toEqual([]);
		expect(await told('objective_id')).toEqual([]);
	});

	it('a reader of one of a block never gets the rest of it', async () => {
		const confidant = story.cube.as('confidant');
		const told = await toldBy({ dimensions: ['key_results.level'] }, 'key_results', confidant);
		expect(told).toEqual(['several + a1']);
	});
});

describe('people against objectives', () => {
	const counted = async (...filters: object[]) => {
		const measures = ['people_count', 'people_with_objective_count'].map(
			(name) => `people.${name}`
		);
		const [row] = await eve.load({
			measures,
			filters: [where('people.period_id', 'equals', 'Q3'), ...filters]
		});
		return measures.map((name) => Number(row?.[name]));
	};

	it('the figure of the whole company counts owners of released blocks', async () => {
		expect(await counted()).toEqual([15, 4 + 6]);
		expect(await counted(where('people.department_path', 'set'))).toEqual([15, 4]);
	});

	it('no department, and no list, tells who they are', async () => {
		for (const [id, owners] of [
			['21', 1],
			['22', 1],
			['31', 1],
			['2', 2]
		] as const) {
			const [, found] = await counted(where('people.department_path', 'contains', `/${id}/`));
			expect(found, id).toBe(owners);
		}
		const list = await eve.load({
			dimensions: ['people.person_id'],
			filters: [where('people.has_objective', 'equals', 'true')]
		});
		expect(JSON.stringify(list)).not.toMatch(TRACES);
		expect(list).toHaveLength(4);
		const rooted = await eve.load({
			dimensions: ['people.person_id', 'people.is_rooted', 'people.access']
		});
		for (const row of rooted)
			if (TRACES.test(String(row['people.person_id'])))
				expect(row).toMatchObject({ 'people.is_rooted': false, 'people.access': 'openable' });
	});
});

describe('every dimension of every view', () => {
	/** Who is in the directory, or heads a department, is no secret. */
	const OF_PEOPLE = ['answers', 'departments', 'people'];

	it('holds no trace, though an administrator sees many', async () => {
		const seenByAdmin: string[] = [];
		for (const view of await story.cube.meta()) {
			// A bridge leads from one day to another, a search is of one day, and finds people too.
			const filters: Record<string, object[]> = {
				bridges: [
					where('bridges.from_on', 'equals', BEFORE_THE_MOVE),
					where('bridges.as_of', 'equals', TODAY)
				],
				search: [
					where('search.as_of', 'equals', TODAY),
					where('search.entity_kind', 'equals', 'objective', 'key_result')
				]
			};
			const query = {
				dimensions: view.dimensions
					.map(({ name }) => name)
					.filter((name) => name !== 'bridges.step'),
				filters: filters[view.name] ?? [],
				limit: 5000
			};
			const rows = async (cube: CubeUnderTest): Promise<string> => {
				const { status, body } = await cube.answer('load', { query });
				expect(status, `${view.name}: ${JSON.stringify(body).slice(0, 300)}`).toBe(200);
				return JSON.stringify(Loaded.parse(body).data);
			};
			const traces = OF_PEOPLE.includes(view.name) ? /SECRET|secret-/ : TRACES;
			expect(await rows(eve), view.name).not.toMatch(traces);
			if (traces.test(await rows(story.cube))) seenByAdmin.push(view.name);
		}
		expect(seenByAdmin).toEqual(
			expect.arrayContaining([
				...['key_results', 'objectives', 'check_in_weeks', 'check_ins', 'check_in_revisions'],
				...['changes', 'alignments', 'dependencies', 'contributions', 'diagnosis', 'search']
			])
		);
	});
});
