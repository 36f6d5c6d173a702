/** When the next runs are, for sharing a month's budget between them. */
import { Cron } from 'croner';
import { localDay } from '../clock.ts';
import type { Config } from '../config.ts';
import { lastDayOfMonth } from './month.ts';

/** Without a schedule of its own the product is started by somebody else's: once a day is what can be assumed. */
const ASSUMED = '10 6 * * *';

export interface Schedule {
	/** Days of this month with a run still to come, today's included. */
	readonly runDaysLeft: number;
	/** Whole days until the next day with a run, at least 1. */
	readonly daysToNext: number;
}

/** @param now epoch ms, during or before today's run */
export function scheduleOf(
	config: Pick<Config, 'syncSchedule' | 'timezone'>,
	now: number
): Schedule {
	const { timezone } = config;
	const job = new Cron(config.syncSchedule ?? ASSUMED, { timezone, paused: true });
	const today = localDay(now, timezone);
	const last = lastDayOfMonth(today);
	const days = new Set([today]);
	let next: string | null = null;
	let at: Date | null = new Date(now);
	// One turn a day: from the end of each day that has a run.
	for (let turn = 0; turn < 62; turn += 1) {
		at = job.nextRun(at);
		if (at === null) break;
		const day = localDay(at.getTime(), timezone);
		if (day !== today) next ??= day;
		if (day > last && next !== null) break;
		if (day <= last) days.add(day);
		if (days.has(day)) at = new Date(Math.max(at.getTime(), startOfNext(day, timezone)));
	}
	return {
		runDaysLeft: days.size,
		daysToNext: next === null ? 1 : Math.max(1, daysBetween(today, next))
	};
}

/** A moment late on a local day: a schedule of many runs a day is not walked run by run. */
function startOfNext(day: string, timezone: string): number {
	const noon = Date.parse(`${day}T12:00:00Z`);
	let late = noon;
	for (let hour = 0; hour < 30; hour += 1) {
		if (localDay(noon + hour * 3_600_000, timezone) > day) break;
		late = noon + hour * 3_600_000;
	}
	return late;
}

function daysBetween(from: string, to: string): number {
	return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}
