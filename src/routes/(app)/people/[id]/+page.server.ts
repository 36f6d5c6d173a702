import { error } from '@sveltejs/kit';
import { stepsTo } from '$lib/server/queries/departments.ts';
import { loadPersonChanges } from '$lib/server/queries/goal-changes.ts';
import { loadKeyResultsOfOwner } from '$lib/server/queries/key-result-list.ts';
import { loadObjectivesOfOwner } from '$lib/server/queries/objectives-of-owner.ts';
import { loadOwnerWeeks } from '$lib/server/queries/owner-weeks.ts';
import { loadPerson } from '$lib/server/queries/person.ts';
import { scopeOf } from '$lib/server/scope.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const scope = await scopeOf(event);
	const { id } = event.params;
	const [person, objectives, keyResults, discipline, changes] = await Promise.all([
		loadPerson(scope, id),
		loadObjectivesOfOwner(scope, id),
		loadKeyResultsOfOwner(scope, id),
		loadOwnerWeeks(scope, id),
		loadPersonChanges(scope, id)
	]);
	// Who left is in no directory any more, but reads have seen them go.
	const left = changes.find(({ kind }) => kind === 'ended');
	if (person === null && left === undefined)
		error(404, { message: 'No such person', code: 'person_not_found' });
	return {
		id,
		person,
		name: person?.name ?? left?.before ?? id,
		steps: person === null ? [] : stepsTo(person.departmentId, scope.departments),
		objectives,
		keyResults,
		discipline,
		changes
	};
};
