import { stepsTo } from '$lib/server/queries/departments.ts';
import {
	loadVisibilityByDepartment,
	loadVisibilityByLevel,
	loadVisibilityTrend
} from '$lib/server/queries/transparency.ts';
import { getRuntime } from '$lib/server/runtime/current.ts';
import { scopeOf } from '$lib/server/scope.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const scope = await scopeOf(event);
	const [trend, levels, rows] = await Promise.all([
		loadVisibilityTrend(scope),
		loadVisibilityByLevel(scope),
		loadVisibilityByDepartment(scope)
	]);
	return {
		trend,
		levels,
		rows,
		unknownVisibility: getRuntime().unknownVisibility,
		steps: scope.department === null ? [] : stepsTo(scope.department.id, scope.departments)
	};
};
