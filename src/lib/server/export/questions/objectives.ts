import type { StoryPoint } from '$lib/charts/options/goal-story.ts';
import { paceWord } from '$lib/goals/words.ts';
import { m } from '$lib/paraglide/messages.js';
import { keyResultHref, objectiveHref } from '$lib/url-state/link.ts';
import { loadObjectiveChanges } from '../../queries/goal-changes.ts';
import { loadContributors, type Contributor } from '../../queries/goal-links.ts';
import { loadKeyResultsOfObjective } from '../../queries/key-result-list.ts';
import { loadKeyResultWeeksOf } from '../../queries/key-result-weeks.ts';
import { loadObjectiveLife, type ObjectiveFacts } from '../../queries/objective-life.ts';
import { changeColumns, keyResultColumns } from '../goal-columns.ts';
import { question, type Ask } from '../question.ts';
import { column, whole } from '../table.ts';
import { cellColumns, cellsOf, type MatrixCell } from './departments.ts';

const here = { page: ({ scope, id }: Ask) => objectiveHref(id, scope.state), of: 'one' as const };
const titled = (title: string) => `${m.column_objective()} · ${title}`;

/** Nothing of a later life is told before its first day, and nothing at all of what the viewer may not open. */
async function ofLife<Row>(
	{ scope, id }: Ask,
	load: (facts: ObjectiveFacts) => Promise<readonly Row[]>
) {
	const life = await loadObjectiveLife(scope, id);
	if (life === null) return null;
	return whole(life.facts === null ? Promise.resolve([]) : load(life.facts));
}

export const objectiveQuestions = {
	'objective-days': question<StoryPoint>({
		...here,
		title: () => titled(m.story_title()),
		columns: () => [
			column(m.scope_as_of(), 'day', ({ day }) => day),
			column(m.story_progress(), 'progress', ({ progress }) => progress),
			column(m.column_expected(), 'progress', ({ expected }) => expected),
			column(m.story_mean_confidence(), 'confidence', ({ confidence }) => confidence)
		],
		rows: async ({ scope, id }) => {
			const life = await loadObjectiveLife(scope, id);
			return life === null ? null : whole(Promise.resolve(life.points));
		}
	}),
	'objective-key-results': question({
		...here,
		title: () => titled(m.objective_key_results()),
		columns: keyResultColumns,
		rows: (ask) => ofLife(ask, (facts) => loadKeyResultsOfObjective(ask.scope, ask.id, facts.day))
	}),
	'objective-key-result-weeks': question<MatrixCell>({
		...here,
		title: () => titled(m.matrix_key_results_title()),
		columns: ({ scope, address }) => [
			column(m.column_key_result(), 'text', ({ row }) => row.name),
			...cellColumns(),
			column(m.column_link(), 'link', ({ row }) =>
				row.keyResultId === undefined ? null : address(keyResultHref(row.keyResultId, scope.state))
			)
		],
		rows: (ask) => ofLife(ask, () => cellsOf(loadKeyResultWeeksOf(ask.scope, ask.id)))
	}),
	'objective-contributors': question<Contributor>({
		...here,
		title: () => titled(m.contributors_title()),
		columns: () => [
			column(m.matrix_department(), 'text', ({ departmentName }) => departmentName),
			column(m.contributors_objectives(), 'count', ({ objectives }) => objectives),
			column(m.story_progress(), 'progress', ({ progress }) => progress),
			column(m.contributors_pace(), 'text', ({ worstPace }) => worstPace && paceWord(worstPace))
		],
		rows: (ask) =>
			ofLife(ask, async ({ level, day }) =>
				level === 'company' ? loadContributors(ask.scope, ask.id, day) : []
			)
	}),
	'objective-versions': question({
		...here,
		title: () => titled(m.versions_title()),
		columns: () => changeColumns(),
		rows: (ask) => ofLife(ask, () => loadObjectiveChanges(ask.scope, ask.id))
	})
};
