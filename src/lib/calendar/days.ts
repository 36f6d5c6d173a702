/**
 * Local days as `YYYY-MM-DD`, which sort as text. Pure calendar arithmetic without a time zone: the marts have already decided
 * which day an instant belongs to. A week is the ISO week, named by its Monday (metrics.md 1).
 */

const DAY_MS = 86_400_000;

/** A calendar day that exists, in the product's range; `2026-02-30` is none. */
export function isDay(text: string): boolean {
	if (!/^[12]\d{3}-\d{2}-\d{2}$/.test(text)) return false;
	const instant = Date.parse(`${text}T00:00:00Z`);
	return !Number.isNaN(instant) && dayOf(instant) === text;
}

export function addDays(day: string, days: number): string {
	return dayOf(utcMidnight(day) + days * DAY_MS);
}

/** `to` minus `from`, in days. */
export function daysBetween(from: string, to: string): number {
	return Math.round((utcMidnight(to) - utcMidnight(from)) / DAY_MS);
}

/** The Monday of the day's week. */
export function mondayOf(day: string): string {
	const weekday = new Date(utcMidnight(day)).getUTCDay();
	return addDays(day, weekday === 0 ? -6 : 1 - weekday);
}

/** ISO week number, 1..53: the week belongs to the year that holds its Thursday. */
export function isoWeekNumber(day: string): number {
	const thursday = addDays(mondayOf(day), 3);
	return 1 + Math.floor(daysBetween(`${thursday.slice(0, 4)}-01-01`, thursday) / 7);
}

/** The last `count` Sundays before the day, oldest first. */
export function sundaysBefore(day: string, count: number): string[] {
	const last = addDays(mondayOf(day), -1);
	return Array.from({ length: count }, (_, i) => addDays(last, (i - count + 1) * 7));
}

/** The later of two days. */
export function later(a: string, b: string): string {
	return a > b ? a : b;
}

/** The earlier of two days. */
export function earlier(a: string, b: string): string {
	return a < b ? a : b;
}

function utcMidnight(day: string): number {
	return Date.parse(`${day}T00:00:00Z`);
}

function dayOf(instant: number): string {
	return new Date(instant).toISOString().slice(0, 10);
}
