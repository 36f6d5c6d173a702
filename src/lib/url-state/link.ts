import { NO_FILTERS, OWN_FILTERS, PARAM, type UrlState } from './state.ts';

/** Wire order: what people read first comes first. */
const ORDER = [
	...(['period', 'department', 'asOf', 'lens', 'reason', 'level', 'broken'] as const),
	...(['kind', 'sort', 'from', 'to', 'open', 'find', 'q', 'found', 'page', 'lang'] as const)
] as const;

/** The query string of a state, `''` or with its `?`. Defaults are left out, so that equal states have equal URLs. */
export function toSearch(state: UrlState): string {
	const params = new URLSearchParams();
	for (const key of ORDER) {
		const value = state[key];
		if (value === null || (key === 'lens' && value === 'as_was') || (key === 'page' && value === 1))
			continue;
		params.set(PARAM[key], String(value));
	}
	const search = params.toString();
	return search === '' ? '' : `?${search}`;
}

/**
 * A link that changes some of the state and keeps the rest. A change of anything but the page begins again at page 1; a list's
 * own filters stay with the list.
 */
export function linkTo(path: string, state: UrlState, change: Partial<UrlState> = {}): string {
	const page = 'page' in change ? change.page : 1;
	return path + toSearch({ ...state, ...change, page: page ?? 1 });
}

/** A link to another page: the scope (period, department, day, lens, language) travels, the list's filters do not. */
export function linkToPage(path: string, state: UrlState, change: Partial<UrlState> = {}): string {
	return linkTo(path, { ...state, ...NO_FILTERS }, change);
}

/** The filters that the page of that path has beside the scope. */
export function filtersOn(path: string): readonly (keyof typeof NO_FILTERS)[] {
	return OWN_FILTERS[isDepartmentInPath(path) ? '/departments' : path] ?? [];
}

/** The state with the filters that the page of that path has, and no others. */
export function stateOn(path: string, state: UrlState): UrlState {
	const own: Partial<UrlState> = Object.fromEntries(
		filtersOn(path).map((key) => [key, state[key]])
	);
	return { ...state, ...NO_FILTERS, ...own };
}

/** On `/departments` and `/departments/[id]` the department is in the path, on all other pages in the query. */
export function isDepartmentInPath(path: string): boolean {
	return /^\/departments(?:\/(?!contributions$)[^/]+)?$/.test(path);
}

/**
 * The page of a department, or of the company when none is given; the department is then in the path. The order of rows stays, down
 * and up the tree.
 */
export function departmentHref(departmentId: string | null, state: UrlState): string {
	const path =
		departmentId === null ? '/departments' : `/departments/${encodeURIComponent(departmentId)}`;
	return linkToPage(path, { ...state, department: null }, { sort: state.sort });
}

/** The pages of single things. The department of the scope travels, so that the way back leads to where people came from. */
export function keyResultHref(keyResultId: string, state: UrlState): string {
	return linkToPage(`/key-results/${encodeURIComponent(keyResultId)}`, state);
}

export function objectiveHref(objectiveId: string, state: UrlState): string {
	return linkToPage(`/objectives/${encodeURIComponent(objectiveId)}`, state);
}

export function personHref(personId: string, state: UrlState): string {
	return linkToPage(`/people/${encodeURIComponent(personId)}`, state);
}
