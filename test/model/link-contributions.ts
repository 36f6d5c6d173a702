/** What contributes to a company objective, on which way and how much (metrics.md 7). */
import { describe, expect, it } from 'vitest';
import { keyResult, link, objective } from '../support/core-builder.ts';
import { cellOf, equalTo } from '../support/cube-over.ts';
import { cooperates, DAY, ofMai, type LinkStory } from '../support/link-story.ts';

export function contributionTests({ tells, rows, cell, cube }: LinkStory): void {
	describe('a contribution to a company objective (metrics.md 7)', () => {
		const reachedBy = (id: string, on = DAY) =>
			rows('contributions', ['company_objective_id', 'distance'], { objective_id: id }, on);

		tells(
			'is a live objective that reaches it along valid links, however many',
			[
				[...objective('near', { owner: 'mai' }), ...link('near', 'top')],
				[...objective('far'), ...link('far', 'near')],
				[...objective('farthest', { owner: 'an' }), ...link('farthest', 'far')]
			],
			async () => {
				expect(await reachedBy('near')).toEqual([['top', '1']]);
				expect(await reachedBy('far')).toEqual([['top', '2']]);
				expect(await reachedBy('farthest')).toEqual([['top', '3']]);
			}
		);

		tells(
			'is none by cooperation, and none along a broken link',
			[
				cooperates('beside', 'top'),
				// A goal of the company for August alone does not enclose the quarter.
				objective('company-august', { owner: 'boss', period: 'M8' }),
				[...objective('mismatch', { owner: 'mai' }), ...link('mismatch', 'company-august')],
				[...objective('below', { owner: 'mai' }), ...link('below', 'mismatch')]
			],
			async () => {
				expect(await reachedBy('beside')).toEqual([]);
				expect(await reachedBy('mismatch')).toEqual([]);
				expect(await reachedBy('below')).toEqual([]);
			}
		);

		tells(
			'may go to several, one of them through another, each on the shortest way',
			[
				[...objective('second', { owner: 'boss' }), ...link('second', 'year')],
				[...objective('twice'), ...link('twice', 'second'), ...link('twice', 'near')]
			],
			async () => {
				expect(await reachedBy('twice')).toEqual([
					['second', '1'],
					['top', '2'],
					['year', '2']
				]);
				// A company objective that supports another one contributes to it, but never to itself.
				expect(await reachedBy('second')).toEqual([['year', '1']]);
				expect(await reachedBy('top')).toEqual([]);
			}
		);

		tells(
			'is told once for each, on the shortest way of the day',
			[
				[
					...objective('both', { owner: 'mai' }),
					...link('both', 'near'),
					...link('both', 'top', { from: '2026-08-04' }),
					...link('both', 'top', { from: '2026-08-07', isGone: true })
				]
			],
			async () => {
				expect(await reachedBy('both', '2026-08-03')).toEqual([['top', '2']]);
				expect(await reachedBy('both', '2026-08-04')).toEqual([['top', '1']]);
				expect(await reachedBy('both', '2026-08-06')).toEqual([['top', '1']]);
				expect(await reachedBy('both', '2026-08-07')).toEqual([['top', '2']]);
				const rooted = { as_of: '2026-08-04', objective_id: 'both' };
				expect(await cellOf(cube(), 'contributions', ['base_count'], rooted)).toEqual({
					base_count: 1
				});
			}
		);

		tells(
			'lasts as long as every link on the way',
			[
				[...objective('late', { owner: 'mai' }), ...link('late', 'bridge', { from: '2026-08-04' })],
				[
					...objective('bridge', { owner: 'mai' }),
					...link('bridge', 'top', { from: '2026-08-06' }),
					...link('bridge', 'top', { from: '2026-08-20', isGone: true })
				]
			],
			async () => {
				expect(await reachedBy('late', '2026-08-05')).toEqual([]);
				expect(await reachedBy('late', '2026-08-06')).toEqual([['top', '2']]);
				expect(await reachedBy('late', '2026-08-19')).toEqual([['top', '2']]);
				expect(await reachedBy('late', '2026-08-20')).toEqual([]);
			}
		);

		tells(
			'of a department is what its subtree gives: so many objectives, their mean progress and worst pace',
			[
				[...objective('goal', { owner: 'boss', title: 'Deliver' })],
				// Supply and its warehouse: 50 % on track, 30 % behind, and one that knows no progress.
				[...ofMai('give1', { keyResults: { 'give1-k': 50 } }), ...link('give1', 'goal')],
				[...ofMai('give2', { keyResults: { 'give2-k': 30 } }), ...link('give2', 'goal')],
				[
					...objective('give3', { owner: 'an' }),
					...keyResult('give3-k', { of: 'give3' }),
					...link('give3', 'give1')
				],
				objective('give4', { kind: 'organisation', teams: ['31'], owner: '' }),
				link('give4', 'goal')
			],
			async () => {
				const measures = [
					...['base_count', 'contributing_objective_count', 'contributing_department_count'],
					...[
						'contributing_person_count',
						'progress_count',
						'paced_objective_count',
						'avg_progress'
					]
				];
				const of = (where: Record<string, string>) =>
					cell('contributions', measures, { company_objective_id: 'goal', ...where });
				expect(await of({ within_department_id: '3' })).toEqual({
					...{ base_count: 4, contributing_objective_count: 4, contributing_department_count: 2 },
					...{ contributing_person_count: 2, progress_count: 2, paced_objective_count: 3 },
					avg_progress: 40
				});
				expect(await of({ within_department_id: '31' })).toMatchObject({
					...{ contributing_objective_count: 2, progress_count: 0, avg_progress: null }
				});
				const paces = async (where: Record<string, string>) =>
					(
						await cube().load({
							measures: ['contributions.worst_pace'],
							filters: equalTo('contributions', {
								...{ as_of: DAY, company_objective_id: 'goal' },
								...where
							})
						})
					)[0]?.['contributions.worst_pace'];
				expect(await paces({ within_department_id: '3' })).toBe('behind');
				// Of give3 nobody knows how far it is, and give4 is a team's goal without key results.
				expect(await paces({ within_department_id: '31' })).toBe('unknown');
				expect(await paces({ objective_id: 'give1' })).toBe('on_track');
				expect(await paces({ objective_id: 'give4' })).toBeNull();
			}
		);

		it('is none where nobody works on it: no row, and 0 when asked', async () => {
			const nobody = { company_objective_id: 'goal', within_department_id: '2' };
			expect(await rows('contributions', ['objective_id'], nobody)).toEqual([]);
			expect(
				await cell('contributions', ['base_count', 'contributing_objective_count'], nobody)
			).toEqual({ base_count: 0, contributing_objective_count: 0 });
			expect(await cell('contributions', ['avg_progress'], nobody)).toEqual({ avg_progress: null });
		});

		tells(
			'counts an objective that reaches several once, and so does its progress',
			[
				[
					...ofMai('rich', { keyResults: { 'rich-k': 50 } }),
					...link('rich', 'top'),
					...link('rich', 'second')
				],
				[...ofMai('poor', { keyResults: { 'poor-k': 20 } }), ...link('poor', 'top')]
			],
			async () => {
				const measures = ['base_count', 'contributing_objective_count', 'avg_progress'];
				measures.push('supported_company_objective_count');
				const [found] = await cube().load({
					measures: measures.map((name) => `contributions.${name}`),
					filters: [
						...equalTo('contributions', { as_of: DAY }),
						{ member: 'contributions.objective_id', operator: 'equals', values: ['rich', 'poor'] }
					]
				});
				// "rich" reaches three: top, second, and through it the year's.
				expect(Object.values(found ?? {}).map(Number)).toEqual([4, 2, 35, 3]);
			}
		);

		it('names both', async () =>
			expect(
				await rows(
					'contributions',
					[
						'objective_title',
						'owner_name',
						'department_name',
						'company_objective_title',
						'company_owner_name',
						'company_period_name'
					],
					{ objective_id: 'give1' }
				)
			).toEqual([['Objective give1', 'Mai', 'Supply', 'Deliver', 'Boss', 'Third quarter']]));
	});
}
