/** Alignment links, and what breaks them (metrics.md 7). */
import { describe, expect, it } from 'vitest';
import { keyResult, link, objective } from '../support/core-builder.ts';
import { DAY, type LinkStory } from '../support/link-story.ts';

export function alignmentTests({ tells, rows, cell, cube }: LinkStory): void {
	describe('an alignment link (metrics.md 7)', () => {
		const ENDS = ['kind', 'parent_objective_id', 'parent_key_result_id', 'broken_link_reason'];
		const linksOf = (id: string, on = DAY) => rows('alignments', ENDS, { objective_id: id }, on);

		tells(
			'goes to an objective, or to a key result and so to its objective',
			[
				[
					...objective('top', { owner: 'boss', title: 'Be the best' }),
					...keyResult('top-k', { of: 'top', title: 'Win 100 customers' })
				],
				[...objective('to-top'), ...link('to-top', 'top')],
				[...objective('to-top-k'), ...link('to-top-k', 'top-k', { to: 'keyResult' })]
			],
			async () => {
				expect(await linksOf('to-top')).toEqual([[null, 'top', null, null]]);
				expect(await linksOf('to-top-k')).toEqual([[null, 'top', 'top-k', null]]);
				const parent = [
					'objective_title',
					'key_result_title',
					'level',
					'owner_name',
					'department_id'
				];
				expect(
					await rows(
						'alignments',
						[
							'objective_title',
							'level',
							'department_id',
							...parent.map((name) => `parent_${name}`)
						],
						{ objective_id: 'to-top-k' }
					)
				).toEqual([
					[
						...['Objective to-top-k', 'individual', '2'],
						...['Be the best', 'Win 100 customers', 'company', 'Boss', '1']
					]
				]);
			}
		);

		tells(
			'stated by the child, by the parent or by both is one; a typed statement beats an untyped one',
			[
				[...objective('by-parent'), ...link('by-parent', 'top', { statedBy: 'parent' })],
				[
					...objective('by-both'),
					...link('by-both', 'top'),
					...link('by-both', 'top', { statedBy: 'parent' })
				],
				[
					...objective('by-both-typed'),
					...link('by-both-typed', 'top'),
					...link('by-both-typed', 'top', { statedBy: 'parent', kind: 'SUPPORT' })
				]
			],
			async () => {
				expect(await linksOf('by-parent')).toEqual([[null, 'top', null, null]]);
				expect(await linksOf('by-both')).toEqual([[null, 'top', null, null]]);
				expect(await linksOf('by-both-typed')).toEqual([['SUPPORT', 'top', null, null]]);
			}
		);

		tells(
			'says whether it was seen or is assumed to have been there before the first read',
			[
				[...objective('assumed', { owner: 'mai' }), ...link('assumed', 'top', { isAssumed: true })],
				[
					...objective('half-seen', { owner: 'mai' }),
					...link('half-seen', 'top', { isAssumed: true }),
					...link('half-seen', 'top', { statedBy: 'parent' })
				],
				[
					...objective('assumed-end', { owner: 'mai', isAssumed: true }),
					...link('assumed-end', 'top')
				],
				[...objective('to-assumed', { owner: 'mai' }), ...link('to-assumed', 'assumed-end')]
			],
			async () => {
				const isAssumed = (id: string) => rows('alignments', ['is_assumed'], { objective_id: id });
				expect(await isAssumed('assumed')).toEqual([[true]]);
				// What the parent's side saw was there.
				expect(await isAssumed('half-seen')).toEqual([[false]]);
				expect(await isAssumed('assumed-end')).toEqual([[true]]);
				expect(await isAssumed('to-assumed')).toEqual([[true]]);
				expect(await isAssumed('to-top')).toEqual([[false]]);
			}
		);

		tells(
			'of an unknown child is ignored, and so is one of a child that is not live',
			[
				link('ghost', 'top'),
				[...objective('hidden', { isDraft: true }), ...link('hidden', 'top')],
				[...objective('past', { period: 'Q2', from: '2026-04-01' }), ...link('past', 'top')]
			],
			async () => {
				expect(await linksOf('ghost')).toEqual([]);
				expect(await linksOf('hidden')).toEqual([]);
				expect(await linksOf('past')).toEqual([]);
			}
		);

		it('is never cooperation', async () => expect(await linksOf('works-with')).toEqual([]));

		tells(
			'dangles when its target is unknown: then nothing is told about it but the id',
			[[...objective('to-nothing'), ...link('to-nothing', 'no-such-one')]],
			async () => {
				expect(await linksOf('to-nothing')).toEqual([[null, null, null, 'dangling']]);
				expect(await rows('alignments', ['target_id'], { objective_id: 'to-nothing' })).toEqual([
					['no-such-one']
				]);
			}
		);

		tells(
			'dangles when its target is gone, or a key result that is gone: it is shown as it was last',
			[
				[
					...objective('gone', { title: 'Old name' }),
					...objective('gone', { title: 'Last name', from: '2026-08-01' }),
					...objective('gone', { from: '2026-08-05', isGone: true })
				],
				[...objective('to-gone'), ...link('to-gone', 'gone')],
				[
					...keyResult('gone-k', { of: 'top', title: 'Open 5 shops' }),
					...keyResult('gone-k', { of: 'top', from: '2026-08-05', isGone: true })
				],
				[...objective('to-gone-k'), ...link('to-gone-k', 'gone-k', { to: 'keyResult' })]
			],
			async () => {
				expect(await linksOf('to-gone', '2026-08-04')).toEqual([[null, 'gone', null, null]]);
				expect(await linksOf('to-gone')).toEqual([[null, 'gone', null, 'dangling']]);
				const title = ['parent_objective_title', 'parent_key_result_title', 'parent_owner_name'];
				const named = (id: string) => rows('alignments', title, { objective_id: id });
				expect(await named('to-gone')).toEqual([['Last name', '', 'Linh']]);
				expect(await linksOf('to-gone-k', '2026-08-04')).toEqual([[null, 'top', 'gone-k', null]]);
				expect(await linksOf('to-gone-k')).toEqual([[null, 'top', 'gone-k', 'dangling']]);
				expect(await named('to-gone-k')).toEqual([['Be the best', 'Open 5 shops', 'Boss']]);
			}
		);

		tells(
			'dangles when its target is a draft, whose words nobody has published',
			[
				objective('secret', { title: 'Secret plan', isDraft: true, owner: 'mai' }),
				[...objective('to-draft'), ...link('to-draft', 'secret')]
			],
			async () => {
				expect(await linksOf('to-draft')).toEqual([[null, 'secret', null, 'dangling']]);
				const about = [
					'title',
					'level',
					'owner_id',
					'department_id',
					'department_path',
					'period_id'
				];
				const told = await rows(
					'alignments',
					about.map((name) => (name === 'title' ? 'parent_objective_title' : `parent_${name}`)),
					{ objective_id: 'to-draft' }
				);
				expect(told.flat().filter((value) => value !== null && value !== '')).toEqual([]);
			}
		);

		tells(
			'is broken by the first that holds: self, cycle, period_mismatch',
			[
				[...objective('selfish'), ...link('selfish', 'selfish')],
				[...objective('one'), ...link('one', 'two')],
				[...objective('two'), ...link('two', 'one', { from: '2026-08-05' })],
				[...objective('to-august'), ...link('to-august', 'august')],
				[...objective('to-past'), ...link('to-past', 'past')],
				[...objective('to-year'), ...link('to-year', 'year')],
				objective('year', { owner: 'boss', period: 'Y' })
			],
			async () => {
				expect(await linksOf('selfish')).toEqual([[null, 'selfish', null, 'self']]);
				expect(await linksOf('one', '2026-08-04')).toEqual([[null, 'two', null, null]]);
				expect(await linksOf('one')).toEqual([[null, 'two', null, 'cycle']]);
				expect(await linksOf('two')).toEqual([[null, 'one', null, 'cycle']]);
				// A month does not enclose the quarter, a quarter that is over is not live, a year encloses it.
				expect(await linksOf('to-august')).toEqual([[null, 'august', null, 'period_mismatch']]);
				expect(await linksOf('to-past')).toEqual([[null, 'past', null, 'period_mismatch']]);
				expect(await linksOf('to-year')).toEqual([[null, 'year', null, null]]);
			}
		);

		it('counts as valid, or as broken by one reason', async () => {
			const found = await cell(
				'alignments',
				[
					...['base_count', 'link_count', 'valid_link_count', 'broken_link_count'],
					...['dangling_link_count', 'self_link_count', 'cycle_link_count'],
					'period_mismatch_link_count'
				],
				{ owner_id: 'linh' }
			);
			// Broken are: to-nothing, to-gone, to-gone-k, to-draft; selfish; one, two; to-august, to-past, broken.
			const valid = ['adds-to', 'supports', 'to-top', 'to-top-k', 'by-parent', 'by-both'];
			valid.push('by-both-typed', 'to-year', 'far', 'twice', 'twice');
			expect(found).toEqual({
				...{ base_count: 10 + valid.length, link_count: 10 + valid.length },
				...{ valid_link_count: valid.length, broken_link_count: 10 },
				...{ dangling_link_count: 4, self_link_count: 1, cycle_link_count: 2 },
				period_mismatch_link_count: 3
			});
		});

		it('is broken as often as objectives say, in every slice of every day', async () => {
			const broken = async (view: string) => {
				const found = await cube().load({
					measures: [`${view}.broken_link_count`],
					dimensions: ['as_of', 'period_id', 'level', 'owner_id', 'department_path'].map(
						(name) => `${view}.${name}`
					),
					limit: 50_000
				});
				return found
					.map((row) => Object.values(row).map(String))
					.filter((row) => !row.includes('0'))
					.map((row) => row.sort().join(' '))
					.sort();
			};
			const byLink = await broken('alignments');
			expect(byLink.length).toBeGreaterThan(50);
			expect(byLink).toEqual(await broken('objectives'));
		});
	});
}
