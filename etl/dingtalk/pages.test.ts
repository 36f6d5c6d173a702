import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCheckIns, readOrganisationObjectives } from './agoal.ts';
import type { CallParameters, DingTalkClient } from './client.ts';
import { readMembers } from './contacts.ts';
import { DingTalkError } from './errors.ts';
import type { Page } from './page.ts';

const PER_PAGE = 100;

interface Listing {
	readonly items: number;
	/** What the server says the total is, in its own words. */
	readonly total: string | number | null;
	/** The server gives no more than this many, whatever is asked for. */
	readonly cap: number;
	readonly saysSize: boolean;
}

interface Answered {
	readonly records: readonly unknown[];
	readonly total: string | number | null;
	readonly size?: number;
}

/** A server with one numbered list. `answer` gets page number, page size and the number of the call, from 1. */
function serverOf(answer: (page: number, size: number, call: number) => Answered) {
	let calls = 0;
	const client: DingTalkClient = {
		async call(_endpoint, { query }) {
			calls += 1;
			const [page, size] = [Number(query?.['pageNumber']), Number(query?.['pageSize'])];
			const { records, total, size: stated } = answer(page, size, calls);
			return {
				success: true,
				content: {
					...(total !== null && { totalCount: total }),
					...(stated !== undefined && { pageSize: String(stated) }),
					...(records.length > 0 && { result: records })
				}
			};
		}
	};
	return { client, calls: () => calls };
}

const numbered = (from: number, count: number) =>
	Array.from({ length: Math.max(count, 0) }, (_, index) => ({ progressId: from + index }));

function calmServer({ items, total, cap, saysSize }: Listing) {
	return serverOf((page, asked) => {
		const size = Math.min(asked, cap);
		const start = (page - 1) * size;
		const records = numbered(start, Math.min(items - start, size));
		return { records, total, ...(saysSize && { size }) };
	});
}

interface Read {
	/** Different records. */
	readonly seen: number;
	readonly calls: number;
	readonly isComplete: boolean;
}

async function readAll(server: ReturnType<typeof serverOf>): Promise<Read> {
	const seen = new Set<unknown>();
	const pages: Page[] = [];
	for await (const page of readCheckIns(server.client, 'o')) {
		for (const record of page.records) seen.add(JSON.stringify(record));
		pages.push(page);
	}
	// The page that says so is the very last one, if there is one.
	expect(pages.slice(0, -1).some(({ isLast }) => isLast)).toBe(false);
	return {
		seen: seen.size,
		calls: server.calls(),
		isComplete: pages.at(-1)?.isLast ?? false
	};
}

describe('a numbered list', () => {
	it.each([0, 1, 99, 100, 101, 200, 245])(
		'of %i is read whole, with its total as text, in no call more than it has pages',
		async (items) => {
			const total = String(items);
			const read = await readAll(calmServer({ items, total, cap: 100, saysSize: true }));
			expect(read).toEqual({
				seen: items,
				isComplete: true,
				calls: Math.max(Math.ceil(items / PER_PAGE), 1)
			});
		}
	);
	it('without a total needs one call more where it ends on a full page', async () => {
		const read = await readAll(calmServer({ items: 200, total: null, cap: 100, saysSize: true }));
		expect(read).toEqual({ seen: 200, isComplete: true, calls: 3 });
	});
	it('is read whole whatever total the server states, and ends; one that is not reached closes nothing', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.nat(330),
				fc.oneof(fc.nat(700), fc.nat(700).map(String), fc.constant(null), fc.constant('many')),
				async (items, total) => {
					// A total that is exactly one of several full pages cannot be told from the truth.
					const stated = total === null || total === 'many' ? Number.NaN : Number(total);
					fc.pre(!(stated % PER_PAGE === 0 && stated > 0 && stated < items));
					const read = await readAll(calmServer({ items, total, cap: 100, saysSize: false }));
					expect(read.seen).toBe(items);
					expect(read.isComplete).toBe(!(stated > items));
					const once = Math.floor(items / PER_PAGE) + 2;
					expect(read.calls).toBeLessThanOrEqual(stated > items ? 2 * once : once);
				}
			),
			{ seed: 20261126 }
		);
	});
	it('is read whole when the server gives smaller pages than asked for', async () => {
		for (const items of [3, 10, 25]) {
			const calm = { items, cap: 10 };
			for (const server of [
				calmServer({ ...calm, total: null, saysSize: true }),
				calmServer({ ...calm, total: items, saysSize: false })
			])
				expect(await readAll(server)).toMatchObject({ seen: items, isComplete: true });
		}
	});
	it('of organisation objectives is asked for by query, page by page', async () => {
		const asked: unknown[] = [];
		const client: DingTalkClient = {
			async call(endpoint, parameters) {
				asked.push([endpoint.method, parameters]);
				return { success: true, content: { totalCount: 1, objectiveList: [{}] } };
			}
		};
		for await (const page of readOrganisationObjectives(client, 'p1'))
			expect(page.isLast).toBe(true);
		const query = { periodId: 'p1', pageNumber: 1, pageSize: PER_PAGE };
		expect(asked).toEqual([['POST', { query }]]);
	});
});

