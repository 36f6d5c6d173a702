/** Who left and when: `GET /v1.0/contact/empLeaveRecords` (dingtalk-api.md 2.8). */

import { NewApiError } from './answers.ts';
import { wholeOf, type Call } from './call.ts';

const ISO = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;
const LONGEST = 365 * 24 * 3_600_000;

export function listLeavers(call: Call): unknown {
	const from = instantOf(call.query.get('startTime'), 'startTime');
	const end = call.query.get('endTime');
	const to = end === null ? call.instant : instantOf(end, 'endTime');
	if (to < from || to - from > LONGEST) throw bad('endTime');
	const start = wholeOf(call.query.get('nextToken'), 0);
	const size = wholeOf(call.query.get('maxResults'), 1);
	if (start === null) throw bad('nextToken');
	if (size === null || size > 50) throw bad('maxResults');
	const leavers = call.index.company.people
		.filter(({ left }) => left !== null && left <= call.instant && left >= from && left <= to)
		.sort((one, other) => (one.left ?? 0) - (other.left ?? 0));
	const next = start + size;
	return {
		...(next < leavers.length ? { nextToken: String(next) } : {}),
		records: leavers.slice(start, next).map(({ id, name, left }) => ({
			userId: id,
			name,
			leaveTime: new Date(left ?? 0).toISOString().replace(/\.\d{3}Z$/, 'Z'),
			leaveReason: 'leave'
		}))
	};
}

function instantOf(text: string | null, name: string): number {
	const instant = text !== null && ISO.test(text) ? Date.parse(text) : Number.NaN;
	if (Number.isNaN(instant)) throw bad(name);
	return instant;
}

function bad(name: string): NewApiError {
	return new NewApiError(400, 'invalidParameter', `参数错误：${name}`);
}
