import { weekStateWord } from '$lib/goals/words.ts';
import { m } from '$lib/paraglide/messages.js';
import { keyResultHref } from '$lib/url-state/link.ts';
import { loadCheckIns, type Said } from '../../queries/check-ins.ts';
import { loadWeekStates, type WeekState } from '../../queries/check-in-states.ts';
import { loadKeyResultChanges } from '../../queries/goal-changes.ts';
import { loadKeyResultLife, type KeyResultPoint } from '../../queries/key-result-life.ts';
import { changeColumns, yes } from '../goal-columns.ts';
import { question, type Ask } from '../question.ts';
import { saidColumns } from '../said-columns.ts';
import { column, whole } from '../table.ts';

const here = {
	page: ({ scope, id }: Ask) => keyResultHref(id, scope.state),
	of: 'one' as const
};
const titled = (title: string) => `${m.column_key_result()} · ${title}`;

/** Nothing of a later life is told before its first day, and nothing at all of what the viewer may not open. */
async function ofLife<Row>({ scope, id }: Ask, load: () => Promise<readonly Row[]>) {
	const life = await loadKeyResultLife(scope, id);
	return life === null ? null : whole(life.facts === null ? Promise.resolve([]) : load());
}

interface Revision {
	readonly at: string;
	readonly authorName: string;
	readonly isInForce: boolean;
	readonly deletedAt: string | null;
	readonly said: Said;
}

async function revisionsOf({ scope, id }: Ask): Promise<Revision[]> {
	const checkIns = await loadCheckIns(scope, id);
	return checkIns.flatMap(({ at, authorName, deletedAt, said, earlier }) =>
		[said, ...earlier].map((one, index) => ({
			at,
			authorName,
			isInForce: index === 0,
			deletedAt,
			said: one
		}))
	);
}

export const keyResultQuestions = {
	'key-result-days': question<KeyResultPoint>({
		...here,
		title: () => titled(m.story_title()),
		columns: () => [
			column(m.scope_as_of(), 'day', ({ day }) => day),
			column(m.story_progress(), 'progress', ({ progress }) => progress),
			column(m.column_expected(), 'progress', ({ expected }) => expected),
			column(m.column_confidence(), 'confidence', ({ confidence }) => confidence),
			column(m.story_stated(), 'count', ({ isStated }) => yes(isStated))
		],
		rows: async ({ scope, id }) => {
			const life = await loadKeyResultLife(scope, id);
			return life === null ? null : whole(Promise.resolve(life.points));
		}
	}),
	'key-result-check-ins': question<Revision>({
		...here,
		title: () => titled(m.checkins_title()),
		columns: () => [
			column(m.column_when(), 'instant', ({ at }) => at),
			column(m.column_author(), 'text', ({ authorName }) => authorName),
			column(m.column_revised(), 'instant', ({ said }) => said.at),
			column(m.column_revised_by(), 'text', ({ said }) => said.by),
			column(m.column_in_force(), 'count', ({ isInForce }) => yes(isInForce)),
			column(m.column_deleted(), 'instant', ({ deletedAt }) => deletedAt),
			...saidColumns<Revision>(({ said }) => said)
		],
		rows: (ask) => ofLife(ask, () => revisionsOf(ask))
	}),
	'key-result-check-in-weeks': question<WeekState>({
		...here,
		title: () => titled(m.weeks_title()),
		columns: () => [
			column(m.matrix_week_of(), 'day', ({ week }) => week),
			column(m.nav_check_ins(), 'text', ({ state }) => weekStateWord(state)),
			column(m.discipline_quality(), 'count', ({ quality }) => quality)
		],
		rows: (ask) => ofLife(ask, () => loadWeekStates(ask.scope, ask.id))
	}),
	'key-result-versions': question({
		...here,
		title: () => titled(m.versions_title()),
		columns: () => changeColumns(),
		rows: (ask) => ofLife(ask, () => loadKeyResultChanges(ask.scope, ask.id))
	})
};
