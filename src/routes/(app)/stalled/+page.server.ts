import { countListedStalled, loadStalled } from '$lib/server/queries/key-result-list.ts';
import { loadKeyResultDay } from '$lib/server/queries/key-result-trend.ts';
import { scopeOf } from '$lib/server/scope.ts';
import type { PageServerLoad } from './$types';

const PAGE_SIZE = 50;

export const load: PageServerLoad = async (event) => {
	const scope = await scopeOf(event);
	const { reason, page } = scope.state;
	const rowsOf = (page: number) =>
		loadStalled(scope, { reason, offset: (page - 1) * PAGE_SIZE, limit: PAGE_SIZE });
	const [facts, rows, listed] = await Promise.all([
		loadKeyResultDay(scope),
		rowsOf(page),
		countListedStalled(scope, reason)
	]);
	// A page behind the end, such as an old link to a list that has become shorter: the first one and a notice.
	const isBehindEnd = rows.length === 0 && page > 1;
	return {
		facts,
		listed,
		rows: isBehindEnd ? await rowsOf(1) : rows,
		page: isBehindEnd ? 1 : page,
		isBehindEnd,
		pageSize: PAGE_SIZE
	};
};
