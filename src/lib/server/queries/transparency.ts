import type { Row } from '../cube/catalog.ts';
import type { Scope } from '../scope.ts';
import { childrenOf, ownOf } from './departments.ts';
import { inScope, onDays, placeOf, withinMember, type Place, type Places } from './filters.ts';
import { comparisonDay, sparklineDays } from './windows.ts';

/** Who may see the live objectives of a place (metrics.md 9). */
export interface Visibility {
	readonly objectives: number;
	readonly public: number;
	readonly restricted: number;
	/** The source does not say. */
	readonly unknown: number;
	/** Public or restricted: the base of the rate. */
	readonly known: number;
	/** 0..1; null: of none is it known. */
	readonly publicRate: number | null;
	/** The same over company and department level. */
	readonly leaderPublicRate: number | null;
	readonly leaderPublic: number;
	readonly leaderKnown: number;
}

export interface VisibilityTrend {
	/** The last 13 Sundays and the as-of day; null: nothing was live. */
	readonly days: readonly { readonly day: string; readonly facts: Visibility | null }[];
	readonly now: Visibility | null;
	/** 7 days earlier; null: nothing to compare with. */
	readonly weekAgo: Visibility | null;
}

export const LEVELS = ['company', 'department', 'individual'] as const;
export type Level = (typeof LEVELS)[number];

export interface LevelVisibility {
	readonly level: Level;
	readonly facts: Visibility;
}

export interface DepartmentVisibility {
	/** `own`: what belongs to the chosen department itself, without those below it. */
	readonly kind: 'child' | 'own';
	readonly id: string;
	readonly name: string;
	readonly facts: Visibility | null;
}

export async function loadVisibilityTrend(scope: Scope): Promise<VisibilityTrend> {
	const days = sparklineDays(scope.moment);
	const before = comparisonDay(scope.moment);
	const rows = await scope.cube.rows({
		view: 'objectives',
		measures: MEASURES,
		dimensions: ['as_of'],
		filters: [
			onDays([...new Set(before === null ? days : [...days, before])]),
			...inScope(scope, placeOf(scope))
		]
	});
	const found = new Map(rows.map((row) => [row.as_of, toVisibility(row)]));
	return {
		days: days.map((day) => ({ day, facts: found.get(day) ?? null })),
		now: found.get(scope.moment.day) ?? null,
		weekAgo: before === null ? null : (found.get(before) ?? null)
	};
}

/** By level, from the company down; a level without an objective is absent. */
export async function loadVisibilityByLevel(scope: Scope): Promise<LevelVisibility[]> {
	const rows = await scope.cube.rows({
		view: 'objectives',
		measures: MEASURES,
		dimensions: ['level'],
		filters: filtersOf(scope, placeOf(scope))
	});
	return LEVELS.flatMap((level) => {
		const row = rows.find((one) => one.level === level);
		return row === undefined ? [] : [{ level, facts: toVisibility(row) }];
	});
}

/** Departments directly below, the lowest public rate first, and what is the chosen one's own. */
export async function loadVisibilityByDepartment(scope: Scope): Promise<DepartmentVisibility[]> {
	const { department, departments } = scope;
	const children = childrenOf(department, departments);
	const own = ownOf(department, departments);
	if (children.length === 0) return [];
	const within = withinMember(scope.state.lens);
	const [below, ofOwn] = await Promise.all([
		scope.cube.rows({
			view: 'objectives',
			measures: MEASURES,
			dimensions: [within],
			filters: filtersOf(scope, { kind: 'each', departmentIds: children.map(({ id }) => id) }),
			limit: 50_000
		}),
		own === null
			? []
			: scope.cube.rows({
					view: 'objectives',
					measures: MEASURES,
					filters: filtersOf(scope, { kind: 'only', departmentId: own.id })
				})
	]);
	const found = new Map(below.map((row) => [row[within] ?? '', toVisibility(row)]));
	const [ownRow] = ofOwn;
	return [
		...children
			.map(({ id, name }) => ({ kind: 'child' as const, id, name, facts: found.get(id) ?? null }))
			.sort((a, b) => rateOf(a.facts) - rateOf(b.facts)),
		...(own === null || ownRow === undefined || ownRow.objective_count === 0
			? []
			: [{ kind: 'own' as const, id: own.id, name: own.name, facts: toVisibility(ownRow) }])
	];
}

const MEASURES = [
	'objective_count',
	'public_count',
	'restricted_count',
	'unknown_visibility_count',
	'known_visibility_count',
	'public_rate',
	'leader_public_rate',
	'leader_public_count',
	'leader_known_visibility_count'
] as const;

function filtersOf(scope: Scope, place: Place | Places) {
	return [onDays([scope.moment.day]), ...inScope(scope, place)];
}

function toVisibility(row: Row<'objectives', (typeof MEASURES)[number], never>): Visibility {
	return {
		objectives: row.objective_count,
		public: row.public_count,
		restricted: row.restricted_count,
		unknown: row.unknown_visibility_count,
		known: row.known_visibility_count,
		publicRate: row.public_rate,
		leaderPublicRate: row.leader_public_rate,
		leaderPublic: row.leader_public_count,
		leaderKnown: row.leader_known_visibility_count
	};
}

/** Those of which nothing is known come last, in the order of the tree. */
function rateOf(facts: Visibility | null): number {
	return facts?.publicRate ?? 2;
}
