/** One run that reads nothing but weekly reports, beside a warehouse that a sync has filled. */
import { endOfLocalDay } from '../../etl/clock.ts';
import { parseConfig } from '../../etl/config.ts';
import { createClient } from '../../etl/dingtalk/client.ts';
import { createLedger } from '../../etl/dingtalk/ledger.ts';
import { createBatches } from '../../etl/load/batches.ts';
import type { LoadContext } from '../../etl/load/context.ts';
import { commitRun } from '../../etl/load/load.ts';
import { createRawLayer } from '../../etl/load/raw.ts';
import { recover } from '../../etl/load/recover.ts';
import { answerForReports, loadReports } from '../../etl/load/reports.ts';
import { newRunId } from '../../etl/state/run-log.ts';
import { readReports, reportWindow, type ReportWindow } from '../../etl/streams/reports.ts';
import { Tally } from '../../etl/streams/scope.ts';
import type { SyncBench } from './synced-warehouse.ts';

export interface ReportRun {
	readonly runId: string;
	readonly window: ReportWindow;
	readonly tally: Tally;
	/** Metered calls. */
	readonly calls: number;
}

export interface ReportRunOptions {
	/** First day of the earliest period. */
	readonly earliestDay: string;
	readonly isFull?: boolean;
	readonly template?: string;
	readonly fields?: string;
	/** Changes what DingTalk answers, before it is read. */
	readonly tamper?: (answer: unknown) => unknown;
	/** The source has no check-ins of its own. */
	readonly answers?: boolean;
	/** The process dies before the run is marked whole. */
	readonly isKilled?: boolean;
}

/** The sandbox shows the day of the bench's last sync, or the one it was told to show. */
export async function runReports(
	bench: SyncBench,
	day: string,
	options: ReportRunOptions
): Promise<ReportRun> {
	const { warehouse } = bench;
	const config = parseConfig({
		OKR_TODAY: day,
		DINGTALK_REPORT_TEMPLATE: options.template ?? 'OKR weekly',
		...(options.fields !== undefined && { DINGTALK_REPORT_FIELDS: options.fields })
	});
	const { reports, timezone } = config;
	if (reports === null) throw new Error('No template');
	await recover(warehouse);
	const runId = newRunId();
	const observedAt = endOfLocalDay(day, timezone);
	const ledger = createLedger(Infinity, 0);
	const client = createClient({ endpoints: bench.endpoints, ledger, maxQps: Infinity });
	const { tamper = (answer: unknown) => answer } = options;
	const batches = createBatches(warehouse, runId);
	const raw = createRawLayer(warehouse, runId, () => observedAt);
	const window = await reportWindow(warehouse, {
		template: reports.template,
		earliestDay: options.earliestDay,
		observedAt,
		timezone,
		isFull: options.isFull ?? false
	});
	const tally = new Tally('reports');
	await readReports(
		{
			runId,
			config,
			warehouse,
			client: {
				call: async (endpoint, parameters) => tamper(await client.call(endpoint, parameters))
			},
			batches,
			raw,
			observedAt,
			signal: undefined,
			concurrency: { contacts: 1, agoal: 1 },
			onProgress: () => {}
		},
		tally,
		window
	);
	await batches.flush();
	const context: LoadContext = {
		warehouse,
		runId,
		observedAt,
		timezone,
		isDirectoryComplete: false,
		isFirstDirectory: false,
		organisationPeriodIds: [],
		periodIds: [],
		reports: null,
		isShrinkAllowed: false,
		holds: []
	};
	await loadReports(context, batches, reports.fields);
	if (options.answers === true) await answerForReports(context);
	if (options.isKilled !== true) await commitRun(context, day, false);
	return { runId, window, tally, calls: ledger.totals().metered };
}
