import { loadComplianceTrend } from '$lib/server/queries/compliance-trend.ts';
import { loadDepartmentBreakdown } from '$lib/server/queries/department-breakdown.ts';
import { loadKeyResultTrend } from '$lib/server/queries/key-result-trend.ts';
import { loadNeedsYou } from '$lib/server/queries/key-result-list.ts';
import { loadRootedTrend } from '$lib/server/queries/rooted-trend.ts';
import { loadWeekMatrix } from '$lib/server/queries/week-matrix.ts';
import { scopeOf } from '$lib/server/scope.ts';
import type { PageServerLoad } from './$types';

const NEEDS_YOU_ROWS = 7;

export const load: PageServerLoad = async (event) => {
	const scope = await scopeOf(event);
	const [keyResults, rooted, compliance, departmentFacts, matrix, needsYou] = await Promise.all([
		loadKeyResultTrend(scope),
		loadRootedTrend(scope),
		loadComplianceTrend(scope),
		loadDepartmentBreakdown(scope),
		loadWeekMatrix(scope),
		loadNeedsYou(scope, { offset: 0, limit: NEEDS_YOU_ROWS })
	]);
	return { keyResults, rooted, compliance, departmentFacts, matrix, needsYou };
};
