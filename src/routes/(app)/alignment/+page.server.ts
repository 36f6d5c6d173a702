import {
	loadBrokenLinks,
	loadLinkCounts,
	type BrokenLink
} from '$lib/server/queries/broken-links.ts';
import {
	loadCoverageByDepartment,
	loadCoverageTrend,
	loadPeopleCoverageTrend
} from '$lib/server/queries/coverage.ts';
import { countListedOrphans, loadOrphans, type Orphan } from '$lib/server/queries/orphans.ts';
import { scopeOf } from '$lib/server/scope.ts';
import type { PageServerLoad } from './$types';

const PAGE_SIZE = 25;

export const load: PageServerLoad = async (event) => {
	const scope = await scopeOf(event);
	const { level, broken, page } = scope.state;
	const listOf = async (page: number): Promise<{ orphans: Orphan[]; links: BrokenLink[] }> => {
		const part = { offset: (page - 1) * PAGE_SIZE, limit: PAGE_SIZE };
		return broken === null
			? { orphans: await loadOrphans(scope, level, part), links: [] }
			: { orphans: [], links: await loadBrokenLinks(scope, level, broken, part) };
	};
	const whole = loadCoverageTrend(scope, null);
	const [trend, ofLevel, people, rows, links, listedOrphans, list] = await Promise.all([
		whole,
		level === null ? whole : loadCoverageTrend(scope, level),
		loadPeopleCoverageTrend(scope),
		loadCoverageByDepartment(scope, level),
		loadLinkCounts(scope, level),
		countListedOrphans(scope, level),
		listOf(page)
	]);
	// A page behind the end, such as an old link to a list that has become shorter: the first one and a notice.
	const isBehindEnd = list.orphans.length + list.links.length === 0 && page > 1;
	return {
		trend,
		ofLevel,
		people,
		rows,
		links,
		listedOrphans,
		list: isBehindEnd ? await listOf(1) : list,
		page: isBehindEnd ? 1 : page,
		isBehindEnd,
		pageSize: PAGE_SIZE
	};
};
