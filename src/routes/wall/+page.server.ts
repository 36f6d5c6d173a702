import { loadComplianceTrend } from '$lib/server/queries/compliance-trend.ts';
import { loadConfidenceTrend } from '$lib/server/queries/confidence-trend.ts';
import { loadDepartmentBreakdown } from '$lib/server/queries/department-breakdown.ts';
import { loadFreshness } from '$lib/server/queries/freshness.ts';
import { loadKeyResultTrend } from '$lib/server/queries/key-result-trend.ts';
import { loadRootedTrend } from '$lib/server/queries/rooted-trend.ts';
import { loadWeekMatrix } from '$lib/server/queries/week-matrix.ts';
import { getRuntime } from '$lib/server/runtime/current.ts';
import { scopeOf } from '$lib/server/scope.ts';
import { firstScene, secondsOf } from '$lib/wall/scenes.ts';
import type { PageServerLoad } from './$types';

/** Everything that the screen rotates at once: it goes on without a network. */
export const load: PageServerLoad = async (event) => {
	const scope = await scopeOf(event);
	const [keyResults, rooted, compliance, departmentFacts, matrix, confidence, freshness] =
		await Promise.all([
			loadKeyResultTrend(scope),
			loadRootedTrend(scope),
			loadComplianceTrend(scope),
			loadDepartmentBreakdown(scope),
			loadWeekMatrix(scope),
			loadConfidenceTrend(scope),
			loadFreshness(scope)
		]);
	return {
		...{ keyResults, rooted, compliance, departmentFacts, matrix, confidence },
		state: scope.state,
		department: scope.department && { name: scope.department.name },
		period: scope.moment.period && { name: scope.moment.period.name },
		day: scope.moment.day,
		version: scope.version.version,
		freshness: { ageMs: freshness.ageMs, isStale: freshness.isStale },
		timezone: getRuntime().timezone,
		first: firstScene(event.url.pathname),
		seconds: secondsOf(event.url.searchParams)
	};
};
