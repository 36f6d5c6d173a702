/** OKRs: DingTalk's Agoal, new API (dingtalk-api.md 4). Every call counts against the monthly quota. */
import type { CallParameters, DingTalkClient } from './client.ts';
import { nameOf, type Endpoint } from './endpoint.ts';
import { BROKEN_RECORD, DingTalkError } from './errors.ts';
import { NewEnvelope, NumberedPage, OrganisationPage, RecordList } from './payloads.ts';
import { readContract, type Page } from './page.ts';
import { idUnder, readPagedList, type Part } from './paging.ts';

const RULES = agoal('GET', 'objectiveRules/lists', 'Agoal.ObjectiveRule.Read');
const RULES_WITH_AUDIENCE = agoal('GET', 'objectiveRuleLists/query', 'Agoal.ObjectiveRule.Read');
const PERIODS = agoal('GET', 'objectiveRules/periodLists', 'Agoal.Period.Read');
const OBJECTIVES = agoal('POST', 'users/objectiveLists/query', 'Agoal.Objective.Read');
const DETAILS = agoal('GET', 'objectives/details', 'Agoal.Objective.Read');
const ORGANISATION = agoal('POST', 'orgObjectives/list', 'Agoal.OrgObjective.Read');
const PROGRESSES = agoal('GET', 'objectives/progresses/lists', 'Agoal.ObjectiveProgress.Read');

function agoal(method: 'GET' | 'POST', path: string, scope: string): Endpoint {
	return { host: 'api', method, path: `/v1.0/agoal/${path}`, isMetered: true, scope };
}

/** As the ledger of calls names it. */
export const CHECK_IN_PAGES = nameOf(PROGRESSES);

/** Every page is a metered call, so pages are asked for as large as the contacts' are. No maximum is published. */
export const PER_PAGE = 100;
/** For an interface that refuses that size; the documentation's own examples ask for 10. */
const SMALL_PAGE = 20;
/** A company has a handful; one with more is asked for the list that has no pages. */
const MOST_RULES = 100;

/**
 * The rules, with their audiences where DingTalk tells them; disabled ones may be among them. None at all means that the
 * company's OKRs live in another product (dingtalk-api.md 0.2).
 */
export async function readRules(client: DingTalkClient): Promise<Page> {
	const request = { query: { pageNumber: 1, pageSize: MOST_RULES } };
	try {
		const body = await client.call(RULES_WITH_AUDIENCE, request);
		const content = readContract(NewEnvelope, RULES_WITH_AUDIENCE, body).content ?? {};
		const { result, totalCount } = readContract(NumberedPage, RULES_WITH_AUDIENCE, content);
		const records = result ?? [];
		if (totalCount === null || totalCount <= records.length)
			return {
				endpoint: nameOf(RULES_WITH_AUDIENCE),
				request,
				number: 1,
				isLast: true,
				content,
				records
			};
	} catch (error) {
		// The newer of two lists (dingtalk-api.md 13.2): where it is not there, the older one says which rules there are.
		const isMissing =
			error instanceof DingTalkError && ['business', 'not_found'].includes(error.kind);
		if (!isMissing) throw error;
	}
	return readList(client, RULES, {});
}

/** The periods of a rule, newest start first. */
export function readPeriods(client: DingTalkClient, ruleId: string): Promise<Page> {
	return readList(client, PERIODS, { query: { objectiveRuleId: ruleId } });
}

/** The personal objectives of one person in some periods of a rule, whole, without pages. */
export function readObjectives(
	client: DingTalkClient,
	personId: string,
	ruleId: string,
	periodIds: readonly string[]
): Promise<Page> {
	const body = { dingUserId: personId, objectiveRuleId: ruleId, periodIds };
	return readList(client, OBJECTIVES, { body });
}

/**
 * One personal objective as it stands, in the shape of the lists: one record, or none if the answer is empty.
 * @throws {DingTalkError} kind `not_found`: there is none of this id (any more), or it is an organisation objective
 */
export function readObjectiveDetails(client: DingTalkClient, objectiveId: string): Promise<Page> {
	return readList(client, DETAILS, { query: { objectiveId } });
}

