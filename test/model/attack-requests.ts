/** Requests that no page makes: pages of cells, several queries at once, odd shapes, other routes. */
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
	both,
	BOTH_BLOCKS,
	either,
	Loaded,
	measuresOf,
	on,
	ONE_BLOCK,
	TRACES,
	type AttackStory,
	type Shape
} from '../support/attack-story.ts';
import type { Answered } from '../support/cube-over.ts';
import { TODAY } from '../support/secret-story.ts';

export function requestTests({ eve, toldBy }: AttackStory): void {
	describe('other ways of asking', () => {
		it('pages of cells hold whole blocks, page by page', async () => {
			for (let offset = 0; offset < 8; offset++) {
				const shape = { dimensions: ['key_results.within_department_id'], limit: 1, offset };
				for (const told of await toldBy({ ...shape, order: { 'key_results.base_count': 'asc' } }))
					expect([ONE_BLOCK, BOTH_BLOCKS]).toContain(told);
			}
		});

		it('`total` counts openable rows', async () => {
			const query = { dimensions: ['key_results.key_result_id'], total: true, limit: 1 };
			const { body } = await eve().answer('load', { query });
			expect(body).toMatchObject({ total: 4 });
		});

		it('segments are refused', async () => {
			const query = { measures: measuresOf('key_results'), segments: ['key_results.any'] };
			expect((await eve().answer('load', { query })).status).toBe(400);
		});

		it('the same day twice, and several queries at once', async () => {
			const measures = measuresOf('key_results');
			const timeDimensions = [
				{
					dimension: 'key_results.as_of',
					compareDateRange: [
						[TODAY, TODAY],
						[TODAY, TODAY]
					]
				}
			];
			const blended = [
				{
					measures,
					timeDimensions: [
						{ dimension: 'key_results.as_of', granularity: 'day', dateRange: [TODAY, TODAY] }
					]
				},
				{
					measures,
					filters: [on('owner_id', 'set')],
					timeDimensions: [
						{ dimension: 'key_results.as_of', granularity: 'day', dateRange: [TODAY, TODAY] }
					]
				}
			];
			const counts: string[][] = [];
			for (const query of [{ measures, timeDimensions }, blended]) {
				const { status, body } = await eve().answer('load', { query, queryType: 'multi' });
				expect(status, JSON.stringify(body).slice(0, 300)).toBe(200);
				const { results } = z.object({ results: z.array(Loaded) }).parse(body);
				counts.push(results.map(({ data }) => String(data[0]?.['key_results.base_count'])));
			}
			expect(counts).toEqual([
				['10', '10'],
				['10', '4']
			]);
		});

		it('two views in one query are refused, or see openable rows alone', async () => {
			const measures = [...measuresOf('key_results'), ...measuresOf('objectives')];
			const { status, body } = await eve().answer('load', { query: { measures } });
			if (status === 200) expect(Loaded.parse(body).data[0]?.['key_results.base_count']).toBe('4');
			expect(JSON.stringify(body)).not.toMatch(TRACES);
		});

		it.each([
			'key_result_days.as_of',
			'key_result_days.key_result_id',
			'key_result_days.objective_id',
			'key_result_weeks.week',
			'objective_days.objective_id',
			'objective_days.as_of',
			'labels.objective_title',
			'labels.label_id',
			'comments.comment',
			'person_days.person_id'
		])('the private cubes cannot be asked: %s', async (dimension) => {
			const { status, body } = await eve().answer('load', { query: { dimensions: [dimension] } });
			expect(status).toBeGreaterThanOrEqual(400);
			expect(body).not.toHaveProperty('data');
			expect(JSON.stringify(body)).not.toMatch(TRACES);
		});

		it.each<[string, object]>([
			['a condition that is also a group', { ...on('owner_id', 'equals', 'shy-a1'), or: [] }],
			['a group of both kinds', { and: [on('level', 'set')], or: [on('owner_id', 'set')] }],
			[
				'the old word for member',
				{ dimension: 'key_results.owner_id', operator: 'equals', values: ['shy-a1'] }
			],
			['a member that is an expression', { ...on('level', 'set'), member: { sql: '1' } }],
			['an operator that does not exist', on('level', 'regexp', 'i')]
		])('a filter of an odd shape is refused or sees openable rows alone: %s', async (_, odd) => {
			const query = { measures: measuresOf('key_results'), filters: [odd] };
			const { status, body } = await eve().answer('load', { query });
			if (status === 200) {
				const [row] = Loaded.parse(body).data;
				expect(Number(row?.['key_results.base_count'])).toBeLessThanOrEqual(4);
			} else expect(status).toBe(400);
		});

		it.each<[string, Shape]>([
			[
				'order as a list',
				{ order: [['key_results.level', 'asc']], dimensions: ['key_results.level'] }
			],
			[
				'day by day',
				{
					timeDimensions: [
						{ dimension: 'key_results.as_of', granularity: 'day', dateRange: [TODAY, TODAY] }
					]
				}
			],
			['a group of nothing', { filters: [{ and: [] }] }],
			['a filter inside two groups', { filters: [both(either(on('level', 'set')))] }],
			['in another time zone', { timezone: 'Pacific/Kiritimati' }]
		])('a query in another shape tells the same: %s', async (_, shape) => {
			expect(await toldBy(shape)).toEqual([BOTH_BLOCKS]);
		});

		it('answers in other formats hold no traces, and no more rows', async () => {
			const dimensions = ['key_results.key_result_id', 'key_results.objective_title'];
			for (const responseFormat of ['compact', 'columnar', 'default']) {
				const { body } = await eve().answer('load', { query: { dimensions, responseFormat } });
				expect(JSON.stringify(body)).not.toMatch(TRACES);
			}
		});

		it('/sql tells its own reader and nobody else’s, /dry-run and /meta nothing', async () => {
			const query = { dimensions: ['key_results.objective_title', 'key_results.owner_name'] };
			const answers: Answered[] = [
				await eve().answer('sql', { query }),
				await eve().answer('dry-run', { query }),
				await eve().answer('meta')
			];
			for (const { status, body } of answers) {
				expect(status).toBe(200);
				expect(JSON.stringify(body)).not.toMatch(TRACES);
			}
			expect(JSON.stringify(answers[0]?.body)).toContain('"nobody"');
			const names = (await eve().meta()).map(({ name }) => name);
			expect(names).toContain('key_results');
			expect(names.filter((name) => /_days$|_lines$|_weeks$|labels|comments/.test(name))).toEqual([
				'check_in_weeks'
			]);
		});

		it.each([
			'cubesql',
			'sql?format=sql&query=SELECT%201',
			'pre-aggregations/jobs',
			'cubestore',
			'graphql'
		])('what is not served tells nothing: %s', async (route) => {
			const { body, status } = await eve().answer(route, { query: 'SELECT * FROM mart_labels' });
			expect(status).toBeGreaterThanOrEqual(400);
			expect(JSON.stringify(body)).not.toMatch(TRACES);
		});
	});
}
