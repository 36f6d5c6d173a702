/**
 * The composition root: engine, migrations, company, Cube, sync and schedule in one process. Started by serve.ts and dev.ts
 * on plain Node, outside the bundle; the dashboard sees it through current.ts only.
 */
import { Cron } from 'croner';
import { z } from 'zod';
import { NOBODY, readersOf, restrictionsOf } from '../../../../cube/reader.ts';
import { connectToCube } from '../../../../cube/external.ts';
import { startCube } from '../../../../cube/server.ts';
import { tokenMaker } from '../../../../cube/kept-tokens.ts';
import { finishKilledRestore } from '../../../../etl/backup/swap.ts';
import { createClock } from '../../../../etl/clock.ts';
import type { Config } from '../../../../etl/config.ts';
import { cubeApiSecret, sessionSecret } from '../../../../etl/secrets.ts';
import {
	answeringWithin,
	openWarehouse,
	selectRows,
	type Warehouse
} from '../../../../etl/clickhouse/client.ts';
import { migrate } from '../../../../etl/clickhouse/migrate.ts';
import { commands } from '../../../../etl/commands/index.ts';
import type { CommandContext } from '../../../../etl/commands/command.ts';
import { createEventRuns } from '../../../../etl/events/event-runs.ts';
import type { EventListener } from '../../../../etl/events/listener.ts';
import { startControlServer } from '../../../../etl/control/server.ts';
import { finishKilledForgetting } from '../../../../etl/personal-data/forget.ts';
import { readForgotten } from '../../../../etl/personal-data/forgotten-people.ts';
import { forecastMonth } from '../../../../etl/plan.ts';
import { claimWarehouse, heldIdentity } from '../../../../etl/state/company-identity.ts';
import { createApiTokens } from '../app-state/api-tokens.ts';
import { createDecisions } from '../app-state/decisions.ts';
import { createDiagnosisReviews } from '../app-state/diagnosis-reviews.ts';
import { createMembers } from '../app-state/members.ts';
import { createPublishedReviews } from '../app-state/published-reviews.ts';
import { createRestrictedViews } from '../app-state/restricted-views.ts';
import { createSavedViews } from '../app-state/saved-views.ts';
import { createSessionEnds } from '../app-state/session-ends.ts';
import { Printer } from '../print/printer.ts';
import { Tickets } from '../print/tickets.ts';
import { Attempts } from '../sign-in/attempts.ts';
import { ABSOLUTE, Sessions } from '../sign-in/sessions.ts';
import { SignIn } from '../sign-in/sign-in.ts';
import { report } from './report/report.ts';
import type { DataVersion, Runtime, SyncProgress } from './current.ts';
import { bearerReader } from './bearer.ts';
import { identifier } from './identify.ts';
import { createLatest } from './latest.ts';
import type { Log } from './log.ts';
import { loopbackOf } from './loopback.ts';
import { openCompany, sandboxSizeOf, type SandboxSize } from '../../../../etl/company.ts';
import { createReadiness } from './readiness.ts';
import { settingsInForce } from './settings-in-force.ts';
import { SyncRunner } from './sync-runner.ts';
import { vocabularyOf } from './vocabulary.ts';

/** Milliseconds. Another process may sync into the same server; of what this one does it knows. */
const DATA_VERSION_KEPT = 250;
const FORECAST_KEPT = 60_000;

/** Milliseconds that a page waits for one statement; as long as for one question to Cube. */
const PATIENCE = 20_000;

export interface StartOptions {
	readonly config: Config;
	readonly log: Log;
	/** Of the bundled company; null: as it was when the data was read. */
	readonly sandbox: SandboxSize | null;
	/** Sentences for the person at the terminal. */
	readonly say: (text: string) => void;
	readonly onProgress: (progress: SyncProgress | null) => void;
	/** After a sync that nobody waited for has brought a new data version. */
	readonly onPlannedSync?: (runtime: Runtime) => Promise<void>;
	/** What is there is shown, and nothing is read from DingTalk, not even for the first time. */
	readonly readsOnly?: boolean;
	/** Gives a start up between two of its steps: a process that ends while the engine works hangs or crashes in its native code. */
	readonly signal?: AbortSignal;
}

export interface RunningProduct {
	readonly runtime: Runtime;
	/** Resolves when the first data version is there; rejects when the first sync failed. */
	readonly firstData: Promise<void>;
	/** Ordered: no new work, running work aborted and awaited, engine closed. */
	close(): Promise<void>;
}

const Version = z.object({
	version: z.coerce.number(),
	run_id: z.string(),
	as_of: z.string(),
	loaded_ms: z.coerce.number()
});

/**
 * Starts everything that needs the engine. What was opened is closed again when a later part fails or the start is given up.
 *
 * @throws DataDirectoryInUseError, DataDirectoryUnusableError, NewerDataError, MigrationFailedError, OtherCompanyError,
 *   CubeStartError: each with a sentence for the person who starts it
 */
