import { error } from '@sveltejs/kit';
import { childrenOf, lineageOf } from '$lib/server/queries/departments.ts';
import { loadKeyResultWeeks } from '$lib/server/queries/key-result-weeks.ts';
import { loadWeekMatrix } from '$lib/server/queries/week-matrix.ts';
import { scopeOf } from '$lib/server/scope.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const scope = await scopeOf(event);
	if (scope.department === null)
		error(404, { message: 'No such department on that day', code: 'department_not_found' });
	const isLeaf = childrenOf(scope.department, scope.departments).length === 0;
	const [matrix, keyResults] = await Promise.all([
		loadWeekMatrix(scope),
		isLeaf ? loadKeyResultWeeks(scope) : null
	]);
	return {
		matrix,
		keyResults,
		lineage: lineageOf(scope.department, scope.departments).map(({ id, name }) => ({ id, name }))
	};
};
