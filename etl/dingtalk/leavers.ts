/** Who left the company and when: new API, exempt from the quota, a scope of its own (dingtalk-api.md 2.8). */
import type { DingTalkClient } from './client.ts';
import { nameOf, type Endpoint } from './endpoint.ts';
import { DingTalkError } from './errors.ts';
import { LeaverPage } from './payloads.ts';
import { readContract, type Page } from './page.ts';

const LEAVERS: Endpoint = {
	host: 'api',
	method: 'GET',
	path: '/v1.0/contact/empLeaveRecords',
	isMetered: false,
	scope: 'Contact.Common.Read'
};

/** The longest span of one question, in milliseconds. */
export const LONGEST_LEAVE_SPAN = 365 * 86_400_000;
const MOST_PER_PAGE = 50;

/** Leave records of a span of at most 365 days, page by page. @param from epoch ms, like `to` */
export async function* readLeavers(
	client: DingTalkClient,
	from: number,
	to: number
): AsyncGenerator<Page> {
	const seen = new Set<string>();
	let token = '0';
	for (let number = 1; ; number += 1) {
		const span = { startTime: secondText(from), endTime: secondText(to) };
		const request = { query: { ...span, nextToken: token, maxResults: MOST_PER_PAGE } };
		const content = await client.call(LEAVERS, request);
		const page = readContract(LeaverPage, LEAVERS, content);
		const records = page.records ?? [];
		const isLast = page.nextToken === null || page.nextToken === '0' || records.length === 0;
		yield { endpoint: nameOf(LEAVERS), request, number, isLast, content, records };
		if (isLast || page.nextToken === null) return;
		seen.add(token);
		token = page.nextToken;
		if (seen.has(token))
			throw new DingTalkError('protocol', `${nameOf(LEAVERS)} turns in circles: ${token} again.`);
	}
}

/** `2026-11-22T03:04:05Z`, as this interface wants it. */
function secondText(epochMilliseconds: number): string {
	return new Date(epochMilliseconds).toISOString().replace(/\.\d{3}Z$/, 'Z');
}
