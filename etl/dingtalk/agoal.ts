/** OKRs: DingTalk's Agoal, new API (dingtalk-api.md 4). Every call counts against the monthly quota. */
import type { CallParameters, DingTalkClient } from './client.ts';
import { nameOf, type Endpoint } from './endpoint.ts';
import { DingTalkError } from './errors.ts';
import { NewEnvelope, NumberedPage, OrganisationPage, RecordList } from './payloads.ts';
import { readContract, type Page } from './page.ts';

const RULES = agoal('GET', 'objectiveRules/lists', 'Agoal.ObjectiveRule.Read');
const PERIODS = agoal('GET', 'objectiveRules/periodLists', 'Agoal.Period.Read');
const OBJECTIVES = agoal('POST', 'users/objectiveLists/query', 'Agoal.Objective.Read');
const DETAILS = agoal('GET', 'objectives/details', 'Agoal.Objective.Read');
const ORGANISATION = agoal('POST', 'orgObjectives/list', 'Agoal.OrgObjective.Read');
const PROGRESSES = agoal('GET', 'objectives/progresses/lists', 'Agoal.ObjectiveProgress.Read');

function agoal(method: 'GET' | 'POST', path: string, scope: string): Endpoint {
	return { host: 'api', method, path: `/v1.0/agoal/${path}`, isMetered: true, scope };
}

/** The documentation's own examples ask for 10; no maximum is published. */
const PER_PAGE = 20;
/** No list is this long; a server that never ends one is at fault. */
const MOST_PAGES = 10_000;

/** The enabled rules. None at all means that the company's OKRs live in another product (dingtalk-api.md 0.2). */
export function readRules(client: DingTalkClient): Promise<Page> {
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
	return readPages(client, ORGANISATION, { periodId }, (content) => {
		const page = readContract(OrganisationPage, ORGANISATION, content);
		return { records: page.objectiveList ?? [], size: null, total: page.totalCount };
	});
}

/** The check-ins of one objective, page by page. @throws {DingTalkError} error.noPermission: see isRefusedRecord */
export function readCheckIns(client: DingTalkClient, objectiveId: string): AsyncGenerator<Page> {
	return readPages(client, PROGRESSES, { objectiveId }, (content) => {
		const page = readContract(NumberedPage, PROGRESSES, content);
		return { records: page.result ?? [], size: page.pageSize, total: page.totalCount };
	});
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
 * Pages until the list is through. The total is a hint only: too large, an empty page ends the read; too small, a full page
 * asks for the next one all the same. Costs one call too many only where a list ends on a full page.
 */
async function* readPages(
	client: DingTalkClient,
	endpoint: Endpoint,
	filter: Readonly<Record<string, string>>,
	read: (content: unknown) => Counted
): AsyncGenerator<Page> {
	let seen = 0;
	for (let number = 1; number <= MOST_PAGES; number += 1) {
		const request = { query: { ...filter, pageNumber: number, pageSize: PER_PAGE } };
		const body = await client.call(endpoint, request);
		const content = readContract(NewEnvelope, endpoint, body).content ?? {};
		const { records, size, total } = read(content);
		seen += records.length;
		const full = size !== null && size >= 1 ? Math.min(size, PER_PAGE) : PER_PAGE;
		const isLast =
			records.length === 0 || (records.length < full && (total === null || seen >= total));
		yield { endpoint: nameOf(endpoint), request, number, isLast, content, records };
		if (isLast) return;
	}
	throw new DingTalkError(
		'protocol',
		`${nameOf(endpoint)} has no end: ${MOST_PAGES} pages were read.`
	);
}
