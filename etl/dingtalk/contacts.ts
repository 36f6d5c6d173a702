/** Departments and people: DingTalk's old API (dingtalk-api.md 2). Exempt from the monthly quota, but for auth/scopes. */
import type { DingTalkClient } from './client.ts';
import { nameOf, type Endpoint } from './endpoint.ts';
import { DingTalkError } from './errors.ts';
import { CursorPage, OldEnvelope, RecordList, Scopes } from './payloads.ts';
import { readContract, type Page } from './page.ts';

export const ROOT_DEPARTMENT = '1';

const SCOPES: Endpoint = {
	host: 'oapi',
	method: 'GET',
	path: '/auth/scopes',
	isMetered: true,
	scope: 'qyapi_base'
};
const CHILDREN = contacts('/topapi/v2/department/listsub', 'qyapi_get_department_list');
const DETAILS = contacts('/topapi/v2/department/get', 'qyapi_get_department_list');
const MEMBERS = contacts('/topapi/v2/user/list', 'qyapi_get_department_member');

function contacts(path: string, scope: string): Endpoint {
	return { host: 'oapi', method: 'POST', path, isMetered: false, scope };
}

/** The largest page that a sibling of user/list documents (dingtalk-api.md 2.4). */
const MEMBERS_PER_PAGE = 100;

/** Departments that the app may read, `['1']` for the whole company (dingtalk-api.md 2.8). */
export async function readContactRange(client: DingTalkClient): Promise<string[]> {
	const body = await client.call(SCOPES, {});
	return readContract(Scopes, SCOPES, body).auth_org_scopes?.authed_dept ?? [];
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
export async function* readMembers(
	client: DingTalkClient,
	departmentId: string
): AsyncGenerator<Page> {
	let cursor = 0;
	for (let number = 1; ; number += 1) {
		const request = { body: { dept_id: Number(departmentId), cursor, size: MEMBERS_PER_PAGE } };
		const content = readContract(OldEnvelope, MEMBERS, await client.call(MEMBERS, request)).result;
		const page = readContract(CursorPage, MEMBERS, content);
		const isLast = page.has_more !== true;
		yield { endpoint: nameOf(MEMBERS), request, number, isLast, content, records: page.list ?? [] };
		if (isLast) return;
		// next_cursor means something only when has_more is set; one that does not move would never end.
		if (page.next_cursor === null || page.next_cursor <= cursor)
			throw new DingTalkError(
				'protocol',
				`${nameOf(MEMBERS)} promised more people of department ${departmentId}, but its cursor does not move on.`
			);
		cursor = page.next_cursor;
	}
}
