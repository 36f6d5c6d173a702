/** Periods of classic OKR and of its pro variants. Grain: one payload per period (dingtalk-api.md 3.1, 3.3). */
import type { DingTalkClient } from '../dingtalk/client.ts';
import { readClassicPeriods, readProPeriods } from '../dingtalk/okr.ts';
import { ClassicPeriod, ProPeriod } from '../dingtalk/okr-payloads.ts';
import type { Page } from '../dingtalk/page.ts';
import { parseRecord, type ParsedRecord } from '../dingtalk/payloads.ts';
import { classicPeriodRow, proPeriodRow } from '../normalise/okr.ts';
import type { PeriodRow } from '../normalise/periods.ts';
import { NoOkrError } from './periods.ts';
import type { RunScope, Tally } from './scope.ts';

/** Classic OKR or its pro variants. */
export type OkrProduct = 'okr' | 'pro';

/**
 * @param asked the pages that finding out about the product brought, kept in the raw layer already
 * @returns every period @throws {NoOkrError}
 */
export async function readOkrPeriods(
	scope: RunScope,
	tally: Tally,
	product: OkrProduct = 'okr',
	asked: readonly Page[] = []
): Promise<PeriodRow[]> {
	const pages = [...asked];
	if (pages.length === 0) {
		for await (const page of askOkrPeriods(scope.client, product, scope.config.goodsCode)) {
			await tally.keep(scope, '', page);
			pages.push(page);
		}
	}
	const periods: PeriodRow[] = [];
	for (const record of pages.flatMap(({ records }) => records)) {
		const contract = product === 'okr' ? ClassicPeriod : ProPeriod;
		if ((await tally.parse(scope, '', contract, record)) === null) {
			tally.gaps.push('a period could not be understood');
			continue;
		}
		const period = okrPeriodOf(product, record);
		if (period.ok) {
			periods.push(period.value);
			continue;
		}
		tally.gaps.push('a period could not be understood');
		await tally.reject(scope, '', 'record', period.reason, record);
	}
	if (periods.length === 0)
		throw new NoOkrError(
			'Classic DingTalk OKR has no period that could be read. Nothing was loaded; set up a period in DingTalk OKR, or ask the company’s DingTalk administrator which product holds their OKRs.'
		);
	tally.items = periods.length;
	scope.onProgress(periods.length, null);
	await scope.batches.add('stage_periods', periods);
	return periods;
}

/** @param goodsCode of the pro variants */
export async function* askOkrPeriods(
	client: DingTalkClient,
	product: OkrProduct,
	goodsCode: string | null
): AsyncGenerator<Page> {
	if (product === 'okr') yield await readClassicPeriods(client);
	else yield* readProPeriods(client, goodsCode ?? '');
}

/** One period, or why it cannot be understood. */
export function okrPeriodOf(product: OkrProduct, record: unknown): ParsedRecord<PeriodRow> {
	try {
		const value =
			product === 'okr'
				? classicPeriodRow(valueOf(parseRecord(ClassicPeriod, record)))
				: proPeriodRow(valueOf(parseRecord(ProPeriod, record)));
		return { ok: true, value };
	} catch (error) {
		if (!(error instanceof RangeError)) throw error;
		return { ok: false, reason: error.message };
	}
}

function valueOf<T>(parsed: ParsedRecord<T>): T {
	if (!parsed.ok) throw new RangeError(parsed.reason);
	return parsed.value;
}
