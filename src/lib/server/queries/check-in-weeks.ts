import type { Filter, Row } from '../cube/catalog.ts';
import type { Scope } from '../scope.ts';
import { inScope, placeOf, withinMember, type Place } from './filters.ts';

/** A place in one closed week. States and values stand as of the last sync (metrics.md 6). */
export interface WeekCell {
	/** Its Monday. */
	readonly week: string;
	/** Live key results, due or not. */
	readonly base: number;
	readonly due: number;
	readonly onTime: number;
	readonly late: number;
	readonly missed: number;
	/** 0..1; null: nothing was due. */
	readonly compliance: number | null;
	/** Due key results that stated a confidence in the week. */
	readonly withConfidence: number;
	/** 0..10; null: none stated, or nothing was due. */
	readonly confidence: number | null;
}

/** Check-in discipline and confidence of a place, week by week. Weeks without a live key result are absent. */
export async function loadWeeks(
	scope: Scope,
	weeks: readonly string[],
	place: Place = placeOf(scope)
): Promise<WeekCell[]> {
	if (weeks.length === 0) return [];
	const rows = await scope.cube.rows({
		view: 'check_in_weeks',
		measures: MEASURES,
		dimensions: ['week'],
		filters: [inWeeks(weeks), ...inScope(scope, place)]
	});
	return rows.map(toCell);
}

/** The same for each of the departments, with all below it: by department id, then by week. */
export async function loadWeeksByDepartment(
	scope: Scope,
	weeks: readonly string[],
	departmentIds: readonly string[]
): Promise<Map<string, Map<string, WeekCell>>> {
	const found = new Map(departmentIds.map((id) => [id, new Map<string, WeekCell>()]));
	if (weeks.length === 0 || departmentIds.length === 0) return found;
	const within = withinMember(scope.state.lens);
	const rows = await scope.cube.rows({
		view: 'check_in_weeks',
		measures: MEASURES,
		dimensions: ['week', within],
		filters: [inWeeks(weeks), ...inScope(scope, { kind: 'each', departmentIds })],
		limit: 50_000
	});
	for (const row of rows) found.get(row[within] ?? '')?.set(row.week, toCell(row));
	return found;
}

export const MEASURES = [
	'base_count',
	'due_count',
	'on_time_count',
	'late_count',
	'missed_count',
	'compliance',
	'confidence_count',
	'avg_confidence'
] as const;

function inWeeks(weeks: readonly string[]): Filter<'check_in_weeks'> {
	return { member: 'week', operator: 'equals', values: weeks };
}

export function toCell(row: Row<'check_in_weeks', (typeof MEASURES)[number], 'week'>): WeekCell {
	return {
		week: row.week,
		base: row.base_count,
		due: row.due_count,
		onTime: row.on_time_count,
		late: row.late_count,
		missed: row.missed_count,
		compliance: row.compliance,
		withConfidence: row.confidence_count,
		confidence: row.avg_confidence
	};
}
