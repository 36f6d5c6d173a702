import { createServer, type RequestListener } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { createCube, type Cube } from './client.ts';
import { CubeError } from './errors.ts';

const closers: (() => void)[] = [];
afterEach(() => {
	for (const close of closers.splice(0)) close();
});

/** A Cube that answers as told. */
async function cubeThatAnswers(listener: RequestListener, timeoutMs = 2_000): Promise<Cube> {
	const server = createServer(listener);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	closers.push(() => {
		server.closeAllConnections();
		server.close();
	});
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('no port');
	const apiUrl = `http://127.0.0.1:${address.port}/cubejs-api/v1`;
	return createCube({ apiUrl, token: () => Promise.resolve('the-token'), timeoutMs });
}

function load(data: unknown[]): string {
	return JSON.stringify({
		queryType: 'regularQuery',
		results: [{ query: {}, data, annotation: { measures: {}, dimensions: {} } }],
		pivotQuery: {}
	});
}

async function failureOf(cube: Cube): Promise<CubeError> {
	try {
		await cube.rows({ view: 'periods', measures: ['period_count'] });
	} catch (error) {
		if (error instanceof CubeError) return error;
		throw error;
	}
	throw new Error('The query succeeded.');
}

describe('a query', () => {
	it('goes out with full names and the token, and comes back as typed values', async () => {
		let asked: { query: unknown; authorization: string | undefined } | undefined;
		const cube = await cubeThatAnswers((request, response) => {
			const url = new URL(request.url ?? '', 'http://cube');
			asked = {
				query: JSON.parse(url.searchParams.get('query') ?? '{}'),
				authorization: request.headers.authorization
			};
			response.end(
				load([
					{
						'key_results.red_flag_count': '3',
						'key_results.delivery_score': null,
						'key_results.as_of': '2026-11-22T00:00:00.000',
						'key_results.is_blocked': true,
						'key_results.blocker': '',
						'key_results.last_check_in_at': '2026-11-20T09:30:00.000'
					}
				])
			);
		});
		const rows = await cube.rows({
			view: 'key_results',
			measures: ['red_flag_count', 'delivery_score'],
			dimensions: ['as_of', 'is_blocked', 'blocker', 'last_check_in_at'],
			filters: [
				{ member: 'as_of', operator: 'equals', values: ['2026-11-22'] },
				{ member: 'stall_reason', operator: 'set' }
			],
			order: [['as_of', 'asc']],
			limit: 5
		});
		expect(rows).toEqual([
			{
				red_flag_count: 3,
				delivery_score: null,
				as_of: '2026-11-22',
				is_blocked: true,
				blocker: null,
				last_check_in_at: '2026-11-20T09:30:00Z'
			}
		]);
		expect(asked).toEqual({
			authorization: 'the-token',
			query: {
				measures: ['key_results.red_flag_count', 'key_results.delivery_score'],
				dimensions: [
					'key_results.as_of',
					'key_results.is_blocked',
					'key_results.blocker',
					'key_results.last_check_in_at'
				],
				filters: [
					{ member: 'key_results.as_of', operator: 'equals', values: ['2026-11-22'] },
					{ member: 'key_results.stall_reason', operator: 'set' }
				],
				order: [['key_results.as_of', 'asc']],
				limit: 5
			}
		});
	});

	it('is asked again while Cube says to wait', async () => {
		let calls = 0;
		const cube = await cubeThatAnswers((_, response) => {
			calls += 1;
			response.end(
				calls < 3
					? JSON.stringify({ error: 'Continue wait' })
					: load([{ 'periods.period_count': '4' }])
			);
		});
		expect(await cube.rows({ view: 'periods', measures: ['period_count'] })).toEqual([
			{ period_count: 4 }
		]);
		expect(calls).toBe(3);
	});
});

describe('a query that fails', () => {
	it('because Cube refuses it, is not worth a retry', async () => {
		const cube = await cubeThatAnswers((_, response) => {
			response.statusCode = 400;
			response.end(JSON.stringify({ error: 'choose one as_of or group by day' }));
		});
		const error = await failureOf(cube);
		expect(error).toMatchObject({ kind: 'refused', isRetriable: false });
		expect(error.message).toContain('choose one as_of or group by day');
	});

	it('in the database, which Cube answers like a refusal, may be tried again', async () => {
		const cube = await cubeThatAnswers((_, response) => {
			response.statusCode = 400;
			response.end(
				JSON.stringify({ error: 'Error: Query failed: Error: socket hang up; query id: 1' })
			);
		});
		expect(await failureOf(cube)).toMatchObject({ kind: 'unavailable', isRetriable: true });
	});

	it('inside Cube, may be tried again', async () => {
		const cube = await cubeThatAnswers((_, response) => {
			response.statusCode = 500;
			response.end(JSON.stringify({ error: 'Error: boom' }));
		});
		expect(await failureOf(cube)).toMatchObject({ kind: 'unavailable', isRetriable: true });
	});

	it('because nobody listens, may be tried again', async () => {
		const cube = createCube({
			apiUrl: 'http://127.0.0.1:9/cubejs-api/v1',
			token: () => Promise.resolve('t')
		});
		expect(await failureOf(cube)).toMatchObject({ kind: 'unavailable', isRetriable: true });
	});

	it('because it takes too long, says how long it waited', async () => {
		const cube = await cubeThatAnswers(() => {}, 300);
		const error = await failureOf(cube);
		expect(error).toMatchObject({ kind: 'timeout', isRetriable: true });
		expect(error.message).toContain('0.3 s');
	});

	it('because it waits for ever, ends all the same', async () => {
		const cube = await cubeThatAnswers((_, response) => {
			setTimeout(() => response.end(JSON.stringify({ error: 'Continue wait' })), 20);
		}, 400);
		expect(await failureOf(cube)).toMatchObject({ kind: 'timeout' });
	});

	it('because the answer lacks a member, names it', async () => {
		const cube = await cubeThatAnswers((_, response) => {
			response.end(load([{ 'periods.something_else': '4' }]));
		});
		const error = await failureOf(cube);
		expect(error).toMatchObject({ kind: 'protocol', isRetriable: false });
		expect(error.message).toContain('period_count');
	});

	it('because a count is NULL, is a fault and never a 0', async () => {
		const cube = await cubeThatAnswers((_, response) => {
			response.end(load([{ 'periods.period_count': null }]));
		});
		expect(await failureOf(cube)).toMatchObject({ kind: 'protocol' });
	});
});
