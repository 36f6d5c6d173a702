import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import native, { type TransformRequest } from '@cubejs-backend/native';

const { getFinalQueryResult, getFinalQueryResultMulti, ResultWrapper, ResultMultiWrapper } = native;
type Rows = readonly Record<string, unknown>[];

/** The cases of Cube's own test suite (rust/cube/cubeorchestrator, query_result_transform.rs), told with this product's members. */
const daily: TransformRequest = {
	aliasToMemberNameMap: { kr__count: 'kr.count', kr__as_of_day: 'kr.as_of.day' },
	annotation: {
		'kr.count': { type: 'number' },
		'kr.as_of.day': { type: 'time' },
		'kr.as_of': { type: 'time' }
	},
	query: {
		measures: ['kr.count'],
		timeDimensions: [
			{
				dimension: 'kr.as_of',
				granularity: 'day',
				dateRange: ['2026-01-01T00:00:00.000', '2026-01-31T23:59:59.999']
			}
		]
	},
	queryType: 'regularQuery'
};
const DAY = '2026-01-02T00:00:00.000';
const RANGE = '2026-01-01T00:00:00.000 - 2026-01-31T23:59:59.999';
const dailyRows: Rows = [
	{ kr__as_of_day: DAY, kr__count: '10' },
	{ kr__as_of_day: null, kr__count: null }
];

const Body = z.record(z.string(), z.unknown());
const OneValue = z.object({
	members: z.tuple([z.literal('v.x')]),
	columns: z.tuple([z.tuple([z.unknown()])])
});

async function answer(
	request: TransformRequest,
	rows: Rows,
	head: Record<string, unknown> = { query: request.query, annotation: {}, slowQuery: false }
): Promise<Record<string, unknown>> {
	return Body.parse(JSON.parse((await getFinalQueryResult(request, rows, head)).toString()));
}
const data = async (request: TransformRequest, rows: Rows) => (await answer(request, rows)).data;

/** One column `v.x` of a type. */
async function valueOf(value: unknown, type = 'string'): Promise<unknown> {
	const request = {
		aliasToMemberNameMap: { x: 'v.x' },
		annotation: { 'v.x': { type } },
		query: {}
	};
	const columns = await data({ ...request, resType: 'columnar' }, [{ x: value }]);
	return OneValue.parse(columns).columns[0][0];
}

describe('the shape of an answer', () => {
	const request: TransformRequest = {
		aliasToMemberNameMap: { kr__pace: 'kr.pace', kr__avg: 'kr.avg_progress' },
		annotation: { 'kr.pace': { type: 'string' }, 'kr.avg_progress': { type: 'number' } },
		query: { dimensions: ['kr.pace'], measures: ['kr.avg_progress'] }
	};
	const rows = [
		{ kr__pace: 'behind', kr__avg: '40.5' },
		{ kr__pace: 'done', kr__avg: null }
	];

	it('is a list of objects under member names by default', async () => {
		expect(await data(request, rows)).toEqual([
			{ 'kr.pace': 'behind', 'kr.avg_progress': '40.5' },
			{ 'kr.pace': 'done', 'kr.avg_progress': null }
		]);
	});

	it('is rows of values when compact is asked for', async () => {
		expect(await data({ ...request, resType: 'compact' }, rows)).toEqual({
			members: ['kr.pace', 'kr.avg_progress'],
			dataset: [
				['behind', '40.5'],
				['done', null]
			]
		});
	});

	it('is columns of values when columnar is asked for', async () => {
		expect(await data({ ...request, resType: 'columnar' }, rows)).toEqual({
			members: ['kr.pace', 'kr.avg_progress'],
			columns: [
				['behind', 'done'],
				['40.5', null]
			]
		});
	});

	it.each(['compact', 'columnar'] as const)(
		'has no members in %s without rows',
		async (resType) => {
			const expected =
				resType === 'compact' ? { members: [], dataset: [] } : { members: [], columns: [] };
			expect(await data({ ...request, resType }, [])).toEqual(expected);
			expect(await data(request, [])).toEqual([]);
		}
	);

	it('keeps the order of the columns as the source gave them', async () => {
		const swapped = rows.map(({ kr__pace, kr__avg }) => ({ kr__avg, kr__pace }));
		expect(await data({ ...request, resType: 'compact' }, swapped)).toMatchObject({
			members: ['kr.avg_progress', 'kr.pace']
		});
	});

	it('refuses a column that nobody asked for', async () => {
		await expect(data(request, [{ kr__pace: 'done', kr__other: '1' }])).rejects.toThrow(
			"Member name not found for alias: 'kr__other'"
		);
	});
});

