/** Weekly reports (日志): DingTalk's old API (dingtalk-api.md 5 a). Every call counts against the monthly quota. */
import type { DingTalkClient } from './client.ts';
import { nameOf, type Endpoint } from './endpoint.ts';
import { DingTalkError } from './errors.ts';
import { OldEnvelope, ReportPage, ReportTemplates } from './payloads.ts';
import { readContract, type Page } from './page.ts';

const LIST = reports('/topapi/report/list');
const TEMPLATES = reports('/topapi/report/template/listbyuserid');

function reports(path: string): Endpoint {
	return { host: 'oapi', method: 'POST', path, isMetered: true, scope: 'qyapi_report_query' };
}

/** The largest page that report/list allows. */
export const REPORTS_PER_PAGE = 20;
/** The longest span of creation that report/list allows, in milliseconds. */
export const LONGEST_SPAN = 180 * 86_400_000;
/** The most that template/listbyuserid allows; a company with more templates than that is not known. */
const TEMPLATES_PER_PAGE = 100;

/** Instants are epoch milliseconds, both ends inclusive. */
export interface ReportQuery {
	readonly templateName: string;
	/** Created in this span, at most `LONGEST_SPAN` long. */
	readonly from: number;
	readonly to: number;
	/** And modified in this one. */
	readonly modifiedFrom?: number | null;
	readonly modifiedTo?: number | null;
}

/**
 * Everybody's reports of one template as they stand now, page by page.
 * @throws {DingTalkError} `protocol`: a further page is promised by a cursor that was there before
 */
export async function* readReports(
	client: DingTalkClient,
	{ templateName, from, to, modifiedFrom = null, modifiedTo = null }: ReportQuery
): AsyncGenerator<Page> {
	const filter = {
		template_name: templateName,
		start_time: from,
		end_time: to,
		...(modifiedFrom !== null && { modified_start_time: modifiedFrom }),
		...(modifiedTo !== null && { modified_end_time: modifiedTo })
	};
	const cursors = new Set<number>();
	let cursor = 0;
	for (let number = 1; ; number += 1) {
		cursors.add(cursor);
		const request = { body: { ...filter, cursor, size: REPORTS_PER_PAGE } };
		const body = await client.call(LIST, request);
		// No reports at all may come without a result.
		const content = readContract(OldEnvelope, LIST, body).result ?? {};
		const page = readContract(ReportPage, LIST, content);
		// next_cursor may stand on the last page too.
		const isLast = page.has_more !== true;
		const records = page.data_list ?? [];
		yield { endpoint: nameOf(LIST), request, number, isLast, content, records };
		if (isLast) return;
		// Whether cursors count reports or are something else is not published: each one leads on once.
		if (page.next_cursor === null || cursors.has(page.next_cursor))
			throw new DingTalkError(
				'protocol',
				`${nameOf(LIST)} promised more reports of ${templateName}, but its cursor does not move on.`
			);
		cursor = page.next_cursor;
	}
}

/** The names of the company's report templates, for whoever set one that does not exist. */
export async function readTemplateNames(client: DingTalkClient): Promise<string[]> {
	const body = await client.call(TEMPLATES, { body: { offset: 0, size: TEMPLATES_PER_PAGE } });
	const content = readContract(OldEnvelope, TEMPLATES, body).result ?? {};
	const { template_list } = readContract(ReportTemplates, TEMPLATES, content);
	return (template_list ?? []).map(({ name }) => name).filter((name) => name !== '');
}
