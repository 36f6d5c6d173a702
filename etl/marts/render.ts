import { sqlLiteral } from '../clickhouse/client.ts';
import { foldSql } from '../clickhouse/fold.ts';

/** From the first red or at-risk day on, within which somebody should answer to it (metrics.md 12). */
export const DAYS_TO_RESPOND = 14;

/** From the Monday of a week to the Wednesday after it, whose check-ins count for it where it has none (metrics.md 6). */
export const DAYS_TO_COUNT_FOR_A_WEEK = 9;

export interface Slice {
	/** From 0. */
	readonly number: number;
	readonly count: number;
}

/** What the SQL of a step depends on, besides the core tables. */
export interface StepValues {
	readonly timezone: string;
	/** Mondays, YYYY-MM-DD. */
	readonly holidayWeeks: readonly string[];
	/** The local day of the last sync, YYYY-MM-DD. */
	readonly asOf: string;
	/** MIN_GROUP_SIZE. */
	readonly minGroupSize: number;
	/** UNKNOWN_VISIBILITY: who may open an objective of which the source does not say it. */
	readonly unknownVisibility: 'company' | 'restricted';
	/** The first day whose rows are asked for, YYYY-MM-DD. Default: all days. */
	readonly firstDay?: string;
	/** The same for the objectives in `build_late` (late.ts), not after `firstDay`. Default: `firstDay`. */
	readonly lateDay?: string;
	/** The first week whose check-in states are asked for, a Monday. Default: all weeks. */
	readonly weeksFrom?: string;
	/** The same for the key results in `build_late_weeks` (late.ts), not after `weeksFrom`. Default: `weeksFrom`. */
	readonly lateWeeksFrom?: string;
	/** The first day whose check-ins are asked for. Default: all days. */
	readonly checkInsFrom?: string;
	/** All objectives of periods that end after this day are in scope (scope.ts). Default: all objectives. */
	readonly scopeFrom?: string;
	/** Which part of all entities or weeks a statement is about, by a hash. Default: all. */
	readonly slice?: Slice;
	/** The first day of which patterns are asked for, a Monday. Default: all days. */
	readonly patternsFrom?: string;
	/** The same for the key results in `build_late_weeks`, not after `patternsFrom`. Default: `patternsFrom`. */
	readonly latePatternsFrom?: string;
}

/**
 * The SQL of a step with its placeholders filled in. Values become literals, because chDB runs
 * parameterised queries one at a time.
 *
 * - `{{as_of}}`, `{{timezone}}`, `{{holiday_weeks}}` (an array of dates)
 * - `{{start_of_time}}`, `{{end_of_time}}`: days before and after all others
 * - `{{local_day(x)}}`: the local day of an instant
 * - `{{counted(x)}}`: the number of a day when days inside `HOLIDAY_WEEKS` are not counted, so that
 *   an age is the difference of two of them (metrics.md 5)
 * - `{{min_group_size}}`, `{{closed_visibilities}}` (a tuple): metrics.md 13
 * - `{{days_to_respond}}`: metrics.md 12
 * - `{{folded(x)}}`: a text as a search compares it (fold.ts)
 * - `{{first_day}}`: rows of earlier days are not asked for, and what is kept has them already
 * - `{{first_day_of(x)}}`: the same for the objective or key result with this id, of which something may have become known late
 * - `{{is_late_check_in(x)}}`: whether the check-in with this id is asked for in any case (late.ts)
 * - `{{first_day_of_any}}`, `{{first_monday}}`: the earliest of these days; the Monday of `{{first_day}}`
 * - `{{weeks_from}}`, `{{check_ins_from}}`: states of earlier weeks, and earlier check-ins, are kept
 * - `{{weeks_from_of(x)}}`, `{{patterns_from_of(x)}}`: from where on states of weeks, and patterns, are asked for of the key result with
 *   this id, of which an earlier week may have become another (late.ts)
 * - `{{weeks_from_of_any}}`, `{{patterns_from_of_any}}`: the earliest of these
 * - `{{scope_from}}`: all objectives of a period are seen if it ends after this day
 * - `{{all_of(objective_versions)}}`: a core table in full, also where a build works on some objectives (scope.ts)
 * - `{{slice(x)}}`: of a step that is run slice by slice, whether the entity with this id, or the week of a day, is in
 *   this one
 * - `{{depth}}` and other names of `extra`
 *
 * @throws {Error} an unknown placeholder
 */