describe('hidden members', () => {
	const { 'kr.count': hidden, ...visible } = daily.annotation;
	const request = { ...daily, annotation: visible };

	it('refuse the whole answer, in every shape', async () => {
		expect(hidden).toBeDefined();
		for (const resType of ['default', 'compact', 'columnar'] as const)
			await expect(data({ ...request, resType }, dailyRows)).rejects.toThrow(
				"You requested hidden member: 'kr.count'. Please make it visible using `public: true`."
			);
	});

	it('are refused also when there is no row to show them in', async () => {
		await expect(data(request, [])).rejects.toThrow("hidden member: 'kr.count'");
	});

	it('are refused when they are a time dimension of an empty answer', async () => {
		const annotation = { 'kr.count': { type: 'number' } };
		await expect(data({ ...daily, annotation }, [])).rejects.toThrow("hidden member: 'kr.as_of'");
	});

	it('are refused when they are a dimension of an empty answer', async () => {
		const query = { ...daily.query, dimensions: ['kr.owner'] };
		await expect(data({ ...daily, query }, [])).rejects.toThrow("hidden member: 'kr.owner'");
	});

	it('may filter: a time dimension without granularity makes no column', async () => {
		const query = { measures: ['kr.count'], timeDimensions: [{ dimension: 'kr.hidden_on' }] };
		expect(await data({ ...daily, query }, [])).toEqual([]);
	});

	it('cannot hide behind a name that every object has', async () => {
		const request: TransformRequest = {
			aliasToMemberNameMap: { x: 'constructor' },
			annotation: {},
			query: {}
		};
		await expect(data(request, [{ x: 1 }])).rejects.toThrow("hidden member: 'constructor'");
		await expect(data({ ...request, aliasToMemberNameMap: {} }, [{ toString: 1 }])).rejects.toThrow(
			'Member name not found'
		);
	});
});

describe('time dimensions', () => {
	it('are given with and without their granularity', async () => {
		expect(await data(daily, dailyRows)).toEqual([
			{ 'kr.as_of.day': DAY, 'kr.as_of': DAY, 'kr.count': '10' },
			{ 'kr.as_of.day': null, 'kr.as_of': null, 'kr.count': null }
		]);
	});

	const both: TransformRequest = {
		aliasToMemberNameMap: { m: 'kr.at.month', d: 'kr.at.day', h: 'kr.at.fiscal_half' },
		annotation: Object.fromEntries(
			['kr.at', 'kr.at.month', 'kr.at.day', 'kr.at.fiscal_half'].map((name) => [
				name,
				{ type: 'time' }
			])
		),
		query: {}
	};
	const row = { m: '2026-01-01T00:00:00.000', h: '2025-07-01T00:00:00.000', d: DAY };

	it('take the finest granularity for the name without one, custom ones being the coarsest', async () => {
		expect(await data(both, [row])).toMatchObject([{ 'kr.at': DAY }]);
		const { d, ...coarse } = row;
		expect(d).toBe(DAY);
		expect(await data(both, [coarse])).toMatchObject([{ 'kr.at': row.m }]);
	});

	it('leave the name without granularity alone if it was asked for itself', async () => {
		const request = {
			...both,
			aliasToMemberNameMap: { ...both.aliasToMemberNameMap, raw: 'kr.at' },
			query: { dimensions: ['kr.at'] }
		};
		expect(await data(request, [{ ...row, raw: '2026-01-02T10:00:00.000' }])).toMatchObject([
			{ 'kr.at': '2026-01-02T10:00:00.000' }
		]);
	});
});

