/** Departments and people: DingTalk's old API (dingtalk-api.md 2). Exempt from the monthly quota, but for auth/scopes. */
import type { DingTalkClient } from './client.ts';
import { nameOf, type Endpoint } from './endpoint.ts';
import { CursorPage, OldEnvelope, RecordList, Scopes } from './payloads.ts';
import { readContract, type Page } from './page.ts';
import { idUnder, readPagedList, type Part } from './paging.ts';

export const ROOT_DEPARTMENT = '1';

const SCOPES: Endpoint = {
	host: 'oapi',
	method: 'GET',
	path: '/auth/scopes',
	isMetered: true,
	scope: 'qyapi_base'
};
/** By this name the raw layer keeps what the app may read. */
export const CONTACT_RANGE = nameOf(SCOPES);

const CHILDREN = contacts('/topapi/v2/department/listsub', 'qyapi_get_department_list');
const DETAILS = contacts('/topapi/v2/department/get', 'qyapi_get_department_list');
const MEMBERS = contacts('/topapi/v2/user/list', 'qyapi_get_department_member');

function contacts(path: string, scope: string): Endpoint {
	return { host: 'oapi', method: 'POST', path, isMetered: false, scope };
}

/** The largest page that a sibling of user/list documents (dingtalk-api.md 2.4). */
const MEMBERS_PER_PAGE = 100;

/** What the app may read: the whole answer, which has no envelope but its error code (dingtalk-api.md 2.8). */
export async function readContactRange(client: DingTalkClient): Promise<Page> {
	const content = await client.call(SCOPES, {});
	const request = {};
	return {
		endpoint: nameOf(SCOPES),
		request,
		number: 1,
		isLast: true,
		content,
		records: [content]
	};
}

/** The departments that the app may read with everything below them; `['1']` is the whole company. */
export function contactRangeOf({ content }: Page): string[] {
	return readContract(Scopes, SCOPES, content).auth_org_scopes?.authed_dept ?? [];
}

/** Direct children of a department; the answer has no pages. */
export async function readChildDepartments(
	client: DingTalkClient,
	departmentId: string
): Promise<Page> {
	const request = { body: { dept_id: Number(departmentId) } };
	const content = readContract(OldEnvelope, CHILDREN, await client.call(CHILDREN, request)).result;
	const records = readContract(RecordList, CHILDREN, content);
	return { endpoint: nameOf(CHILDREN), request, number: 1, isLast: true, content, records };
}

/** A department with its heads; the only answer about the root itself. */
export async function readDepartment(client: DingTalkClient, departmentId: string): Promise<Page> {
	const request = { body: { dept_id: Number(departmentId) } };
	const content = readContract(OldEnvelope, DETAILS, await client.call(DETAILS, request)).result;
	return {
		endpoint: nameOf(DETAILS),
		request,
		number: 1,
		isLast: true,
		content,
		records: [content]
	};
}

/** Direct members of a department, page by page. */
export function readMembers(client: DingTalkClient, departmentId: string): AsyncGenerator<Page> {
	async function ask(cursor: number): Promise<Part<number>> {
		const request = { body: { dept_id: Number(departmentId), cursor, size: MEMBERS_PER_PAGE } };
		const content = readContract(OldEnvelope, MEMBERS, await client.call(MEMBERS, request)).result;
		const page = readContract(CursorPage, MEMBERS, content);
		const records = page.list ?? [];
		// next_cursor means something only when has_more is set; one that does not move would never end.
		const hasMore = page.has_more === true;
		const isStuck = hasMore && (page.next_cursor === null || page.next_cursor <= cursor);
		// Each page but the first was promised by the one before.
		const isLost = records.length === 0 && (hasMore || cursor > 0);
		return {
			request,
			content,
			records,
			total: null,
			fault: isStuck
				? 'more is promised, but not where'
				: isLost
					? 'empty, although promised'
					: null,
			next: () => (hasMore && !isStuck ? page.next_cursor : null)
		};
	}
	return readPagedList(MEMBERS, 0, ask, idUnder('userid'));
}
