/** Weekly reports and their templates: the old host's report calls (dingtalk-api.md 5 a). */

import { OKR_TEMPLATE, OTHER_TEMPLATE } from '../company/reports.ts';
import { valueAt, type Report, type ReportRevision } from '../company/model.ts';
import { fields } from '../company/notations.ts';
import { OldApiError } from './answers.ts';
import { textOf, wholeOf, type Call } from './call.ts';
import { isEmployed } from './company-index.ts';

const DAY = 86_400_000;
const LONGEST_SPAN = 180 * DAY;
const LONGEST_VALUE = 1000;
const MOST_REPORTS = 20;
const MOST_TEMPLATES = 100;

const badParameter = (what: string) => new OldApiError(400002, `参数错误：${what}`);

/** Those created in the span, oldest first, as they stand at the instant; the cursor counts reports. */
export function listReports(call: Call): unknown {
	const { body, instant } = call;
	const from = needed(body, 'start_time');
	const to = needed(body, 'end_time');
	if (to - from > LONGEST_SPAN) throw badParameter('start_time 与 end_time 间隔不能超过 180 天');
	const modifiedFrom = optional(body, 'modified_start_time') ?? 0;
	const modifiedTo = optional(body, 'modified_end_time') ?? Infinity;
	const cursor = needed(body, 'cursor');
	const size = needed(body, 'size');
	if (size < 1 || size > MOST_REPORTS) throw badParameter('size 最大为 20');
	const template = textOf(body['template_name']);
	const author = textOf(body['userid']);
	const found = call.index.company.reports.flatMap((report) => {
		const shown = shownAt(report, instant);
		const isAsked =
			shown !== null &&
			from <= report.created &&
			report.created <= to &&
			modifiedFrom <= shown.modified &&
			shown.modified <= modifiedTo &&
			(template === null || template === report.templateName) &&
			(author === null || author === report.authorId);
		return isAsked ? [{ report, shown }] : [];
	});
	const end = cursor + size;
	return {
		data_list: found.slice(cursor, end).map(({ report, shown }) => render(call, report, shown)),
		size,
		// Present on the last page too: only has_more says whether there is another one.
		next_cursor: Math.min(end, found.length),
		has_more: end < found.length
	};
}

/** Templates by name, for a user who may see them. */
export function getTemplateByName(call: Call): unknown {
	const name = textOf(call.body['template_name']);
	knownUser(call, textOf(call.body['userid']));
	const template = templates(call).find((one) => one.name === name);
	if (template === undefined) throw badParameter('template_name 不存在');
	const names = ['本周工作总结', ...fields.zh.confidence, fields.zh.progress];
	return {
		id: template.report_code,
		name: template.name,
		fields: names.map((field_name, sort) => ({ field_name, type: 1, sort })),
		default_receivers: [],
		default_received_convs: []
	};
}

/** All templates, or those that a user may see; without next_cursor there is no other page. */
export function listTemplates(call: Call): unknown {
	const user = textOf(call.body['userid']);
	if (user !== null) knownUser(call, user);
	const offset = wholeOf(call.body['offset'], 0) ?? 0;
	const size = wholeOf(call.body['size'], 1) ?? MOST_TEMPLATES;
	if (size > MOST_TEMPLATES) throw badParameter('size');
	const all = templates(call);
	const end = offset + size;
	return {
		template_list: all.slice(offset, end),
		...(end < all.length ? { next_cursor: end } : {})
	};
}

interface Template {
	readonly name: string;
	readonly icon_url: string;
	readonly report_code: string;
	readonly url: string;
}

/** A company that does not report has none. */
function templates({ index }: Call): Template[] {
	if (index.company.reports.length === 0) return [];
	return [OKR_TEMPLATE, OTHER_TEMPLATE].map((name, at) => {
		const report_code = `14e882e7fd7e774e40ce9d144ddaa8${at}0`;
		return {
			name,
			icon_url: 'https://static.dingtalk.com/report.png',
			report_code,
			url: `https://landray.dingtalkapps.com/alid/app/report/createReport.html?id=${report_code}`
		};
	});
}

function knownUser({ index, instant }: Call, id: string | null): void {
	const person = id === null ? undefined : index.people.get(id);
	if (person === undefined || !isEmployed(person, instant))
		throw new OldApiError(60121, '找不到该用户');
}

function shownAt({ created, revisions }: Report, instant: number): ReportRevision | null {
	if (created > instant) return null;
	return revisions.findLast(({ modified }) => modified <= instant) ?? null;
}

function render(call: Call, report: Report, { modified, rows }: ReportRevision): unknown {
	const { index, instant } = call;
	const author = index.people.get(report.authorId);
	const departments = author === undefined ? [] : valueAt(author.departmentIds, instant);
	return {
		report_id: report.id,
		template_name: report.templateName,
		creator_id: report.authorId,
		creator_name: author?.name ?? '',
		dept_name: departments
			.flatMap((id) => index.departments.get(id) ?? [])
			.map(({ name }) => valueAt(name, instant))
			.join(','),
		create_time: report.created,
		modified_time: modified,
		remark: '',
		contents: rows.map(({ key, value }, at) => ({
			key,
			value: value.slice(0, LONGEST_VALUE),
			type: '1',
			sort: String(at)
		}))
	};
}

function needed(body: Call['body'], name: string): number {
	const value = wholeOf(body[name], 0);
	if (value === null) throw badParameter(name);
	return value;
}

function optional(body: Call['body'], name: string): number | null {
	return body[name] === undefined || body[name] === null ? null : needed(body, name);
}
