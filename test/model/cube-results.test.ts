/** What Cube answers, in every shape, equals what the engine answers to SQL written by hand. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { LAST_DAY, openThings, type Things } from './things.ts';

let things: Things;
beforeAll(async () => {
	things = await openThings();
});
afterAll(() => things.close());

const count = 'things.thing_count';
const TODAY = `as_of = '${LAST_DAY}'`;
const day = `concat(toString(as_of), 'T00:00:00.000')`;
const where = (member: string, operator: string, ...values: string[]) => ({
	member: `things.${member}`,
	operator,
	...(values.length > 0 ? { values } : {})
});

/** The same rows: columns of `sql` are named after members. In the given order if the query has one. */
async function expectSame(query: Record<string, unknown>, sql: string): Promise<void> {
	const [{ rows, body }, expected] = await Promise.all([things.load(query), things.sql(sql)]);
	expect(body.error).toBeUndefined();
	expect(expected.length, 'the case would prove nothing').toBeGreaterThan(0);
	const sorted = (list: readonly Record<string, unknown>[]) =>
		'order' in query ? list : list.map((row) => JSON.stringify(Object.entries(row).sort())).sort();
	expect(sorted(rows)).toEqual(sorted(expected));
}

describe('rows equal hand-written SQL', () => {
	it.each<[string, Record<string, unknown>, string]>([
		[
			'measures alone',
			{ measures: [count, 'things.red_count', 'things.avg_progress', 'things.red_rate'] },
			`SELECT count() AS "things.thing_count", countIf(is_red) AS "things.red_count", avg(progress) AS "things.avg_progress",
				countIf(is_red) / count() AS "things.red_rate" FROM things WHERE ${TODAY}`
		],
		[
			'a measure by a dimension',
			{ measures: [count], dimensions: ['things.level'] },
			`SELECT level AS "things.level", count() AS "things.thing_count" FROM things WHERE ${TODAY} GROUP BY level`
		],
		[
			'a boolean dimension',
			{ measures: [count], dimensions: ['things.is_red'] },
			`SELECT is_red AS "things.is_red", count() AS "things.thing_count" FROM things WHERE ${TODAY} GROUP BY is_red`
		],
		[
			'an average over nothing but missing values',
			{ measures: ['things.avg_progress'], filters: [where('thing_id', 'equals', 't4')] },
			`SELECT avg(progress) AS "things.avg_progress" FROM things WHERE ${TODAY} AND thing_id = 't4'`
		],
		[
			'by day, with a range',
			{
				measures: [count, 'things.red_count'],
				dimensions: ['things.as_of', 'things.level'],
				timeDimensions: [{ dimension: 'things.as_of', dateRange: ['2026-09-28', '2026-10-03'] }]
			},
			`SELECT ${day} AS "things.as_of", level AS "things.level", count() AS "things.thing_count", countIf(is_red) AS "things.red_count"
				FROM things WHERE as_of BETWEEN '2026-09-28' AND '2026-10-03' GROUP BY as_of, level`
		],
		[
			'instants by hour',
			{
				measures: [count],
				timeDimensions: [
					{
						dimension: 'things.seen_at',
						granularity: 'hour',
						dateRange: ['2026-11-22', '2026-11-22']
					}
				]
			},
			`SELECT '2026-11-22T23:00:00.000' AS "things.seen_at.hour", '2026-11-22T23:00:00.000' AS "things.seen_at",
				count() AS "things.thing_count" FROM things WHERE ${TODAY}`
		],
		[
			'a half-open range of instants',
			{ measures: [count], filters: [where('seen_at', 'afterDate', '2026-11-22T23:59:59.400')] },
			`SELECT count() AS "things.thing_count" FROM things WHERE ${TODAY} AND seen_at > '2026-11-22 23:59:59.400'`
		],
		[
			'order, limit and offset',
			{
				measures: ['things.avg_progress'],
				dimensions: ['things.thing_id'],
				order: [
					['things.avg_progress', 'desc'],
					['things.thing_id', 'asc']
				],
				limit: 5,
				offset: 3
			},
			`SELECT thing_id AS "things.thing_id", avg(progress) AS "things.avg_progress" FROM things WHERE ${TODAY} GROUP BY thing_id
				ORDER BY avg(progress) DESC, thing_id LIMIT 5 OFFSET 3`
		],
		[
			'titles with quotes, backslashes, wildcards and two scripts',
			{
				dimensions: ['things.title'],
				filters: [where('title', 'equals', `it's "7" 100% \\ ? chỉ số 目标`)]
			},
			`SELECT title AS "things.title" FROM things WHERE ${TODAY} AND thing_id = 't7'`
		],
		[
			'contains, where % is only a character',
			{
				dimensions: ['things.thing_id'],
				filters: [where('title', 'contains', '7" 100% \\ ? chỉ')]
			},
			`SELECT thing_id AS "things.thing_id" FROM things WHERE ${TODAY} AND position(title, '7" 100% \\\\ ? chỉ') > 0`
		],
		[
			'starts with, ends with',
			{
				dimensions: ['things.thing_id'],
				filters: [where('thing_id', 'startsWith', 't1'), where('title', 'endsWith', '目标')]
			},
			`SELECT thing_id AS "things.thing_id" FROM things WHERE ${TODAY} AND startsWith(thing_id, 't1')`
		],
		[
			'not equals, several values',
			{ measures: [count], filters: [where('level', 'notEquals', 'company', 'individual')] },
			`SELECT count() AS "things.thing_count" FROM things WHERE ${TODAY} AND level = 'department'`
		],
		[
			'not these days',
			{
				measures: [count],
				dimensions: ['things.as_of'],
				filters: [
					where('as_of', 'notEquals', '2026-11-22', '2026-11-21'),
					where('as_of', 'afterOrOnDate', '2026-11-20')
				]
			},
			`SELECT ${day} AS "things.as_of", count() AS "things.thing_count" FROM things WHERE as_of = '2026-11-20' GROUP BY as_of`
		],
		[
			'and inside or',
			{
				dimensions: ['things.thing_id'],
				filters: [
					{
						or: [
							where('thing_id', 'equals', 't1', 't2'),
							{ and: [where('level', 'equals', 'company'), where('is_red', 'equals', 'true')] }
						]
					}
				]
			},
			`SELECT thing_id AS "things.thing_id" FROM things WHERE ${TODAY} AND (thing_id IN ('t1', 't2') OR level = 'company' AND is_red)`
		],
		[
			'a condition on a measure',
			{
				measures: [count],
				dimensions: ['things.owner'],
				filters: [where('thing_count', 'gt', '5')]
			},
			`SELECT owner AS "things.owner", count() AS "things.thing_count" FROM things WHERE ${TODAY} GROUP BY owner HAVING count() > 5`
		],
		[
			'a measure that is set',
			{
				measures: ['things.avg_progress'],
				dimensions: ['things.thing_id'],
				filters: [where('avg_progress', 'set')]
			},
			`SELECT thing_id AS "things.thing_id", avg(progress) AS "things.avg_progress" FROM things WHERE ${TODAY} GROUP BY thing_id
				HAVING avg(progress) IS NOT NULL`
		],
		[
			'four days by equality, which ClickHouse would join to one IN',
			{
				measures: [count],
				dimensions: ['things.as_of'],
				filters: [where('as_of', 'equals', '2026-09-22', '2026-10-05', '2026-11-15', LAST_DAY)]
			},
			`SELECT ${day} AS "things.as_of", count() AS "things.thing_count" FROM things
				WHERE as_of IN ('2026-09-22', '2026-10-05', '2026-11-15', '${LAST_DAY}') GROUP BY as_of`
		],
		[
			'none of four days',
			{
				measures: [count],
				dimensions: ['things.as_of'],
				filters: [
					where('as_of', 'notEquals', '2026-11-19', '2026-11-20', '2026-11-21', LAST_DAY),
					where('as_of', 'afterDate', '2026-11-16')
				]
			},
			`SELECT ${day} AS "things.as_of", count() AS "things.thing_count" FROM things WHERE as_of IN ('2026-11-17', '2026-11-18') GROUP BY as_of`
		],
		[
			'one instant among several',
			{
				measures: [count],
				filters: [
					where(
						'seen_at',
						'equals',
						'2026-11-22T23:59:59.500',
						'2026-11-22T01:00:00.000',
						'2026-11-22T02:00:00.000'
					)
				]
			},
			`SELECT count() AS "things.thing_count" FROM things WHERE ${TODAY} AND seen_at = '2026-11-22 23:59:59.500'`
		]
	])('%s', async (_name, query, sql) => {
		await expectSame(query, sql);
	});
});

