import { error } from '@sveltejs/kit';
import { stepsTo } from '$lib/server/queries/departments.ts';
import { loadObjectiveChanges } from '$lib/server/queries/goal-changes.ts';
import { loadContributors, loadGoalLinks } from '$lib/server/queries/goal-links.ts';
import { loadKeyResultsOfObjective } from '$lib/server/queries/key-result-list.ts';
import { loadKeyResultWeeksOf } from '$lib/server/queries/key-result-weeks.ts';
import { loadObjectiveLife } from '$lib/server/queries/objective-life.ts';
import { scopeOf } from '$lib/server/scope.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const scope = await scopeOf(event);
	const { id } = event.params;
	const loadingLife = loadObjectiveLife(scope, id);
	// Which day the lists are of only its life tells.
	const shown = loadingLife.then((life) => life?.facts ?? null);
	const [life, changes, weeks, keyResults, links, contributors] = await Promise.all([
		loadingLife,
		loadObjectiveChanges(scope, id),
		loadKeyResultWeeksOf(scope, id),
		shown.then((facts) => facts && loadKeyResultsOfObjective(scope, id, facts.day)),
		shown.then((facts) => facts && loadGoalLinks(scope, id, facts.day)),
		shown.then((facts) =>
			facts?.level === 'company' ? loadContributors(scope, id, facts.day) : []
		)
	]);
	// One answer for what there is not and for what the viewer may not open: the difference would tell of it.
	if (life === null) error(404, { message: 'No such objective', code: 'objective_not_found' });
	const { facts, ...ofLife } = life;
	const period = scope.periods.find((one) => one.id === facts?.periodId);
	return {
		...{ id, life: ofLife, facts, links },
		steps: facts === null ? [] : stepsTo(facts.departmentId, scope.departments),
		lastDay: period?.endsOn ?? scope.moment.day,
		keyResults: keyResults ?? [],
		contributors,
		// Nothing of a later life is told before its first day.
		...(facts === null ? { changes: [], weeks: null } : { changes, weeks })
	};
};
