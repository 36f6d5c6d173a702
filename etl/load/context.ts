/** What one run knows when it compares its stage with the core tables. */
import type { ReportFields } from '../config.ts';
import { sqlLiteral, type Warehouse } from '../clickhouse/client.ts';
import type { SyncHistory } from '../state/history.ts';
import type { CompanyRead } from '../streams/company.ts';
import type { RunScope } from '../streams/scope.ts';
import type { Batches } from './batches.ts';

export interface LoadContext {
	readonly warehouse: Warehouse;
	readonly runId: string;
	/** Epoch ms: the one instant of all reads. */
	readonly observedAt: number;
	readonly timezone: string;
	/** Every department and everybody in them was read: what is missing is gone. */
	readonly isDirectoryComplete: boolean;
	/** No earlier run read the whole directory: what is found now was there before (metrics.md 1, first version). */
	readonly isFirstDirectory: boolean;
	/** The periods whose organisation objectives were read to the end. */
	readonly organisationPeriodIds: readonly string[];
	/** The periods whose objectives were asked for. */
	readonly periodIds: readonly string[];
	/** Set if weekly reports are read. */
	readonly reports: ReportLoad | null;
	/** Somebody said yes to closing however much is missing. */
	readonly isShrinkAllowed: boolean;
	/** What was not closed, because it is more than people expect (see shrink.ts); filled by the load. */
	readonly holds: Hold[];
}

export interface ReportLoad {
	readonly batches: Batches;
	readonly fields: ReportFields;
	/** The source has no check-ins of its own, and the reports were read: what they do not say was not said. */
	readonly areOnlyCheckIns: boolean;
}

export interface Hold {
	readonly stream: string;
	/** Rows that the read misses, of those that it could have missed. */
	readonly closing: number;
	readonly present: number;
}

/** What a run read, ready to be loaded. */
export function loadContextOf(
	{ warehouse, runId, observedAt, config, batches }: Omit<RunScope, 'onProgress'>,
	{ product, isDirectoryComplete, organisationPeriodIds, periodIds, plan }: CompanyRead,
	{ isFirstDirectory }: SyncHistory
): LoadContext {
	return {
		warehouse,
		runId,
		observedAt,
		timezone: config.timezone,
		isDirectoryComplete,
		isFirstDirectory,
		organisationPeriodIds,
		periodIds,
		reports:
			config.reports === null
				? null
				: { batches, fields: config.reports.fields, areOnlyCheckIns: product !== 'agoal' },
		isShrinkAllowed: plan.isShrinkAllowed,
		holds: []
	};
}

/** Literals for the SQL of one load. */
export function literalsOf({ runId, observedAt }: Pick<LoadContext, 'runId' | 'observedAt'>): {
	run: string;
	observed: string;
} {
	return { run: sqlLiteral(runId), observed: sqlLiteral(new Date(observedAt)) };
}

/** The version in force of every key: the latest; of two runs at the same instant the later one. */
export function latest(table: string, key: string): string {
	return `SELECT * FROM ${table} ORDER BY valid_from DESC, observed_at DESC, run_id DESC LIMIT 1 BY ${key}`;
}

/** "Since ever" (metrics.md 1). */
export const SINCE_EVER = `toDateTime64('1970-01-01 00:00:00', 3, 'UTC')`;
