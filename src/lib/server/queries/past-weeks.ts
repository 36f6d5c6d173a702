import { addDays, mondayOf } from '$lib/calendar/days.ts';

/**
 * Rows of several days, asked for in two questions: one about the Sundays before the week of the as-of day, and one about the days that
 * are left. The Sundays are the same for all days of a week, so that the answer about them is kept and asked for once a week, not once
 * for each day that somebody looks at.
 *
 * @param days without repetition
 */
export async function rowsOfDays<Row>(
	days: readonly string[],
	asOf: string,
	ask: (days: readonly string[]) => Promise<readonly Row[]>
): Promise<Row[]> {
	const week = mondayOf(asOf);
	const isPastSunday = (day: string): boolean => day < week && mondayOf(day) === addDays(day, -6);
	const parts = [days.filter(isPastSunday), days.filter((day) => !isPastSunday(day))];
	const answers = await Promise.all(parts.filter(({ length }) => length > 0).map(ask));
	return answers.flat();
}
