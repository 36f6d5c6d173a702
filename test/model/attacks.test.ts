/**
 * Tricks by which somebody who may open nothing restricted could try to learn of it (metrics.md 13): "no subtraction of cells,
 * levels or filters within one data version isolates fewer than a block", and no text, id or owner of a restricted objective
 * is told.
 */
import { describe, expect, it } from 'vitest';
import { attackStory, Loaded, TRACES, where } from '../support/attack-story.ts';
import type { CubeUnderTest } from '../support/cube-over.ts';
import { BEFORE_THE_MOVE, TODAY } from '../support/secret-story.ts';
import { cellTests } from './attack-cells.ts';
import { requestTests } from './attack-requests.ts';
import { rowTests } from './attack-rows.ts';
import { tokenTests } from './attack-tokens.ts';

const story = attackStory();
const { admin, eve } = story;

cellTests(story);
rowTests(story);
requestTests(story);
tokenTests(story);

describe('every dimension of every view', () => {
	/** Who is in the directory, or heads a department, is no secret. */
	const OF_PEOPLE = ['answers', 'departments', 'people'];

	it('holds no trace, though an administrator sees many', async () => {
		const seenByAdmin: string[] = [];
		for (const view of await admin().meta()) {
			// A bridge leads from one day to another, a search is of one day, and finds people too.
			const between = (of: string): object[] => [
				where(`${of}.from_on`, 'equals', BEFORE_THE_MOVE),
				where(`${of}.as_of`, 'equals', TODAY)
			];
			const filters: Record<string, object[]> = {
				bridges: between('bridges'),
				confidence_changes: between('confidence_changes'),
				search: [
					where('search.as_of', 'equals', TODAY),
					where('search.entity_kind', 'equals', 'objective', 'key_result')
				]
			};
			const query = {
				dimensions: view.dimensions
					.map(({ name }) => name)
					.filter((name) => name !== 'bridges.step'),
				filters: filters[view.name] ?? [],
				limit: 5000
			};
			const rows = async (cube: CubeUnderTest): Promise<string> => {
				const { status, body } = await cube.answer('load', { query });
				expect(status, `${view.name}: ${JSON.stringify(body).slice(0, 300)}`).toBe(200);
				return JSON.stringify(Loaded.parse(body).data);
			};
			const traces = OF_PEOPLE.includes(view.name) ? /SECRET|secret-/ : TRACES;
			expect(await rows(eve()), view.name).not.toMatch(traces);
			if (traces.test(await rows(admin()))) seenByAdmin.push(view.name);
		}
		expect(seenByAdmin).toEqual(
			expect.arrayContaining([
				...['key_results', 'objectives', 'check_in_weeks', 'check_ins', 'check_in_revisions'],
				...['changes', 'alignments', 'dependencies', 'contributions', 'diagnosis', 'search']
			])
		);
	});
});
