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
			{ cubeApiUrl, path: 'load', search: '?a=1' }
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
		const answer = await forwardToCube(new Request(here), { cubeApiUrl, path: 'load', search: '' });
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
			const answer = await forwardToCube(new Request(here), { cubeApiUrl, path, search: '' });
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
			{ cubeApiUrl, path: 'load', search: '' }
		);
		expect(answer.status).toBe(413);
		expect(calls).toBe(0);
	});

	it('with another method is told which ones there are', async () => {
		const answer = await forwardToCube(new Request(here, { method: 'DELETE' }), {
			cubeApiUrl: 'http://127.0.0.1:9/cubejs-api/v1',
			path: 'load',
			search: ''
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
			onFailure: (error) => failures.push(error)
		});
		expect(gone.status).toBe(502);
		const slow = await forwardToCube(new Request(here), {
			cubeApiUrl: await cubeThatAnswers(() => {}),
			path: 'load',
			search: '',
			timeoutMs: 100,
			onFailure: (error) => failures.push(error)
		});
		expect(slow.status).toBe(504);
		expect(failures).toHaveLength(2);
	});
});
