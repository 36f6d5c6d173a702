const formatters = new Map<string, Intl.DateTimeFormat>();

/** An instant on the clocks of a zone: `2026-11-22 06:10:00`. @param instant epoch ms, or ISO 8601 */
export function wallTime(instant: string | number, timeZone: string): string {
	let formatter = formatters.get(timeZone);
	if (formatter === undefined) {
		// Sweden writes ISO 8601.
		formatter = new Intl.DateTimeFormat('sv-SE', {
			timeZone,
			dateStyle: 'short',
			timeStyle: 'medium'
		});
		formatters.set(timeZone, formatter);
	}
	return formatter.format(new Date(instant));
}
