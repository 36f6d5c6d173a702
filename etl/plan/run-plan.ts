/** What one run sets out to read. Made before its first metered call, kept in the raw layer, and taken up again from there. */
import { z } from 'zod';
import { NO_REPORT_FIELDS, type Config } from '../config.ts';
import { selectRows, sqlLiteral, type Warehouse } from '../clickhouse/client.ts';
import { runMutation } from '../clickhouse/mutations.ts';
import type { RawLayer } from '../load/raw.ts';

export const RunPlan = z.object({
	kind: z.enum(['planned', 'full', 'events']),
	/** The OKR product that the last run found; null: none yet. */
	product: z.enum(['agoal', 'okr', 'pro']).nullable(),
	/** Settings that decide what is asked: a replay asks as the run did, whatever they are now. */
	settings: z.object({
		product: z.enum(['agoal', 'okr', 'auto']),
		ruleCategories: z.array(z.string()),
		goodsCode: z.string().nullable(),
		reportTemplate: z.string().nullable()
	}),
	/** Local day of the run, YYYY-MM-DD. */
	today: z.string(),
	/** No sync was ever complete: the previous period of each kind is read too. */
	isFirst: z.boolean(),
	/** Somebody said yes to closing however much is missing. */
	isShrinkAllowed: z.boolean(),
	/** Periods that end on this day or later are read too. */
	since: z.string().nullable(),
	/** RETENTION_MONTHS: periods that are over for longer are not read. */
	retentionMonths: z.number().nullable().default(null),
	/** `fingerprintOf` the directory that it was made for; empty: of a version that kept none, or of events. */
	directory: z.string().default(''),
	/** Whose objectives are asked for, in this order. */
	people: z.array(z.string()),
	/** People with objectives that we know of: asked for even where no rule seems to cover them. */
	owners: z.array(z.string()),
	/** Also what costs calls of its own in periods that have ended: organisation objectives, and everything of classic OKR. */
	areEndedPeriodsRead: z.boolean(),
	/** Whether the app sees the whole company is asked; it costs a call. */
	isContactRangeRead: z.boolean().default(true),
	/** Objectives whose check-ins are read although nothing seems to have moved. */
	rereads: z.array(z.string()),
	/** Objectives that an earlier run had to leave: id -> hash of what their list said. */
	pending: z.record(z.string(), z.string()),
	/** DingTalk's own analysis is asked too. */
	isReconciled: z.boolean().default(false),
	/** Of an events run: objectives that are read one by one, and those of which only the check-ins are. */
	objectives: z.array(z.string()),
	checkInsOf: z.array(z.string())
});
export type RunPlan = z.infer<typeof RunPlan>;

/** What a plan keeps of the settings. */
export function settingsOf(config: Config): RunPlan['settings'] {
	const { product, ruleCategories, goodsCode, reports } = config;
	return {
		product,
		ruleCategories: [...ruleCategories],
		goodsCode,
		reportTemplate: reports?.template ?? null
	};
}

/** The present settings, but for those that decided what the run asked. */
export function settingsFor(plan: RunPlan, config: Config): Config {
	const { reportTemplate, ...asked } = plan.settings;
	const fields = config.reports?.fields ?? NO_REPORT_FIELDS;
	return {
		...config,
		...asked,
		reports: reportTemplate === null ? null : { template: reportTemplate, fields }
	};
}

const STREAM = 'plan';

/** Beside the answers that the run gets: whoever takes the run up again, or makes its tables anew, has the same plan. */
export function keepPlan(raw: RawLayer, plan: RunPlan): Promise<void> {
	const page = { endpoint: STREAM, request: {}, number: 1, isLast: true, records: [] };
	return raw.keep(STREAM, '', { ...page, content: plan });
}

/** A run that was taken up needs another plan than the one it took over. */
export function dropPlan(warehouse: Warehouse, runId: string): Promise<void> {
	return runMutation(
		warehouse,
		`DELETE FROM raw_reads WHERE run_id = ${sqlLiteral(runId)} AND stream = '${STREAM}' SETTINGS lightweight_deletes_sync = 2`
	);
}

const Body = z.object({ body: z.string() });

/** null: the run ended before it had one. */
export async function keptPlan(warehouse: Warehouse, runId: string): Promise<RunPlan | null> {
	const [row] = await selectRows(
		warehouse,
		`SELECT any(body) AS body FROM raw_payloads WHERE payload_hash IN
			(SELECT payload_hash FROM raw_reads WHERE run_id = ${sqlLiteral(runId)} AND stream = '${STREAM}')
		HAVING count() > 0`,
		(found) => Body.parse(found)
	);
	return row === undefined ? null : RunPlan.parse(JSON.parse(row.body));
}
