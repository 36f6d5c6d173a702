import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { forwardToCube } from './forward.ts';

const closers: (() => void)[] = [];
afterEach(() => {
	for (const close of closers.splice(0)) close();
});

async function cubeThatAnswers(listener: RequestListener): Promise<string> {
	const server = createServer(listener);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	closers.push(() => {
		server.closeAllConnections();
		server.close();
	});
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('no port');
	return `http://127.0.0.1:${address.port}/cubejs-api/v1`;
}

/** Where it is not to be called, or does not matter. */
const onFailure = () => 'id';

const here = 'http://localhost:3000/cubejs-api/v1/load';

describe('a call of another program', () => {
	it('reaches Cube with its query, body and authorization, and with nothing else', async () => {
		let seen: { method?: string | undefined; url?: string | undefined; body: string } | undefined;
		let headers: IncomingMessage['headers'] = {};
		const cubeApiUrl = await cubeThatAnswers((request, response) => {
			let body = '';
			request.on('data', (chunk: Buffer) => (body += chunk.toString()));
			request.on('end', () => {
				seen = { method: request.method, url: request.url, body };
				headers = request.headers;
				response.setHeader('set-cookie', 'from=cube');
				response.setHeader('content-type', 'application/json');
				response.end('{"data":[]}');
			});
		});
		const answer = await forwardToCube(
			new Request(here, {
				method: 'POST',
				body: '{"query":{}}',
				headers: { authorization: 'Bearer x', cookie: 'theme=dark', 'x-forwarded-for': '1.2.3.4' }
			}),
			{ cubeApiUrl, path: 'load', search: '?a=1', onFailure }
		);
		expect(await answer.json()).toEqual({ data: [] });
		expect(answer.status).toBe(200);
		expect(answer.headers.get('set-cookie')).toBeNull();
		expect(seen).toEqual({
			method: 'POST',
			url: '/cubejs-api/v1/load?a=1',
			body: '{"query":{}}'
		});
		expect(headers.authorization).toBe('Bearer x');
		expect(headers.cookie).toBeUndefined();
		expect(headers['x-forwarded-for']).toBeUndefined();
	});

	it('gets the answer of Cube, whatever it is', async () => {
		const cubeApiUrl = await cubeThatAnswers((_, response) => {
			response.statusCode = 403;
			response.end('{"error":"Invalid token"}');
		});
		const answer = await forwardToCube(new Request(here), {
			cubeApiUrl,
			path: 'load',
			search: '',
			onFailure
		});
		expect(answer.status).toBe(403);
		expect(await answer.json()).toEqual({ error: 'Invalid token' });
	});

	it.each(['../../readyz', '..%2f..%2freadyz/../../../x', '//elsewhere.example/x', 'http://[x'])(
		'cannot leave the API by %s',
		async (path) => {
			const asked: (string | undefined)[] = [];
			const cubeApiUrl = await cubeThatAnswers((request, response) => {
				asked.push(request.url);
				response.end('{}');
			});
			const answer = await forwardToCube(new Request(here), {
				cubeApiUrl,
				path,
				search: '',
				onFailure
			});
			expect(answer.status).toBe(404);
			expect(asked).toEqual([]);
		}
	);

	it('with a body that is too large is refused before Cube sees it', async () => {
		let calls = 0;
		const cubeApiUrl = await cubeThatAnswers((_, response) => {
			calls += 1;
			response.end('{}');
		});
		const answer = await forwardToCube(
			new Request(here, { method: 'POST', body: 'x'.repeat(1_000_001) }),
			{ cubeApiUrl, path: 'load', search: '', onFailure }
		);
		expect(answer.status).toBe(413);
		expect(calls).toBe(0);
	});

	it('with another method is told which ones there are', async () => {
		const answer = await forwardToCube(new Request(here, { method: 'DELETE' }), {
			cubeApiUrl: 'http://127.0.0.1:9/cubejs-api/v1',
			path: 'load',
			search: '',
			onFailure
		});
		expect(answer.status).toBe(405);
		expect(answer.headers.get('allow')).toBe('GET, POST');
	});

	it('is told when Cube cannot be reached, or takes too long', async () => {
		const failures: unknown[] = [];
		const gone = await forwardToCube(new Request(here), {
			cubeApiUrl: 'http://127.0.0.1:9/cubejs-api/v1',
			path: 'load',
			search: '',
			onFailure: (error) => `id${failures.push(error)}`
		});
		expect(gone.status).toBe(502);
		const slow = await forwardToCube(new Request(here), {
			cubeApiUrl: await cubeThatAnswers(() => {}),
			path: 'load',
			search: '',
			timeoutMs: 100,
			onFailure: (error) => `id${failures.push(error)}`
		});
		expect(slow.status).toBe(504);
		expect(failures).toHaveLength(2);
		expect(await gone.json()).toMatchObject({ errorId: 'id1' });
		expect(await slow.json()).toMatchObject({ errorId: 'id2' });
	});

	it.each([
		[400, 'Error: Query failed: Error: Cannot read DateTime: In scope SELECT 1', 400, /kind/],
		[400, "Query failed: x: In scope SELECT 1 = 'memory limit, cannot read'", 500, /carried out/],
		[400, 'Query failed: No operation greater between String and DateTime64(3)', 400, /kind/],
		[
			400,
			"Query failed: 'x' is not under aggregate function and not in GROUP BY keys. In query SELECT 'have become restricted meanwhile'",
			400,
			/ungroup/
		],
		[500, "Error: You requested hidden member: 'cube.a'. Please", 400, /no member cube.a/],
		[500, 'Error: A blending query needs a time dimension with a granularity.', 400, /blending/],
		[400, 'Query failed: Unknown table mart_x', 500, /carried out/],
		[400, 'Query failed: (total) memory limit exceeded: In scope', 503, /too much/],
		[400, 'Error: Query execution timeout after 1 min of waiting', 503, /too long/],
		[500, 'TypeError: x is not a function at /srv/okr', 500, /carried out/]
	])(
		'is told of a failure inside only what it may know: %s %s',
		async (status, error, as, words) => {
			const failures: unknown[] = [];
			const cubeApiUrl = await cubeThatAnswers((_, response) => {
				response.statusCode = status;
				response.end(JSON.stringify({ error, stack: error }));
			});
			const answer = await forwardToCube(new Request(here), {
				...{ cubeApiUrl, path: 'load', search: '' },
				onFailure: (failure) => `id${failures.push(failure)}`
			});
			expect(answer.status).toBe(as);
			expect(await answer.json()).toEqual({
				error: expect.stringMatching(words) as unknown,
				errorId: 'id1'
			});
			expect(String(failures[0])).toContain(error);
		}
	);

	it('with a body that is no JSON is told so, in JSON', async () => {
		const cubeApiUrl = await cubeThatAnswers((_, response) => {
			response.statusCode = 400;
			response.end('<pre>SyntaxError at /srv/okr</pre>');
		});
		const target = { cubeApiUrl, path: 'load', search: '', onFailure };
		const answer = await forwardToCube(new Request(here), target);
		expect(answer.status).toBe(400);
		expect(await answer.json()).toMatchObject({
			error: expect.stringContaining('send JSON') as unknown
		});
	});
});
