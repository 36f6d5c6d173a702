import type { Scope } from '../scope.ts';
import { loadWeeks, type WeekCell } from './check-in-weeks.ts';
import { comparisonDay, lastClosedWeek, sparklineDays, weeksOfPlace } from './windows.ts';

export interface ComplianceTrend {
	/** The last closed week as seen on each day of the sparkline; null: it lies before the period, or nothing was live. */
	readonly days: readonly { readonly day: string; readonly facts: WeekCell | null }[];
	/** As seen 7 days earlier. */
	readonly weekAgo: WeekCell | null;
}

/** How check-in discipline developed (metrics.md 1, Windows: the last closed week). */
export async function loadComplianceTrend(scope: Scope): Promise<ComplianceTrend> {
	const { moment } = scope;
	const days = sparklineDays(moment);
	const before = comparisonDay(moment);
	const weeks = weeksOfPlace(moment, scope.version.asOf);
	const found = new Map((await loadWeeks(scope, weeks)).map((cell) => [cell.week, cell]));
	return {
		days: days.map((day) => ({ day, facts: found.get(lastClosedWeek(day)) ?? null })),
		weekAgo: before === null ? null : (found.get(lastClosedWeek(before)) ?? null)
	};
}
