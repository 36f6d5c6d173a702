import { stepsTo } from '$lib/server/queries/departments.ts';
import { scopeOf } from '$lib/server/scope.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async (event) => {
	const { department, departments } = await scopeOf(event);
	return { steps: department === null ? [] : stepsTo(department.id, departments) };
};
