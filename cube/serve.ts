/**
 * Cube in a process of its own, for a warehouse on a server: `node etl/bootstrap.mjs cube/serve.ts --port 4000`. It listens on the
 * loopback address; whoever needs it elsewhere puts a TLS proxy in front.
 */
import { parseArgs } from 'node:util';
import { openWarehouse } from '../etl/clickhouse/client.ts';
import { loadConfig } from '../etl/config.ts';
import { cubeApiSecret } from '../etl/secrets.ts';
import type { CubeLog } from './log.ts';
import { startCube } from './server.ts';

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

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exit(1);
});
