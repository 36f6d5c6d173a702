/** What a dependency is (metrics.md 8). */
import { describe, expect, it } from 'vitest';
import { link, objective } from '../support/core-builder.ts';
import { equalTo } from '../support/cube-over.ts';
import { cooperates, DAY, ofMai, type LinkStory } from '../support/link-story.ts';

export function dependencyTests({ tells, rows, cube }: LinkStory): void {
	describe('a dependency (metrics.md 8)', () => {
		const targetsOf = (id: string) =>
			rows('dependencies', ['kind', 'to_objective_id', 'to_key_result_id'], {
				from_objective_id: id
			});

		tells(
			'is a link of cooperation, or a valid one of alignment, between two departments',
			[
				objective('supply', { owner: 'mai' }),
				cooperates('works-with', 'supply'),
				[...objective('adds-to'), ...link('adds-to', 'supply')],
				[...objective('supports'), ...link('supports', 'supply', { kind: 'SUPPORT' })]
			],
			async () => {
				expect(await targetsOf('works-with')).toEqual([['COOPERATION', 'supply', null]]);
				expect(await targetsOf('adds-to')).toEqual([[null, 'supply', null]]);
				expect(await targetsOf('supports')).toEqual([['SUPPORT', 'supply', null]]);
			}
		);

		tells(
			'is not a broken link, nor one inside a department',
			[
				objective('august', { owner: 'mai', period: 'M8' }),
				[...objective('broken'), ...link('broken', 'august')],
				objective('own'),
				cooperates('inside', 'own')
			],
			async () => {
				expect(await targetsOf('broken')).toEqual([]);
				expect(await targetsOf('inside')).toEqual([]);
			}
		);

		tells(
			'needs two live objectives: a draft, or a period that is over, does not do',
			[
				objective('over', { owner: 'mai', period: 'Q2', from: '2026-04-01' }),
				objective('draft', { owner: 'mai', isDraft: true }),
				cooperates('on-over', 'over'),
				cooperates('on-draft', 'draft'),
				cooperates('from-draft', 'supply', { isDraft: true })
			],
			async () => {
				expect(await targetsOf('on-over')).toEqual([]);
				expect(await targetsOf('on-draft')).toEqual([]);
				expect(await targetsOf('from-draft')).toEqual([]);
			}
		);

		tells(
			'joins exact departments: the warehouse is not Supply',
			[cooperates('in-warehouse', 'supply', { owner: 'an' })],
			async () =>
				expect(
					await rows(
						'dependencies',
						[
							'from_department_id',
							'from_department_path',
							'to_department_id',
							'to_department_path'
						],
						{ from_objective_id: 'in-warehouse' }
					)
				).toEqual([['31', '/1/3/31/', '3', '/1/3/']])
		);

		it('can be counted between any two parts of the tree at once', async () => {
			const pairs = await cube().load({
				measures: ['dependencies.dependency_count'],
				dimensions: ['from', 'to'].map((end) => `dependencies.${end}_within_department_id`),
				filters: equalTo('dependencies', { as_of: DAY, from_objective_id: 'in-warehouse' })
			});
			// From the warehouse, Supply and the company to Supply and the company; a page leaves out what stays inside a part.
			expect(pairs.map((row) => Object.values(row).join(' ')).sort()).toEqual(
				['1 1', '1 3', '3 1', '3 3', '31 1', '31 3'].map((pair) => `${pair} 1`)
			);
		});

		tells(
			'of cooperation may cross periods, and its period is that of the one who depends',
			[cooperates('crosses', 'august')],
			async () =>
				expect(
					await rows(
						'dependencies',
						['period_id', 'period_name', 'to_period_id', 'to_period_name'],
						{
							from_objective_id: 'crosses'
						}
					)
				).toEqual([['Q3', 'Third quarter', 'M8', 'August']])
		);

		tells(
			'names both ends: who depends, and on what',
			[
				ofMai('stock', { keyResults: { 'stock-k': 50 } }),
				[
					...objective('sell', { title: 'Sell more' }),
					...link('sell', 'stock-k', { to: 'keyResult', kind: 'COOPERATION' })
				]
			],
			async () => {
				const from = ['objective_title', 'owner_id', 'owner_name', 'department_name', 'level'];
				expect(
					await rows(
						'dependencies',
						from.map((name) => `from_${name}`),
						{ from_objective_id: 'sell' }
					)
				).toEqual([['Sell more', 'linh', 'Linh', 'Sales', 'individual']]);
				const to = ['objective_id', 'objective_title', 'key_result_id', 'key_result_title'];
				const names = ['owner_name', 'department_name'];
				expect(
					await rows(
						'dependencies',
						[...to, ...names].map((name) => `to_${name}`),
						{ from_objective_id: 'sell' }
					)
				).toEqual([
					['stock', 'Objective stock', 'stock-k', 'Key result of stock', 'Mai', 'Supply']
				]);
			}
		);

		tells(
			'lasts from the read that saw it to the one that missed it',
			[
				[
					...objective('for-a-week'),
					...link('for-a-week', 'supply', { kind: 'COOPERATION', from: '2026-08-03' }),
					...link('for-a-week', 'supply', { kind: 'COOPERATION', from: '2026-08-10', isGone: true })
				]
			],
			async () => {
				const on = async (day: string) =>
					(await rows('dependencies', ['kind'], { from_objective_id: 'for-a-week' }, day)).length;
				expect(await on('2026-08-02')).toBe(0);
				expect(await on('2026-08-03')).toBe(1);
				expect(await on('2026-08-09')).toBe(1);
				expect(await on('2026-08-10')).toBe(0);
			}
		);
	});
}
