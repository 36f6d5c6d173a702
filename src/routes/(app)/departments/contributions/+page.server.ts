import { loadContributors, placeOfCell } from '$lib/server/queries/contribution-list.ts';
import { loadContributionMatrix } from '$lib/server/queries/contribution-matrix.ts';
import { stepsTo } from '$lib/server/queries/departments.ts';
import { scopeOf } from '$lib/server/scope.ts';
import type { PageServerLoad } from './$types';

const PAGE_SIZE = 25;

export const load: PageServerLoad = async (event) => {
	const scope = await scopeOf(event);
	const { state, department, departments } = scope;
	const { from, to } = state;
	const place = placeOfCell(scope);
	const rowsOf = async (page: number) =>
		to === null || place === undefined
			? []
			: loadContributors(scope, to, place, { offset: (page - 1) * PAGE_SIZE, limit: PAGE_SIZE });
	const [matrix, rows] = await Promise.all([loadContributionMatrix(scope), rowsOf(state.page)]);
	const c = matrix.columns.findIndex(({ id }) => id === to);
	const row = matrix.rows.find((one) =>
		from === null ? one.kind === 'total' : one.kind !== 'total' && one.departmentId === from
	);
	// A page behind the end, such as an old link to a list that has become shorter: the first one and a notice.
	const isBehindEnd = rows.length === 0 && state.page > 1;
	return {
		matrix,
		steps: department === null ? [] : stepsTo(department.id, departments),
		/** null: no cell is chosen, or there is no such cell. */
		cell:
			row === undefined || c === -1
				? null
				: {
						kind: row.kind,
						name: row.name,
						objective: matrix.columns[c]?.title ?? '',
						count: row.cells[c]?.objectives ?? 0
					},
		isCellAsked: from !== null || to !== null,
		rows: isBehindEnd ? await rowsOf(1) : rows,
		page: isBehindEnd ? 1 : state.page,
		isBehindEnd,
		pageSize: PAGE_SIZE
	};
};
