/** Lists of single rows (cube/row-lists.ts) are the lists that joining and grouping first gives. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { cubeOn, type CubeQuery, type CubeUnderTest } from '../support/cube-over.ts';
import { syncedWarehouse, type SyncedWarehouse } from '../support/synced-warehouse.ts';

const TODAY = '2026-11-22';
const LATE = /RIGHT JOIN/;

let synced: SyncedWarehouse;
let cube: CubeUnderTest;
beforeAll(async () => {
	synced = await syncedWarehouse({ people: 25, seed: 7, days: [TODAY] });
	cube = await cubeOn(synced.warehouse);
});
afterAll(async () => {
	await cube.close();
	await synced.close();
});

const on = (view: string, ...days: readonly string[]) => ({
	...{ member: `${view}.as_of`, operator: 'equals' },
	values: days
});
const members = (view: string, ...names: readonly string[]) =>
	names.map((name) => `${view}.${name}`);

/** Each with a text that none of its rows is without: a filter on it changes no row, and has the texts joined first. */
const LISTS: Readonly<Record<string, CubeQuery & { readonly text: string }>> = {
	'key results by weight': {
		dimensions: [
			...members('key_results', 'key_result_id', 'key_result_title', 'objective_title'),
			...members('key_results', 'owner_name', 'last_comment', 'blocker', 'weight_age')
		],
		filters: [on('key_results', TODAY)],
		order: { 'key_results.weight_age': 'desc', 'key_results.key_result_id': 'asc' },
		text: 'key_results.key_result_title'
	},
	'key results of two days': {
		dimensions: members('key_results', 'as_of', 'key_result_id', 'key_result_title', 'progress'),
		filters: [on('key_results', '2026-11-08', TODAY)],
		order: { 'key_results.as_of': 'desc', 'key_results.key_result_id': 'asc' },
		text: 'key_results.key_result_title'
	},
	'weeks with figures': {
		measures: members('check_in_weeks', 'due_count', 'on_time_count', 'compliance'),
		dimensions: members('check_in_weeks', 'week', 'key_result_id', 'key_result_title'),
		order: { 'check_in_weeks.week': 'desc', 'check_in_weeks.key_result_id': 'asc' },
		text: 'check_in_weeks.key_result_title'
	},
	'links with the texts of both ends': {
		dimensions: [
			...members('alignments', 'objective_id', 'target_id', 'objective_title'),
			...members('alignments', 'parent_objective_title', 'parent_owner_name', 'kind')
		],
		filters: [on('alignments', TODAY)],
		order: { 'alignments.objective_id': 'asc', 'alignments.target_id': 'desc' },
		text: 'alignments.objective_title'
	}
};

describe.each(Object.entries(LISTS))('%s', (_, { text, ...list }) => {
	const joined: CubeQuery = {
		...list,
		filters: [...(list.filters ?? []), { member: text, operator: 'set' }]
	};

	it('are the same rows in the same order, whichever part is shown', async () => {
		expect((await cube.sql(list))[0]).toMatch(LATE);
		expect((await cube.sql(joined))[0]).not.toMatch(LATE);
		const all = await cube.load(joined);
		expect(all.length).toBeGreaterThan(10);
		expect(await cube.load(list)).toEqual(all);
		expect(await cube.load({ ...list, limit: 7 })).toEqual(all.slice(0, 7));
	});

	it('are counted in all, whatever the limit', async () => {
		const { body } = await cube.answer('load', { query: { ...list, limit: 3, total: true } });
		const { total } = z.object({ total: z.number() }).parse(body);
		expect(total).toBe((await cube.load(joined)).length);
	});
});