export async function startRuntime(options: StartOptions): Promise<RunningProduct> {
	const { log } = options;
	const closers: (() => Promise<void>)[] = [];
	const close = async (): Promise<void> => {
		for (const closer of closers.splice(0).reverse()) await closer();
	};
	try {
		return await start(options, closers, close);
	} catch (error) {
		if (options.signal?.aborted !== true) log.error({ error }, 'The start failed.');
		await close();
		throw error;
	}
}

async function start(
	{ config, log, sandbox, say, onProgress, onPlannedSync, readsOnly = false, signal }: StartOptions,
	closers: (() => Promise<void>)[],
	close: () => Promise<void>
): Promise<RunningProduct> {
	const clock = createClock(config.timezone, config.today);
	const warehouse = await openWarehouse(config.warehouse);
	closers.push(() => warehouse.close());
	signal?.throwIfAborted();
	if (await finishKilledRestore(warehouse)) log.info({}, 'A restore that was killed was finished.');
	/** For those who wait for an answer; a sync's statements take as long as they take. */
	const answering = answeringWithin(warehouse, PATIENCE);
	const applied = await migrate(warehouse, { signal });
	await finishKilledForgetting(warehouse, config.dataDir);
	if (applied.length > 0) log.info({ applied }, 'Migrations applied.');
	signal?.throwIfAborted();

	const company = await openCompany(
		config,
		clock,
		sandbox ?? sandboxSizeOf(await heldIdentity(warehouse))
	);
	closers.push(() => company.close());
	await claimWarehouse(warehouse, placeOf(config), company.identity);

	const apiSecret = cubeApiSecret(config);
	const cube =
		config.cube.url === null
			? await startCube({
					warehouse: answering,
					apiSecret,
					log: (level, message, fields) => log[level](fields, message)
				})
			: await connectToCube({
					url: config.cube.url,
					apiSecret,
					warehouse: answering,
					signal,
					onWaiting: () => say('Waiting for the Cube at CUBE_API_URL to answer.')
				});
	closers.push(() => cube.close());
	signal?.throwIfAborted();

	const context: CommandContext = {
		config,
		clock,
		warehouse,
		dingtalk: company.endpoints,
		served: company.identity
	};
	const eventRuns = createEventRuns({ read: () => sync.readEvents(), log });
	const sync = new SyncRunner(context, log, onProgress, () => {
		if (config.hasEvents) eventRuns.note();
	});
	// Closed after the runner, which ends what it reads.
	closers.push(() => eventRuns.close());
	closers.push(() => sync.close());
	await sync.repairMarts(signal);
	signal?.throwIfAborted();
	const latest = createLatest(() => dataVersionOf(answering), DATA_VERSION_KEPT);
	// Looks at everybody and at a month of runs: too much for each view of a page.
	const budget = createLatest(
		() => forecastMonth({ ...context, warehouse: answering }),
		FORECAST_KEPT
	);
	const forget = (): void => {
		latest.forget();
		budget.forget();
	};
	sync.onChange(forget);

	/** Once everything is there. */
	let whole: Runtime | null = null;
	const control = await startControlServer(config.dataDir, async (name, args, io) => {
		if (name === 'report') {
			if (whole !== null)
				return report(args, io, {
					runtime: whole,
					loopback: loopbackOf(config.web),
					browserPath: config.browserPath
				});
			io.err('The product is starting; run the command again in a moment.\n');
			return 1;
		}
		const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
		if (command === undefined) {
			io.err(`This version has no command ${name}.\n`);
			return 2;
		}
		try {
			// Both write the marts: one at a time, and a sync's state is shown on the pages.
			return await (name === 'sync' || name === 'rebuild'
				? sync.runCommand(command, args, io)
				: command(args, io, context));
		} finally {
			forget();
		}
	});
	closers.push(() => control.close());

	const current = await latest.read();
	const firstData = current === null && !readsOnly ? sync.run('first start') : Promise.resolve();
	// The caller decides what a failed first sync means; here it must only not count as unhandled.
	firstData.catch(() => {});
	const runPlanned = async (reason: string): Promise<void> => {
		try {
			await sync.run(reason);
			if (whole !== null) await onPlannedSync?.(whole);
		} catch {
			// In the log and in the state.
		}
	};
	let job: Cron | null = null;
	if (config.syncSchedule !== null) {
		const scheduled = new Cron(
			config.syncSchedule,
			{ timezone: config.timezone, protect: true, unref: true },
			() => runPlanned('schedule')
		);
		job = scheduled;
		closers.push(async () => scheduled.stop());
		if (current !== null && isOverdue(scheduled, current.loadedAt, clock.now())) {
			say(
				'The last scheduled sync was missed; it runs now, and the pages show the data of the last one meanwhile.'
			);
			void runPlanned('missed schedule');
		}
	}

	let listener: EventListener | null = null;
	if (config.hasEvents) {
		// DingTalk's own client takes a while to load: only who listens waits for it.
		const { startEventListener } = await import('../../../../etl/events/listener.ts');
		const { endpoints } = company;
		const onWaiting = (): void => eventRuns.note();
		const started = startEventListener({
			endpoints,
			warehouse,
			clock,
			forgotten: () => readForgotten(config.dataDir),
			onWaiting,
			log
		});
		listener = started;
		closers.push(() => started.close());
		// What came before a stop may still wait.
		eventRuns.note();
	}

	const printer = new Printer({
		browserPath: config.browserPath,
		// Files of the build: everybody may have them.
		loadFile: (path, signal) =>
			fetch(loopbackOf(config.web) + path, {
				redirect: 'error',
				signal
			})
	});
	closers.push(() => printer.close());

	const cubeApiUrl = `${cube.url}/cubejs-api/v1`;
	const makeToken = tokenMaker(apiSecret);
	const cubeToken: Runtime['cubeToken'] = ({ userId, isAdmin }) =>
		// Cube wants a name; the demo's administrator has none.
		makeToken({ user_id: userId === '' ? 'viewer' : userId, is_admin: isAdmin });
	const readerOf = readersOf(answering);
	const restrictions = restrictionsOf(answering);
	const apiTokens = createApiTokens(answering);
	const runtime: Runtime = {
		isSandbox: company.isSandbox,
		timezone: config.timezone,
		isReconciling: config.reconciliation,
		unknownVisibility: config.unknownVisibility,
		origin: config.web.origin,
		now: () => clock.now(),
		today: () => clock.today(),
		cubeApiUrl,
		cubeToken,
		bearer: bearerReader(apiSecret, apiTokens, createMembers(answering)),
		syncState: () => sync.state(),
		onSyncChange: (listener) => sync.onChange(listener),
		startSync: (options = {}) => sync.start('asked for on a page', options),
		cancelSync: () => sync.cancel(),
		nextSyncAt: () => job?.nextRun()?.getTime() ?? null,
		budget: () => budget.read(),
		events: () => listener?.state() ?? { kind: 'off' },
		hasRights: async ({ userId, isAdmin }) =>
			(await readerOf({ user_id: userId, is_admin: isAdmin })) !== NOBODY,
		isAnythingRestricted: restrictions,
		dataVersion: () => latest.read(),
		savedViews: createSavedViews(answering),
		apiTokens,
		decisions: createDecisions(answering),
		diagnosisReviews: createDiagnosisReviews(answering),
		publishedReviews: createPublishedReviews(answering),
		restrictedViews: createRestrictedViews(answering),
		printer,
		tickets: new Tickets(),
		signIn: signInOf(config, answering, log),
		settings: settingsInForce(config),
		vocabulary: vocabularyOf(config.reports),
		readiness: createReadiness({
			checkCube: (signal) => cube.check(signal),
			readDataVersion: () => dataVersionOf(answering),
			now: () => clock.now()
		}),
		log
	};
	whole = runtime;
	return { runtime, firstData, close };
}

