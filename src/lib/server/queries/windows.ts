/** Which days and weeks a page looks back on (metrics.md 1, Windows). */
import { addDays, daysBetween, mondayOf, sundaysBefore } from '$lib/calendar/days.ts';
import type { PeriodBounds, Moment } from '$lib/url-state/parse.ts';

const SPARKLINE_SUNDAYS = 13;
const MATRIX_WEEKS = 13;

/** The last 13 Sundays and the day itself, oldest first; with a chosen period only days inside it. */
export function sparklineDays(moment: Moment<PeriodBounds>): string[] {
	return [...sundaysBefore(moment.day, SPARKLINE_SUNDAYS), moment.day].filter(
		(day) => day >= moment.minDay
	);
}

/** The day that "change" compares with, 7 days earlier; null before there is anything to compare with. */
export function comparisonDay(moment: Moment<PeriodBounds>): string | null {
	const day = addDays(moment.day, -7);
	return day >= moment.minDay ? day : null;
}

/** Monday of the last closed week: the one before the running week, which contains the day (metrics.md 6). */
export function lastClosedWeek(day: string): string {
	return addDays(mondayOf(day), -7);
}

/**
 * Mondays of the closed weeks that the days of a sparkline tell of, and the day that "change" compares with. A week that ends before the
 * first day has no row anyway, and one that only ends inside has: its last days are live.
 */
function sparklineWeeks(moment: Moment<PeriodBounds>): string[] {
	const before = comparisonDay(moment);
	const days = [...sparklineDays(moment), ...(before === null ? [] : [before])];
	return days.map(lastClosedWeek).filter((week) => addDays(week, 6) >= moment.minDay);
}

/** Mondays of all weeks that a page asks of a place, oldest first: a trend and a matrix beside it are one question. */
export function weeksOfPlace(moment: Moment<PeriodBounds>, dataDay: string): string[] {
	return [...new Set([...sparklineWeeks(moment), ...matrixWeeks(moment, dataDay)])].toSorted();
}

/**
 * Mondays of the matrix, oldest first: the last 13 closed weeks, or all closed weeks of the chosen period. The week that holds
 * a period's last day is shown once it is over: a quarter ends in the middle of a week, and that week belongs to it.
 */
export function matrixWeeks(moment: Moment<PeriodBounds>, dataDay: string): string[] {
	const { period, day } = moment;
	const isPeriodOver =
		period !== null && day === period.endsOn && mondayOf(day) < mondayOf(dataDay);
	const last = isPeriodOver ? mondayOf(day) : lastClosedWeek(day);
	const first =
		period === null ? addDays(last, -7 * (MATRIX_WEEKS - 1)) : mondayOf(period.startsOn);
	const count = Math.floor(daysBetween(first, last) / 7) + 1;
	return Array.from({ length: Math.max(0, count) }, (_, i) => addDays(first, i * 7)).filter(
		(week) => addDays(week, 6) >= moment.minDay
	);
}
