/** How long what a company planned is kept: whole months after the end of its period (RETENTION_MONTHS). Days are `YYYY-MM-DD`. */

/**
 * By hand, because ready-made functions (date-fns, Date itself) count in the zone of the machine, where midnight may be another day.
 *
 * The same day of the month that many months later, or its last day if it has none such; as ClickHouse's addMonths.
 */
export function addMonths(day: string, months: number): string {
	const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
	const lastDate = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
	return new Date(Date.UTC(year, month - 1 + months, Math.min(date, lastDate)))
		.toISOString()
		.slice(0, 10);
}

/** Whether a period is over for so long that nothing of it is kept. @param months null: everything is kept */
export function isExpired(
	{ ends_before }: { readonly ends_before: string },
	today: string,
	months: number | null
): boolean {
	return months !== null && addMonths(ends_before, months) <= today;
}

/** From which day on periods have to have ended for being kept; null: all are. */
export function keptSince(today: string, months: number | null): string | null {
	return months === null ? null : addMonths(today, -months);
}
