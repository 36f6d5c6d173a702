/** Local days and the product's clock. Instants are epoch milliseconds; days are `YYYY-MM-DD`. */

const formatters = new Map<string, Intl.DateTimeFormat>();

export function isValidTimezone(timezone: string): boolean {
	try {
		new Intl.DateTimeFormat('en', { timeZone: timezone });
		return true;
	} catch (error) {
		if (error instanceof RangeError) return false;
		throw error;
	}
}

/** The local day of an instant. */
export function localDay(instant: number, timezone: string): string {
	let formatter = formatters.get(timezone);
	if (formatter === undefined) {
		// The Swedish locale writes ISO days.
		formatter = new Intl.DateTimeFormat('sv-SE', {
			timeZone: timezone,
			year: 'numeric',
			month: '2-digit',
			day: '2-digit'
		});
		formatters.set(timezone, formatter);
	}
	return formatter.format(instant);
}

/**
 * The last millisecond of a local day. Found by bisection, so that days of 23 or 25 hours and zones without a midnight are
 * right as well.
 */
export function endOfLocalDay(day: string, timezone: string): number {
	const noon = Date.parse(`${day}T12:00:00Z`);
	let low = noon - 36 * 3_600_000;
	let high = noon + 60 * 3_600_000;
	while (high - low > 1) {
		const middle = Math.floor((low + high) / 2);
		if (localDay(middle, timezone) <= day) low = middle;
		else high = middle;
	}
	return low;
}

export interface Clock {
	/** Epoch ms. */
	now(): number;
	/** Today's local day. */
	today(): string;
}

/** Real time, or with `today` a clock that stands at the last millisecond of that day (OKR_TODAY). */
export function createClock(timezone: string, today: string | null): Clock {
	if (today === null) {
		return { now: () => Date.now(), today: () => localDay(Date.now(), timezone) };
	}
	const now = endOfLocalDay(today, timezone);
	return { now: () => now, today: () => today };
}