describe('a list that moves while it is read', () => {
	/** 150 items; `grown` of them stand in front as soon as page two has been asked for so many times. */
	const growing = (times: number) => {
		let seconds = 0;
		return serverOf((page, size) => {
			if (page === 2) seconds += 1;
			const grown = Math.min(seconds, times);
			const all = [...numbered(1000, grown).reverse(), ...numbered(0, 150)];
			return { records: all.slice((page - 1) * size, page * size), total: all.length };
		});
	};
	it('is read again, and then it is complete', async () => {
		expect(await readAll(growing(1))).toEqual({ seen: 151, calls: 4, isComplete: true });
		expect(await readAll(growing(2))).toEqual({ seen: 152, calls: 6, isComplete: true });
	});
	it('every time is read three times, keeps what it saw, and closes nothing', async () => {
		const read = await readAll(growing(100));
		// The third read goes on to its end, and asks once more for what the total promises.
		expect(read).toMatchObject({ calls: 7, isComplete: false });
		expect(read.seen).toBeGreaterThanOrEqual(152);
	});
	it('is noticed by its total alone, when something was deleted before the next page', async () => {
		const server = serverOf((page, size, call) => {
			const all = numbered(call > 1 ? 1 : 0, call > 1 ? 149 : 150);
			return { records: all.slice((page - 1) * size, page * size), total: all.length };
		});
		expect(await readAll(server)).toEqual({ seen: 150, calls: 4, isComplete: true });
	});
	it('once repeated a page, or lost one, is complete after another read', async () => {
		for (const second of [numbered(0, 100), []]) {
			const server = serverOf((page, size, call) => {
				const right = numbered((page - 1) * size, Math.min(250 - (page - 1) * size, size));
				return { records: call === 2 ? second : right, total: 250 };
			});
			expect(await readAll(server)).toEqual({ seen: 250, calls: 5, isComplete: true });
		}
	});
	it('always loses the same page: two reads tell, nothing is closed, and the rest is kept', async () => {
		const server = serverOf((page, size) => ({
			records: page === 2 ? [] : numbered((page - 1) * size, Math.min(250, size)),
			total: 250
		}));
		expect(await readAll(server)).toEqual({ seen: 100, calls: 4, isComplete: false });
	});
	it('always answers the first page, whatever is asked for: it ends, and closes nothing', async () => {
		const server = serverOf((_page, size) => ({ records: numbered(0, size), total: 500 }));
		expect(await readAll(server)).toEqual({ seen: 100, calls: 4, isComplete: false });
	});
	it('but a record that one answer holds twice is no move', async () => {
		const records = [...numbered(0, 5), ...numbered(0, 5)];
		const read = await readAll(serverOf(() => ({ records, total: 5 })));
		expect(read).toEqual({ seen: 5, calls: 1, isComplete: true });
	});
});

