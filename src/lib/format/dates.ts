/** Days and instants as people read them, in the language of the page. Days are local already and never shift. */
import { getLocale } from '$lib/paraglide/runtime.js';
import { conventionsOf } from './locale.ts';
import { formatCount } from './numbers.ts';

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(locale: string, timeZone: string, options: Intl.DateTimeFormatOptions) {
	const key = `${locale} ${timeZone} ${JSON.stringify(options)}`;
	let found = formatters.get(key);
	if (found === undefined) {
		found = new Intl.DateTimeFormat(conventionsOf(locale), { ...options, timeZone });
		formatters.set(key, found);
	}
	return found;
}

function midnight(day: string): number {
	return Date.parse(`${day}T00:00:00Z`);
}

/** 22 Nov 2026 */
export function formatDay(day: string, locale: string = getLocale()): string {
	return formatter(locale, 'UTC', { day: 'numeric', month: 'short', year: 'numeric' }).format(
		midnight(day)
	);
}

/** 22 Nov */
export function formatShortDay(day: string, locale: string = getLocale()): string {
	// Vietnamese months are numbers ("9 thg 11"), which in a column head is shorter as 9/11.
	return formatter(
		locale,
		'UTC',
		locale === 'vi' ? { day: 'numeric', month: 'numeric' } : { day: 'numeric', month: 'short' }
	).format(midnight(day));
}

/** Sep: the month of a day. */
export function formatMonth(day: string, locale: string = getLocale()): string {
	const month = formatter(locale, 'UTC', { month: 'short' });
	if (locale !== 'vi') return month.format(midnight(day));
	// Alone, Vietnamese writes it out ("Tháng 11"), which no column head has room for; in a date it is "thg 11".
	const parts = formatter(locale, 'UTC', { day: 'numeric', month: 'short' });
	return parts.formatToParts(midnight(day)).find(({ type }) => type === 'month')?.value ?? '';
}

/** 22: the day within its month. */
export function formatDayOfMonth(day: string, locale: string = getLocale()): string {
	// Not as a date: a column head has no room for the unit that Chinese adds ("22日").
	return formatCount(Number(day.slice(8, 10)), locale);
}

/** An instant in the organisation's zone: 22 Nov 2026, 06:10 */
export function formatInstant(
	instant: number,
	timeZone: string,
	locale: string = getLocale()
): string {
	return formatter(locale, timeZone, {
		day: 'numeric',
		month: 'short',
		year: 'numeric',
		hour: '2-digit',
		minute: '2-digit',
		// On a page of logs nobody should have to tell morning from evening.
		hourCycle: 'h23'
	}).format(instant);
}

/** How long ago, in the largest unit that says something: "3 hours ago", "just now" for less than a minute. */
export function formatAge(ageMs: number, locale: string = getLocale()): string {
	const relative = new Intl.RelativeTimeFormat(conventionsOf(locale), { numeric: 'auto' });
	const minutes = Math.max(0, Math.floor(ageMs / 60_000));
	if (minutes < 60) return relative.format(-minutes, 'minute');
	const hours = Math.floor(minutes / 60);
	if (hours < 48) return relative.format(-hours, 'hour');
	return relative.format(-Math.floor(hours / 24), 'day');
}

/** How long something took, in at most two units: 0.4 sec, 12 sec, 3 min 20 sec, 1 hr 5 min. */
export function formatDuration(durationMs: number, locale: string = getLocale()): string {
	const unit = (value: number, name: string, digits = 0): string =>
		new Intl.NumberFormat(conventionsOf(locale), {
			style: 'unit',
			unit: name,
			unitDisplay: 'short',
			maximumFractionDigits: digits
		}).format(value);
	const seconds = Math.round(durationMs / 1000);
	if (durationMs < 10_000) return unit(Math.max(0, durationMs) / 1000, 'second', 1);
	if (seconds < 60) return unit(seconds, 'second');
	const minutes = Math.floor(seconds / 60);
	if (minutes < 60) return `${unit(minutes, 'minute')} ${unit(seconds % 60, 'second')}`;
	return `${unit(Math.floor(minutes / 60), 'hour')} ${unit(minutes % 60, 'minute')}`;
}

/** November 2026: the month that a `YYYY-MM` names. */
export function formatYearMonth(month: string, locale: string = getLocale()): string {
	return formatter(locale, 'UTC', { month: 'long', year: 'numeric' }).format(
		midnight(`${month}-01`)
	);
}
