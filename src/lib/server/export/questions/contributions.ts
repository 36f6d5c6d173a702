import { paceWord } from '$lib/goals/words.ts';
import { m } from '$lib/paraglide/messages.js';
import { linkTo, objectiveHref } from '$lib/url-state/link.ts';
import {
	loadContributors,
	placeOfCell,
	type Contributor
} from '../../queries/contribution-list.ts';
import {
	loadContributionMatrix,
	type ContributionColumn,
	type ContributionMatrix,
	type ContributionRow
} from '../../queries/contribution-matrix.ts';
import type { Contribution } from '../../queries/contributions.ts';
import type { Scope } from '../../scope.ts';
import { levelOf } from '../goal-columns.ts';
import { question, type Ask } from '../question.ts';
import { column, paged, whole } from '../table.ts';

const here = {
	page: ({ scope }: Ask) => linkTo('/departments/contributions', scope.state),
	of: 'scope' as const
};

interface Cell {
	readonly row: ContributionRow;
	readonly objective: ContributionColumn;
	/** null: nobody works on it. */
	readonly cell: Contribution | null;
}

function cellsOf({ columns, rows }: ContributionMatrix): Cell[] {
	return rows.flatMap((row) =>
		columns.map((objective, index) => ({ row, objective, cell: row.cells[index] ?? null }))
	);
}

/** The objectives behind the chosen cell; none without one, as on the page. */
async function* contributors(scope: Scope) {
	const { to } = scope.state;
	const place = placeOfCell(scope);
	if (to !== null && place !== undefined)
		yield* paged((part) => loadContributors(scope, to, place, part));
}

export const contributionQuestions = {
	'contribution-matrix': question<Cell>({
		...here,
		title: () => m.contributions_title(),
		columns: ({ scope, address }) => [
			column(m.matrix_department(), 'text', ({ row }) => {
				const name = row.name ?? m.scope_whole_company();
				return row.kind === 'own' ? m.matrix_own({ name }) : name;
			}),
			column(m.column_objective(), 'text', ({ objective }) => objective.title),
			column(m.scope_period(), 'text', ({ objective }) => objective.periodName),
			column(
				m.contributors_objectives(),
				'count',
				({ cell }) => cell?.objectives ?? 0,
				m.contributions_text()
			),
			column(m.story_progress(), 'progress', ({ cell }) => cell?.progress ?? null),
			column(
				m.contributors_pace(),
				'text',
				({ cell }) => cell && cell.worstPace && paceWord(cell.worstPace)
			),
			column(m.column_link(), 'link', ({ objective }) =>
				address(objectiveHref(objective.id, scope.state))
			)
		],
		rows: ({ scope }) => whole(loadContributionMatrix(scope).then(cellsOf))
	}),
	contributors: question<Contributor>({
		...here,
		title: () => `${m.contributions_title()} · ${m.stream_objectives()}`,
		columns: ({ scope, address }) => [
			column(m.column_objective(), 'text', ({ title }) => title),
			column(m.transparency_level(), 'text', ({ level }) => levelOf(level)),
			column(m.column_owner(), 'text', ({ ownerName }) => ownerName),
			column(m.matrix_department(), 'text', ({ departmentName }) => departmentName),
			column(m.scope_period(), 'text', ({ periodName }) => periodName),
			column(m.story_progress(), 'progress', ({ progress }) => progress),
			column(m.contributors_pace(), 'text', ({ worstPace }) => worstPace && paceWord(worstPace)),
			column(m.dependencies_links(), 'count', ({ distance }) => distance),
			column(m.column_link(), 'link', ({ objectiveId }) =>
				address(objectiveHref(objectiveId, scope.state))
			)
		],
		rows: ({ scope }) => contributors(scope)
	})
};
