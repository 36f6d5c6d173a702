/**
 * The numbers that the pages must show (metrics.md 1, Windows; design.md): the five tiles of the overview, the department x week
 * matrix, the stalled list and "needs you". Rows and measures are those of the views; here is only which of them a page takes.
 */
import { addDays, mondayOf } from './days.ts';
import type { World } from './known.ts';
import { keyResultMeasures, objectiveMeasures, weekMeasures } from './measures.ts';
import { oncePerDay } from './once.ts';
import { departmentRows, firstDay, keyResultRows, objectiveRows, weekRows } from './rows.ts';
import type { KeyResultRow, WeekRow } from './rows.ts';

export interface PageScope {
	/** The as-of day, inside the chosen period. */
	readonly day: string;
	/** null: everything that is live. */
	readonly periodId: string | null;
	/** null: the whole company. */
	readonly departmentId: string | null;
	readonly lens: 'as_was' | 'today';
}

export interface TileTruth {
	/** null: nothing to judge. */
	readonly value: number | null;
	/** The count that the value rests on. */
	readonly base: number;
	/** Against the day 7 days earlier; null where one of both is missing, or before the first day. */
	readonly change: number | null;
	/** "The last 13 Sundays and t, across period borders unless a period is chosen." null: nothing was live. */
	readonly series: readonly { readonly day: string; readonly value: number | null }[];
}

export type TileName =
	'delivery_score' | 'red_flag_count' | 'stalled_count' | 'compliance' | 'rooted_coverage';

interface Reading {
	readonly value: number | null;
	readonly base: number;
}

export const keyResultsOn = oncePerDay(keyResultRows);
export const objectivesOn = oncePerDay(objectiveRows);
const allWeeks = oncePerDay((world: World) => weekRows(world));

export function inScope<
	T extends {
		readonly period_id: string | null;
		readonly department_path: string;
		readonly department_path_today: string;
	}
>(rows: readonly T[], { periodId, departmentId, lens }: PageScope): T[] {
	return rows.filter((row) => {
		const path = lens === 'today' ? row.department_path_today : row.department_path;
		return (
			(periodId === null || row.period_id === periodId) &&
			(departmentId === null || path.includes(`/${departmentId}/`))
		);
	});
}

/** "Same or enclosing": company objectives of other periods cannot be reached. */
export function companyObjectivesOf(world: World, { day, periodId }: PageScope) {
	const chosen = periodId === null ? undefined : world.periods.get(periodId);
	return objectivesOn(world, day).filter((row) => {
		const period = world.periods.get(row.period_id);
		return (
			row.level === 'company' &&
			(chosen === undefined ||
				(period !== undefined &&
					period.startsOn <= chosen.startsOn &&
					chosen.endsBefore <= period.endsBefore))
		);
	});
}

/** What a tile says on a day; null: nothing was live. */
function readingOf(world: World, scope: PageScope, name: TileName, day: string): Reading | null {
	if (name === 'compliance') {
		// "Compliance tile: the last closed week", the one before the week that contains the day.
		const cell = weekCell(world, scope, addDays(mondayOf(day), -7));
		return cell === null ? null : { value: cell.compliance, base: cell.due };
	}
	if (name === 'rooted_coverage') {
		const rows = inScope(objectivesOn(world, day), scope);
		if (rows.length === 0) return null;
		const rootable = rows.filter((row) => row.level !== 'company' && row.has_company_objective);
		return { value: objectiveMeasures(rows).rooted_coverage, base: rootable.length };
	}
	const rows = inScope(keyResultsOn(world, day), scope);
	if (rows.length === 0) return null;
	const measures = keyResultMeasures(rows);
	const open = rows.filter((row) => row.isOpen);
	switch (name) {
		case 'delivery_score': {
			const judged = rows.filter((row) => row.pace !== 'too_early' && row.weight > 0);
			return { value: measures.delivery_score, base: judged.length };
		}
		case 'red_flag_count':
			return { value: measures.red_flag_count, base: open.length };
		case 'stalled_count':
			// Where check-ins may not be read, nobody can say whether a key result stalls.
			return {
				value: measures.stalled_count,
				base: open.filter((row) => row.are_check_ins_known).length
			};
	}
}

/** The first day that the scope can show: of the chosen period, or of all data. */
export function minDayOf(world: World, { periodId }: PageScope): string {
	const first = firstDay(world);
	const start = (periodId !== null && world.periods.get(periodId)?.startsOn) || first;
	return start > first ? start : first;
}

