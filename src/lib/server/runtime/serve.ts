/** `npm start`: the whole product in one process. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { ConfigError, loadConfig, secretsOf, type Config } from '../../../../etl/config.ts';
import { setRuntime } from './current.ts';
import { behindGate } from './gate.ts';
import { buildHandler, type Handler } from './handler.ts';
import { createLog } from './log.ts';
import { startRuntime, type RunningProduct } from './runtime.ts';
import { onStopSignal } from './stop-signal.ts';
import { parseStartOptions, USAGE, UsageError } from './start-options.ts';
import { createTerminal, progressLine } from './terminal.ts';
import { createWebServer } from './web-server.ts';
import { warmUp, warmUpData } from './warm-up.ts';

/** How long requests may take to end before their connections are cut. */
const GRACE = 1_500;

const terminal = createTerminal(process.stdout);
const stopping = new AbortController();
let server: Server | null = null;
let starting: Promise<RunningProduct> | null = null;
/** Of a start that takes long: another version may compute the figures in another way. */
let progress = '';

onStopSignal(async () => {
	terminal.say('Stopping ...');
	stopping.abort(new Error('The product is stopping.'));
	// A start that is given up closes what it opened.
	const closed = starting?.then(
		(product) => product.close(),
		() => {}
	);
	await Promise.all([server === null ? null : stopServing(server), closed]);
});

try {
	const sandbox = parseStartOptions(process.argv.slice(2));
	if (sandbox === null) {
		process.stdout.write(USAGE);
		process.exit(0);
	}
	const config = loadConfig();
	const log = createLog(config.logLevel, secretsOf(config));

	// Before the engine: a taken port is found in no time.
	let handle: Handler = stillStarting;
	server = await listen(
		config,
		behindGate(config.web.origin, (request, response) => handle(request, response))
	);

	starting = startRuntime({
		config,
		log,
		sandbox,
		say: (text) => terminal.say(text),
		onProgress: (step) => {
			terminal.progress(step);
			progress = step === null ? '' : `${progressLine(step)}\n`;
		},
		onPlannedSync: (runtime) => warmUpData(config.web, runtime),
		signal: stopping.signal
	});
	const product = await starting;
	setRuntime(product.runtime);
	handle = await buildHandler(config);

	if (product.runtime.isSandbox)
		terminal.say(
			`No DingTalk credentials are set: this is the bundled sandbox company of ${sandbox.people} people.`
		);
	terminal.say(`\nOKR Observatory is at ${config.web.origin}\n`);
	await reportFirstData(product);
	await warmUp(config.web, product.runtime);
} catch (error) {
	if (!stopping.signal.aborted) await fail(error);
}

async function reportFirstData(started: RunningProduct): Promise<void> {
	if ((await started.runtime.dataVersion()) !== null) return;
	terminal.say('The first sync is running; the page shows its progress and opens by itself.');
	try {
		await started.firstData;
		if (stopping.signal.aborted) return;
		terminal.say(
			(await started.runtime.dataVersion()) === null
				? 'The first sync was stopped before there was anything to show; npm run sync goes on with it.'
				: 'The first sync has finished: the overview is complete.'
		);
	} catch (error) {
		if (stopping.signal.aborted) return;
		terminal.say(
			`The first sync failed: ${messageOf(error)}\nThe product keeps running; mend the cause and run npm run sync.`
		);
	}
}

async function listen(config: Config, handler: Handler): Promise<Server> {
	const { port, host } = config.web;
	const created = createWebServer(handler);
	await new Promise<void>((resolve, reject) => {
		created.once('error', (error: NodeJS.ErrnoException) => {
			if (error.code === 'EADDRINUSE')
				reject(
					new Error(
						`Port ${port} on ${host} is taken by another program (perhaps this product, already running). Stop that one, or choose another port: PORT=${port + 1} npm start`
					)
				);
			else if (error.code === 'EACCES')
				reject(
					new Error(
						`This user may not listen on port ${port}. Choose one above 1023: PORT=3000 npm start`
					)
				);
			else if (error.code === 'EADDRNOTAVAIL')
				reject(new Error(`HOST=${host} is not an address of this machine.`));
			else reject(error);
		});
		created.listen(port, host, resolve);
	});
	return created;
}

function stillStarting(request: IncomingMessage, response: ServerResponse): void {
	const isUp = request.url === '/healthz';
	response
		.writeHead(isUp ? 200 : 503, {
			'content-type': 'text/plain; charset=utf-8',
			'cache-control': 'no-store',
			'retry-after': '1',
			refresh: '1'
		})
		.end(isUp ? 'ok\n' : `OKR Observatory is starting ...\n${progress}`);
}

async function stopServing(running: Server): Promise<void> {
	const closed = new Promise<void>((resolve) => running.close(() => resolve()));
	running.closeIdleConnections();
	const timer = setTimeout(() => running.closeAllConnections(), GRACE);
	await closed;
	clearTimeout(timer);
}

async function fail(error: unknown): Promise<never> {
	terminal.progress(null);
	process.stderr.write(`${messageOf(error)}\n`);
	if (error instanceof UsageError) process.stderr.write(`\n${USAGE}`);
	if (server !== null) await stopServing(server);
	process.exit(error instanceof ConfigError || error instanceof UsageError ? 2 : 1);
}

function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
