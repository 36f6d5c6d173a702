import { LOWER_LEVELS } from '$lib/url-state/state.ts';
import type { Filter, Row } from '../cube/catalog.ts';
import type { Scope } from '../scope.ts';
import { inScope, onDays, withinMember, type Place, type Places } from './filters.ts';

/** What of a place works on a company objective, along valid links of any length (metrics.md 7). */
export interface Contribution {
	readonly objectives: number;
	readonly departments: number;
	/** 0..100; null: of none is a progress known. */
	readonly progress: number | null;
	readonly progressCount: number;
	/** null: none has a live key result. */
	readonly worstPace: string | null;
}

/** By company objective; absent: nobody there works on it. */
export type Contributions = Readonly<Record<string, Contribution>>;

export async function loadContributions(scope: Scope, place?: Place): Promise<Contributions> {
	const rows = await scope.cube.rows({
		view: 'contributions',
		measures: MEASURES,
		dimensions: ['company_objective_id'],
		filters: contributing(scope, place),
		limit: 50_000
	});
	return Object.fromEntries(rows.map(toEntry));
}

/** By department, each with all below it. */
export async function loadContributionsOfEach(
	scope: Scope,
	departmentIds: readonly string[]
): Promise<ReadonlyMap<string, Contributions>> {
	if (departmentIds.length === 0) return new Map();
	const within = withinMember(scope.state.lens);
	const rows = await scope.cube.rows({
		view: 'contributions',
		measures: MEASURES,
		dimensions: [within, 'company_objective_id'],
		filters: contributing(scope, { kind: 'each', departmentIds }),
		limit: 50_000
	});
	const byDepartment = Map.groupBy(rows, (row) => row[within] ?? '');
	return new Map(
		[...byDepartment].map(([id, ofIt]) => [id, Object.fromEntries(ofIt.map(toEntry))])
	);
}

/** Below company level: a company objective may reach another one, too, but nobody counts it as work on that one. */
export function contributing(scope: Scope, place?: Place | Places): Filter<'contributions'>[] {
	return [
		onDays([scope.moment.day]),
		...(place === undefined ? inScope(scope) : inScope(scope, place)),
		{ member: 'level', operator: 'equals', values: LOWER_LEVELS }
	];
}

const MEASURES = [
	'contributing_objective_count',
	'contributing_department_count',
	'progress_count',
	'avg_progress',
	'worst_pace'
] as const;

function toEntry(
	row: Row<'contributions', (typeof MEASURES)[number], 'company_objective_id'>
): [string, Contribution] {
	return [
		row.company_objective_id ?? '',
		{
			objectives: row.contributing_objective_count,
			departments: row.contributing_department_count,
			progress: row.avg_progress,
			progressCount: row.progress_count,
			worstPace: row.worst_pace
		}
	];
}
