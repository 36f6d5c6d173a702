/** Days go through the model unchanged: what is asked for on a day comes from that day and carries its name. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cellOf, cubeOver, type CubeUnderTest } from '../support/cube-over.ts';

/** Twenty days across a year's end, the n-th with n key results. */
const DAYS = Array.from({ length: 20 }, (_, index) =>
	new Date(Date.UTC(2026, 11, 20 + index)).toISOString().slice(0, 10)
);

let cube: CubeUnderTest;
beforeAll(async () => {
	cube = await cubeOver({
		mart_key_result_days: DAYS.flatMap((as_of, index) =>
			Array.from({ length: index + 1 }, (_, count) => ({
				...{ as_of, key_result_id: `k${count}`, period_id: index < 12 ? 'q4' : 'q1' }
			}))
		),
		mart_periods: [
			{ period_id: 'q4', starts_on: '2026-10-01', ends_on: '2026-12-31' },
			{ period_id: 'q1', starts_on: '2027-01-01', ends_on: '2027-03-31' }
		],
		ops_data_versions: [{ version: 1, as_of: '2027-01-08', loaded_at: 0, created_at: 0 }]
	});
});
afterAll(() => cube.close());

/** Counts by day of a filter on `as_of`: `2026-12-20: 1`. */
async function byDay(operator: string, values: readonly string[]): Promise<string[]> {
	const rows = await cube.load({
		measures: ['key_results.key_result_count'],
		dimensions: ['key_results.as_of'],
		filters: [{ member: 'key_results.as_of', operator, values }],
		order: { 'key_results.as_of': 'asc' }
	});
	return rows.map((row) => `${row['key_results.as_of']}: ${row['key_results.key_result_count']}`);
}

const counted = (day: string) => `${day}T00:00:00.000: ${DAYS.indexOf(day) + 1}`;

describe('a day', () => {
	test.each([['2026-12-31'], ['2027-01-01']])('%s is found by its name', async (day) => {
		expect(await byDay('equals', [day])).toEqual([counted(day)]);
		expect(await byDay('equals', [`${day}T00:00:00.000`])).toEqual([counted(day)]);
		expect(await byDay('equals', [`${day} 00:00:00`])).toEqual([counted(day)]);
	});

	test('is found as a range of one day', async () => {
		expect(await byDay('inDateRange', ['2027-01-01', '2027-01-01'])).toEqual([
			counted('2027-01-01')
		]);
	});

	test('is one of a list, however long', async () => {
		for (const count of [1, 2, 3, 14, 20]) {
			const list = DAYS.slice(0, count);
			expect(await byDay('equals', list)).toEqual(list.map(counted));
		}
	});

	test('is left out by name, alone or in a list', async () => {
		for (const count of [1, 2, 3, 14])
			expect(await byDay('notEquals', DAYS.slice(0, count))).toEqual(
				DAYS.slice(count).map(counted)
			);
	});

	test('groups by day in a range across the end of a year', async () => {
		const rows = await cube.load({
			measures: ['key_results.key_result_count'],
			timeDimensions: [
				{
					...{ dimension: 'key_results.as_of', granularity: 'day' },
					dateRange: ['2026-12-30', '2027-01-02']
				}
			]
		});
		expect(rows.map((row) => Object.entries(row).sort().flat())).toEqual(
			DAYS.slice(10, 14).map((day) => [
				...['key_results.as_of', `${day}T00:00:00.000`],
				...['key_results.as_of.day', `${day}T00:00:00.000`],
				...['key_results.key_result_count', String(DAYS.indexOf(day) + 1)]
			])
		);
	});

	test('is chosen for a query that names none: the last of the data, or of the period', async () => {
		const count = async (filters: Record<string, string>) =>
			(await cellOf(cube, 'key_results', ['key_result_count'], filters)).key_result_count;
		expect(await count({})).toBe(20);
		expect(await count({ period_id: 'q4' })).toBe(12);
		expect(await count({ period_id: 'q1' })).toBe(20);
	});

	test('cannot be added up with others', async () => {
		const range = {
			member: 'key_results.as_of',
			operator: 'inDateRange',
			values: [DAYS[0], DAYS[3]]
		};
		const refused = cube.load({ measures: ['key_results.key_result_count'], filters: [range] });
		await expect(refused).rejects.toMatchObject({ status: 400 });
		await expect(refused).rejects.toThrow(/choose one as_of or group by day/i);
	});
});
