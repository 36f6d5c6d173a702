import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildCompany } from './company/build.ts';
import { DAY, endOfDay, startOfDay } from './company/calendar.ts';
import { existsAt, valueAt, type Company, type Report } from './company/model.ts';
import { at, connect, listAt, type TestClient } from './test-client.ts';

const TODAY = '2026-11-22';
const now = endOfDay(TODAY);
const from = startOfDay('2026-08-01');
const LIST = '/topapi/report/list';

let client: TestClient;
let company: Company;
let recent: Report[];

beforeAll(async () => {
	client = await connect({ people: 40, reports: true });
	company = client.sandbox.company();
	recent = company.reports.filter(
		({ created, templateName }) => created >= from && templateName === 'OKR weekly'
	);
});
afterAll(() => client.close());

const ask = (body: object = {}) =>
	client.oapi(LIST, {
		start_time: from,
		end_time: now,
		template_name: 'OKR weekly',
		cursor: 0,
		size: 20,
		...body
	});

describe('the list of reports', () => {
	it('shows every report of the template in the span, page by page', async () => {
		const ids: unknown[] = [];
		for (let cursor = 0, more = true; more; cursor += 20) {
			const page = await ask({ cursor });
			expect(page.body).toMatchObject({ errcode: 0, errmsg: 'ok' });
			ids.push(...listAt(page, 'result', 'data_list').map(({ report_id }) => report_id));
			more = at(page, 'result', 'has_more') === true;
			expect(at(page, 'result', 'next_cursor')).toBe(Math.min(cursor + 20, recent.length));
		}
		expect(recent.length).toBeGreaterThan(100);
		expect(ids).toEqual(recent.map(({ id }) => id));
	});

	it('holds only texts in its rows, and cuts values at 1,000 characters', async () => {
		const shown = (await readAll()).flatMap(({ contents }) => contents as object[]);
		for (const row of shown)
			expect(Object.values(row).every((value) => typeof value === 'string')).toBe(true);
		const longest = Math.max(
			...shown.map((row) => ('value' in row ? String(row.value).length : 0))
		);
		expect(longest).toBe(1000);
	});

	it('shows an edited report as it stands now, found by when it was modified', async () => {
		const edited = recent.find(({ revisions }) => revisions.length > 1);
		const last = edited?.revisions.at(-1);
		if (edited === undefined || last === undefined) throw new Error('Nobody edits a report here');
		const found = await ask({
			modified_start_time: last.modified,
			modified_end_time: last.modified
		});
		expect(listAt(found, 'result', 'data_list')).toMatchObject([
			{
				report_id: edited.id,
				creator_id: edited.authorId,
				create_time: edited.created,
				modified_time: last.modified,
				contents: last.rows.map(({ key, value }, sort) => ({
					key,
					value: value.slice(0, 1000),
					type: '1',
					sort: String(sort)
				}))
			}
		]);
	});

	it('is limited to an author, and to a template or none', async () => {
		const author = recent[0]?.authorId ?? '';
		const own = listAt(await ask({ userid: author }), 'result', 'data_list');
		expect(new Set(own.map(({ creator_id }) => creator_id))).toEqual(new Set([author]));
		const any = await readAll({ template_name: undefined });
		expect(new Set(any.map(({ template_name }) => template_name))).toEqual(
			new Set(['OKR weekly', '周报'])
		);
	});

	it.each([
		['a page of more than 20', { size: 21 }],
		['a page of none', { size: 0 }],
		['more than 180 days', { start_time: now - 181 * DAY }],
		['no span', { end_time: undefined }],
		['no cursor', { cursor: undefined }]
	])('is refused for %s', async (_what, body) => {
		expect((await ask(body)).body['errcode']).toBe(400002);
	});

	it('counts against the quota and needs a token', async () => {
		const before = client.sandbox.ledger().endpoints[`POST ${LIST}`]?.metered ?? 0;
		await ask();
		expect(client.sandbox.ledger().endpoints[`POST ${LIST}`]?.metered).toBe(before + 1);
		const { body } = await client.bare('POST', LIST, { body: {} });
		expect(body['errcode']).toBe(88);
	});

	async function readAll(body: object = {}): Promise<Record<string, unknown>[]> {
		const all: Record<string, unknown>[] = [];
		for (let cursor = 0; ; cursor += 20) {
			const page = await ask({ cursor, ...body });
			all.push(...listAt(page, 'result', 'data_list'));
			if (at(page, 'result', 'has_more') !== true) return all;
		}
	}
});

describe('templates', () => {
	it('are listed, and looked up by name for a user', async () => {
		const listed = await client.oapi('/topapi/report/template/listbyuserid', {
			offset: 0,
			size: 100
		});
		const names = listAt(listed, 'result', 'template_list').map(({ name }) => name);
		expect(names).toEqual(['OKR weekly', '周报']);
		expect(at(listed, 'result', 'next_cursor')).toBeUndefined();
		const template = await client.oapi('/topapi/report/template/getbyname', {
			userid: recent[0]?.authorId,
			template_name: 'OKR weekly'
		});
		expect(listAt(template, 'result', 'fields')[0]).toEqual({
			field_name: '本周工作总结',
			type: 1,
			sort: 0
		});
		const unknown = await client.oapi('/topapi/report/template/getbyname', {
			userid: recent[0]?.authorId,
			template_name: 'no such'
		});
		expect(unknown.body['errcode']).toBe(400002);
	});
});

describe('the company that reports', () => {
	it('is the one of the day before plus a day, and the same one that does not report', () => {
		const options = { people: 40, seed: 7, reports: true };
		const earlier = buildCompany({ ...options, today: '2026-11-20' });
		const until = endOfDay('2026-11-20');
		const cut = company.reports
			.filter(({ created }) => created <= until)
			.map((report) => ({
				...report,
				revisions: report.revisions.filter(({ modified }) => modified <= until)
			}));
		expect(earlier.reports).toEqual(cut);
		const silent = buildCompany({ people: 40, seed: 7, today: TODAY });
		expect(silent.reports).toEqual([]);
		expect(JSON.stringify(silent.objectives[40])).toBe(JSON.stringify(company.objectives[40]));
	});

	it('has about two thirds of its owners write, about several key results each', () => {
		const owners = new Set(
			company.objectives
				.filter(
					({ kind, created, deleted }) => kind === 'personal' && existsAt({ created, deleted }, now)
				)
				.map(({ ownerId }) => valueAt(ownerId, now))
		);
		const writers = new Set(company.reports.map(({ authorId }) => authorId));
		const share = [...owners].filter((id) => writers.has(id)).length / owners.size;
		expect(share).toBeGreaterThan(0.5);
		expect(share).toBeLessThan(0.85);
		const rows = recent.flatMap(({ revisions }) => revisions.flatMap((revision) => revision.rows));
		const about = rows.filter(({ keyResultId }) => keyResultId !== null);
		expect(about.length / recent.length).toBeGreaterThan(3);
	});

	it('shows what a reader has to be careful with', () => {
		const rows = recent.flatMap(({ revisions }) => revisions.flatMap((revision) => revision.rows));
		expect(rows.some(({ confidence, value }) => confidence !== null && /[０-９]/.test(value))).toBe(
			true
		);
		expect(rows.some(({ isUnusable, keyResultId }) => isUnusable && keyResultId === null)).toBe(
			true
		);
		expect(rows.some(({ isUnusable, keyResultId }) => isUnusable && keyResultId !== null)).toBe(
			true
		);
		expect(rows.some(({ saysNoBlocker }) => saysNoBlocker)).toBe(true);
		expect(rows.some(({ value }) => value === '')).toBe(true);
	});
});
