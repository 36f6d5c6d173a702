import { error } from '@sveltejs/kit';
import { lineageOf } from '$lib/server/queries/departments.ts';
import { loadWeekMatrix } from '$lib/server/queries/week-matrix.ts';
import { scopeOf } from '$lib/server/scope.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const scope = await scopeOf(event);
	if (scope.department === null)
		error(404, { message: 'No such department on that day', code: 'department_not_found' });
	return {
		matrix: await loadWeekMatrix(scope),
		lineage: lineageOf(scope.department, scope.departments).map(({ id, name }) => ({ id, name }))
	};
};
