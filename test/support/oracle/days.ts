/**
 * Local days, weeks and day counts (metrics.md 1, 5). Days are `YYYY-MM-DD`, weeks are named by their Monday, instants are
 * epoch milliseconds. Written for the oracle alone: nothing here comes from the product's own calendar.
 */

const DAY = 86_400_000;
const QUARTER_OF_AN_HOUR = 900_000;

/** What a zone's calendar says, of quarters of an hour and of days that were asked for. */
interface Zone {
	readonly formatter: Intl.DateTimeFormat;
	readonly days: Map<number, string>;
	readonly starts: Map<string, number>;
}

const zones = new Map<string, Zone>();

function zoneOf(timezone: string): Zone {
	let zone = zones.get(timezone);
	if (zone === undefined) {
		const formatter = new Intl.DateTimeFormat('en-GB', {
			timeZone: timezone,
			year: 'numeric',
			month: '2-digit',
			day: '2-digit'
		});
		zones.set(timezone, (zone = { formatter, days: new Map(), starts: new Map() }));
	}
	return zone;
}

/** "Days and weeks are local to ORG_TIMEZONE." A quarter of an hour lies in one day: every zone's offset is a multiple of it. */
export function dayOf(instant: number, timezone: string): string {
	const { formatter, days } = zoneOf(timezone);
	const quarter = Math.floor(instant / QUARTER_OF_AN_HOUR);
	let known = days.get(quarter);
	if (known === undefined) {
		const [day, month, year] = formatter.format(instant).split('/');
		days.set(quarter, (known = `${year}-${month}-${day}`));
	}
	return known;
}

/** The first instant of a local day, searched in steps of a quarter of an hour. */
export function startOfDay(day: string, timezone: string): number {
	const { starts } = zoneOf(timezone);
	const known = starts.get(day);
	if (known !== undefined) return known;
	let instant = Date.parse(`${day}T00:00:00Z`) - 15 * 3_600_000;
	while (dayOf(instant, timezone) < day) instant += QUARTER_OF_AN_HOUR;
	starts.set(day, instant);
	return instant;
}

/** "Every metric is evaluated at the end of a local day": its last millisecond. */
export function endOfDay(day: string, timezone: string): number {
	return startOfDay(addDays(day, 1), timezone) - 1;
}

/** The oracle asks for the same few thousand days again and again. */
const shifted = new Map<number, Map<string, string>>();

export function addDays(day: string, count: number): string {
	let known = shifted.get(count);
	if (known === undefined) shifted.set(count, (known = new Map<string, string>()));
	let later = known.get(day);
	if (later === undefined) {
		later = new Date(Date.parse(day) + count * DAY).toISOString().slice(0, 10);
		known.set(day, later);
	}
	return later;
}

/** `later` minus `earlier`, in days. */
export function daysBetween(earlier: string, later: string): number {
	return numberOf(later) - numberOf(earlier);
}

const numbers = new Map<string, number>();

/** Days since 1970. */
function numberOf(day: string): number {
	let number = numbers.get(day);
	if (number === undefined) numbers.set(day, (number = Math.round(Date.parse(day) / DAY)));
	return number;
}

/** "A week is the ISO week, Monday to Sunday, and is named by its Monday." */
export function mondayOf(day: string): string {
	const weekday = new Date(Date.parse(day)).getUTCDay();
	return addDays(day, -((weekday + 6) % 7));
}

export function sundayOf(week: string): string {
	return addDays(week, 6);
}

export function* daysFrom(first: string, last: string): Generator<string> {
	for (let day = first; day <= last; day = addDays(day, 1)) yield day;
}

/** "Day counts skip days inside HOLIDAY_WEEKS": the days after `earlier` up to and with `later` that lie in none. */
export function workedDaysBetween(
	earlier: string,
	later: string,
	holidayWeeks: readonly string[]
): number {
	if (holidayWeeks.length === 0) return daysBetween(earlier, later);
	let count = 0;
	for (const day of daysFrom(addDays(earlier, 1), later)) {
		if (!holidayWeeks.includes(mondayOf(day))) count += 1;
	}
	return count;
}
