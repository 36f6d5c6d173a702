import { addDays, mondayOf } from '$lib/calendar/days.ts';
import type { Row } from '../cube/catalog.ts';
import type { Scope } from '../scope.ts';
import { childrenOf } from './departments.ts';
import { inScope, placeOf, withinMember } from './filters.ts';
import { comparisonDay, lastClosedWeek } from './windows.ts';

const WEEKS = 14;

/** Key-result weeks of a place, as they stand since the last sync (metrics.md 6). */
export interface DisciplineWeek {
	/** Its Monday. */
	readonly week: string;
	/** Live key results, due or not. */
	readonly base: number;
	/** Closed and due, and its check-ins may be read: the base of the compliance. */
	readonly due: number;
	readonly onTime: number;
	readonly late: number;
	readonly missed: number;
	/** 0..1; null: nothing was due. */
	readonly compliance: number | null;
	/** Of those with a check-in that has a text. */
	readonly judged: number;
	/** 0..1; null: none has a text. */
	readonly quality: number | null;
}

export interface UnjudgedWeek {
	readonly pending: number;
	readonly notDue: number;
	readonly unknown: number;
}

export interface Discipline {
	/** The last 13 closed weeks and the running one; null: nothing was live. */
	readonly weeks: readonly {
		readonly week: string;
		readonly facts: DisciplineWeek | null;
		/** Why the rest of the live ones is not judged, as far as the viewer may open them. */
		readonly unjudged: UnjudgedWeek;
	}[];
	readonly last: DisciplineWeek | null;
	/** The week that was the last closed one 7 days earlier; null: there is none. */
	readonly before: DisciplineWeek | null;
}

export interface DepartmentDiscipline {
	readonly id: string;
	readonly name: string;
	readonly facts: DisciplineWeek | null;
}

export async function loadDiscipline(scope: Scope): Promise<Discipline> {
	const { moment } = scope;
	const running = mondayOf(moment.day);
	const weeks = Array.from({ length: WEEKS }, (_, index) =>
		addDays(running, 7 * (index - WEEKS + 1))
	).filter((week) => addDays(week, 6) >= moment.minDay);
	const filters = [
		{ member: 'week', operator: 'equals', values: weeks } as const,
		...inScope(scope, placeOf(scope))
	];
	const [rows, states] = await Promise.all([
		scope.cube.rows({
			view: 'check_in_weeks',
			measures: MEASURES,
			dimensions: ['week'],
			filters
		}),
		// A state is one row's own, so this counts only what the viewer may open (metrics.md 13).
		scope.cube.rows({
			view: 'check_in_weeks',
			measures: ['base_count'],
			dimensions: ['week', 'check_in_state'],
			filters: [
				...filters,
				{
					member: 'check_in_state',
					operator: 'equals',
					values: ['pending', 'not_due', 'unknown']
				}
			]
		})
	]);
	const found = new Map(rows.map((row) => [row.week, toWeek(row)]));
	const countOf = (week: string, state: string) =>
		states.find((row) => row.week === week && row.check_in_state === state)?.base_count ?? 0;
	const weekAgo = comparisonDay(moment);
	return {
		weeks: weeks.map((week) => ({
			week,
			facts: found.get(week) ?? null,
			unjudged: {
				pending: countOf(week, 'pending'),
				notDue: countOf(week, 'not_due'),
				unknown: countOf(week, 'unknown')
			}
		})),
		last: found.get(lastClosedWeek(moment.day)) ?? null,
		before: weekAgo === null ? null : (found.get(lastClosedWeek(weekAgo)) ?? null)
	};
}

/** The last closed week of each department directly below, the lowest compliance first. */
export async function loadDisciplineByDepartment(scope: Scope): Promise<DepartmentDiscipline[]> {
	const children = childrenOf(scope.department, scope.departments);
	if (children.length === 0) return [];
	const within = withinMember(scope.state.lens);
	const rows = await scope.cube.rows({
		view: 'check_in_weeks',
		measures: MEASURES,
		dimensions: ['week', within],
		filters: [
			{ member: 'week', operator: 'equals', values: [lastClosedWeek(scope.moment.day)] },
			...inScope(scope, { kind: 'each', departmentIds: children.map(({ id }) => id) })
		],
		limit: 50_000
	});
	const found = new Map(rows.map((row) => [row[within] ?? '', toWeek(row)]));
	return children
		.map(({ id, name }) => ({ id, name, facts: found.get(id) ?? null }))
		.sort((a, b) => (a.facts?.compliance ?? 2) - (b.facts?.compliance ?? 2));
}

const MEASURES = [
	'base_count',
	'due_count',
	'on_time_count',
	'late_count',
	'missed_count',
	'compliance',
	'quality_week_count',
	'check_in_quality'
] as const;

function toWeek(row: Row<'check_in_weeks', (typeof MEASURES)[number], 'week'>): DisciplineWeek {
	return {
		week: row.week,
		base: row.base_count,
		due: row.due_count,
		onTime: row.on_time_count,
		late: row.late_count,
		missed: row.missed_count,
		compliance: row.compliance,
		judged: row.quality_week_count,
		quality: row.check_in_quality
	};
}
