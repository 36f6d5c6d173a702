import { addDays } from '$lib/calendar/days.ts';
import type { Cube } from '../cube/client.ts';

export interface EndpointCalls {
	/** Verb and path. */
	readonly endpoint: string;
	readonly metered: number;
	readonly exempt: number;
	/** By a rate limit; they cost nothing. */
	readonly refused: number;
}

/** What the calls of the month that holds `day` went to; the dearest endpoint first. */
export async function loadMonthCalls(cube: Cube, day: string): Promise<EndpointCalls[]> {
	const rows = await cube.rows({
		view: 'calls',
		measures: ['metered_call_count', 'exempt_call_count', 'refused_call_count'],
		dimensions: ['endpoint'],
		filters: [{ member: 'day', operator: 'equals', values: daysOfMonth(day) }],
		limit: 500
	});
	return rows
		.map((row) => ({
			endpoint: row.endpoint ?? '',
			metered: row.metered_call_count,
			exempt: row.exempt_call_count,
			refused: row.refused_call_count
		}))
		.sort(
			(a, b) => b.metered - a.metered || b.exempt - a.exempt || a.endpoint.localeCompare(b.endpoint)
		);
}

/** All days of the calendar month that holds `day`. */
export function daysOfMonth(day: string): string[] {
	const month = day.slice(0, 7);
	return Array.from({ length: 31 }, (_, i) => addDays(`${month}-01`, i)).filter((one) =>
		one.startsWith(month)
	);
}
