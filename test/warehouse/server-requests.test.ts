import { createServer, type IncomingMessage, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
	answeringWithin,
	insertRows,
	openWarehouse,
	run,
	selectRows
} from '../../etl/clickhouse/client.ts';
import { row } from './reading.ts';

/**
 * What a ClickHouse server is asked. No server takes part: this holds the requests, not a server's
 * answers, for which the contract suite runs with CLICKHOUSE_URL.
 */
interface Request {
	readonly params: URLSearchParams;
	readonly user: string | undefined;
	readonly password: string | undefined;
	readonly body: string;
}

let server: Server;
let requests: Request[];
let url: string;
beforeEach(async () => {
	requests = [];
	server = createServer((request, response) => {
		void received(request).then((one) => {
			requests.push(one);
			response.end(one.body.startsWith('SELECT') ? '{"n":"1"}\n' : '');
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : address}`;
});
afterEach(() => {
	server.close();
	server.closeAllConnections();
});

async function received(request: IncomingMessage): Promise<Request> {
	const [user, password] = Buffer.from(request.headers.authorization?.slice(6) ?? '', 'base64')
		.toString()
		.split(':');
	const params = new URL(request.url ?? '', 'http://server').searchParams;
	return { params, user, password, body: await text(request) };
}

const open = (cluster: string | null) =>
	openWarehouse({
		kind: 'server',
		url,
		username: 'okr',
		password: 'secret',
		database: 'okr_data',
		cluster
	});

describe('a warehouse on a server', () => {
	it('creates its database first, without naming one that may not exist', async () => {
		const warehouse = await open('two');
		expect(requests).toHaveLength(1);
		expect(requests[0]?.body).toBe('CREATE DATABASE IF NOT EXISTS `okr_data` ON CLUSTER `two`');
		expect(requests[0]?.params.get('database')).not.toBe('okr_data');
		expect(warehouse).toMatchObject({ kind: 'server', database: 'okr_data', cluster: 'two' });
		await warehouse.close();
	});

	it('signs in, works in its database, and sends the settings of the embedded engine', async () => {
		const warehouse = await open(null);
		expect(await selectRows(warehouse, 'SELECT 1 AS n', row)).toEqual([{ n: '1' }]);
		const asked = requests.at(-1);
		expect(asked).toMatchObject({ user: 'okr', password: 'secret' });
		expect(asked?.body).toBe('SELECT 1 AS n \nFORMAT JSONEachRow');
		expect(Object.fromEntries(asked?.params ?? [])).toMatchObject({
			database: 'okr_data',
			output_format_json_quote_64bit_integers: '1',
			session_timezone: 'UTC',
			async_insert: '0',
			input_format_skip_unknown_fields: '0',
			input_format_null_as_default: '0'
		});
		await warehouse.close();
	});

	it('sends a token with its own insert and with nothing else', async () => {
		const warehouse = await open(null);
		await insertRows(warehouse, 'texts', [{ n: 1n, t: "it's" }], { token: 'load 1' });
		const insert = requests.at(-1);
		expect(insert?.params.get('query')).toBe('INSERT INTO `texts` FORMAT JSONEachRow');
		expect(insert?.params.get('insert_deduplication_token')).toMatch(/^load 1:[0-9a-f]{64}$/);
		expect(insert?.body).toBe(`{"n":"1","t":"it's"}\n`);
		await run(warehouse, 'OPTIMIZE TABLE texts');
		expect(requests.at(-1)?.params.has('insert_deduplication_token')).toBe(false);
		await warehouse.close();
	});

	it('says where nobody answers, and what the network says', async () => {
		server.close();
		server.closeAllConnections();
		await expect(open(null)).rejects.toMatchObject({
			message: expect.stringContaining(new URL(url).host) as unknown,
			cause: { code: 'ECONNREFUSED' }
		});
	});

	it('gives up a statement whose caller waits no longer, before and after an answer began', async () => {
		const warehouse = answeringWithin(await open(null), 200);
		const gone = { kind: 'silent' };
		for (const begin of ['', '{"n":"1"}\n']) {
			server.removeAllListeners('request');
			const cut = new Promise((done) => {
				server.on('request', (request, response) => {
					request.socket.once('close', done);
					if (begin !== '') response.write(begin);
				});
			});
			await expect(selectRows(warehouse, 'SELECT 1 AS n', row)).rejects.toMatchObject(gone);
			await cut;
		}
		await expect(run(warehouse, 'OPTIMIZE TABLE texts')).rejects.toMatchObject(gone);
		await expect(insertRows(warehouse, 'texts', [{ n: 1 }])).rejects.toMatchObject(gone);
		await warehouse.close();
	});
});