describe('values', () => {
	it.each([
		['2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000'],
		['2026-01-01T23:30:00+08:00', '2026-01-01T23:30:00.000'],
		['2026-01-01T10:00:00.123456Z', '2026-01-01T10:00:00.123'],
		['2026-01-01 10:00:00', '2026-01-01T10:00:00.000'],
		['2026-01-01 10:00:00.5', '2026-01-01T10:00:00.500'],
		['2026-01-01T10:00:00', '2026-01-01T10:00:00.000'],
		['2026-01-01 10:00:00.000 UTC', '2026-01-01T10:00:00.000'],
		['2026-01-01 10:00:00.000 +03:00', '2026-01-01T10:00:00.000'],
		['2026-01-01T00:00:00.000', '2026-01-01T00:00:00.000']
	])('time %s is told as the wall clock %s', async (given, told) => {
		expect(await valueOf(given, 'time')).toBe(told);
	});

	it.each(['2026-02-30 00:00:00', '2026-13-01T00:00:00', 'soon', '2026-01-01', ''])(
		'time %s, which is none of the known forms, stays',
		async (text) => {
			expect(await valueOf(text, 'time')).toBe(text);
		}
	);

	it('text that looks like a time stays in a member that is no time', async () => {
		expect(await valueOf('2026-01-01 10:00:00')).toBe('2026-01-01 10:00:00');
	});

	it.each([
		[10, '10'],
		[-0.25, '-0.25'],
		[1e-7, '0.0000001'],
		[-1.5e21, '-1500000000000000000000'],
		[12345678901234567890n, '12345678901234567890']
	])('number %s is told as the text %s', async (given, told) => {
		expect(await valueOf(given, 'number')).toBe(told);
	});

	it.each([[true], [false], [null], ['0.80000000000000000000'], [[1, 'a']], [{ a: 1 }]])(
		'%j stays as it is',
		async (value) => {
			expect(await valueOf(value)).toEqual(value);
		}
	);
});

describe('compareDateRange', () => {
	const request: TransformRequest = { ...daily, queryType: 'compareDateRangeQuery' };

	it('adds the range to every row, last', async () => {
		expect(await data(request, dailyRows)).toEqual([
			{ 'kr.as_of.day': DAY, 'kr.as_of': DAY, 'kr.count': '10', compareDateRange: RANGE },
			{ 'kr.as_of.day': null, 'kr.as_of': null, 'kr.count': null, compareDateRange: RANGE }
		]);
		expect(await data({ ...request, resType: 'compact' }, dailyRows)).toEqual({
			members: ['kr.as_of.day', 'kr.count', 'kr.as_of', 'compareDateRange'],
			dataset: [
				[DAY, '10', DAY, RANGE],
				[null, null, null, RANGE]
			]
		});
	});

	it.each([
		[undefined],
		[[{ dimension: 'kr.as_of', granularity: 'day' }]],
		[[{ dimension: 'kr.as_of', dateRange: ['x'] }]]
	])('is refused without a range of two ends: %j', async (timeDimensions) => {
		await expect(data({ ...request, query: { timeDimensions } }, dailyRows)).rejects.toThrow(
			'date range of two ends'
		);
	});

	it('is answered together, pivoted by the range', async () => {
		const rows = [dailyRows, []];
		const results = rows.map(() => ({ query: request.query, annotation: {}, slowQuery: false }));
		const head = { queryType: 'compareDateRangeQuery', results, slowQuery: false };
		const body: unknown = JSON.parse(
			(await getFinalQueryResultMulti([request, request], rows, head)).toString()
		);
		expect(body).toMatchObject({
			queryType: 'compareDateRangeQuery',
			slowQuery: false,
			results: [{ data: [{ 'kr.count': '10' }, {}] }, { data: [] }],
			pivotQuery: {
				queryType: 'compareDateRangeQuery',
				measures: ['kr.count'],
				dimensions: ['compareDateRange']
			}
		});
	});
});

