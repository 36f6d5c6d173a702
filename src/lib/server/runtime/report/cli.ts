/** `npm run report`: while the product runs it makes the file; without it, this process is the product for as long as that takes. */
import { createServer, type RequestListener } from 'node:http';
import {
	parseOptions,
	UsageError,
	withAbsolutePaths
} from '../../../../../etl/commands/arguments.ts';
import type { CommandIo } from '../../../../../etl/commands/command.ts';
import { ConfigError, loadConfig, secretsOf, type Config } from '../../../../../etl/config.ts';
import { findRunningApp, runInApp } from '../../../../../etl/control/client.ts';
import { setRuntime } from '../current.ts';
import { buildHandler } from '../handler.ts';
import { createLog } from '../log.ts';
import { loopbackOf } from '../loopback.ts';
import { startRuntime } from '../runtime.ts';
import { reportAskOf, reportSyntax } from './arguments.ts';
import { report } from './report.ts';

const interrupt = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
	process.on(signal, () => interrupt.abort(new Error('Interrupted.')));

process.exitCode = await main(process.argv.slice(2), {
	out: (text) => void process.stdout.write(text),
	err: (text) => void process.stderr.write(text),
	isTty: process.stderr.isTTY === true,
	signal: interrupt.signal
});
// Whatever a library left open must not keep a finished command alive.
process.disconnect?.();
process.exit();

/** @returns the exit code */
async function main(args: readonly string[], io: CommandIo): Promise<number> {
	try {
		if (parseOptions(args, reportSyntax.options)['help'] === true) {
			io.out(reportSyntax.usage);
			return 0;
		}
		reportAskOf(args);
		const resolved = withAbsolutePaths(args, reportSyntax);
		const config = loadConfig();
		const app = config.warehouse.kind === 'embedded' ? await findRunningApp(config.dataDir) : null;
		return app === null
			? await reportHere(resolved, io, config)
			: await runInApp(app, 'report', resolved, io);
	} catch (error) {
		io.err(`${error instanceof Error ? error.message : String(error)}\n`);
		if (error instanceof UsageError) io.err(`\n${reportSyntax.usage}`);
		return error instanceof ConfigError || error instanceof UsageError ? 2 : 1;
	}
}

async function reportHere(args: readonly string[], io: CommandIo, told: Config): Promise<number> {
	let handle: RequestListener = (_request, response) => void response.writeHead(503).end();
	const server = createServer((request, response) => handle(request, response));
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(0, '127.0.0.1', resolve);
	});
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('No loopback port.');
	// Links in the file lead to the product, which is not here.
	const web = { ...told.web, host: '127.0.0.1', port: address.port };
	const config: Config = { ...told, web, syncSchedule: null, hasEvents: false };
	const product = await startRuntime({
		config,
		log: createLog('error', secretsOf(config)),
		sandbox: null,
		readsOnly: true,
		say: (text) => io.err(`${text}\n`),
		onProgress: () => {}
	});
	try {
		setRuntime(product.runtime);
		handle = await buildHandler(config);
		return await report(args, io, {
			runtime: product.runtime,
			loopback: loopbackOf(web),
			browserPath: config.browserPath
		});
	} finally {
		server.close();
		server.closeAllConnections();
		await product.close();
	}
}
