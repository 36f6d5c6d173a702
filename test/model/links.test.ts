/**
 * Links told in stories, asked through Cube (metrics.md 7 and 8): `dependencies`, `alignments`, `contributions`. One company for
 * all: building it and starting Cube takes longer than the questions, and some sentences count the links of others.
 */
import { describe, expect, it } from 'vitest';
import { link, objective } from '../support/core-builder.ts';
import { cellOf } from '../support/cube-over.ts';
import { linkStory } from '../support/link-story.ts';
import { alignmentTests } from './link-alignments.ts';
import { contributionTests } from './link-contributions.ts';
import { dependencyTests } from './link-dependencies.ts';
import { dependencyRiskTests } from './link-risks.ts';

const story = linkStory();
const { tells, cube } = story;

dependencyTests(story);
dependencyRiskTests(story);
alignmentTests(story);
contributionTests(story);

describe('a department is linked (metrics.md 8)', () => {
	const july = (where: Record<string, string> = {}) =>
		cellOf(cube(), 'objectives', ['linked_department_rate', 'department_count'], {
			...{ as_of: '2026-07-15', period_id: 'M7' },
			...where
		});

	tells(
		'with one link in and one out by objectives of the period, wherever their other ends lie',
		[
			// Sales gives to Supply, in the quarter, and receives from the warehouse. The warehouse only gives.
			[
				...objective('july-gives', { period: 'M7' }),
				...link('july-gives', 'supply', { kind: 'COOPERATION' })
			],
			objective('july-receives', { period: 'M7' }),
			[
				...objective('july-stock', { period: 'M7', owner: 'an' }),
				...link('july-stock', 'july-receives', { kind: 'COOPERATION' })
			]
		],
		async () => {
			expect(await july()).toEqual({ linked_department_rate: 0.5, department_count: 2 });
			// A slice of Sales holds neither Supply nor the warehouse, and Sales is linked all the same.
			expect(await july({ within_department_id: '2' })).toMatchObject({
				linked_department_rate: 1
			});
			expect(await july({ within_department_id: '31' })).toMatchObject({
				linked_department_rate: 0
			});
			// One objective of Sales alone gives or receives, but does not do both.
			expect(await july({ objective_id: 'july-gives' })).toMatchObject({
				linked_department_rate: 0
			});
		}
	);

	it('in a period only: of several there is no rate', async () => {
		const all = { as_of: '2026-07-15' };
		expect(await cellOf(cube(), 'objectives', ['linked_department_rate'], all)).toEqual({
			linked_department_rate: null
		});
	});
});
