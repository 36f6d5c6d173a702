import type { Scope } from '../scope.ts';
import { inScope, onDays, placeOf, type Place } from './filters.ts';
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
	const found = new Map((await loadDays(scope, [...asked], placeOf(scope))).map((d) => [d.day, d]));
	return {
		days: days.map((day) => ({ day, facts: found.get(day) ?? null })),
		now: found.get(scope.moment.day) ?? null,
		weekAgo: before === null ? null : (found.get(before) ?? null)
	};
}

/** The coverage of the as-of day in one place; null: no objective is live there. */
export async function loadRootedDay(scope: Scope, place: Place): Promise<RootedDay | null> {
	const [day] = await loadDays(scope, [scope.moment.day], place);
	return day ?? null;
}

async function loadDays(scope: Scope, days: readonly string[], place: Place): Promise<RootedDay[]> {
	const rows = await scope.cube.rows({
		view: 'objectives',
		measures: ['rooted_coverage', 'rootable_count', 'rooted_count'],
		dimensions: ['as_of'],
		filters: [onDays(days), ...inScope(scope, place)]
	});
	return rows.map((row) => ({
		day: row.as_of,
		coverage: row.rooted_coverage,
		rootable: row.rootable_count,
		rooted: row.rooted_count
	}));
}
