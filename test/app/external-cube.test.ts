/** A Cube in a process of its own (CUBE_API_URL): the pages show its figures, and no other Cube is asked. */
import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:http';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectToCube } from '../../cube/external.ts';
import { dataMark } from '../../cube/data-mark.ts';
import { DATA_HEADER, POLICY_HEADER, POLICY_VERSION } from '../../cube/policy.ts';
import type { Warehouse } from '../../etl/clickhouse/client.ts';
import { compiledByOthers, failedStart, freePort, startApp, type App } from '../support/app.ts';
import { startClickHouseServer, type ClickHouseServer } from '../support/clickhouse-server.ts';
import { closeTestWarehouse, isEmbedded, openTestWarehouse } from '../support/warehouse.ts';

const COMPANY = { people: 14, seed: 3, today: '2026-01-23' };
const SECRET = 'a secret of the tests, long enough to sign with';

let warehouse: Warehouse;
let server: ClickHouseServer;
let cube: ChildProcess | undefined;
let cubePort = 0;
let app: App;

const settings = (): Record<string, string> => ({
	CLICKHOUSE_URL: server.url,
	CUBE_API_SECRET: SECRET,
	CUBE_API_URL: `http://127.0.0.1:${cubePort}`
});

/** As its README says, but for the check of what is installed. */
function startCubeProcess(): ChildProcess {
	return spawn(
		process.execPath,
		['--disable-warning=ExperimentalWarning', 'cube/serve.ts', '--port', String(cubePort)],
		{
			cwd: resolve(import.meta.dirname, '../..'),
			stdio: 'ignore',
			env: {
				PATH: process.env['PATH'] ?? '',
				HOME: process.env['HOME'] ?? '',
				TZ: 'UTC',
				LOG_LEVEL: 'error',
				...compiledByOthers(),
				...settings()
			}
		}
	);
}

async function end(child: ChildProcess | undefined): Promise<void> {
	if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
	const ended = new Promise((done) => child.once('exit', done));
	child.kill('SIGTERM');
	await ended;
}

describe.runIf(isEmbedded)('a Cube of another process', () => {
	beforeAll(async () => {
		warehouse = await openTestWarehouse();
		server = await startClickHouseServer(warehouse);
		cubePort = await freePort();
		// Both at once, on an empty database: each waits for the other.
		cube = startCubeProcess();
		app = await startApp({ ...COMPANY, env: settings() });
	});
	afterAll(async () => {
		await app?.close();
		await end(cube);
		await server?.close();
		if (warehouse !== undefined) await closeTestWarehouse(warehouse);
	});

	const open = async (path: string) => {
		const answer = await fetch(app.url + path, { signal: AbortSignal.timeout(30_000) });
		return { status: answer.status, body: await answer.text() };
	};

	it('answers the pages; without it they say that data is away; it comes back without a restart', async () => {
		expect((await open('/')).status).toBe(200);
		expect((await open('/readyz')).status).toBe(200);
		await end(cube);
		expect((await open('/?as_of=2026-10-01')).status).toBe(503);
		const ready = await open('/readyz');
		expect(ready.status).toBe(503);
		expect(JSON.parse(ready.body)).toMatchObject({
			checks: { warehouse: 'ok', cube: 'fetch failed' }
		});
		cube = startCubeProcess();
		await expect
			.poll(async () => (await open('/readyz')).status, { timeout: 60_000, interval: 200 })
			.toBe(200);
		expect((await open('/?as_of=2026-10-01')).status).toBe(200);
	});

	it('with another secret stops the start with a sentence', async () => {
		const { code, output } = await failedStart({
			...COMPANY,
			env: { ...settings(), CUBE_API_SECRET: `${SECRET}, but another one` }
		});
		expect(code).toBe(1);
		expect(output).toMatch(/set CUBE_API_SECRET to the same value for both/);
	});

	it.each([
		['what is no Cube of this product', {}, /does not run the guards of this product/],
		['one of another version', { [POLICY_HEADER]: '1' }, /has version 1 of the access policy/],
		[
			'one on another database',
			{ [POLICY_HEADER]: String(POLICY_VERSION), [DATA_HEADER]: '0123456789abcdef' },
			/reads another database/
		],
		[
			'one that does not know its database',
			{ [POLICY_HEADER]: String(POLICY_VERSION) },
			/reads another database/
		]
	])('%s is refused', async (_, headers, sentence) => {
		await using other = await answering(headers);
		await expect(connectToCube({ url: other.url, apiSecret: SECRET, warehouse })).rejects.toThrow(
			sentence
		);
	});

	it('is looked at again: one that was replaced by another version is not ready', async () => {
		const headers: Record<string, string> = {
			[POLICY_HEADER]: String(POLICY_VERSION),
			[DATA_HEADER]: String(await dataMark(warehouse))
		};
		await using other = await answering(headers);
		const url = `${other.url}/cubejs-api/v1`;
		const connected = await connectToCube({ url, apiSecret: SECRET, warehouse });
		await connected.check(AbortSignal.timeout(5000));
		headers[POLICY_HEADER] = '1';
		await expect(connected.check(AbortSignal.timeout(5000))).rejects.toThrow(/has version 1/);
	});

	it('that never answers is given up with a sentence, and waited for audibly', async () => {
		let waits = 0;
		const url = `http://127.0.0.1:${await freePort()}`;
		const onWaiting = (): void => void (waits += 1);
		await expect(
			connectToCube({ url, apiSecret: SECRET, warehouse, patience: 900, onWaiting })
		).rejects.toThrow(/No Cube answers at CUBE_API_URL/);
		expect(waits).toBe(1);
	});
});

async function answering(headers: Readonly<Record<string, string>>) {
	const other = createServer((_, response) => void response.writeHead(200, headers).end('{}'));
	await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
	const address = other.address();
	if (address === null || typeof address === 'string') throw new Error('No port.');
	return {
		url: `http://127.0.0.1:${address.port}`,
		async [Symbol.asyncDispose]() {
			other.closeAllConnections();
			await new Promise((done) => other.close(done));
		}
	};
}
