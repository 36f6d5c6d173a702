import { error } from '@sveltejs/kit';
import { loadCheckIns } from '$lib/server/queries/check-ins.ts';
import { loadWeekStates } from '$lib/server/queries/check-in-states.ts';
import { stepsTo } from '$lib/server/queries/departments.ts';
import { loadKeyResultChanges } from '$lib/server/queries/goal-changes.ts';
import { loadGoalLinks } from '$lib/server/queries/goal-links.ts';
import { loadDiagnoses, loadStatedCauses } from '$lib/server/queries/key-result-diagnosis.ts';
import { loadKeyResultLife } from '$lib/server/queries/key-result-life.ts';
import { loadPatterns } from '$lib/server/queries/key-result-patterns.ts';
import { scopeOf } from '$lib/server/scope.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const scope = await scopeOf(event);
	const { id } = event.params;
	const loadingLife = loadKeyResultLife(scope, id);
	// Which objective and which day the links and patterns are of only its life tells.
	const shown = loadingLife.then((life) => life?.facts ?? null);
	const [life, checkIns, weeks, changes, diagnoses, causes, links, patterns] = await Promise.all([
		loadingLife,
		loadCheckIns(scope, id),
		loadWeekStates(scope, id),
		loadKeyResultChanges(scope, id),
		loadDiagnoses(scope, id),
		loadStatedCauses(scope, id),
		shown.then((facts) => facts && loadGoalLinks(scope, facts.objectiveId, facts.day)),
		shown.then((facts) => facts && loadPatterns(scope, id, facts.day))
	]);
	// One answer for what there is not and for what the viewer may not open: the difference would tell of it.
	if (life === null) error(404, { message: 'No such key result', code: 'key_result_not_found' });
	const { facts, ...ofLife } = life;
	const steps = facts === null ? [] : stepsTo(facts.departmentId, scope.departments);
	const period = scope.periods.find((one) => one.id === facts?.periodId);
	const lastDay = period?.endsOn ?? scope.moment.day;
	return {
		...{ id, life: ofLife, facts, steps, lastDay, links, patterns },
		// Nothing of a later life is told before its first day.
		...(facts === null
			? { checkIns: [], weeks: [], changes: [], diagnoses: [], causes: [] }
			: { checkIns, weeks, changes, diagnoses, causes })
	};
};
