import { addDays } from '$lib/calendar/days.ts';
import type { Scope } from '../scope.ts';
import { loadWeeks, type WeekCell } from './check-in-weeks.ts';
import { comparisonDay, lastClosedWeek, sparklineDays } from './windows.ts';

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
	const asked = new Set([...days, ...(before === null ? [] : [before])].map(lastClosedWeek));
	// A week that ends before the first day has no row anyway, and one that only ends inside has: its last days are live.
	const weeks = [...asked].filter((week) => addDays(week, 6) >= moment.minDay);
	const found = new Map((await loadWeeks(scope, weeks)).map((cell) => [cell.week, cell]));
	return {
		days: days.map((day) => ({ day, facts: found.get(lastClosedWeek(day)) ?? null })),
		weekAgo: before === null ? null : (found.get(lastClosedWeek(before)) ?? null)
	};
}
