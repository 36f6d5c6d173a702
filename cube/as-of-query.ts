/**
 * Which day a query asks for, read from the query alone (contract.md, "Cube views").
 *
 * The views of AS_OF_VIEWS hold one row per entity *and day*. A query is sound if it gives each day its own rows (it groups by day)
 * or if all its rows are of one day. Everything else would add up days.
 */

/** A filter as it arrives in `queryRewrite`: a leaf, or `and`/`or` over further ones. */
export interface FilterNode {
	readonly member?: unknown;
	readonly operator?: unknown;
	readonly values?: readonly unknown[];
	readonly and?: readonly FilterNode[];
	readonly or?: readonly FilterNode[];
}

export interface TimeDimensionNode {
	readonly dimension: string;
	readonly granularity?: string;
	readonly dateRange?: readonly string[] | string;
}

/** The parts of a normalised Cube query that decide which days it reads. */
export interface QueryNode {
	readonly measures?: readonly unknown[];
	readonly dimensions?: readonly unknown[];
	readonly segments?: readonly unknown[];
	readonly filters?: readonly FilterNode[];
	readonly timeDimensions?: readonly TimeDimensionNode[];
}

/** A view whose day has to be chosen for the caller, and the periods it filters by; null: by none. */
export interface OpenDay {
	readonly view: string;
	readonly periodIds: readonly string[] | null;
}

/** The query reads several days as one. Not worth a retry; the message says what to change. */
export class AsOfError extends Error {
	override readonly name = 'AsOfError';
	constructor(view: string, reason: string) {
		super(
			`${view}.as_of: ${reason}. Choose one as_of or group by day, else the counts would add up days.`
		);
	}
}

const BY_DAY: readonly unknown[] = ['second', 'minute', 'hour', 'day'];

/**
 * The views of the query that need a day. Empty when the query is sound as it is.
 *
 * @throws {AsOfError} a range of days that is not grouped by day, or a granularity coarser than a day
 */
export function openDays(query: QueryNode, views: readonly string[]): OpenDay[] {
	const members = membersOf(query);
	return views
		.filter((view) => members.some((member) => member.startsWith(`${view}.`)))
		.flatMap((view) => openDay(query, view));
}

function openDay(query: QueryNode, view: string): OpenDay[] {
	const asOf = `${view}.as_of`;
	const own = (query.timeDimensions ?? []).filter(({ dimension }) => dimension === asOf);
	const granularities = own.flatMap(({ granularity }) => granularity ?? []);
	const isSelected = (query.dimensions ?? []).includes(asOf);
	if (isSelected || granularities.some((granularity) => BY_DAY.includes(granularity))) return [];
	if (granularities.length > 0)
		throw new AsOfError(view, `the granularity ${granularities.join(', ')} is coarser than a day`);

	const filters = query.filters ?? [];
	const ranges = own.flatMap(({ dateRange }) => (dateRange === undefined ? [] : [dateRange]));
	if (ranges.length === 0 && !filters.some((filter) => mentions(filter, asOf)))
		return [{ view, periodIds: chosen({ and: filters }, `${view}.period_id`, valuesOf) }];

	const leaves = ranges.map((range) => ({
		member: asOf,
		operator: 'inDateRange',
		values: Array.isArray(range) ? range : [range]
	}));
	const days = chosen({ and: [...filters, ...leaves] }, asOf, daysOf);
	if (days === null) throw new AsOfError(view, 'the filter leaves more than one day open');
	if (days.length > 1) throw new AsOfError(view, `the filter names ${days.length} days`);
	return [];
}

export function membersOf(query: QueryNode): string[] {
	const filterMembers = (node: FilterNode): unknown[] => [
		node.member,
		...(node.and ?? []).flatMap(filterMembers),
		...(node.or ?? []).flatMap(filterMembers)
	];
	return [
		...(query.measures ?? []),
		...(query.dimensions ?? []),
		...(query.segments ?? []),
		...(query.timeDimensions ?? []).map(({ dimension }) => dimension),
		...(query.filters ?? []).flatMap(filterMembers)
	].filter((member): member is string => typeof member === 'string');
}

function mentions(node: FilterNode, member: string): boolean {
	return (
		node.member === member ||
		[...(node.and ?? []), ...(node.or ?? [])].some((child) => mentions(child, member))
	);
}

/**
 * All values of `member` that can satisfy the filter; null: not limited to a list. `leafValues` says it for one condition on the
 * member. An `or` is limited only if each of its branches is.
 */
export function chosen(
	node: FilterNode,
	member: string,
	leafValues: (node: FilterNode) => readonly string[] | null
): readonly string[] | null {
	if (node.and !== undefined) {
		const limits = node.and.flatMap((child) => {
			const values = chosen(child, member, leafValues);
			return values === null ? [] : [values];
		});
		return limits.length === 0
			? null
			: limits.reduce((kept, limit) => kept.filter((value) => limit.includes(value)));
	}
	if (node.or !== undefined) {
		const branches = node.or.map((child) => chosen(child, member, leafValues));
		return branches.includes(null)
			? null
			: [...new Set(branches.flatMap((values) => values ?? []))];
	}
	return node.member === member ? leafValues(node) : null;
}

/** The values of an equality. */
export function valuesOf({ operator, values = [] }: FilterNode): readonly string[] | null {
	if (operator !== 'equals' && operator !== 'in') return null;
	return [...new Set(values.filter((value) => value !== null).map(String))];
}

/** The days of an equality, or of a range of one day. A range of several is not counted out: it is refused in any case. */
export function daysOf({ operator, values = [] }: FilterNode): readonly string[] | null {
	const days = [...new Set(values.filter((value) => value !== null).map((value) => dayOf(value)))];
	if (operator === 'equals' || operator === 'in') return days;
	const isOneDay = days.length === 1 && (operator === 'inDateRange' || operator === 'onTheDate');
	return isOneDay ? days : null;
}

/** `2026-11-22` of `2026-11-22T00:00:00.000`; what is no day stays itself, and ClickHouse refuses it. */
export function dayOf(value: unknown): string {
	return /^\d{4}-\d{2}-\d{2}/.exec(String(value))?.[0] ?? String(value);
}
