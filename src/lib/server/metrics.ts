/** What `/metrics` tells Prometheus (contract.md, HTTP): state of data and sync as of the scrape, requests since the start. */
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { getRuntime } from './runtime/current.ts';

const registry = new Registry();
collectDefaultMetrics({ register: registry });

/** By route, not by address: addresses hold ids. */
export const requestDuration = new Histogram({
	name: 'http_request_duration_seconds',
	help: 'Time from a request to its answer, in seconds.',
	labelNames: ['route', 'status'],
	buckets: [0.01, 0.03, 0.1, 0.3, 1, 3, 10],
	registers: [registry]
});

/** Of the pages and files; what other programs ask passes by. */
export const questionDuration = new Histogram({
	name: 'cube_question_duration_seconds',
	help: 'Time from a question of a page or file to Cube, once it is its turn, until the answer, in seconds. Kept answers cost none.',
	labelNames: ['view'],
	buckets: [0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10],
	registers: [registry]
});

const gauge = (name: string, help: string): Gauge =>
	new Gauge({ name: `okr_observatory_${name}`, help, registers: [registry] });

const ready = gauge(
	'ready',
	'1 when pages can be shown: migrated, Cube answers, a sync has finished.'
);
const dataVersion = gauge(
	'data_version',
	'Number of the data that pages show; 0 before the first sync.'
);
const dataAge = gauge('data_age_seconds', 'Seconds since that data was read from DingTalk.');
const syncRunning = gauge('sync_running', '1 while a sync runs.');
const syncFailed = gauge('sync_failed', '1 when the last sync failed.');
const warnings = gauge('warnings', 'Warnings of /readyz, such as data older than 36 hours.');
const calls = gauge('month_metered_calls', 'Metered DingTalk calls of this calendar month so far.');
const forecast = gauge(
	'month_metered_calls_forecast',
	'Metered calls at the end of the month if syncs go on as planned.'
);
const budget = gauge('month_call_budget', 'DINGTALK_CALL_BUDGET; without limit: +Inf.');

export const METRICS_TYPE = registry.contentType;

export async function metricsText(): Promise<string> {
	const runtime = getRuntime();
	const readiness = await runtime.readiness();
	// While the engine is away the other figures stay what they were, and `ready` says so.
	const version = readiness.ready ? await runtime.dataVersion() : null;
	const sync = runtime.syncState().kind;
	ready.set(readiness.ready ? 1 : 0);
	warnings.set(readiness.warnings.length);
	syncRunning.set(sync === 'running' ? 1 : 0);
	syncFailed.set(sync === 'failed' ? 1 : 0);
	if (version !== null) {
		dataVersion.set(version.version);
		dataAge.set((runtime.now() - version.loadedAt) / 1000);
		const month = await runtime.budget();
		calls.set(month.spent);
		forecast.set(month.forecast);
		budget.set(month.budget ?? Infinity);
	}
	return registry.metrics();
}
