/** Weekly reports (日志): DingTalk's old API (dingtalk-api.md 5 a). Every call counts against the monthly quota. */
import type { DingTalkClient } from './client.ts';
import { nameOf, type Endpoint } from './endpoint.ts';
import { OldEnvelope, ReportPage, ReportTemplates } from './payloads.ts';
import { readContract, type Page } from './page.ts';
import { idUnder, readPagedList, type Part } from './paging.ts';

const LIST = reports('/topapi/report/list');
const TEMPLATES = reports('/topapi/report/template/listbyuserid');

function reports(path: string): Endpoint {
	return { host: 'oapi', method: 'POST', path, isMetered: true, scope: 'qyapi_report_query' };
}

/** As the ledger of calls names it. */
export const REPORT_PAGES = nameOf(LIST);

const FIRST_CURSOR = 0;
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

/** Everybody's reports of one template as they stand now, page by page; a read that moved is begun again (paging.ts). */
export function readReports(
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
	async function ask(cursor: number): Promise<Part<number>> {
		// The first one begins a read.
		if (cursor === FIRST_CURSOR) cursors.clear();
		cursors.add(cursor);
		const request = { body: { ...filter, cursor, size: REPORTS_PER_PAGE } };
		// No reports at all may come without a result.
		const content = readContract(OldEnvelope, LIST, await client.call(LIST, request)).result ?? {};
		const page = readContract(ReportPage, LIST, content);
		const records = page.data_list ?? [];
		// next_cursor may stand on the last page too. Whether cursors count reports is not published: each one leads on once.
		const hasMore = page.has_more === true;
		const next =
			page.next_cursor !== null && !cursors.has(page.next_cursor) ? page.next_cursor : null;
		const isEmpty = hasMore && records.length === 0;
		const isStuck = hasMore && next === null;
		return {
			request,
			content,
			records,
			total: null,
			fault: isStuck ? 'more is promised, but not where' : isEmpty ? 'empty before the end' : null,
			next: () => (hasMore ? next : null)
		};
	}
	return readPagedList(LIST, FIRST_CURSOR, ask, idUnder('report_id'));
}

/** The names of the company's report templates, for whoever set one that does not exist. */
export async function readTemplateNames(client: DingTalkClient): Promise<string[]> {
	const body = await client.call(TEMPLATES, { body: { offset: 0, size: TEMPLATES_PER_PAGE } });
	const content = readContract(OldEnvelope, TEMPLATES, body).result ?? {};
	const { template_list } = readContract(ReportTemplates, TEMPLATES, content);
	return (template_list ?? []).map(({ name }) => name).filter((name) => name !== '');
}
