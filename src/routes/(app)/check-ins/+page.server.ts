import {
	loadDiscipline,
	loadDisciplineByDepartment
} from '$lib/server/queries/check-in-discipline.ts';
import { stepsTo } from '$lib/server/queries/departments.ts';
import { countLatestCheckIns, loadLatestCheckIns } from '$lib/server/queries/latest-check-ins.ts';
import { scopeOf } from '$lib/server/scope.ts';
import type { PageServerLoad } from './$types';

const PAGE_SIZE = 50;

export const load: PageServerLoad = async (event) => {
	const scope = await scopeOf(event);
	const { page } = scope.state;
	const rowsOf = (page: number) =>
		loadLatestCheckIns(scope, { offset: (page - 1) * PAGE_SIZE, limit: PAGE_SIZE });
	const [discipline, rows, latest, listed] = await Promise.all([
		loadDiscipline(scope),
		loadDisciplineByDepartment(scope),
		rowsOf(page),
		countLatestCheckIns(scope)
	]);
	// A page behind the end, such as an old link to a list that has become shorter: the first one and a notice.
	const isBehindEnd = latest.length === 0 && page > 1;
	return {
		discipline,
		rows,
		latest: isBehindEnd ? await rowsOf(1) : latest,
		listed,
		page: isBehindEnd ? 1 : page,
		isBehindEnd,
		pageSize: PAGE_SIZE,
		steps: scope.department === null ? [] : stepsTo(scope.department.id, scope.departments)
	};
};
