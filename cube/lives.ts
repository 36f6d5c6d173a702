/**
 * Rows of one objective or key result lie between its first and its last day (mart_lives), while the tables are sorted by day. A question
 * about one, on whatever days, says so to the engine, which then leaves all other days unread.
 */

/** By the member of a cube that names an entity: the column of days or weeks by which its table is sorted. */
export const DAYS_OF_ENTITY: Readonly<Record<string, string>> = {
	'key_result_days.key_result_id': 'as_of',
	'key_result_days.objective_id': 'as_of',
	'objective_days.objective_id': 'as_of',
	'key_result_weeks.key_result_id': 'week',
	'key_result_weeks.objective_id': 'week'
};

/**
 * A condition that holds for every row of the entities. For those that mart_lives does not know, as before the first build with it, it
 * holds for all rows.
 *
 * @param column of days, or of Mondays of weeks
 * @param ids allocates the parameters of the entities, anew for each place that names them
 */
export function withinLives(column: string, ids: () => string): string {
	const life = (sql: string): string =>
		`(SELECT ${sql} FROM mart_lives WHERE entity_id IN (${ids()}))`;
	const first = life('if(count() = 0, toDate(0), toMonday(min(first_on)))');
	const last = life('if(count() = 0, toDate(65535), max(last_on))');
	return `${column} BETWEEN ${first} AND ${last}`;
}