/** null: the bundled company is shown, where nobody signs in. */
function signInOf(config: Config, warehouse: Warehouse, log: Log): SignIn | null {
	const { dingtalk, signIn, web } = config;
	if (dingtalk === null) return null;
	const secret = sessionSecret(config);
	const ends = createSessionEnds(warehouse, ABSOLUTE / 86_400);
	return new SignIn({
		...{ origin: web.origin, loginUrl: signIn.loginUrl, adminUserIds: signIn.adminUserIds },
		...{ clientId: dingtalk.appKey, corpId: dingtalk.corpId },
		attempts: new Attempts(secret),
		sessions: new Sessions(secret, ends, createMembers(warehouse)),
		identify: identifier(dingtalk, config.maxQps, log)
	});
}

/** Whether the schedule had a turn after the data was loaded. */
function isOverdue(job: Cron, loadedAt: number, now: number): boolean {
	const next = job.nextRun(new Date(loadedAt));
	return next !== null && next.getTime() <= now;
}

async function dataVersionOf(warehouse: Warehouse): Promise<DataVersion | null> {
	const [row] = await selectRows(
		warehouse,
		`SELECT version, run_id, as_of, toUnixTimestamp64Milli(loaded_at) AS loaded_ms
		FROM ops_data_versions ORDER BY version DESC LIMIT 1`,
		(found) => Version.parse(found)
	);
	if (row === undefined) return null;
	return { version: row.version, runId: row.run_id, asOf: row.as_of, loadedAt: row.loaded_ms };
}

function placeOf(config: Config): string {
	return config.warehouse.kind === 'embedded'
		? `The data directory ${config.dataDir}`
		: `The database ${config.warehouse.database}`;
}
