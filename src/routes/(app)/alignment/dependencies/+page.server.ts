import { loadDependencies } from '$lib/server/queries/dependency-list.ts';
import { loadDependencyMatrix, matrixPlaces } from '$lib/server/queries/dependency-matrix.ts';
import { scopeOf } from '$lib/server/scope.ts';
import type { PageServerLoad } from './$types';

const PAGE_SIZE = 25;

export const load: PageServerLoad = async (event) => {
	const scope = await scopeOf(event);
	const { state } = scope;
	const places = matrixPlaces(scope);
	const placeOf = (id: string | null) => places.find((one) => one.id === id) ?? null;
	const [from, to] = [placeOf(state.from), placeOf(state.to)];
	const isKnown =
		(from === null) === (state.from === null) && (to === null) === (state.to === null);
	const isChosen = isKnown && (from !== null || to !== null);
	const rowsOf = (page: number) =>
		loadDependencies(scope, { from, to }, { offset: (page - 1) * PAGE_SIZE, limit: PAGE_SIZE });
	const [matrix, rows] = await Promise.all([
		loadDependencyMatrix(scope),
		isChosen ? rowsOf(state.page) : []
	]);
	// A page behind the end, such as an old link to a list that has become shorter: the first one and a notice.
	const isBehindEnd = isChosen && rows.length === 0 && state.page > 1;
	return {
		matrix,
		from,
		to,
		isKnown,
		isChosen,
		rows: isBehindEnd ? await rowsOf(1) : rows,
		page: isBehindEnd ? 1 : state.page,
		isBehindEnd,
		pageSize: PAGE_SIZE
	};
};