describe('blending', () => {
	const month = (measure: string): TransformRequest => ({
		aliasToMemberNameMap: { t: 'kr.at.month', w: 'kr.at.week', m: measure },
		annotation: {
			[measure]: { type: 'number' },
			'kr.at.month': { type: 'time' },
			'kr.at.week': { type: 'time' },
			'kr.at': { type: 'time' }
		},
		query: {
			measures: [measure],
			dimensions: [],
			timeDimensions: [{ dimension: 'kr.at', granularity: 'month' }]
		},
		queryType: 'blendingQuery'
	});
	const rows = [{ t: '2026-01-01T00:00:00.000', w: '2025-12-29T00:00:00.000', m: '5' }];

	it('adds a common time column, copied from the first granularity asked for', async () => {
		expect(await data(month('kr.count'), rows)).toEqual([
			{
				'kr.at.month': '2026-01-01T00:00:00.000',
				'kr.at.week': '2025-12-29T00:00:00.000',
				'kr.at': '2025-12-29T00:00:00.000',
				'kr.count': '5',
				'time.month': '2026-01-01T00:00:00.000'
			}
		]);
	});

	it('needs a granularity, and its column', async () => {
		const query = { timeDimensions: [{ dimension: 'kr.at' }] };
		await expect(data({ ...month('kr.count'), query }, rows)).rejects.toThrow('granularity');
		const other = { timeDimensions: [{ dimension: 'kr.other', granularity: 'day' }] };
		await expect(data({ ...month('kr.count'), query: other }, rows)).rejects.toThrow(
			'kr.other.day'
		);
	});

	it('pivots over all measures of all queries, by the common time', async () => {
		const wrappers = ['kr.count', 'kr.red_count'].map((measure) => {
			const wrapper = new ResultWrapper(rows);
			wrapper.setTransformData(month(measure));
			wrapper.setRootResultObject({
				query: month(measure).query,
				annotation: {},
				slowQuery: false
			});
			return wrapper;
		});
		const multi = new ResultMultiWrapper(wrappers, { queryType: 'blendingQuery', slowQuery: true });
		expect(JSON.parse((await multi.getFinalResult()).toString())).toMatchObject({
			slowQuery: true,
			pivotQuery: {
				queryType: 'blendingQuery',
				measures: ['kr.count', 'kr.red_count'],
				dimensions: [],
				timeDimensions: [{ dimension: 'time', granularity: 'month' }]
			}
		});
	});
});

describe('what surrounds the data', () => {
	it('is passed on where it has a value, and nothing that Cube keeps to itself', async () => {
		const head = {
			query: { ...daily.query, limit: null, cacheMode: 'no-cache' },
			lastRefreshTime: '2026-01-02T00:00:00.000Z',
			annotation: {
				measures: { 'kr.count': { title: 'Count', description: undefined, granularities: [] } }
			},
			dbType: 'clickhouse',
			extDbType: undefined,
			external: false,
			slowQuery: false,
			total: 2,
			internal: 'secret'
		};
		const body = await answer(daily, dailyRows, head);
		expect(Object.keys(body).sort()).toEqual(
			[
				'annotation',
				'data',
				'dbType',
				'external',
				'lastRefreshTime',
				'query',
				'slowQuery',
				'total'
			].sort()
		);
		expect(body).toMatchObject({
			total: 2,
			annotation: { measures: { 'kr.count': { title: 'Count' } } }
		});
		expect(body.query).toEqual(daily.query);
	});

	it('has no total unless one was asked for', async () => {
		const head = { query: {}, annotation: {}, slowQuery: false, total: null };
		expect(await answer(daily, dailyRows, head)).not.toHaveProperty('total');
	});
});

describe('a wrapper', () => {
	it('is of one request: rows that were wrapped before are wrapped anew', async () => {
		const first = new ResultWrapper([{ kr__count: '1' }]);
		first.setTransformData(daily);
		const second = new ResultWrapper(first);
		expect(second.getTransformData()).toEqual([undefined]);
		expect(second.getRawData()).toEqual(first.getRawData());
	});
});

describe('everything else of the native module', () => {
	const absent = Object.entries(native).filter(
		([name, value]) =>
			typeof value === 'function' && !/^(get|Result|Native|setup|reset|is)/.test(name)
	);

	it('is there by name', () => {
		expect(absent.map(([name]) => name).sort()).toEqual(
			[
				'buildSqlAndParams execSql loadNative parseCubestoreResultMessage pythonLoadConfig',
				'redactSqlLiterals registerInterface rest4sql rowsToColumnar rowsToColumnarBuffer',
				'shutdownInterface sql4sql transpileJs transpileYaml'
			]
				.join(' ')
				.split(' ')
		);
	});

	it.each(absent)('%s says what it would need', (_name, value) => {
		expect(() => void Reflect.apply(value, undefined, [])).toThrow(
			/needs Cube's own native module .* see cube\/native\/README\.md/
		);
	});

	it('a Jinja engine can be made, as Cube does for every model, but not used', async () => {
		const engine = new native.NativeInstance().newJinjaEngine();
		await expect(engine.renderTemplate('x.yml', {}, {})).rejects.toThrow('Jinja templates');
	});
});
