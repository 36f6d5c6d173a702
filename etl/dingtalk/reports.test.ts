import { describe, expect, it } from 'vitest';
import type { DingTalkClient } from './client.ts';
import { DingTalkError } from './errors.ts';
import { readReports, readTemplateNames } from './reports.ts';

type Body = Readonly<Record<string, unknown>>;

/** A server that answers its calls one after the other, and what it was asked. */
function serverOf(...answers: readonly (object | undefined)[]) {
	const asked: Body[] = [];
	const client: DingTalkClient = {
		async call(_endpoint, { body }) {
			asked.push(body ?? {});
			if (asked.length > answers.length) throw new Error('One call too many');
			return { errcode: 0, errmsg: 'ok', result: answers[asked.length - 1] };
		}
	};
	return { client, asked };
}

const page = (ids: readonly string[], more: object) => ({
	data_list: ids.map((report_id) => ({ report_id })),
	size: 20,
	...more
});
const LAST = { has_more: false, next_cursor: 0 };

async function read(...answers: readonly (object | undefined)[]) {
	const server = serverOf(...answers);
	const ids = new Set<string>();
	let isComplete = false;
	const pages = readReports(server.client, { templateName: 'OKR weekly', from: 1, to: 2 });
	for await (const { records, isLast } of pages) {
		for (const record of records) ids.add(JSON.stringify(record));
		isComplete = isLast;
	}
	return { ids: ids.size, isComplete, asked: server.asked };
}

describe('the list of reports', () => {
	it('is read by twenty, with the template, the span and, if asked for, the modification', async () => {
		const { asked } = await read(page([], LAST));
		expect(asked).toEqual([
			{ template_name: 'OKR weekly', start_time: 1, end_time: 2, cursor: 0, size: 20 }
		]);
		const server = serverOf(page([], LAST));
		const query = { templateName: 'w', from: 1, to: 2, modifiedFrom: 3, modifiedTo: 4 };
		await readReports(server.client, query).next();
		expect(server.asked).toMatchObject([{ modified_start_time: 3, modified_end_time: 4 }]);
	});

	it('ends where has_more says so, although a cursor leads on', async () => {
		const whole = await read(
			page(['a', 'b'], { has_more: 'true', next_cursor: '20' }),
			page(['c'], { has_more: false, next_cursor: 40 })
		);
		expect(whole).toMatchObject({ ids: 3, isComplete: true });
		expect(whole.asked.map(({ cursor }) => cursor)).toEqual([0, 20]);
	});

	it('follows cursors whatever they count', async () => {
		const { asked, isComplete } = await read(
			page(['a'], { has_more: true, next_cursor: 1763712000000 }),
			page(['b'], { has_more: true, next_cursor: 1763711000000 }),
			page(['c'], LAST)
		);
		expect(asked.map(({ cursor }) => cursor)).toEqual([0, 1763712000000, 1763711000000]);
		expect(isComplete).toBe(true);
	});

	it('may come without any result', async () => {
		expect(await read(undefined)).toMatchObject({ ids: 0, isComplete: true });
		expect(await read({ has_more: false })).toMatchObject({ ids: 0, isComplete: true });
	});

	it.each([
		['does not move', { has_more: true, next_cursor: 0 }],
		['is missing', { has_more: true }]
	])('is not complete where its cursor %s, and is not asked for ever', async (_what, more) => {
		const stuck = page(['a'], more);
		const { ids, isComplete, asked } = await read(stuck, stuck, stuck);
		expect({ ids, isComplete }).toEqual({ ids: 1, isComplete: false });
		expect(asked.length).toBeLessThanOrEqual(3);
	});

	it('that shows a report twice has moved, and is read again', async () => {
		const more = { has_more: true, next_cursor: 2 };
		const { ids, isComplete } = await read(
			page(['a', 'b'], more),
			page(['b', 'c'], LAST),
			page(['new', 'a', 'b'], more),
			page(['c'], LAST)
		);
		expect({ ids, isComplete }).toEqual({ ids: 4, isComplete: true });
	});

	it('of another shape is an error that names the call', async () => {
		await expect(read({ data_list: 'none' })).rejects.toThrow(DingTalkError);
		await expect(read({ data_list: 'none' })).rejects.toThrow('/topapi/report/list');
	});
});

describe('the names of templates', () => {
	it('are those that have one', async () => {
		const { client } = serverOf({ template_list: [{ name: 'OKR weekly' }, {}] });
		expect(await readTemplateNames(client)).toEqual(['OKR weekly']);
		expect(await readTemplateNames(serverOf(undefined).client)).toEqual([]);
	});
});
