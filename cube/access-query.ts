/**
 * Which rows of restricted objectives a query may count, read from the query alone (metrics.md 13).
 *
 * "Restricted objectives that the viewer may not open enter aggregates only in queries that filter and group by nothing but as_of
 * or week, period, department and level, and only in whole blocks." All rows of a block stand where the block stands, so any
 * condition takes all of them or none; what is left to decide here is which blocks lie wholly inside the cells that a query asks for.
 */
import type { FilterNode, QueryNode } from './as-of-query.ts';

/** Views whose cells may hold blocks of restricted objectives. */
export const CELL_VIEWS: readonly string[] = ['key_results', 'objectives', 'check_in_weeks'];

/** Whose values are the same for all rows of a block, whatever the cell. */
const BLOCK_WIDE = ['as_of', 'week', 'period_id', 'period_name', 'level'];
/** Below which a block lies wholly if the department where it formed does. */
const SUBTREES = ['within_department_id', 'within_department_id_today'];
const PATHS = ['department_path', 'department_path_today'];
const DEPARTMENTS = [...SUBTREES, ...PATHS, 'department_id', 'department_name'];

/** Whose cells hold everybody: a block's owners lie in any departments. */
const COMPANY_WIDE = ['as_of', 'period_id'];

/**
 * `open`: rows that the viewer may open, one by one. `departments`: also blocks of a single department. `subtrees`: also blocks that
 * formed across several departments. Of people, `openable`: owners of what the viewer may open; `released`: also owners of what is in
 * a released block, which said of fewer than everybody would name them.
 */
export type Cells = 'open' | 'departments' | 'subtrees' | 'openable' | 'released';

interface AccessQuery extends QueryNode {
	readonly ungrouped?: boolean;
	readonly order?: unknown;
}

/** @returns for each of CELL_VIEWS and people that the query asks, what it may count. In doubt the least. */
export function cellsOf(query: AccessQuery): ReadonlyMap<string, Cells> {
	const members = membersOf(query);
	const views = [...CELL_VIEWS, 'people'].filter((view) =>
		members.some((member) => member.startsWith(`${view}.`))
	);
	// A query over several views at once is not one of cells.
	const isAlone = new Set(members.map((member) => member.split('.')[0])).size === 1;
	return new Map(
		views.map((view) => {
			if (view === 'people') return [view, isAlone ? peopleIn(query) : 'openable'];
			return [view, isAlone ? cellsIn(query, view) : 'open'];
		})
	);
}

/**
 * The values of `access` that such a query reads. Where nothing is restricted, open rows are all there are; `unrestricted` has the
 * statement itself make sure that it still is so.
 */
export function accessValues(cells: Cells, isAnythingRestricted: boolean): readonly string[] {
	if (!isAnythingRestricted) return ['open', 'unrestricted'];
	if (cells === 'open') return ['open'];
	// Of people, open rows are those of somebody to whom nothing is closed.
	if (cells === 'openable' || cells === 'released') return ['open', cells];
	return ['open', 'block', 'closed', ...(cells === 'subtrees' ? ['wide_block'] : [])];
}

function peopleIn(query: AccessQuery): Cells {
	if (!isOfCells(query)) return 'openable';
	const { grouped, filters } = usedIn(query, 'people');
	const used = [...grouped, ...filters.map(({ name }) => name)];
	return used.every((name) => COMPANY_WIDE.includes(name)) ? 'released' : 'openable';
}

function isOfCells(query: AccessQuery): boolean {
	return (
		query.ungrouped !== true && (query.segments ?? []).length === 0 && isOrderedByItsOwn(query)
	);
}

/** The names by which a query groups and filters, without their view; empty where they are of no view. */
function usedIn(query: AccessQuery, view: string) {
	const own = (member: unknown): string =>
		typeof member === 'string' && member.startsWith(`${view}.`)
			? member.slice(view.length + 1)
			: '';
	return {
		grouped: [
			...(query.dimensions ?? []).map(own),
			...(query.timeDimensions ?? []).map(({ dimension }) => own(dimension))
		],
		filters: (query.filters ?? [])
			.flatMap(leavesOf)
			.map((leaf) => ({ name: own(leaf.member), leaf }))
	};
}

function cellsIn(query: AccessQuery, view: string): Cells {
	if (!isOfCells(query)) return 'open';
	const { grouped, filters } = usedIn(query, view);
	const used = [...grouped, ...filters.map(({ name }) => name)];
	if (!used.every((name) => BLOCK_WIDE.includes(name) || DEPARTMENTS.includes(name))) return 'open';
	const isOfSubtrees =
		grouped.every((name) => BLOCK_WIDE.includes(name) || SUBTREES.includes(name)) &&
		filters.every(({ name, leaf }) => BLOCK_WIDE.includes(name) || isSubtree(name, leaf));
	return isOfSubtrees ? 'subtrees' : 'departments';
}

/** Ordered by something else, rows would tell in their order what their cells do not. */
function isOrderedByItsOwn({ order, measures, dimensions, timeDimensions }: AccessQuery): boolean {
	const selected = [
		...(measures ?? []),
		...(dimensions ?? []),
		...(timeDimensions ?? []).map(({ dimension }) => dimension)
	];
	return orderedBy(order).every((member) => selected.includes(member));
}

/** Cube writes an order as `{member: 'asc'}`, `[[member, 'asc']]` or `[{id: member, desc}]`. */
function orderedBy(order: unknown): unknown[] {
	if (order === undefined || order === null) return [];
	if (!Array.isArray(order)) return typeof order === 'object' ? Object.keys(order) : [order];
	return order.map((item: unknown) => {
		if (Array.isArray(item)) return item[0] as unknown;
		return typeof item === 'object' && item !== null && 'id' in item ? item.id : item;
	});
}

/** Conditions that hold for every path below one for which they hold. */
function isSubtree(name: string, { operator }: FilterNode): boolean {
	if (PATHS.includes(name)) return operator === 'contains' || operator === 'startsWith';
	return SUBTREES.includes(name) && operator === 'equals';
}

/** What is both a group and a condition counts as both. */
function leavesOf(node: FilterNode): FilterNode[] {
	const below = [...(node.and ?? []), ...(node.or ?? [])].flatMap(leavesOf);
	const isGroup = node.and !== undefined || node.or !== undefined;
	return isGroup && node.member === undefined ? below : [...below, node];
}

function membersOf(query: AccessQuery): string[] {
	return [
		...(query.measures ?? []),
		...(query.dimensions ?? []),
		...(query.segments ?? []),
		...(query.timeDimensions ?? []).map(({ dimension }) => dimension),
		...(query.filters ?? []).flatMap(leavesOf).map(({ member }) => member)
	].filter((member): member is string => typeof member === 'string');
}
