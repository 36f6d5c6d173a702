import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Runtime } from '../runtime/current.ts';
import { cubeAs } from './viewer-cube.ts';

/** Whom each question came as: an answer of Cube without a row. */
const asked: string[] = [];
let server: Server;
let cubeApiUrl = '';
let version = 900_000;

beforeAll(async () => {
	server = createServer((request, response) => {
		asked.push(String(request.headers.authorization));
		response.writeHead(200, { 'content-type': 'application/json' });
		response.end(
			JSON.stringify({
				queryType: 'regularQuery',
				results: [{ query: {}, data: [], annotation: {} }],
				pivotQuery: {},
				slowQuery: false
			})
		);
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	cubeApiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/cubejs-api/v1`;
});
afterAll(async () => {
	server.closeAllConnections();
	await new Promise((done) => server.close(done));
});
beforeEach(() => {
	asked.length = 0;
	version += 1;
});

const cubeOf = (userId: string, withRights: readonly string[], isAdmin = false) =>
	cubeAs(
		{
			cubeApiUrl,
			cubeToken: (viewer: { userId: string; isAdmin: boolean }) =>
				Promise.resolve(viewer.isAdmin ? 'admin' : viewer.userId),
			dataVersion: () => Promise.resolve({ version }),
			hasRights: (viewer: { userId: string; isAdmin: boolean }) =>
				Promise.resolve(withRights.includes(viewer.isAdmin ? 'admin' : viewer.userId))
		} as unknown as Runtime,
		{ userId, isAdmin }
	);

it('asks once, as nobody, for all who have no rights of their own, administrators too where nothing is restricted', async () => {
	const question = { view: 'objectives', measures: ['objective_count'] } as const;
	for (const [userId, isAdmin] of [
		['a', false],
		['b', false],
		['c', true]
	] as const)
		await cubeOf(userId, [], isAdmin).rows(question);
	expect(asked).toEqual(['-']);
});

it('asks as themselves for whoever has rights, and keeps what they got from everybody else', async () => {
	const question = { view: 'objectives', measures: ['aligned_count'] } as const;
	const rights = ['head', 'admin'];
	await cubeOf('a', rights).rows(question);
	await cubeOf('head', rights).rows(question);
	await cubeOf('c', rights, true).rows(question);
	await cubeOf('b', rights).rows(question);
	await cubeOf('head', rights).rows(question);
	expect(asked).toEqual(['-', 'head', 'admin']);
});

it('asks as themselves for what is not kept', async () => {
	await cubeOf('a', []).rows({ view: 'syncs', measures: ['metered_call_count'] });
	expect(asked).toEqual(['a']);
});
