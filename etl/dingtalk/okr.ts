/**
 * OKRs: classic DingTalk OKR and its pro variants, new API (dingtalk-api.md 3). Not documented by DingTalk any more: verbs,
 * paths and names come from its SDK. Every call counts against the monthly quota (6.3: inferred).
 */
import type { CallParameters, DingTalkClient } from './client.ts';
import { nameOf, type Endpoint } from './endpoint.ts';
import { DingTalkError } from './errors.ts';
import { ClassicEnvelope, ClassicPage, ClassicPeriods } from './okr-payloads.ts';
import { NewEnvelope, NumberedPage, RecordList } from './payloads.ts';
import { readContract, type Page } from './page.ts';

/** What the error of a missing scope tells people to look for. */
const SCOPE = 'to read OKR (classic; its name is not published: search the permissions for "OKR")';

const PERIODS = okr('GET', 'periods');
const OBJECTIVES = okr('GET', 'users/okrs');
const PERMISSION = okr('GET', 'permissions');
const USERS = okr('POST', 'users/query');
const PRO_PERIODS = okr('GET', 'pro/periods');
const PRO_OBJECTIVES = okr('GET', 'pro/users/{dingUserId}/objectives');

/** As the ledger of calls names it. */
export const PERMISSION_CALLS = nameOf(PERMISSION);

function okr(method: 'GET' | 'POST', path: string): Endpoint {
	return { host: 'api', method, path: `/v1.0/okr/${path}`, isMetered: true, scope: SCOPE };
}

/** The default of `users/okrs`; no maximum is published. */
const PER_PAGE = 100;
/** Of `users/query`; no maximum is published. */
const PEOPLE_PER_CALL = 50;
/** No list is this long; a server that never ends one is at fault. */
const MOST_PAGES = 1000;

/** Every period. None at all means that the company's OKRs are not in classic OKR. */
export async function readClassicPeriods(client: DingTalkClient): Promise<Page> {
	const data = await classicData(client, PERIODS, {});
	const { periodList } = readContract(ClassicPeriods, PERIODS, data ?? {});
	return wholePage(PERIODS, {}, data, periodList ?? []);
}

/** The objectives of one person in one period. The acting user is the owner, who sees private ones too. */
export function readClassicObjectives(
	client: DingTalkClient,
	personId: string,
	periodId: string
): AsyncGenerator<Page> {
	return readPages(
		client,
		OBJECTIVES,
		{ query: { userId: personId, periodId } },
		async (request) => {
			const data = await classicData(client, OBJECTIVES, request);
			const page = readContract(ClassicPage, OBJECTIVES, data ?? {});
			return {
				content: data,
				records: page.list ?? [],
				size: page.pageSize,
				total: page.totalCount
			};
		}
	);
}

/**
 * Who may open one objective: one record. That `targetType` is called `objective` is inferred (dingtalk-api.md 3.1).
 * @param actingUserId the owner is never refused
 */
export async function readClassicPermission(
	client: DingTalkClient,
	objectiveId: string,
	actingUserId: string
): Promise<Page> {
	const request = {
		query: { targetId: objectiveId, targetType: 'objective', userId: actingUserId }
	};
	const data = await classicData(client, PERMISSION, request);
	return wholePage(PERMISSION, request, data, [data]);
}

/** People by classic OKR's own ids, some per call. Who is unknown is left out. */
export async function* readOkrUsers(
	client: DingTalkClient,
	okrUserIds: readonly string[]
): AsyncGenerator<Page> {
	for (let start = 0; start < okrUserIds.length; start += PEOPLE_PER_CALL) {
		const request = { body: { okrUserIds: okrUserIds.slice(start, start + PEOPLE_PER_CALL) } };
		const data = await classicData(client, USERS, request);
		yield wholePage(USERS, request, data, readContract(RecordList, USERS, data));
	}
}

/** Every period of the pro variants. @param goodsCode DINGTALK_GOODS_CODE */
export function readProPeriods(client: DingTalkClient, goodsCode: string): AsyncGenerator<Page> {
	return readProPages(client, PRO_PERIODS, { query: { goodsCode } });
}

/** The objectives of one person in every period there is: the pro variants cannot be asked for some. */
export function readProObjectives(
	client: DingTalkClient,
	goodsCode: string,
	personId: string
): AsyncGenerator<Page> {
	return readProPages(client, PRO_OBJECTIVES, {
		path: { dingUserId: personId },
		query: { goodsCode }
	});
}

async function classicData(
	client: DingTalkClient,
	endpoint: Endpoint,
	request: CallParameters
): Promise<unknown> {
	const body = await client.call(endpoint, request);
	return readContract(ClassicEnvelope, endpoint, body).data ?? null;
}

function wholePage(
	endpoint: Endpoint,
	request: CallParameters,
	content: unknown,
	records: readonly unknown[]
): Page {
	return { endpoint: nameOf(endpoint), request, number: 1, isLast: true, content, records };
}

function readProPages(
	client: DingTalkClient,
	endpoint: Endpoint,
	filter: CallParameters
): AsyncGenerator<Page> {
	return readPages(client, endpoint, filter, async (request) => {
		const body = await client.call(endpoint, request);
		const content = readContract(NewEnvelope, endpoint, body).content ?? {};
		const page = readContract(NumberedPage, endpoint, content);
		return { content, records: page.result ?? [], size: page.pageSize, total: page.totalCount };
	});
}

interface Answered {
	readonly content: unknown;
	readonly records: readonly unknown[];
	/** The page size the server says it used. */
	readonly size: number | null;
	readonly total: number | null;
}

/** Pages until the list is through. The total is a hint only: too large, an empty page ends the read; too small, a full page does not. */
async function* readPages(
	client: DingTalkClient,
	endpoint: Endpoint,
	filter: CallParameters,
	ask: (request: CallParameters) => Promise<Answered>
): AsyncGenerator<Page> {
	let seen = 0;
	for (let number = 1; number <= MOST_PAGES; number += 1) {
		const query = { ...filter.query, pageNumber: number, pageSize: PER_PAGE };
		const request = { ...filter, query };
		const { content, records, size, total } = await ask(request);
		seen += records.length;
		const full = size !== null && size >= 1 ? Math.min(size, PER_PAGE) : PER_PAGE;
		const isShort = records.length < full;
		const isLast =
			records.length === 0 || seen === total || (isShort && (total === null || seen >= total));
		yield { endpoint: nameOf(endpoint), request, number, isLast, content, records };
		if (isLast) return;
	}
	throw new DingTalkError(
		'protocol',
		`${nameOf(endpoint)} has no end: ${MOST_PAGES} pages were read.`
	);
}
