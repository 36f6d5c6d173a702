/* oxlint-disable node/no-process-env -- the one other place that touches the environment; why is said below */
/**
 * Cube's own settings. Cube reads them from the process environment whenever it needs one and takes no other way in, so this is the
 * one place outside `etl/config.ts` that touches `process.env`, and it touches nothing but Cube's names.
 */
import { createRequire } from 'node:module';

/** Measured with Cube 1.7.43; README.md says why each is needed. */
const SETTINGS: Readonly<Record<string, string>> = {
	CUBEJS_TESSERACT_SQL_PLANNER: 'false',
	CUBEJS_CACHE_AND_QUEUE_DRIVER: 'memory',
	CUBEJS_DB_TYPE: 'clickhouse',
	CUBEJS_EXTERNAL_DEFAULT: 'false',
	CUBEJS_REFRESH_WORKER: 'false',
	CUBEJS_TELEMETRY: 'false',
	CUBEJS_DEV_MODE: 'false',
	// Cube would redact log lines with its native module; log.ts lets no query or token through at all.
	CUBEJS_LOG_REDACTION: 'false',
	CUBEJS_MAX_REQUEST_SIZE: '1mb'
};

/**
 * Runs `load`, which imports Cube's packages, in an environment of ours alone: no CUBEJS_* of the shell is seen, and what Cube's
 * server reads from a `.env` file of the working directory while it is imported is undone. So is that stacks of errors are told with
 * source maps (@cubejs-backend/templates): Cube's queue makes an error for each question in advance, and its stack was looked up.
 */
export async function inCubeEnvironment<T>(load: () => Promise<T>): Promise<T> {
	const before = { ...process.env };
	const stacks = Object.getOwnPropertyDescriptor(Error, 'prepareStackTrace');
	setCubeSettings();
	try {
		return await load();
	} finally {
		if (stacks === undefined) Reflect.deleteProperty(Error, 'prepareStackTrace');
		else Object.defineProperty(Error, 'prepareStackTrace', stacks);
		for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
		Object.assign(process.env, before);
		setCubeSettings();
	}
}

/**
 * Runs `build` as in production and puts NODE_ENV back: outside production Cube wants Cube Store and serves its playground, but a
 * development server in the same process needs its own NODE_ENV. Cube looks while it is built, not later.
 */
export function asInProduction<T>(build: () => T): T {
	const before = process.env['NODE_ENV'];
	process.env['NODE_ENV'] = 'production';
	try {
		return build();
	} finally {
		if (before === undefined) delete process.env['NODE_ENV'];
		else process.env['NODE_ENV'] = before;
	}
}

/** Cube prints notices to stdout, which belongs to the command that runs. */
export function redirectNotices(notice: (text: string) => void): void {
	const cli: unknown = createRequire(import.meta.url)('@cubejs-backend/shared/dist/src/cli.js');
	if (typeof cli === 'object' && cli !== null) Object.assign(cli, { displayCLIWarning: notice });
}

function setCubeSettings(): void {
	for (const name of Object.keys(process.env))
		if (name.startsWith('CUBEJS_')) delete process.env[name];
	Object.assign(process.env, SETTINGS);
}
