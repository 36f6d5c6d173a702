/** `npm run dev`: as serve.ts, with Vite's hot reload instead of the built dashboard. */
import { createServer } from 'vite';
import { loadConfig, secretsOf } from '../../../../etl/config.ts';
import { setRuntime } from './current.ts';
import { behindGate } from './gate.ts';
import { createLog } from './log.ts';
import { startRuntime, type RunningProduct } from './runtime.ts';
import { onStopSignal } from './stop-signal.ts';
import { parseStartOptions, USAGE } from './start-options.ts';
import { createTerminal } from './terminal.ts';

const terminal = createTerminal(process.stdout);
let starting: Promise<RunningProduct> | null = null;
const closers: (() => Promise<void>)[] = [];
const stopping = new AbortController();
onStopSignal(async () => {
	stopping.abort(new Error('The product is stopping.'));
	await starting?.catch(() => {});
	for (const close of closers.reverse()) await close();
});

try {
	const sandbox = parseStartOptions(process.argv.slice(2));
	if (sandbox === null) {
		process.stdout.write(USAGE);
		process.exit(0);
	}
	const config = loadConfig();
	starting = startRuntime({
		config,
		log: createLog(config.logLevel, secretsOf(config)),
		sandbox,
		say: (text) => terminal.say(text),
		onProgress: (progress) => terminal.progress(progress),
		signal: stopping.signal
	});
	const product = await starting;
	closers.push(() => product.close());
	setRuntime(product.runtime);
	const vite = await createServer({
		server: { port: config.web.port, host: config.web.host, strictPort: true },
		plugins: [
			{
				name: 'gate',
				configureServer: ({ middlewares }) => {
					middlewares.use((request, response, next) =>
						behindGate(config.web.origin, () => next())(request, response)
					);
				}
			}
		]
	});
	closers.push(() => vite.close());
	await vite.listen();
	terminal.say(`\nOKR Observatory (development) is at ${config.web.origin}\n`);
} catch (error) {
	if (!stopping.signal.aborted) fail(error);
}

function fail(error: unknown): never {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exit(1);
}
