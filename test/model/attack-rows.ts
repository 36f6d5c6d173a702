/** Rows one by one: none of a restricted objective is told, whatever takes them apart. */
import { describe, expect, it } from 'vitest';
import {
	both,
	either,
	Loaded,
	on,
	where,
	type AttackStory,
	type Shape
} from '../support/attack-story.ts';

export function rowTests({ eve, rowsOf, toldBy }: AttackStory): void {
	describe('whatever takes rows apart sees openable ones alone', () => {
		const individual = on('level', 'equals', 'individual');
		it.each<[string, Shape]>([
			[
				'drilling with ids',
				{ dimensions: ['key_results.objective_id', 'key_results.key_result_id'] }
			],
			['drilling with owners', { dimensions: ['key_results.owner_id', 'key_results.owner_name'] }],
			['drilling with titles', { dimensions: ['key_results.objective_title'] }],
			['by visibility', { dimensions: ['key_results.visibility'] }],
			['the restricted ones', { filters: [on('visibility', 'equals', 'restricted')] }],
			['all but the public ones', { filters: [on('visibility', 'notEquals', 'public')] }],
			['by an owner', { filters: [on('owner_id', 'equals', 'shy-a1')] }],
			['by all owners but one', { filters: [on('owner_id', 'notEquals', 'shy-a1')] }],
			['by an owner who is missing', { filters: [on('owner_id', 'equals', '')] }],
			['by a title', { filters: [on('objective_title', 'contains', 'SECRET')] }],
			['by what a title is not', { filters: [on('key_result_title', 'notContains', 'Plain')] }],
			['by an id', { filters: [on('objective_id', 'equals', 'secret-a1')] }],
			['by the text of a check-in', { filters: [on('last_comment', 'contains', 'SECRET')] }],
			['an or that is always true', { filters: [either(individual, on('owner_id', 'notSet'))] }],
			[
				'an or deep inside',
				{ filters: [both(individual, either(on('level', 'set'), both(on('owner_id', 'set'))))] }
			],
			[
				'raw values',
				{ dimensions: ['progress', 'expected', 'weight'].map((name) => `key_results.${name}`) }
			],
			['one pace', { filters: [on('pace', 'equals', 'at_risk')] }],
			['by a flag', { dimensions: ['key_results.is_red', 'key_results.is_stalled'] }],
			['by the moment of a check-in', { dimensions: ['key_results.last_check_in_at'] }],
			['ordered by a hidden member', { order: { 'key_results.owner_id': 'asc' }, limit: 1 }],
			['ordered by it, as a list', { order: [['key_results.objective_title', 'desc']] }],
			['small cells only', { filters: [where('key_results.base_count', 'lt', '6')] }],
			['cells above a mean', { filters: [where('key_results.avg_progress', 'gt', '10')] }],
			[
				'cells that leave something out',
				{ filters: [where('key_results.suppressed_count', 'gt', '0')] }
			],
			['asking for access', { dimensions: ['key_results.access'] }],
			['closed rows', { filters: [on('access', 'equals', 'closed')] }],
			['rows of blocks', { filters: [on('access', 'equals', 'block', 'wide_block')] }],
			['all but open rows', { filters: [on('access', 'notEquals', 'open')] }],
			['any access', { filters: [either(on('access', 'set'), on('access', 'notSet'))] }]
		])('%s', async (_, shape) => {
			expect(await toldBy(shape)).toEqual([]);
		});

		it('ungrouped', async () => {
			const { status, body } = await eve().answer('load', {
				query: { dimensions: ['key_results.level', 'key_results.progress'], ungrouped: true }
			});
			expect(status).toBe(200);
			expect(Loaded.parse(body).data).toHaveLength(4);
		});

		it('a title is guessed in vain, whatever the operator', async () => {
			for (const operator of ['equals', 'contains', 'startsWith', 'endsWith'])
				expect(
					await rowsOf({
						measures: [],
						dimensions: ['key_results.level'],
						filters: [on('objective_title', operator, 'SECRET of a1, renamed')]
					})
				).toEqual([]);
		});
	});
}
