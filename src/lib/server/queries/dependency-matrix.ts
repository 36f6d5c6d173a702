import type { Filter, Row } from '../cube/catalog.ts';
import type { Scope } from '../scope.ts';
import { childrenOf, ownOf } from './departments.ts';
import { onDays } from './filters.ts';

/** The dependencies between two places (metrics.md 8). */
export interface DependencyCell {
	readonly count: number;
	/** Those whose target has a live key result; only these can be at risk. */
	readonly judged: number;
	readonly atRisk: number;
}

export interface MatrixPlace {
	/** `child`: a department directly below, with all below that one. `own`: the chosen department itself, without those below. */
	readonly kind: 'child' | 'own';
	readonly id: string;
	readonly name: string;
}

export interface DependencyMatrix {
	readonly places: readonly MatrixPlace[];
	/** By the place that depends or contributes, then by the one depended on; absent: no dependency. `ANYWHERE`: all others, too. */
	readonly cells: Readonly<Record<string, Readonly<Record<string, DependencyCell>>>>;
}

/** In the place of a department: wherever that end is, also outside the matrix. */
export const ANYWHERE = '';

/**
 * Who depends on whom among the departments directly below the chosen one, and on and by that one itself. A link inside one of
 * them stands where it crosses itself.
 */
export async function loadDependencyMatrix(scope: Scope): Promise<DependencyMatrix> {
	const places = matrixPlaces(scope);
	const ids = places.flatMap(({ kind, id }) => (kind === 'child' ? [id] : []));
	const own = places.find(({ kind }) => kind === 'own');
	if (ids.length === 0) return { places, cells: {} };
	const { from, to } = withinMembers(scope);
	const fromEach = { member: from, operator: 'equals', values: ids } as const;
	const toEach = { member: to, operator: 'equals', values: ids } as const;
	const ask = (dimensions: (typeof from | typeof to)[], ends: Filter<'dependencies'>[]) =>
		scope.cube.rows({
			view: 'dependencies',
			measures: MEASURES,
			dimensions,
			filters: [...inMatrix(scope), ...ends],
			limit: 50_000
		});
	const ofOwn = (member: 'from_department_id' | 'to_department_id') =>
		own === undefined ? [] : [{ member, operator: 'equals', values: [own.id] } as const];
	const none: Awaited<ReturnType<typeof ask>> = [];
	const ifOwn = (asked: () => ReturnType<typeof ask>) => (own === undefined ? none : asked());
	const [among, outOf, into, onOwn, byOwn, outOfOwn, intoOwn] = await Promise.all([
		ask([from, to], [fromEach, toEach]),
		ask([from], [fromEach]),
		ask([to], [toEach]),
		ifOwn(() => ask([from], [fromEach, ...ofOwn('to_department_id')])),
		ifOwn(() => ask([to], [toEach, ...ofOwn('from_department_id')])),
		ifOwn(() => ask([], ofOwn('from_department_id'))),
		ifOwn(() => ask([], ofOwn('to_department_id')))
	]);
	const cells: Record<string, Record<string, DependencyCell>> = {};
	const put = (fromId: string, toId: string, row: (typeof among)[number]) => {
		if (row.dependency_count > 0) (cells[fromId] ??= {})[toId] = toCell(row);
	};
	const ownId = own?.id ?? ANYWHERE;
	for (const row of among) put(row[from] ?? '', row[to] ?? '', row);
	for (const row of outOf) put(row[from] ?? '', ANYWHERE, row);
	for (const row of into) put(ANYWHERE, row[to] ?? '', row);
	for (const row of onOwn) put(row[from] ?? '', ownId, row);
	for (const row of byOwn) put(ownId, row[to] ?? '', row);
	for (const row of outOfOwn) put(ownId, ANYWHERE, row);
	for (const row of intoOwn) put(ANYWHERE, ownId, row);
	return { places, cells };
}

/** The rows and columns of the matrix; none where there is no department below. */
export function matrixPlaces(scope: Scope): MatrixPlace[] {
	const children = childrenOf(scope.department, scope.departments);
	const own = ownOf(scope.department, scope.departments);
	return children.length === 0
		? []
		: [
				...children.map(({ id, name }) => ({ kind: 'child' as const, id, name })),
				...(own === null ? [] : [{ kind: 'own' as const, id: own.id, name: own.name }])
			];
}

/** What every cell and the rows behind it have in common. */
export function inMatrix(scope: Scope): Filter<'dependencies'>[] {
	const { period, day } = scope.moment;
	return [
		onDays([day]),
		...(period === null
			? []
			: [{ member: 'period_id', operator: 'equals', values: [period.id] } as const]),
		...(scope.state.kind === null
			? []
			: [{ member: 'kind', operator: 'equals', values: ['COOPERATION'] } as const])
	];
}

/** The ends of the links of a cell. */
export function cellEnds(
	scope: Scope,
	fromPlace: MatrixPlace | null,
	toPlace: MatrixPlace | null
): Filter<'dependencies'>[] {
	const { from, to } = withinMembers(scope);
	const end = (place: MatrixPlace | null, within: typeof from | typeof to, exact: 'from' | 'to') =>
		place === null
			? []
			: [
					{
						member: place.kind === 'own' ? (`${exact}_department_id` as const) : within,
						operator: 'equals',
						values: [place.id]
					} as const
				];
	return [...end(fromPlace, from, 'from'), ...end(toPlace, to, 'to')];
}

function withinMembers(scope: Scope) {
	return scope.state.lens === 'today'
		? ({ from: 'from_within_department_id_today', to: 'to_within_department_id_today' } as const)
		: ({ from: 'from_within_department_id', to: 'to_within_department_id' } as const);
}

export const MEASURES = [
	'dependency_count',
	'judged_dependency_count',
	'at_risk_dependency_count'
] as const;

export function toCell(row: Row<'dependencies', (typeof MEASURES)[number], never>): DependencyCell {
	return {
		count: row.dependency_count,
		judged: row.judged_dependency_count,
		atRisk: row.at_risk_dependency_count
	};
}