export function tileOf(world: World, scope: PageScope, name: TileName): TileTruth {
	const { day } = scope;
	const minDay = minDayOf(world, scope);
	const isCount = name === 'red_flag_count' || name === 'stalled_count';
	const now = readingOf(world, scope, name, day);
	const value = now === null ? (isCount ? 0 : null) : now.value;
	const weekBefore = addDays(day, -7);
	// "Change: against the day 7 days earlier, blank before S."
	const before = weekBefore >= minDay ? readingOf(world, scope, name, weekBefore) : null;
	const change =
		value === null || before === null || before.value === null ? null : value - before.value;
	return {
		value,
		base: now?.base ?? 0,
		change,
		series: trendDays(world, scope).map((point) => ({
			day: point,
			value: readingOf(world, scope, name, point)?.value ?? null
		}))
	};
}

/** "The last 13 Sundays and t", those that the scope can show; oldest first. */
export function trendDays(world: World, scope: PageScope): string[] {
	const lastSunday = addDays(mondayOf(scope.day), -1);
	const sundays = Array.from({ length: 13 }, (_, index) => addDays(lastSunday, 7 * (index - 12)));
	return [...sundays, scope.day].filter((day) => day >= minDayOf(world, scope));
}

/** The departments directly below that of the scope, along the tree of its lens. */
export function departmentsBelow(world: World, { day, departmentId, lens }: PageScope): string[] {
	const tree = departmentRows(world, lens === 'today' ? world.lastDay : day);
	const above = departmentId ?? tree.find(({ parent_id }) => parent_id === null)?.department_id;
	return tree.filter((one) => one.parent_id === above).map((one) => one.department_id);
}

/**
 * The weeks of a matrix, by their Mondays: the last 13 closed ones, or all closed weeks of the chosen period, each with a day that
 * the scope can show. Asked about days inside the period.
 */
export function matrixWeeks(world: World, scope: PageScope): string[] {
	const last = addDays(mondayOf(scope.day), -7);
	const period = scope.periodId === null ? undefined : world.periods.get(scope.periodId);
	const first = period === undefined ? addDays(last, -7 * 12) : mondayOf(period.startsOn);
	const weeks: string[] = [];
	for (let week = first; week <= last; week = addDays(week, 7)) {
		if (addDays(week, 6) >= minDayOf(world, scope)) weeks.push(week);
	}
	return weeks;
}

export interface WeekCellTruth {
	/** Live key results, due or not. */
	readonly base: number;
	readonly due: number;
	readonly compliance: number | null;
	/** 0..10 */
	readonly confidence: number | null;
}

/** One cell of the matrix: a department's subtree (null: the company), one week. null: no key result was live. */
export function weekCell(world: World, scope: PageScope, week: string): WeekCellTruth | null {
	return cellOf(inScope(weeksNamed(world, week), scope));
}

/** The same for what belongs to the department itself, without those below it. */
export function ownWeekCell(world: World, scope: PageScope, week: string): WeekCellTruth | null {
	const everywhere = inScope(weeksNamed(world, week), { ...scope, departmentId: null });
	return cellOf(everywhere.filter((row) => row.department_id === scope.departmentId));
}

const weeksByMonday = oncePerDay((world: World) =>
	Map.groupBy(allWeeks(world, ''), (row) => row.week)
);

export function weeksNamed(world: World, week: string): readonly WeekRow[] {
	return weeksByMonday(world, '').get(week) ?? [];
}

function cellOf(rows: readonly WeekRow[]): WeekCellTruth | null {
	if (rows.length === 0) return null;
	const measures = weekMeasures(rows);
	return {
		base: rows.length,
		due: measures.due_count,
		compliance: measures.compliance,
		confidence: measures.avg_confidence
	};
}

export interface ListedKeyResult {
	readonly row: KeyResultRow;
	/** "By weight x age": the share of its objective times the days since the last check-in, or since it began. */
	readonly weightAge: number;
}

/** All stalled key results of the scope, greatest weight x age first; among equals by id. */
export function stalledList(world: World, scope: PageScope): ListedKeyResult[] {
	return listOf(
		inScope(keyResultsOn(world, scope.day), scope).filter((row) => row.stall_reason !== null)
	);
}

/** "Needs you: red, stalled or blocked key results, by weight x age." */
export function needsYou(world: World, scope: PageScope): ListedKeyResult[] {
	return listOf(
		inScope(keyResultsOn(world, scope.day), scope).filter(
			(row) => row.confidence_band === 'red' || row.stall_reason !== null || row.is_blocked === true
		)
	);
}

function listOf(rows: readonly KeyResultRow[]): ListedKeyResult[] {
	return rows
		.map((row) => ({
			row,
			weightAge: row.weight * (row.days_stalled ?? row.days_since_check_in ?? 0)
		}))
		.sort(
			(a, b) => b.weightAge - a.weightAge || (a.row.key_result_id < b.row.key_result_id ? -1 : 1)
		);
}