describe('an interface that refuses large pages', () => {
	const refusing = (error: () => Error) => {
		const asked: number[] = [];
		const client: DingTalkClient = {
			async call(_endpoint, { query }: CallParameters) {
				const [page, size] = [Number(query?.['pageNumber']), Number(query?.['pageSize'])];
				asked.push(size);
				if (size > 20) throw error();
				const result = numbered((page - 1) * size, Math.min(45 - (page - 1) * size, size));
				return { success: true, content: { totalCount: 45, result } };
			}
		};
		return { client, asked };
	};
	const readIds = async (client: DingTalkClient) => {
		const pages: Page[] = [];
		for await (const page of readCheckIns(client, 'o')) pages.push(page);
		return pages;
	};
	it('is asked for smaller ones from then on', async () => {
		const { client, asked } = refusing(
			() => new DingTalkError('business', 'x', { code: 'InvalidParameter.PageSize', status: 400 })
		);
		for (const expected of [
			[100, 20, 20, 20],
			[100, 20, 20, 20, 20, 20, 20]
		]) {
			const pages = await readIds(client);
			expect(pages.map(({ records }) => records.length)).toEqual([20, 20, 5]);
			expect(pages.at(-1)).toMatchObject({ isLast: true, request: { query: { pageSize: 20 } } });
			expect(asked).toEqual(expected);
		}
	});
	it.each([
		['the objective may not be read', 'business', 'error.noPermission'],
		['the objective is gone', 'not_found', 'error.invalidObjectiveId'],
		['the scope is missing', 'permission', 'x'],
		['the quota is used up', 'quota', 'x']
	] as const)('is not asked again when %s', async (_what, kind, code) => {
		const { client, asked } = refusing(() => new DingTalkError(kind, 'x', { code }));
		await expect(readIds(client)).rejects.toMatchObject({ code });
		expect(asked).toEqual([100]);
	});
});

describe('a list with a cursor', () => {
	/** Answers in their order, the last one for good. */
	const members = (answers: readonly object[]) => {
		const cursors: unknown[] = [];
		const client: DingTalkClient = {
			async call(_endpoint, { body }) {
				cursors.push(body?.['cursor']);
				return { errcode: 0, result: answers[cursors.length - 1] ?? answers.at(-1) ?? {} };
			}
		};
		return { client, cursors };
	};
	const readIds = async (client: DingTalkClient) => {
		const pages: Page[] = [];
		for await (const page of readMembers(client, '1')) pages.push(page);
		const seen = new Set(pages.flatMap(({ records }) => records.map((one) => JSON.stringify(one))));
		return { seen: seen.size, isComplete: pages.at(-1)?.isLast ?? false };
	};
	const first = { has_more: true, next_cursor: 100, list: [{ userid: 'a' }] };
	it('ends where has_more does, also without a cursor', async () => {
		const { client } = members([first, { has_more: false, list: [{ userid: 'b' }] }]);
		expect(await readIds(client)).toEqual({ seen: 2, isComplete: true });
	});
	it('whose cursor stands still is read twice and closes nothing', async () => {
		const { client, cursors } = members([first, { has_more: true, next_cursor: 100, list: [] }]);
		expect(await readIds(client)).toEqual({ seen: 1, isComplete: false });
		expect(cursors.length).toBeLessThanOrEqual(6);
	});
	it('that shows somebody twice, or an empty page before its end, is read again', async () => {
		const end = { has_more: false, list: [{ userid: 'b' }] };
		for (const strange of [
			{ has_more: false, list: [{ userid: 'a' }, { userid: 'b' }] },
			{ has_more: true, next_cursor: 200, list: [] },
			{ has_more: false, list: [] }
		]) {
			const { client, cursors } = members([first, strange, first, end]);
			expect(await readIds(client)).toEqual({ seen: 2, isComplete: true });
			expect(cursors).toEqual([0, 100, 0, 100]);
		}
	});
	it('understands one person where the documentation prints one, and none where the key is absent', async () => {
		for (const [list, count] of [
			[{ userid: 'a' }, 1],
			[undefined, 0]
		] as const) {
			const page = await readMembers(members([{ has_more: 'false', list }]).client, '1').next();
			expect(page.done === true ? null : page.value.records).toHaveLength(count);
		}
	});
});
