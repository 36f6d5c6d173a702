/**
 * Days, weeks and quarters of the company. It lives in Asia/Shanghai, the zone in which DingTalk
 * writes period bounds; that zone has been UTC+8 without daylight saving since 1991, so plain
 * arithmetic is exact.
 */

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const WEEK = 7 * DAY;

const OFFSET = 8 * HOUR;
const DAY_TEXT = /^(\d{4})-(\d{2})-(\d{2})$/;

export class InvalidDayError extends Error {
	readonly kind = 'invalid-day';
	readonly isRetryable = false;

	constructor(text: string) {
		super(`"${text}" is not a day: write it as YYYY-MM-DD, for example 2026-11-22`);
	}
}

/** Local midnight at which `day` (YYYY-MM-DD) begins. */
export function startOfDay(day: string): number {
	const parts = DAY_TEXT.exec(day);
	const instant = parts ? Date.parse(`${day}T00:00:00+08:00`) : Number.NaN;
	if (Number.isNaN(instant) || dayOf(instant) !== day) throw new InvalidDayError(day);
	return instant;
}

/** The last millisecond of `day`. */
export function endOfDay(day: string): number {
	return startOfDay(day) + DAY - 1;
}

/** The local day of an instant, YYYY-MM-DD. */
export function dayOf(instant: number): string {
	return new Date(instant + OFFSET).toISOString().slice(0, 10);
}

/** Local midnight of the day that contains the instant. */
export function midnight(instant: number): number {
	return Math.floor((instant + OFFSET) / DAY) * DAY - OFFSET;
}

/** Local midnight of the Monday of the instant's ISO week. */
export function monday(instant: number): number {
	// 1970-01-01 was a Thursday, three days after its Monday.
	return Math.floor((instant + OFFSET + 3 * DAY) / WEEK) * WEEK - 3 * DAY - OFFSET;
}

/** 0 Monday .. 6 Sunday. */
export function weekday(instant: number): number {
	return Math.round((midnight(instant) - monday(instant)) / DAY);
}

export function yearOf(instant: number): number {
	return new Date(instant + OFFSET).getUTCFullYear();
}

/**
 * Local midnight of the first day of a month; `month` counts from 0 and may run over the year's
 * end.
 */
export function startOfMonth(year: number, month: number): number {
	return Date.UTC(year, month, 1) - OFFSET;
}

/** Quarters numbered through: four per year. */
export function quarterOf(instant: number): number {
	const local = new Date(instant + OFFSET);
	return local.getUTCFullYear() * 4 + Math.floor(local.getUTCMonth() / 3);
}

export function startOfQuarter(quarter: number): number {
	return startOfMonth(Math.floor(quarter / 4), (quarter % 4) * 3);
}

/** Moves an instant on a Saturday or Sunday to the same time on the Monday after. */
export function onWorkday(instant: number): number {
	const day = weekday(instant);
	return day < 5 ? instant : instant + (7 - day) * DAY;
}
