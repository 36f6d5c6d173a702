/** Who may ask Cube what, and for which day it answers. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertRows } from '../../etl/clickhouse/client.ts';
import { startCube } from '../../cube/server.ts';
import { createToken } from '../../cube/token.ts';
import { API_SECRET, FIXTURES, openThings, type Things } from './things.ts';

let things: Things;
beforeAll(async () => {
	things = await openThings();
});
afterAll(() => things.close());

const count = 'things.thing_count';
const counted = async (query: Record<string, unknown>): Promise<unknown> => {
	const { status, rows, body } = await things.load({ measures: [count], ...query });
	expect(status, JSON.stringify(body.error)).toBe(200);
	expect(rows).toHaveLength(1);
	return rows[0]?.[count];
};
const by = (member: string, operator: string, ...values: string[]) => ({
	member: `things.${member}`,
	operator,
	values
});

describe('a query that names no day', () => {
	it('counts the things of the last data version, once', async () => {
		expect(await counted({})).toBe('40');
	});

	it('says which day it was answered for', async () => {
		const { body } = await things.load({ measures: [count] });
		expect(body.query).toMatchObject({
			filters: [
				{ member: 'things.as_of', operator: 'inDateRange', values: ['2026-11-22', '2026-11-22'] }
			]
		});
	});

	it('counts those of the last day of a period that ended', async () => {
		expect(await counted({ filters: [by('period_id', 'equals', 'q3')] })).toBe('20');
		const nested = { and: [by('level', 'equals', 'company'), by('period_id', 'equals', 'q3')] };
		expect(await counted({ filters: [nested] })).toBe('7');
	});

	it('counts those of the latest of several periods', async () => {
		expect(await counted({ filters: [by('period_id', 'equals', 'q3', 'q4')] })).toBe('40');
	});

	it('finds nothing in a period that has not started, and in one that is unknown', async () => {
		expect(await counted({ filters: [by('period_id', 'equals', 'next')] })).toBe('0');
		expect(await counted({ filters: [by('period_id', 'equals', 'nope')] })).toBe('0');
	});

	it('answers for one day also when rows are asked for instead of counts', async () => {
		const { rows } = await things.load({ dimensions: ['things.thing_id'] });
		expect(rows).toHaveLength(40);
	});

	it('is guarded in each query of several that are asked together', async () => {
		const timeDimensions = [{ dimension: 'things.seen_at', granularity: 'month' }];
		const filters = [by('period_id', 'equals', 'q3')];
		const { body } = await things.load(
			[
				{ measures: [count], timeDimensions },
				{ measures: [count], timeDimensions, filters }
			],
			{ queryType: 'multi' }
		);
		expect(body).toMatchObject({
			queryType: 'blendingQuery',
			results: [
				{ data: [{ [count]: '40', 'time.month': '2026-11-01T00:00:00.000' }] },
				{ data: [{ [count]: '20', 'time.month': '2026-09-01T00:00:00.000' }] }
			]
		});
	});
});

describe('a query that names days', () => {
	it.each([
		['a day', { filters: [by('as_of', 'equals', '2026-11-20')] }],
		['a day as an instant', { filters: [by('as_of', 'equals', '2026-11-20T00:00:00.000')] }],
		['a range of one day', { filters: [by('as_of', 'inDateRange', '2026-11-20', '2026-11-20')] }],
		['a date', { filters: [by('as_of', 'onTheDate', '2026-11-20')] }],
		[
			'a date range of one day',
			{ timeDimensions: [{ dimension: 'things.as_of', dateRange: ['2026-11-20', '2026-11-20'] }] }
		],
		[
			'a date range in one word',
			{ timeDimensions: [{ dimension: 'things.as_of', dateRange: '2026-11-20' }] }
		]
	])('is answered for it: %s', async (_name, query) => {
		expect(await counted(query)).toBe('40');
	});

	it.each([
		['a range', { filters: [by('as_of', 'inDateRange', '2026-11-19', '2026-11-20')] }],
		[
			'a date range',
			{ timeDimensions: [{ dimension: 'things.as_of', dateRange: ['2026-11-19', '2026-11-20'] }] }
		],
		[
			'a relative range',
			{ timeDimensions: [{ dimension: 'things.as_of', dateRange: 'last 7 days' }] }
		],
		['before', { filters: [by('as_of', 'beforeDate', '2026-11-20')] }],
		['after', { filters: [by('as_of', 'afterDate', '2026-11-20')] }],
		['several', { filters: [by('as_of', 'equals', '2026-11-19', '2026-11-20')] }],
		[
			'a day or anything',
			{ filters: [{ or: [by('as_of', 'equals', '2026-11-20'), by('level', 'equals', 'company')] }] }
		],
		['weeks', { timeDimensions: [{ dimension: 'things.as_of', granularity: 'week' }] }],
		[
			'months',
			{
				timeDimensions: [
					{
						dimension: 'things.as_of',
						granularity: 'month',
						dateRange: ['2026-11-01', '2026-11-22']
					}
				]
			}
		]
	])('is refused when it would add them up: %s', async (_name, query) => {
		const { status, body } = await things.load({ measures: [count], ...query });
		expect([status, body.error]).toEqual([
			400,
			expect.stringMatching(/[Cc]hoose one as_of or group by day/)
		]);
		expect(body).not.toHaveProperty('data');
	});

	it('is refused in the same way by /sql and /dry-run', async () => {
		const query = {
			measures: [count],
			timeDimensions: [{ dimension: 'things.as_of', granularity: 'week' }]
		};
		for (const route of ['sql', 'dry-run'])
			expect(await things.ask(route, { query })).toMatchObject({ status: 400 });
	});

	it('keeps days apart when it groups by day', async () => {
		const { rows } = await things.load({
			measures: [count],
			timeDimensions: [
				{ dimension: 'things.as_of', granularity: 'day', dateRange: ['2026-11-20', '2026-11-22'] }
			]
		});
		expect(rows.map((row) => [row['things.as_of.day'], row[count]])).toEqual([
			['2026-11-20T00:00:00.000', '40'],
			['2026-11-21T00:00:00.000', '40'],
			['2026-11-22T00:00:00.000', '40']
		]);
	});

	it('keeps days apart when it lists the last days of weeks', async () => {
		const { rows } = await things.load({
			measures: [count],
			dimensions: ['things.as_of'],
			filters: [by('as_of', 'equals', '2026-11-15', '2026-11-22')],
			order: { 'things.as_of': 'asc' }
		});
		expect(rows.map((row) => [row['things.as_of'], row[count]])).toEqual([
			['2026-11-15T00:00:00.000', '40'],
			['2026-11-22T00:00:00.000', '40']
		]);
	});

	it('compares two days, and refuses to compare two ranges', async () => {
		const compare = (...compareDateRange: string[][]) =>
			things.load(
				{ measures: [count], timeDimensions: [{ dimension: 'things.as_of', compareDateRange }] },
				{ queryType: 'multi' }
			);
		const { body } = await compare(['2026-09-22', '2026-09-22'], ['2026-11-22', '2026-11-22']);
		expect(body).toMatchObject({
			results: [{ data: [{ [count]: '20' }] }, { data: [{ [count]: '40' }] }]
		});
		expect(await compare(['2026-09-21', '2026-09-22'], ['2026-11-21', '2026-11-22'])).toMatchObject(
			{
				status: 400
			}
		);
	});
});

describe('days do not move with time zones', () => {
	it.each(['Asia/Shanghai', 'America/New_York', 'Pacific/Kiritimati', 'Pacific/Pago_Pago'])(
		'asked in %s',
		async (timezone) => {
			const { rows } = await things.load({
				timezone,
				measures: [count],
				timeDimensions: [
					{ dimension: 'things.as_of', granularity: 'day', dateRange: ['2026-09-30', '2026-10-01'] }
				]
			});
			expect(rows.map((row) => [row['things.as_of'], row[count]])).toEqual([
				['2026-09-30T00:00:00.000', '20'],
				['2026-10-01T00:00:00.000', '40']
			]);
			expect(await counted({ timezone })).toBe('40');
		}
	);

	it('the last second of a day belongs to it', async () => {
		const filters = [by('seen_at', 'inDateRange', '2026-11-22', '2026-11-22')];
		expect(await counted({ filters })).toBe('40');
	});
});

describe('who asks', () => {
	it.each<[string, () => Promise<string | null>]>([
		['nobody', async () => null],
		['somebody with garbage', async () => 'garbage'],
		[
			'somebody of another server',
			() => createToken('another secret', { user_id: 'x', is_admin: true }, '1h')
		],
		[
			'somebody whose token expired',
			() => createToken(API_SECRET, { user_id: 'x', is_admin: true }, '-1s')
		]
	])('%s is refused with 403, on every route', async (_name, token) => {
		for (const route of ['load', 'sql', 'dry-run']) {
			const answer = await things.ask(route, { query: { measures: [count] } }, await token());
			expect(answer.status).toBe(403);
			expect(answer.body.error).toContain('npm run token');
		}
		const meta = await fetch(`${things.cube.url}/cubejs-api/v1/meta`);
		expect(meta.status).toBe(403);
	});

	it('learns from every answer that the guards are in force', async () => {
		for (const token of [await things.tokenOf(false), null]) {
			const { headers } = await things.ask('load', { query: { measures: [count] } }, token);
			expect(headers.get('x-okr-policy-version')).toBe('4');
		}
	});

	it('a viewer may not see what only administrators may', async () => {
		const viewer = await things.tokenOf(false);
		const query = { measures: [count], dimensions: ['things.owner'] };
		expect(await things.ask('load', { query })).toMatchObject({ status: 200 });
		const { status, body, rows } = await things.ask('load', { query }, viewer);
		expect(status).toBeGreaterThanOrEqual(400);
		expect(rows).toEqual([]);
		expect(JSON.stringify(body)).not.toContain('owner1');
		expect(body.error).toContain("You requested hidden member: 'things.owner'");
		expect(await things.ask('load', { query: { measures: [count] } }, viewer)).toMatchObject({
			status: 200
		});
	});

	it('a member is hidden in every shape, and also when nothing is found', async () => {
		const viewer = await things.tokenOf(false);
		for (const responseFormat of ['default', 'compact', 'columnar'])
			for (const level of ['company', 'none']) {
				const filters = [by('level', 'equals', level)];
				const query = { dimensions: ['things.owner'], filters, responseFormat };
				const { body } = await things.ask('load', { query }, viewer);
				expect(body.error).toContain('hidden member');
			}
	});

	it('nobody reads a private cube, past the views', async () => {
		const query = { measures: ['base_things.thing_count'] };
		expect((await things.load(query)).body.error).toContain(
			"hidden member: 'base_things.thing_count'"
		);
		const dimensions = ['base_things.title'];
		expect((await things.load({ dimensions })).body.error).toContain('hidden member');
	});

	it('nobody brings SQL along', async () => {
		const join = { sql: 'SELECT 1 AS x', on: '1 = 1', joinType: 'LEFT', alias: 'x' };
		const expression = {
			cubeName: 'things',
			name: 'x',
			expression: ['return `1`'],
			expressionName: 'x',
			definition: 'x'
		};
		for (const query of [
			{ measures: [count], subqueryJoins: [join] },
			{ measures: [expression] },
			{
				measures: [
					JSON.stringify({
						cubeName: 'things',
						alias: 'x',
						expr: { type: 'SqlFunction', cubeParams: [], sql: '1' }
					})
				]
			}
		]) {
			const { status, rows } = await things.load(query);
			expect(status).toBeGreaterThanOrEqual(400);
			expect(rows).toEqual([]);
		}
	});
});

describe('what is served', () => {
	it.each([
		['POST', '/cubejs-api/graphql'],
		['GET', '/cubejs-api/graphql'],
		['POST', '/cubejs-api/v1/graphql-to-json'],
		['POST', '/cubejs-api/v1/cubesql'],
		['POST', '/cubejs-api/v1/convert-query'],
		['GET', '/cubejs-api/v1/subscribe'],
		['POST', '/cubejs-api/v1/pre-aggregations/jobs'],
		['GET', '/cubejs-system/v1/context'],
		['DELETE', '/cubejs-api/v1/running-query/x'],
		['GET', '/playground/context'],
		['GET', '/'],
		['PUT', '/cubejs-api/v1/load']
	])('is not %s %s', async (method, path) => {
		const response = await fetch(things.cube.url + path, {
			method,
			headers: { authorization: await things.tokenOf(true), 'content-type': 'application/json' },
			...(method === 'POST' ? { body: '{"query":"{}"}' } : {})
		});
		expect(response.status).toBe(404);
	});

	it('is no WebSocket', async () => {
		const { hostname, port } = new URL(things.cube.url);
		const outcome = await new Promise((resolve) => {
			const socket = new WebSocket(`ws://${hostname}:${port}/`);
			socket.onopen = () => resolve('open');
			socket.onerror = () => resolve('refused');
		});
		expect(outcome).toBe('refused');
	});

	it('is whether the server lives and is ready, to everybody', async () => {
		for (const path of ['/livez', '/readyz'])
			expect((await fetch(things.cube.url + path)).status).toBe(200);
	});

	it('is the model, without what the caller may not see', async () => {
		const metaOf = async (isAdmin: boolean) => {
			const headers = { authorization: await things.tokenOf(isAdmin) };
			return (await fetch(`${things.cube.url}/cubejs-api/v1/meta`, { headers })).text();
		};
		expect(await metaOf(true)).toContain('things.owner');
		expect(await metaOf(false)).not.toContain('things.owner');
		expect(await metaOf(true)).not.toContain('"name":"base_things');
	});

	it('is the SQL of a query and its normal form, without running it', async () => {
		const query = { measures: [count], filters: [by('level', 'equals', "it's")] };
		const { body } = await things.ask('sql', { query });
		expect(JSON.stringify(body)).toMatch(/FROM\\n\s+things/);
		expect(JSON.stringify(body)).toContain("it's");
		expect((await things.ask('dry-run', { query })).body).toMatchObject({
			queryType: 'regularQuery'
		});
	});
});

describe('a model that cannot be served', () => {
	it('stops the start when a view has days that nobody guards', async () => {
		const { warehouse } = things;
		const starting = startCube({
			warehouse,
			apiSecret: API_SECRET,
			log: () => {},
			modelDirectory: FIXTURES,
			asOfViews: []
		});
		await expect(starting).rejects.toThrow(/^things: has as_of, .* AS_OF_VIEWS/);
	});
});

it('follows a new data version within a second', async () => {
	const { warehouse } = things;
	expect(await counted({})).toBe('40');
	await insertRows(warehouse, 'ops_data_versions', [{ version: 3, as_of: '2026-09-21' }]);
	try {
		await expect.poll(() => counted({}), { timeout: 1500, interval: 50 }).toBe('20');
	} finally {
		await warehouse.client.command({ query: 'DELETE FROM ops_data_versions WHERE version = 3' });
	}
});
