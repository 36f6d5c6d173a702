import type { LowerLevel } from '$lib/url-state/state.ts';
import type { Row } from '../cube/catalog.ts';
import type { Scope } from '../scope.ts';
import { childrenOf, ownOf } from './departments.ts';
import { inScope, onDays, withinMember, type Place, type Places } from './filters.ts';
import { rowsOfDays } from './past-weeks.ts';
import { comparisonDay, sparklineDays } from './windows.ts';

/** A rate with the counts that it is made of. */
export interface Share {
	/** 0..1; null: over an empty base. */
	readonly value: number | null;
	readonly part: number;
	readonly base: number;
}

/** How the live objectives of a place hang together (metrics.md 7). */
export interface Coverage {
	readonly objectives: number;
	/** Of the objectives below company level, those with a valid link upwards. */
	readonly aligned: Share;
	/** Of those that could reach a company objective, those that do. */
	readonly rooted: Share;
	/** Of the company objectives, those with a valid link from below. */
	readonly topDown: Share;
	readonly orphans: number;
	readonly brokenLinks: number;
}

/** Of the active people: who has an objective, and who one that is rooted (metrics.md 7). */
export interface PeopleCoverage {
	readonly adoption: Share;
	readonly person: Share;
}

export interface Trend<Facts> {
	/** The last 13 Sundays and the as-of day; null: nothing was live. */
	readonly days: readonly { readonly day: string; readonly facts: Facts | null }[];
	readonly now: Facts | null;
	/** 7 days earlier; null: nothing to compare with. */
	readonly weekAgo: Facts | null;
}

export interface DepartmentCoverage {
	/** `own`: what belongs to the chosen department itself, without those below it. */
	readonly kind: 'child' | 'own';
	readonly id: string;
	readonly name: string;
	/** null: nothing is live there. */
	readonly facts: Coverage | null;
}

export async function loadCoverageTrend(
	scope: Scope,
	level: LowerLevel | null
): Promise<Trend<Coverage>> {
	const rows = await rowsOfDays(daysOf(scope), scope.moment.day, (days) =>
		scope.cube.rows({
			view: 'objectives',
			measures: MEASURES,
			dimensions: ['as_of'],
			filters: [onDays(days), ...inScope(scope), ...ofLevel(level)]
		})
	);
	return trendOf(scope, new Map(rows.map((row) => [row.as_of, toCoverage(row)])));
}

/** People have no level. */
export async function loadPeopleCoverageTrend(scope: Scope): Promise<Trend<PeopleCoverage>> {
	const rows = await rowsOfDays(daysOf(scope), scope.moment.day, (days) =>
		scope.cube.rows({
			view: 'people',
			measures: PEOPLE,
			dimensions: ['as_of'],
			filters: [onDays(days), ...inScope(scope)]
		})
	);
	return trendOf(scope, new Map(rows.map((row) => [row.as_of, toPeopleCoverage(row)])));
}

/** Departments directly below, the lowest rooted coverage first, and what is the chosen one's own. */
export async function loadCoverageByDepartment(
	scope: Scope,
	level: LowerLevel | null
): Promise<DepartmentCoverage[]> {
	const children = childrenOf(scope.department, scope.departments);
	const own = ownOf(scope.department, scope.departments);
	if (children.length === 0) return [];
	const within = withinMember(scope.state.lens);
	const filters = (place: Place | Places) => [
		onDays([scope.moment.day]),
		...inScope(scope, place),
		...ofLevel(level)
	];
	const [below, ofOwn] = await Promise.all([
		scope.cube.rows({
			view: 'objectives',
			measures: MEASURES,
			dimensions: [within],
			filters: filters({ kind: 'each', departmentIds: children.map(({ id }) => id) }),
			limit: 50_000
		}),
		own === null
			? []
			: scope.cube.rows({
					view: 'objectives',
					measures: MEASURES,
					filters: filters({ kind: 'only', departmentId: own.id })
				})
	]);
	const found = new Map(below.map((row) => [row[within] ?? '', toCoverage(row)]));
	const [ownRow] = ofOwn;
	return [
		...children
			.map(({ id, name }) => ({ kind: 'child' as const, id, name, facts: found.get(id) ?? null }))
			.toSorted((a, b) => rankOf(a.facts) - rankOf(b.facts)),
		...(own === null || ownRow === undefined || ownRow.objective_count === 0
			? []
			: [{ kind: 'own' as const, id: own.id, name: own.name, facts: toCoverage(ownRow) }])
	];
}

export function ofLevel(level: LowerLevel | null) {
	return level === null ? [] : [{ member: 'level', operator: 'equals', values: [level] } as const];
}

const MEASURES = [
	'objective_count',
	'objective_coverage',
	'aligned_count',
	'non_company_count',
	'rooted_coverage',
	'rooted_count',
	'rootable_count',
	'top_down_coverage',
	'supported_company_count',
	'company_objective_count',
	'orphan_count',
	'broken_link_count'
] as const;

const PEOPLE = [
	'adoption_rate',
	'people_with_objective_count',
	'people_count',
	'person_coverage',
	'rooted_people_count',
	'rootable_people_count'
] as const;

function toCoverage(row: Row<'objectives', (typeof MEASURES)[number], never>): Coverage {
	return {
		objectives: row.objective_count,
		aligned: {
			value: row.objective_coverage,
			part: row.aligned_count,
			base: row.non_company_count
		},
		rooted: { value: row.rooted_coverage, part: row.rooted_count, base: row.rootable_count },
		topDown: {
			value: row.top_down_coverage,
			part: row.supported_company_count,
			base: row.company_objective_count
		},
		orphans: row.orphan_count,
		brokenLinks: row.broken_link_count
	};
}

function toPeopleCoverage(row: Row<'people', (typeof PEOPLE)[number], never>): PeopleCoverage {
	return {
		adoption: {
			value: row.adoption_rate,
			part: row.people_with_objective_count,
			base: row.people_count
		},
		person: {
			value: row.person_coverage,
			part: row.rooted_people_count,
			base: row.rootable_people_count
		}
	};
}

function daysOf(scope: Scope): string[] {
	const before = comparisonDay(scope.moment);
	return [...new Set([...sparklineDays(scope.moment), ...(before === null ? [] : [before])])];
}

function trendOf<Facts>(scope: Scope, found: ReadonlyMap<string, Facts>): Trend<Facts> {
	const before = comparisonDay(scope.moment);
	return {
		days: sparklineDays(scope.moment).map((day) => ({ day, facts: found.get(day) ?? null })),
		now: found.get(scope.moment.day) ?? null,
		weekAgo: before === null ? null : (found.get(before) ?? null)
	};
}

/** Those that cannot be rooted come last, in the order of the tree. */
function rankOf(facts: Coverage | null): number {
	return facts?.rooted.value ?? 2;
}
