/**
 * DingTalk's own analysis of the running periods, to be held against ours. Grain: one figure per period.
 * Unverified and off by default (DINGTALK_RECONCILIATION); it never makes a run partial, let alone fail.
 */
import { z } from 'zod';
import { selectRows, sqlLiteral, type Warehouse } from '../clickhouse/client.ts';
import { dayOf, type Config } from '../config.ts';
import {
	analysisFigures,
	analysisPeriod,
	readAnalysis,
	readAnalysisPeriods
} from '../dingtalk/analysis.ts';
import { ROOT_DEPARTMENT } from '../dingtalk/contacts.ts';
import { DingTalkError } from '../dingtalk/errors.ts';
import { addDays, instantText, periodDay } from '../normalise/instants.ts';
import type { PeriodRow } from '../normalise/periods.ts';
import type { RunScope, Tally } from './scope.ts';

/** Figures move slowly and every call is metered: once a week is enough to see a difference. */
const EVERY_DAYS = 7;

/** Whether it is switched on and the last time it was asked, answered or not, is a week ago. `today` is YYYY-MM-DD. */
export async function isReconciliationDue(
	warehouse: Warehouse,
	config: Pick<Config, 'reconciliation' | 'timezone'>,
	today: string
): Promise<boolean> {
	if (!config.reconciliation) return false;
	const recent = await selectRows(
		warehouse,
		`SELECT as_of FROM core_runs WHERE as_of > toDate(${sqlLiteral(today)}) - ${EVERY_DAYS} AND run_id IN
			(SELECT run_id FROM ops_streams WHERE stream = 'reconciliation' AND status = 'complete') LIMIT 1`,
		(row) => z.object({ as_of: z.string() }).parse(row)
	);
	return recent.length === 0;
}

/** Metered calls that it takes: the list of periods, and one for each that runs. */
export function reconciliationCalls(periods: readonly PeriodRow[], today: string): number {
	return 1 + running(periods, today).length;
}

/** @param periods of the run; only those that are running are asked for */
export async function readReconciliation(
	scope: RunScope,
	tally: Tally,
	periods: readonly PeriodRow[]
): Promise<void> {
	const today = dayOf(scope.config, scope.observedAt);
	try {
		const list = await readAnalysisPeriods(scope.client);
		await tally.keep(scope, '', list);
		const theirs = list.records.flatMap((record) => analysisPeriod(record) ?? []);
		for (const period of running(periods, today)) {
			const match = theirs.find(
				({ id, startDate, endDate }) =>
					id === period.period_id ||
					(periodDay(startDate) === period.starts_on &&
						addDays(periodDay(endDate), 1) === period.ends_before)
			);
			if (match === undefined) {
				tally.notes.push(`DingTalk's analysis does not know the period ${period.name}`);
				continue;
			}
			const page = await readAnalysis(scope.client, ROOT_DEPARTMENT, match.id);
			await tally.keep(scope, period.period_id, page);
			const figures = page.records.flatMap(analysisFigures);
			if (figures.length === 0)
				tally.notes.push(`DingTalk's analysis of ${period.name} holds none of the known figures`);
			tally.items += figures.length;
			await scope.batches.add(
				'ops_reconciliations',
				figures.map(({ figure, value }) => ({
					...{ day: today, period_id: period.period_id, figure, theirs: value },
					asked_at: instantText(scope.observedAt)
				}))
			);
		}
	} catch (error) {
		if (!(error instanceof DingTalkError) || isStop(error)) throw error;
		tally.notes.push(`DingTalk's own analysis does not answer: ${error.message}`);
	}
}

/** What ends every reading, whoever meets it first. */
function isStop({ kind }: DingTalkError): boolean {
	return kind === 'budget' || kind === 'quota' || kind === 'banned';
}

function running(periods: readonly PeriodRow[], today: string): PeriodRow[] {
	return periods.filter(({ starts_on, ends_before }) => starts_on <= today && today < ends_before);
}
