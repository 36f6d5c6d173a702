/** Which part of the data a page shows: the URL read against what there is. Resolved once per request. */
import { locales } from '$lib/paraglide/runtime.js';
import { parseDepartment, parseMoment, parseView, type Moment } from '$lib/url-state/parse.ts';
import type { Notice, UrlState } from '$lib/url-state/state.ts';
import type { Cube } from './cube/client.ts';
import { firstSyncError } from './first-sync.ts';
import { loadDepartments, type Department } from './queries/departments.ts';
import { loadPeriods, type Period } from './queries/periods.ts';
import { getRuntime, type DataVersion } from './runtime/current.ts';

export interface Scope {
	readonly cube: Cube;
	readonly version: DataVersion;
	readonly moment: Moment<Period>;
	/** null: the whole company. */
	readonly department: Department | null;
	readonly periods: readonly Period[];
	/** The tree of the lens: of the as-of day, or of today. */
	readonly departments: readonly Department[];
	/** The URL's state with only usable values, defaults as null. Links are made from it. */
	readonly state: UrlState;
	readonly notices: readonly Notice[];
}

interface ScopeEvent {
	readonly url: URL;
	readonly params: Partial<Record<string, string>>;
	readonly route: { readonly id: string | null };
	readonly locals: App.Locals;
}

/** Whose path is part of the scope, and which of its parameters says what; elsewhere `[id]` names a goal or a person. */
const IN_PATH: Readonly<Record<string, Partial<Record<'period' | 'department', string>>>> = {
	'/(app)/departments/[id]': { department: 'id' },
	'/(app)/review/[period]/[[department]]': { period: 'period', department: 'department' }
};

/** The scope of the request. On `/departments/[id]` and on reviews the path names the department, and the period. */
export function scopeOf({ url, params, route, locals }: ScopeEvent): Promise<Scope> {
	// Touched by every load, so that SvelteKit runs each of them again when the state in the URL changes.
	const search = new URLSearchParams(url.search);
	const inPath = IN_PATH[route.id ?? ''] ?? {};
	for (const name of ['period', 'department'] as const) {
		const value = params[inPath[name] ?? ''];
		if (value !== undefined) search.set(name, value);
	}
	locals.scope ??= resolve(locals.cube, search, inPath);
	return locals.scope;
}

async function resolve(
	cube: Cube,
	search: URLSearchParams,
	inPath: (typeof IN_PATH)[string]
): Promise<Scope> {
	const runtime = getRuntime();
	const version = await runtime.dataVersion();
	if (version === null) firstSyncError(runtime);

	const periods = await loadPeriods(cube, version.version);
	const firstDay = periods.reduce(
		(first, period) => (period.startsOn < first ? period.startsOn : first),
		version.asOf
	);
	const moment = parseMoment(search, { periods, firstDay, dataDay: version.asOf });
	const view = parseView(search, locales);
	const treeDay = view.lens === 'today' ? version.asOf : moment.day;
	const departments = await loadDepartments(cube, version.version, treeDay, view.lens);
	const { department, notices } = parseDepartment(search, departments, treeDay);

	return {
		cube,
		version,
		moment,
		department,
		periods,
		departments,
		state: {
			period: moment.period?.id ?? null,
			department: department?.id ?? null,
			asOf: moment.day === moment.defaultDay ? null : moment.day,
			lens: view.lens,
			lang: view.lang,
			reason: view.reason,
			level: view.level,
			broken: view.broken,
			kind: view.kind,
			sort: view.sort,
			from: view.from,
			to: view.to,
			open: view.open,
			find: view.find,
			q: view.q,
			found: view.found,
			page: view.page
		},
		// What is unknown in the path is the page's own 404, not a notice beside something else.
		notices: [
			...moment.notices.filter(
				({ kind }) => inPath.period === undefined || kind !== 'unknown_period'
			),
			...(inPath.department === undefined ? notices : []),
			...view.notices
		]
	};
}