export function renderStep(
	template: string,
	values: StepValues,
	extra: Readonly<Record<string, string>> = {}
): string {
	const timezone = sqlLiteral(values.timezone);
	const holidays = values.holidayWeeks.map((week) => `toDate(${sqlLiteral(week)})`);
	const firstDay = toDate(values.firstDay);
	const lateDay = toDate(values.lateDay ?? values.firstDay);
	const weeksFrom = toDate(values.weeksFrom);
	const lateWeeksFrom = toDate(values.lateWeeksFrom ?? values.weeksFrom);
	const patternsFrom = toDate(values.patternsFrom);
	const latePatternsFrom = toDate(values.latePatternsFrom ?? values.patternsFrom);
	const plain = new Map([
		['as_of', `toDate(${sqlLiteral(values.asOf)})`],
		['timezone', timezone],
		['holiday_weeks', `CAST([${holidays.join(', ')}], 'Array(Date)')`],
		['min_group_size', String(values.minGroupSize)],
		[
			'closed_visibilities',
			values.unknownVisibility === 'company' ? `('restricted')` : `('restricted', 'unknown')`
		],
		['start_of_time', `toDate('1970-01-01')`],
		['end_of_time', `toDate('2149-06-01')`],
		['days_to_respond', String(DAYS_TO_RESPOND)],
		['first_day', firstDay],
		['first_day_of_any', lateDay],
		['first_monday', `toMonday(${firstDay})`],
		['weeks_from', weeksFrom],
		['weeks_from_of_any', lateWeeksFrom],
		['patterns_from_of_any', latePatternsFrom],
		['check_ins_from', toDate(values.checkInsFrom)],
		['scope_from', toDate(values.scopeFrom)],
		...Object.entries(extra)
	]);
	const functions = new Map([
		['all_of', (table: string) => `core_${table}`],
		[
			'is_late_check_in',
			(id: string) =>
				values.lateDay === undefined
					? 'false'
					: `${id} IN (SELECT check_in_id FROM build_late_check_ins)`
		],
		['first_day_of', (id: string) => ifIn('build_late', id, lateDay, firstDay)],
		['weeks_from_of', (id: string) => ifIn('build_late_weeks', id, lateWeeksFrom, weeksFrom)],
		[
			'patterns_from_of',
			(id: string) => ifIn('build_late_weeks', id, latePatternsFrom, patternsFrom)
		],
		['slice', (id: string) => inSlice(id, values.slice)],
		['local_day', (instant: string) => localDay(instant, timezone)],
		['counted', (day: string) => countedDay(day, holidays)],
		['folded', foldSql]
	]);
	return template.replace(
		/\{\{(\w+)(?:\((.*?)\))?\}\}/g,
		(placeholder, name: string, argument: string | undefined) => {
			const value = argument === undefined ? plain.get(name) : functions.get(name)?.(argument);
			if (value === undefined) throw new Error(`Unknown placeholder ${placeholder} in a mart`);
			return value;
		}
	);
}

/** Placeholders for what runs after this one added to core tables, and what was there before. */
export function newSince(runId: string): { readonly is_new: string; readonly is_old: string } {
	return {
		is_new: `(run_id > ${sqlLiteral(runId)})`,
		is_old: `(run_id <= ${sqlLiteral(runId)})`
	};
}

/** @param day YYYY-MM-DD; undefined: before all others */
function toDate(day = '1970-01-01'): string {
	return `toDate(${sqlLiteral(day)})`;
}

/** `late` for what is in the table, else `day`. */
function ifIn(table: string, id: string, late: string, day: string): string {
	return late === day ? day : `if(${id} IN (SELECT entity_id FROM ${table}), ${late}, ${day})`;
}

function inSlice(id: string, slice: Slice = { number: 0, count: 1 }): string {
	return slice.count === 1 ? 'true' : `(cityHash64(${id}) % ${slice.count} = ${slice.number})`;
}

/** Kept inside what a Date can hold: outside, ClickHouse silently wraps around. */
function localDay(instant: string, timezone: string): string {
	const first = `toDateTime64('1970-01-02 00:00:00', 3, 'UTC')`;
	const last = `toDateTime64('2149-05-01 00:00:00', 3, 'UTC')`;
	return `toDate(least(${last}, greatest(${first}, ${instant})), ${timezone})`;
}

function countedDay(day: string, holidays: readonly string[]): string {
	const skipped = holidays.map(
		(monday) => ` - greatest(0, least(7, toInt32(${day}) - toInt32(${monday}) + 1))`
	);
	return `(toInt32(${day})${skipped.join('')})`;
}
