import { redirect } from '@sveltejs/kit';
import { loadWeekMatrix } from '$lib/server/queries/week-matrix.ts';
import { scopeOf } from '$lib/server/scope.ts';
import { departmentHref } from '$lib/url-state/link.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const scope = await scopeOf(event);
	// What the header's form sends without JavaScript: a department has a page of its own.
	if (scope.department !== null) redirect(307, departmentHref(scope.department.id, scope.state));
	return { matrix: await loadWeekMatrix(scope), lineage: [] };
};