describe('shapes over HTTP', () => {
	const query = {
		measures: [count],
		dimensions: ['things.level'],
		order: { 'things.level': 'asc' }
	};
	const Compact = z.object({
		members: z.array(z.string()),
		dataset: z.array(z.array(z.unknown()))
	});
	const Columnar = z.object({
		members: z.array(z.string()),
		columns: z.array(z.array(z.unknown()))
	});

	it('compact and columnar hold the same values as the default', async () => {
		const { rows } = await things.load(query);
		const compact = Compact.parse(
			(await things.load({ ...query, responseFormat: 'compact' })).body.data
		);
		const columnar = Columnar.parse(
			(await things.load({ ...query, responseFormat: 'columnar' })).body.data
		);
		expect(rows).toHaveLength(3);
		expect(compact.members).toEqual(['things.level', count]);
		expect(compact.dataset).toEqual(rows.map((row) => [row['things.level'], row[count]]));
		expect(columnar.members).toEqual(compact.members);
		expect(columnar.columns).toEqual([
			rows.map((row) => row['things.level']),
			rows.map((row) => row[count])
		]);
	});

	it('a total counts all rows, whatever the limit', async () => {
		const { body, rows } = await things.load({ ...query, limit: 1, total: true });
		expect([body.total, rows.length]).toEqual([3, 1]);
	});

	it('annotations name what was asked for', async () => {
		const { body } = await things.load(query);
		expect(body.annotation).toMatchObject({
			measures: { [count]: { type: 'number' } },
			dimensions: { 'things.level': { type: 'string' } }
		});
		expect(body).toMatchObject({ dbType: 'clickhouse', slowQuery: false, dataSource: 'default' });
	});

	it('nothing found is an empty answer in every shape', async () => {
		const none = { dimensions: ['things.level'], filters: [where('level', 'equals', 'none')] };
		expect((await things.load(none)).body.data).toEqual([]);
		expect((await things.load({ ...none, responseFormat: 'compact' })).body.data).toEqual({
			members: [],
			dataset: []
		});
		expect((await things.load({ ...none, responseFormat: 'columnar' })).body.data).toEqual({
			members: [],
			columns: []
		});
	});

	it('ranges of instants are compared side by side', async () => {
		const compareDateRange = [
			['2026-10-01', '2026-10-02'],
			['2026-11-01', '2026-11-01']
		];
		const dimensions = ['things.as_of'];
		const timeDimensions = [{ dimension: 'things.seen_at', compareDateRange }];
		const { body } = await things.load(
			{ measures: [count], dimensions, timeDimensions },
			{ queryType: 'multi' }
		);
		const range = (from: string, to: string) => `${from}T00:00:00.000 - ${to}T23:59:59.999`;
		const row = (on: string, compared: string) => ({
			'things.as_of': `${on}T00:00:00.000`,
			[count]: '40',
			compareDateRange: compared
		});
		const Results = z.array(z.object({ data: z.array(z.record(z.string(), z.unknown())) }));
		const [first, second] = Results.parse(body.results);
		const october = range('2026-10-01', '2026-10-02');
		expect(first?.data).toHaveLength(2);
		expect(first?.data).toEqual(
			expect.arrayContaining([row('2026-10-01', october), row('2026-10-02', october)])
		);
		expect(second?.data).toEqual([row('2026-11-01', range('2026-11-01', '2026-11-01'))]);
		expect(body.pivotQuery).toMatchObject({ dimensions: ['compareDateRange', 'things.as_of'] });
	});

	it('a query in the address is answered like one in the body', async () => {
		const url = `${things.cube.url}/cubejs-api/v1/load?query=${encodeURIComponent(JSON.stringify(query))}`;
		const response = await fetch(url, { headers: { authorization: await things.tokenOf(true) } });
		expect(await response.json()).toMatchObject({ data: (await things.load(query)).rows });
	});
});

describe('what cannot be answered', () => {
	it.each([
		['an unknown member', { measures: ['things.nope'] }],
		['an unknown view', { measures: ['nope.count'] }],
		['nothing', {}],
		['no query', 'garbage']
	])('%s is a sentence, not a crash', async (_name, query) => {
		const { status, body } = await things.load(query);
		expect(status).toBeGreaterThanOrEqual(400);
		expect(body.error).toEqual(expect.any(String));
	});
});
