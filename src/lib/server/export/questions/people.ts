import { paceWord } from '$lib/goals/words.ts';
import { m } from '$lib/paraglide/messages.js';
import { objectiveHref, personHref } from '$lib/url-state/link.ts';
import type { WeekCell } from '../../queries/check-in-weeks.ts';
import { loadPersonChanges } from '../../queries/goal-changes.ts';
import { loadKeyResultsOfOwner } from '../../queries/key-result-list.ts';
import { loadObjectivesOfOwner, type OwnedObjective } from '../../queries/objectives-of-owner.ts';
import { loadOwnerWeeks } from '../../queries/owner-weeks.ts';
import { loadPerson } from '../../queries/person.ts';
import { changeColumns, keyResultColumns, levelOf, weekColumns, yes } from '../goal-columns.ts';
import { question, type Ask } from '../question.ts';
import { column, whole } from '../table.ts';

const here = { page: ({ scope, id }: Ask) => personHref(id, scope.state), of: 'one' as const };
const titled = (title: string) => `${m.person_kind()} · ${title}`;

/** Who left is in no directory any more, but reads have seen them go. */
async function ofPerson<Row>({ scope, id }: Ask, load: () => Promise<readonly Row[]>) {
	const [person, changes] = await Promise.all([
		loadPerson(scope, id),
		loadPersonChanges(scope, id)
	]);
	return person === null && !changes.some(({ kind }) => kind === 'ended') ? null : whole(load());
}

export const personQuestions = {
	'person-objectives': question<OwnedObjective>({
		...here,
		title: () => titled(m.stream_objectives()),
		columns: ({ scope, address }) => [
			column(m.column_objective(), 'text', ({ title }) => title),
			column(m.transparency_level(), 'text', ({ level }) => levelOf(level)),
			column(m.scope_period(), 'text', ({ periodName }) => periodName),
			column(m.story_progress(), 'progress', ({ progress }) => progress),
			column(m.contributors_pace(), 'text', ({ worstPace }) => worstPace && paceWord(worstPace)),
			column(m.rooted_title(), 'count', ({ isRooted }) => yes(isRooted), m.rooted_definition()),
			column(m.aligned_title(), 'count', ({ isAligned }) => yes(isAligned), m.aligned_definition()),
			column(m.column_link(), 'link', ({ id }) => address(objectiveHref(id, scope.state)))
		],
		rows: (ask) => ofPerson(ask, () => loadObjectivesOfOwner(ask.scope, ask.id))
	}),
	'person-key-results': question({
		...here,
		title: () => titled(m.objective_key_results()),
		columns: keyResultColumns,
		rows: (ask) => ofPerson(ask, () => loadKeyResultsOfOwner(ask.scope, ask.id))
	}),
	'person-weeks': question<WeekCell>({
		...here,
		title: () => titled(m.weeks_title()),
		columns: () => [
			column(m.matrix_week_of(), 'day', ({ week }) => week),
			...weekColumns<WeekCell>((cell) => cell)
		],
		rows: (ask) => ofPerson(ask, () => loadOwnerWeeks(ask.scope, ask.id).then(({ weeks }) => weeks))
	}),
	'person-versions': question({
		...here,
		title: () => titled(m.versions_title()),
		columns: () => changeColumns(),
		rows: (ask) => ofPerson(ask, () => loadPersonChanges(ask.scope, ask.id))
	})
};
