/**
 * What one request may ask of Cube, before anything is made of it. The widest questions of the product's own pages and files stay
 * below; how long a statement may run and how many run at once is said where Cube is set up (options.ts, driver.ts).
 */

export const QUERY_LIMITS = {
	/** Questions that are asked together, and ranges of days that are compared. */
	queries: 10,
	/** Objects and lists within each other. */
	depth: 16,
	/** Measures, dimensions, segments and time dimensions of one question. */
	members: 100,
	/** Conditions, and `and` and `or` over them, of one question. */
	conditions: 500,
	/** Values of all conditions of one question, and characters of all of them. ClickHouse takes 256 KiB of SQL. */
	values: 10_000,
	characters: 200_000,
	/** Rows of one answer; more are read page by page, with `offset`. Cube's own limit. */
	rows: 50_000,
	/** Rows that may be passed over. */
	offset: 1_000_000,
	/** Days of one range. */
	days: 3_660
} as const;

/** The request is too heavy. The message says which limit, and what to do; a retry does not help. */
export class QueryLimitError extends Error {
	override readonly name = 'QueryLimitError';
}

/**
 * Before anything else: whatever walks through a query, walks as deep as it goes.
 * @param asked the parsed `query` of a request
 * @throws {QueryLimitError}
 */
export function refuseDeep(asked: unknown): void {
	if (depthExceeds(asked, QUERY_LIMITS.depth))
		throw tooMuch('nested more than', QUERY_LIMITS.depth, 'levels deep');
}

/**
 * @param asked one question, or a list of them, of the shape of questions (query-shape.ts)
 * @throws {QueryLimitError}
 */
export function refuseHeavy(asked: unknown): void {
	refuseDeep(asked);
	const queries: unknown[] = Array.isArray(asked) ? asked : [asked];
	most(queries.length, QUERY_LIMITS.queries, 'queries at once');
	for (const query of queries) if (isObject(query)) refuseHeavyQuery(query);
}

function refuseHeavyQuery(query: Readonly<Record<string, unknown>>): void {
	const timeDimensions = listOf(query['timeDimensions']);
	const members = ['measures', 'dimensions', 'segments', 'order'].map(
		(name) => listOf(query[name]).length
	);
	const selected = timeDimensions.length + members.reduce((sum, count) => sum + count, 0);
	most(selected, QUERY_LIMITS.members, 'members');

	const conditions = conditionsOf(query['filters']);
	most(conditions.length, QUERY_LIMITS.conditions, 'filters');
	const values = conditions.flatMap((condition) => listOf(condition['values']));
	most(values.length, QUERY_LIMITS.values, 'values in filters');
	const characters = values.reduce((sum: number, value) => sum + String(value).length, 0);
	most(characters, QUERY_LIMITS.characters, 'characters in filters');

	for (const name of ['limit', 'rowLimit'])
		if (Number(query[name]) > QUERY_LIMITS.rows)
			throw tooMuch('asks for more than', QUERY_LIMITS.rows, `rows; read them with offset`);
	most(Number(query['offset'] ?? 0), QUERY_LIMITS.offset, 'rows to pass over');

	const ranges = timeDimensions
		.filter(isObject)
		.flatMap((one) => [one['dateRange'], ...compared(one['compareDateRange'])]);
	const conditioned = conditions
		.filter(({ operator }) => operator === 'inDateRange' || operator === 'notInDateRange')
		.map((condition) => condition['values']);
	for (const range of [...ranges, ...conditioned])
		if (daysOf(range) > QUERY_LIMITS.days)
			throw tooMuch('covers more than', QUERY_LIMITS.days, 'days in one range');
}

function compared(ranges: unknown): unknown[] {
	const list = listOf(ranges);
	most(list.length, QUERY_LIMITS.queries, 'compared ranges');
	return list;
}

/** 0 for what is no pair of days: of relative ranges Cube says when they have become days. */
function daysOf(range: unknown): number {
	const [from, to] = listOf(range).map((day) => Date.parse(String(day)));
	const days = ((to ?? NaN) - (from ?? NaN)) / 86_400_000;
	return Number.isFinite(days) ? Math.abs(days) : 0;
}

/** Conditions and groups of them; the depth is known to be small. */
function conditionsOf(filters: unknown): Readonly<Record<string, unknown>>[] {
	return listOf(filters)
		.filter(isObject)
		.flatMap((node) => [node, ...conditionsOf(node['and']), ...conditionsOf(node['or'])]);
}

/** Without recursion: what it is asked about may be deeper than the stack. */
function depthExceeds(value: unknown, most: number): boolean {
	let level = [value].filter(isContainer);
	for (let depth = 1; level.length > 0; depth += 1) {
		if (depth > most) return true;
		level = level.flatMap((one): unknown[] => Object.values(one)).filter(isContainer);
	}
	return false;
}

function most(count: number, limit: number, what: string): void {
	if (count > limit) throw tooMuch('has more than', limit, what);
}

function tooMuch(verb: string, limit: number, what: string): QueryLimitError {
	return new QueryLimitError(
		`The query ${verb} ${limit.toLocaleString('en')} ${what}. Ask for less.`
	);
}

function listOf(value: unknown): unknown[] {
	if (Array.isArray(value)) return value;
	return isObject(value) ? Object.keys(value) : [];
}

function isContainer(value: unknown): value is object {
	return typeof value === 'object' && value !== null;
}

function isObject(value: unknown): value is Record<string, unknown> {
	return isContainer(value) && !Array.isArray(value);
}
