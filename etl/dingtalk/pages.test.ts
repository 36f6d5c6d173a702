import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCheckIns, readOrganisationObjectives } from './agoal.ts';
import type { DingTalkClient } from './client.ts';
import { readMembers } from './contacts.ts';

interface Listing {
	readonly items: number;
	/** What the server says the total is, in its own words. */
	readonly total: string | number | null;
	/** The server gives no more than this many, whatever is asked for. */
	readonly cap: number;
	readonly saysSize: boolean;
}

/** A server with one numbered list, and a count of its calls. */
function serverOf({ items, total, cap, saysSize }: Listing) {
	let calls = 0;
	const client: DingTalkClient = {
		async call(_endpoint, { query }) {
			calls += 1;
			const size = Math.min(Number(query?.['pageSize']), cap);
			const start = (Number(query?.['pageNumber']) - 1) * size;
			const result = Array.from(
				{ length: Math.max(Math.min(items - start, size), 0) },
				(_, index) => ({
					id: start + index
				})
			);
			return {
				success: true,
				content: {
					...(total !== null && { totalCount: total }),
					...(saysSize && { pageSize: String(size) }),
					...(result.length > 0 && { result })
				}
			};
		}
	};
	return { client, calls: () => calls };
}

async function readAll(
	listing: Listing
): Promise<{ seen: number; calls: number; lastPages: number }> {
	const server = serverOf(listing);
	const seen = new Set<unknown>();
	let lastPages = 0;
	for await (const page of readCheckIns(server.client, 'o')) {
		for (const record of page.records) seen.add(JSON.stringify(record));
		if (page.isLast) lastPages += 1;
	}
	return { seen: seen.size, calls: server.calls(), lastPages };
}

describe('a numbered list', () => {
	it.each([0, 1, 19, 20, 21, 40, 45, 100])(
		'of %i is read whole, with its total as text',
		async (items) => {
			const read = await readAll({ items, total: String(items), cap: 100, saysSize: true });
			expect(read).toMatchObject({ seen: items, lastPages: 1 });
			expect(read.calls).toBe(Math.floor(items / 20) + 1);
		}
	);
	it('is read whole whatever total the server states, and ends', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.nat(130),
				fc.oneof(fc.nat(300), fc.nat(300).map(String), fc.constant(null), fc.constant('many')),
				async (items, total) => {
					const read = await readAll({ items, total, cap: 100, saysSize: false });
					expect(read.seen).toBe(items);
					expect(read.calls).toBeLessThanOrEqual(Math.floor(items / 20) + 2);
				}
			)
		);
	});
	it('is read whole when the server gives smaller pages than asked for and says so', async () => {
		for (const items of [3, 10, 25]) {
			expect((await readAll({ items, total: null, cap: 10, saysSize: true })).seen).toBe(items);
			expect((await readAll({ items, total: items, cap: 10, saysSize: false })).seen).toBe(items);
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
		expect(asked).toEqual([['POST', { query: { periodId: 'p1', pageNumber: 1, pageSize: 20 } }]]);
	});
});

describe('a list with a cursor', () => {
	const members = (answers: readonly object[]): DingTalkClient => {
		let calls = 0;
		return {
			async call() {
				calls += 1;
				return { errcode: 0, result: answers[calls - 1] ?? {} };
			}
		};
	};
	it('ends where has_more does, also without a cursor', async () => {
		const client = members([
			{ has_more: true, next_cursor: 100, list: [{ userid: 'a' }] },
			{ has_more: false, list: [{ userid: 'b' }] }
		]);
		const seen: unknown[] = [];
		for await (const page of readMembers(client, '1')) seen.push(...page.records);
		expect(seen).toEqual([{ userid: 'a' }, { userid: 'b' }]);
	});
	it('whose cursor stands still is refused instead of read for ever', async () => {
		const client = members([
			{ has_more: true, next_cursor: 0, list: [] },
			{ has_more: true, next_cursor: 0, list: [] }
		]);
		const read = async () => {
			for await (const _ of readMembers(client, '1'));
		};
		await expect(read()).rejects.toThrow(/cursor does not move/);
	});
	it('understands one person where the documentation prints one, and none where the key is absent', async () => {
		for (const [list, count] of [
			[{ userid: 'a' }, 1],
			[undefined, 0]
		] as const) {
			const page = await readMembers(members([{ has_more: 'false', list }]), '1').next();
			expect(page.done === true ? null : page.value.records).toHaveLength(count);
		}
	});
});
