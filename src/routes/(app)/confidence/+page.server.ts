import { fallDay, loadFalls } from '$lib/server/queries/confidence-falls.ts';
import {
	countListedOpen,
	loadConfidenceOf,
	loadLowestConfidence
} from '$lib/server/queries/confidence-key-results.ts';
import {
	loadConfidenceByDepartment,
	loadConfidenceTrend
} from '$lib/server/queries/confidence-trend.ts';
import { stepsTo } from '$lib/server/queries/departments.ts';
import { loadMarks } from '$lib/server/queries/goal-marks.ts';
import { sparklineDays } from '$lib/server/queries/windows.ts';
import { scopeOf, type Scope } from '$lib/server/scope.ts';
import type { PageServerLoad } from './$types';

const FALLS = 8;
const PAGE_SIZE = 12;

export const load: PageServerLoad = async (event) => {
	const scope = await scopeOf(event);
	const { page } = scope.state;
	// First, because more is asked of what they find, while the long questions are answered.
	const listing = loadLists(scope, page);
	const asking = loadConfidenceTrend(scope);
	const [{ falls, rows, isBehindEnd, before, lives, marks }, trend, departments, listed] =
		await Promise.all([
			listing,
			asking,
			loadConfidenceByDepartment(scope),
			countListedOpen(scope, asking)
		]);
	return {
		trend,
		steps: scope.department === null ? [] : stepsTo(scope.department.id, scope.departments),
		departmentTrends: departments,
		falls: falls.flatMap(({ id, change }) => {
			const keyResult = lives.get(id);
			return keyResult === undefined ? [] : [{ keyResult, change }];
		}),
		fallsSince: before,
		marks,
		keyResults: rows.flatMap(({ id }) => lives.get(id) ?? []),
		listed,
		page: isBehindEnd ? 1 : page,
		isBehindEnd,
		pageSize: PAGE_SIZE
	};
};

/** The biggest falls and one page of the lowest, with the whole trend of each. */
async function loadLists(scope: Scope, page: number) {
	const rowsOf = (page: number) =>
		loadLowestConfidence(scope, { offset: (page - 1) * PAGE_SIZE, limit: PAGE_SIZE });
	const [falls, asked] = await Promise.all([loadFalls(scope, FALLS), rowsOf(page)]);
	// A page behind the end, such as an old link to a list that has become shorter: the first one and a notice.
	const isBehindEnd = asked.length === 0 && page > 1;
	const rows = isBehindEnd ? await rowsOf(1) : asked;

	// ClickHouse ranks first; only of what is shown the whole trend is asked for, once for both lists.
	const shown = [...new Map([...falls, ...rows].map((row) => [row.id, row])).values()];
	const ids = shown.map(({ id }) => id);
	const before = fallDay(scope.moment);
	const [firstDay = scope.moment.day] = sparklineDays(scope.moment);
	const [lives, marks] = await Promise.all([
		loadConfidenceOf(scope, ids, before),
		loadMarks(scope, shown, firstDay)
	]);
	return { falls, rows, isBehindEnd, before, lives, marks };
}
