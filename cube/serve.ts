/**
 * Cube in a process of its own, for a warehouse on a server: `node etl/bootstrap.mjs cube/serve.ts --port 4000`. It listens on the
 * loopback address; whoever needs it elsewhere puts a TLS proxy in front, and names that to the product as CUBE_API_URL.
 */
import { parseArgs } from 'node:util';
import { setTimeout } from 'node:timers/promises';
import { openWarehouse, type Warehouse } from '../etl/clickhouse/client.ts';
import { loadConfig } from '../etl/config.ts';
import { cubeApiSecret } from '../etl/secrets.ts';
import { dataMark } from './data-mark.ts';
import type { CubeLog } from './log.ts';
import { startCube } from './server.ts';

/** Milliseconds: how long the product may take to set up its tables, and between two looks. */
const PATIENCE = 300_000;
const PAUSE = 1000;

const SEVERITY = ['debug', 'info', 'warn', 'error'];

async function main(): Promise<void> {
	const { values } = parseArgs({ options: { port: { type: 'string', default: '4000' } } });
	const config = loadConfig();
	const threshold = SEVERITY.indexOf(config.logLevel);
	const log: CubeLog = (level, message, fields) => {
		if (SEVERITY.indexOf(level) < threshold) return;
		const time = new Date().toISOString();
		process.stderr.write(`${JSON.stringify({ level, time, message, ...fields })}\n`);
	};
	const warehouse = await openWarehouse(config.warehouse);
	await untilSetUp(warehouse);
	const apiSecret = cubeApiSecret(config);
	const cube = await startCube({ warehouse, apiSecret, log, port: Number(values.port) });
	process.stdout.write(`${cube.url}\n`);

	let isStopping = false;
	const stop = async (): Promise<void> => {
		if (isStopping) return;
		isStopping = true;
		await cube.close();
		await warehouse.close();
		// Cube leaves timers behind that would keep the process.
		process.exit(0);
	};
	for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop());
}

/** The product makes the tables; both may be started together, on an empty database. @throws what the database says, in the end */
async function untilSetUp(warehouse: Warehouse): Promise<void> {
	const end = Date.now() + PATIENCE;
	let isWaiting = false;
	for (;;) {
		try {
			if ((await dataMark(warehouse)) !== null) return;
		} catch (error) {
			if (Date.now() > end) throw error;
		}
		if (Date.now() > end)
			throw new Error('The database belongs to no company yet; start the product first.');
		if (!isWaiting)
			process.stderr.write('Waiting for the product to set up its tables in the database ...\n');
		isWaiting = true;
		await setTimeout(PAUSE);
	}
}

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exit(1);
});