/** The organisation objectives of every department in one period, page by page. Query parameters although it is a POST. */
export function readOrganisationObjectives(
	client: DingTalkClient,
	periodId: string
): AsyncGenerator<Page> {
	const read = (content: unknown) => {
		const page = readContract(OrganisationPage, ORGANISATION, content);
		return { records: page.objectiveList ?? [], size: null, total: page.totalCount };
	};
	return readPages(client, ORGANISATION, { periodId }, 'objectiveId', read);
}

/** The check-ins of one objective, page by page. @throws {DingTalkError} error.noPermission: see isRefusedRecord */
export function readCheckIns(client: DingTalkClient, objectiveId: string): AsyncGenerator<Page> {
	const read = (content: unknown) => {
		const page = readContract(NumberedPage, PROGRESSES, content);
		return { records: page.result ?? [], size: page.pageSize, total: page.totalCount };
	};
	return readPages(client, PROGRESSES, { objectiveId }, 'progressId', read);
}

async function readList(
	client: DingTalkClient,
	endpoint: Endpoint,
	request: CallParameters
): Promise<Page> {
	const content = readContract(NewEnvelope, endpoint, await client.call(endpoint, request)).content;
	const records = readContract(RecordList, endpoint, content);
	return { endpoint: nameOf(endpoint), request, number: 1, isLast: true, content, records };
}

interface Counted {
	readonly records: readonly unknown[];
	/** The page size the server says it used. */
	readonly size: number | null;
	readonly total: number | null;
}

/**
 * Pages until the list is through. A total that is exactly reached ends it without another call; one that is passed or absent
 * says nothing, then a full page asks for the next one.
 */
function readPages(
	client: DingTalkClient,
	endpoint: Endpoint,
	filter: Readonly<Record<string, string>>,
	idKey: string,
	read: (content: unknown) => Counted
): AsyncGenerator<Page> {
	/** One size for all pages of a read, or they would not fit to each other. */
	let pageSize: number | null = null;
	async function ask(number: number): Promise<Part<number>> {
		const page = { ...filter, pageNumber: number };
		const { request, body, asked } = await askPage(client, endpoint, page, pageSize);
		pageSize = asked;
		const content = readContract(NewEnvelope, endpoint, body).content ?? {};
		const { records, size, total } = read(content);
		const full = size !== null && size >= 1 ? Math.min(size, asked) : asked;
		return {
			request,
			content,
			records,
			total,
			fault: null,
			next(seen) {
				if (records.length === 0 || seen === total) return null;
				if (records.length < full && (total === null || seen > total)) return null;
				return number + 1;
			}
		};
	}
	return readPagedList(endpoint, 1, ask, idUnder(idKey));
}

/** Interfaces that gave a small page where they had refused a large one, by client. */
const small = new WeakMap<DingTalkClient, Set<Endpoint>>();

async function askPage(
	client: DingTalkClient,
	endpoint: Endpoint,
	page: Readonly<Record<string, string | number>>,
	size: number | null
): Promise<{ request: CallParameters; body: unknown; asked: number }> {
	const known = small.get(client) ?? new Set<Endpoint>();
	small.set(client, known);
	async function ask(pageSize: number) {
		const request = { query: { ...page, pageSize } };
		return { request, body: await client.call(endpoint, request), asked: pageSize };
	}
	if (size !== null) return ask(size);
	if (known.has(endpoint)) return ask(SMALL_PAGE);
	try {
		return await ask(PER_PAGE);
	} catch (error) {
		// Whatever was answered before: a rebuild from the raw layer asks in another order, and has to ask for the same.
		if (!mayBeAboutPageSize(error)) throw error;
		const answer = await ask(SMALL_PAGE);
		known.add(endpoint);
		return answer;
	}
}

/** Not when the record itself is refused or gone, nor when a refusal passes by waiting. The code for a bad size is not published. */
function mayBeAboutPageSize(error: unknown): boolean {
	if (!(error instanceof DingTalkError) || error.code === 'error.noPermission') return false;
	return error.kind === 'business' || error.code === BROKEN_RECORD;
}
