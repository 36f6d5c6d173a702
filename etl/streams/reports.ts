/** Weekly reports of one template, everybody's at once. Grain: one payload per report as it stands now (dingtalk-api.md 5 a). */
import { z } from 'zod';
import { endOfLocalDay } from '../clock.ts';
import { selectRows, sqlLiteral, type Warehouse } from '../clickhouse/client.ts';
import { LONGEST_SPAN, readReports as readPages } from '../dingtalk/reports.ts';
import { parseRecord, Report } from '../dingtalk/payloads.ts';
import { addDays, instantText } from '../normalise/instants.ts';
import { stagedReport } from '../normalise/reports.ts';
import { answer, type RunScope, type Tally } from './scope.ts';

const DAY = 86_400_000;

/** Which reports a run reads. Epoch ms, both ends inclusive. */
export interface ReportWindow {
	/** Only those modified since; null: whenever. */
	readonly modifiedFrom: number | null;
	/** Created in this span. */
	readonly from: number;
	readonly to: number;
}

export interface WindowChoice {
	readonly template: string;
	/** First day of the earliest period that is read, YYYY-MM-DD. */
	readonly earliestDay: string;
	readonly observedAt: number;
	readonly timezone: string;
	/** Everything since the earliest day, whatever was read before. */
	readonly isFull: boolean;
}

/**
 * The first read, and one that reaches further back than any before, takes all reports since the earliest period began. After
 * that only what was modified since the last complete read, with a day of overlap for clocks that differ; a report whose edit
 * comes more than 180 days after it was written is then not found, as the API looks no further back in one call.
 */
export async function reportWindow(
	warehouse: Warehouse,
	{ template, earliestDay, observedAt, timezone, isFull }: WindowChoice
): Promise<ReportWindow> {
	const earliest = endOfLocalDay(addDays(earliestDay, -1), timezone) + 1;
	const Read = z.object({ reads: z.coerce.number(), last: z.string(), since: z.string() });
	const [before] = await selectRows(
		warehouse,
		`SELECT count() AS reads, max(answered_at) AS last, min(fingerprint) AS since
		FROM core_answers WHERE subject_kind = 'reports' AND subject_id = ${sqlLiteral(template)}`,
		(row) => Read.parse(row)
	);
	const all = { modifiedFrom: null, from: earliest, to: observedAt };
	if (isFull || before === undefined || before.reads === 0) return all;
	const since = instantOf(before.since);
	if (earliest < since) return all;
	const modifiedFrom = instantOf(before.last) - DAY;
	const reach = Math.min(observedAt - LONGEST_SPAN + 1, modifiedFrom);
	return { modifiedFrom, from: Math.max(since, reach), to: observedAt };
}

function instantOf(text: string): number {
	return Date.parse(`${text.replace(' ', 'T')}Z`);
}

/** The spans in which the API has to be asked: each costs at least one metered call. The oldest first. */
export function spansOf({ from, to }: ReportWindow): { from: number; to: number }[] {
	const spans: { from: number; to: number }[] = [];
	for (let start = from; start <= to; start += LONGEST_SPAN)
		spans.push({ from: start, to: Math.min(start + LONGEST_SPAN - 1, to) });
	return spans;
}

/**
 * Stages every report of the window. That a report was deleted is never seen, because only what was modified is listed: once
 * read, a report stays a check-in.
 */
export async function readReports(
	scope: RunScope,
	tally: Tally,
	window: ReportWindow
): Promise<void> {
	const { reports } = scope.config;
	if (reports === null) return;
	const spans = spansOf(window);
	let isWhole = true;
	for (const [done, span] of spans.entries()) {
		scope.signal?.throwIfAborted();
		const query = {
			templateName: reports.template,
			...span,
			modifiedFrom: window.modifiedFrom,
			modifiedTo: window.modifiedFrom === null ? null : window.to
		};
		let isLast = false;
		for await (const page of readPages(scope.client, query)) {
			({ isLast } = page);
			await tally.keep(scope, reports.template, page);
			for (const record of page.records) await stageReport(scope, tally, record);
		}
		isWhole &&= isLast;
		scope.onProgress(done + 1, spans.length);
	}
	if (tally.items === 0 && window.modifiedFrom === null)
		tally.notes.push(
			`no report of the template ${reports.template} was found since ${instantText(window.from).slice(0, 10)}; is DINGTALK_REPORT_TEMPLATE its name in DingTalk?`
		);
	if (!isWhole) {
		// The next run reads them again, from the last complete read on.
		tally.gaps.push(
			'the list of weekly reports did not hold still, or did not say where it goes on'
		);
		return;
	}
	// Also where a report could not be understood: reading it again would not help, and the reject says so.
	await answer(scope, 'reports', reports.template, instantText(window.from));
}

/** One record of a page, also of one that the raw layer kept. */
export async function stageReport(scope: RunScope, tally: Tally, record: unknown): Promise<void> {
	const parsed = parseRecord(Report, record);
	if (parsed.ok) {
		tally.items += 1;
		await scope.batches.add('stage_reports', [stagedReport(parsed.value)]);
		return;
	}
	const author = Author.safeParse(record).data?.creator_id ?? '';
	tally.gaps.push('a weekly report could not be understood');
	// By its author, about whom this run then does not know whether there was a check-in (answerForReports).
	await tally.reject(scope, author, 'record', parsed.reason, record);
}

const Author = z.object({ creator_id: z.union([z.string(), z.number().transform(String)]) });
