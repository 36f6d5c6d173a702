import type { Row } from '../cube/catalog.ts';
import type { Scope } from '../scope.ts';
import { inScope, onDays, placeOf, withinMember } from './filters.ts';
import { rowsOfDays } from './past-weeks.ts';
import { comparisonDay, sparklineDays } from './windows.ts';

export interface RootedDay {
	readonly day: string;
	/** 0..1; null: no period in scope has a company objective. */
	readonly coverage: number | null;
	/** Non-company objectives in periods with a company objective. */
	readonly rootable: number;
	readonly rooted: number;
}

export interface RootedTrend {
	readonly days: readonly { readonly day: string; readonly facts: RootedDay | null }[];
	readonly now: RootedDay | null;
	readonly weekAgo: RootedDay | null;
}

/** Which share of the objectives reaches a company objective, and how that developed (metrics.md 7). */
export async function loadRootedTrend(scope: Scope): Promise<RootedTrend> {
	const days = sparklineDays(scope.moment);
	const before = comparisonDay(scope.moment);
	const asked = new Set(before === null ? days : [...days, before]);
	const found = new Map((await loadDays(scope, [...asked])).map((d) => [d.day, d]));
	return {
		days: days.map((day) => ({ day, facts: found.get(day) ?? null })),
		now: found.get(scope.moment.day) ?? null,
		weekAgo: before === null ? null : (found.get(before) ?? null)
	};
}

/** The coverage of the as-of day in each of the departments, with all below it. Where no objective is live there is no entry. */
export async function loadRootedDayByDepartment(
	scope: Scope,
	departmentIds: readonly string[]
): Promise<Map<string, RootedDay>> {
	if (departmentIds.length === 0) return new Map();
	const within = withinMember(scope.state.lens);
	const rows = await scope.cube.rows({
		view: 'objectives',
		measures: MEASURES,
		dimensions: ['as_of', within],
		filters: [onDays([scope.moment.day]), ...inScope(scope, { kind: 'each', departmentIds })],
		limit: 50_000
	});
	return new Map(rows.map((row) => [row[within] ?? '', toFacts(row)]));
}

const MEASURES = ['rooted_coverage', 'rootable_count', 'rooted_count'] as const;

async function loadDays(scope: Scope, days: readonly string[]): Promise<RootedDay[]> {
	const rows = await rowsOfDays(days, scope.moment.day, (part) =>
		scope.cube.rows({
			view: 'objectives',
			measures: MEASURES,
			dimensions: ['as_of'],
			filters: [onDays(part), ...inScope(scope, placeOf(scope))]
		})
	);
	return rows.map(toFacts);
}

function toFacts(row: Row<'objectives', (typeof MEASURES)[number], 'as_of'>): RootedDay {
	return {
		day: row.as_of,
		coverage: row.rooted_coverage,
		rootable: row.rootable_count,
		rooted: row.rooted_count
	};
}
