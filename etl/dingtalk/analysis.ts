/**
 * DingTalk's own analysis of OKRs: `chengfeng_1_0`. UNVERIFIED: known only from the types of DingTalk's SDK
 * (`@alicloud/dingtalk` 2.2.27, chengfeng_1_0/client.d.ts), which say neither what the figures rest on, nor the scope to grant,
 * nor which editions have it. Counted as metered, because nothing says otherwise (dingtalk-api.md 6.3).
 */
import type { DingTalkClient } from './client.ts';
import { nameOf, type Endpoint } from './endpoint.ts';
import { AnalysisData, AnalysisPeriod, NewEnvelope, RecordList, parseRecord } from './payloads.ts';
import { readContract, type Page } from './page.ts';

const PERIODS = chengfeng('GET', 'periods');
const DATA = chengfeng('POST', 'datas/query');

function chengfeng(method: 'GET' | 'POST', path: string): Endpoint {
	return {
		host: 'api',
		method,
		path: `/v1.0/chengfeng/okr/analyses/${path}`,
		isMetered: true,
		scope: 'unknown; look for 成风 (chengfeng) or OKR analysis in the developer console'
	};
}

/** The periods that DingTalk analyses: AnalysisPeriod records. */
export async function readAnalysisPeriods(client: DingTalkClient): Promise<Page> {
	const content = readContract(NewEnvelope, PERIODS, await client.call(PERIODS, {})).content;
	const records = readContract(RecordList, PERIODS, content);
	return { endpoint: nameOf(PERIODS), request: {}, number: 1, isLast: true, content, records };
}

/** The figures of a department and all below it in one period: one AnalysisData record. */
export async function readAnalysis(
	client: DingTalkClient,
	departmentId: string,
	periodId: string
): Promise<Page> {
	const request = { query: { deptId: departmentId }, body: { periodIds: [periodId] } };
	const content = readContract(NewEnvelope, DATA, await client.call(DATA, request)).content;
	return {
		endpoint: nameOf(DATA),
		request,
		number: 1,
		isLast: true,
		content,
		records: content === undefined || content === null ? [] : [content]
	};
}

export interface AnalysisFigure {
	readonly figure: string;
	/** A count, or a ratio 0..1. */
	readonly value: number;
}

/** Our name of a figure and DingTalk's; rates come in per cent, as the examples of the SDK (33.2) let us think. */
const RATES = {
	objective_set_rate: 'objectiveSetRate',
	objective_align_rate: 'objectiveAlignRate',
	update_rate_7: 'progressUpdateRateLast7Days',
	update_rate_15: 'progressUpdateRateLast15Days',
	update_rate_30: 'progressUpdateRateLast30Days'
} as const;

/** What of a record can be held against ours; a figure that is absent or out of range is left out. */
export function analysisFigures(record: unknown): AnalysisFigure[] {
	const parsed = parseRecord(AnalysisData, record);
	if (!parsed.ok) return [];
	const { deptCount } = parsed.value;
	const rates = Object.entries(RATES).flatMap(([figure, name]) => {
		const percent = parsed.value[name];
		return percent === null || percent < 0 || percent > 100
			? []
			: [{ figure, value: percent / 100 }];
	});
	return [...(deptCount === null ? [] : [{ figure: 'head_count', value: deptCount }]), ...rates];
}

/** A period as DingTalk's analysis names it, or null if the record cannot be understood. */
export function analysisPeriod(record: unknown): {
	readonly id: string;
	/** Epoch ms. */
	readonly startDate: number;
	/** Epoch ms. */
	readonly endDate: number;
} | null {
	const parsed = parseRecord(AnalysisPeriod, record);
	return parsed.ok ? parsed.value : null;
}
