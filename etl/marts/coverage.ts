/**
 * What of each mart a build may leave as it is, because nothing that it tells has changed.
 *
 * - `days`: partitioned by toMonday(as_of); a row tells about its day what was known of objectives live on it. LATE names the objective
 *   whose check-ins and answers the row rests on, if it does.
 * - `blocks`: as `days`; a row also depends on the other days of its week.
 * - `weeks`: partitioned by toYYYYMM(week); a row tells about a week of a key result, as judged at the last sync.
 * - `check_ins`: partitioned by toYYYYMM(checked_in_on); a row tells about a check-in of that day as it stands at the last sync.
 * - `changes`: partitioned by toYYYYMM(changed_on); a row tells what became another on its day.
 * - `patterns`: partitioned by toMonday(as_of); a row tells about its day, and what made the pattern in the weeks before.
 * - `entities`: a row tells about a key result, or an objective. Those out of scope stand in `build_kept_…`, which the step of the
 *   mart reads.
 * - `texts`: rows are found by the hash of all they say. New ones are added; those that nothing speaks of any more go with the next
 *   whole build.
 * - `whole`: small, and built anew each time. Its step must read whole tables: `{{all_of(objective_versions)}}`.
 *
 * Steps see the core tables cut down to the objectives in scope (scope.ts) in full length, so that what they compute for one of these
 * is right on every day. They write nothing before `{{first_day_of(x)}}`, `{{weeks_from_of(x)}}`, `{{check_ins_from}}` or
 * `{{patterns_from_of(x)}}`, which are earlier for what became known late (late.ts): partitions before all of these stay as they are, and
 * what is earlier in the first one is copied from the mart that is there.
 */
import { mondayOf, moved, type ChangedSince } from './changes.ts';

type Coverage =
	| 'days'
	| 'blocks'
	| 'weeks'
	| 'check_ins'
	| 'changes'
	| 'patterns'
	| 'entities'
	| 'texts'
	| 'whole';

export const COVERAGE = {
	// First, so that what has become restricted is closed before its new rows can be seen.
	mart_restricted_objectives: 'whole',
	mart_readers: 'whole',
	mart_blocks: 'blocks',
	mart_labels: 'texts',
	mart_comments: 'texts',
	mart_lives: 'entities',
	mart_search: 'entities',
	mart_key_result_days: 'days',
	mart_check_in_weeks: 'weeks',
	mart_objective_days: 'days',
	mart_link_days: 'days',
	mart_contribution_days: 'days',
	mart_person_days: 'days',
	mart_department_days: 'days',
	mart_periods: 'whole',
	mart_check_ins: 'check_ins',
	mart_check_in_revisions: 'check_ins',
	mart_changes: 'changes',
	mart_pattern_days: 'patterns',
	mart_falls: 'entities',
	mart_diagnoses: 'entities'
} as const satisfies Readonly<Record<string, Coverage>>;

export type Mart = keyof typeof COVERAGE;

/** Every mart that a build fills, in the order in which they are swapped in; `mart_build` beside them says what they are. */
export const MARTS = Object.keys(COVERAGE) as Mart[];

/** Column of a mart of days: of an objective in `build_late` (late.ts) more days are made than of others. */
const LATE: Readonly<Partial<Record<Mart, string>>> = {
	mart_key_result_days: 'objective_id',
	mart_objective_days: 'objective_id',
	mart_contribution_days: 'objective_id',
	mart_link_days: 'parent_objective_id'
};

/** The first day of which patterns of any key result may be others, a Monday: they show values and texts of weeks that are over. */
export function patternsFrom({
	day,
	week,
	checkIn
}: Pick<ChangedSince, 'day' | 'week' | 'checkIn'>): string {
	return [mondayOf(day), moved(week, 7), moved(mondayOf(checkIn), 7)].sort()[0] ?? day;
}

/** The same for those in `build_late_weeks` (late.ts). */
export function latePatternsFrom({ lateDay, lateWeek, lateCheckIn }: ChangedSince): string {
	return patternsFrom({ day: lateDay, week: lateWeek, checkIn: lateCheckIn });
}

interface Kept {
	/** By which the mart is cut into partitions. */
	readonly column: string;
	/** The first day of the first partition with a change, YYYY-MM-DD: earlier partitions are kept whole. */
	readonly since: string;
	/** The id of that partition. Those of one mart are in the order of their days. */
	readonly partition: string;
	/** What is kept of it and of later ones; null: nothing. */
	readonly rows: string | null;
}

/** null: the mart is not kept by partitions. */
export function keptOf(mart: Mart, changed: ChangedSince): Kept | null {
	switch (COVERAGE[mart]) {
		case 'days':
			return keptDays(LATE[mart], changed);
		case 'blocks':
			return { ...inWeeks(changed.day), rows: null };
		case 'patterns':
			return keptPatterns(changed);
		case 'weeks':
			return keptWeeks(changed);
		case 'check_ins':
			return keptCheckIns(changed);
		case 'changes':
			return keptChanges(changed);
		case 'entities':
		case 'texts':
		case 'whole':
			return null;
	}
}

/** Of a mart cut by toMonday(as_of). */
function inWeeks(first: string): Omit<Kept, 'rows'> {
	const since = mondayOf(first);
	return { column: 'as_of', since, partition: since.replaceAll('-', '') };
}

/** Of a mart cut by toYYYYMM(column). */
function inMonths(column: string, first: string): Omit<Kept, 'rows'> {
	const month = first.slice(0, 7);
	return { column, since: `${month}-01`, partition: month.replace('-', '') };
}

function keptDays(lateBy: string | undefined, { day, lateDay }: ChangedSince): Kept {
	const place = inWeeks(lateBy === undefined ? day : lateDay);
	const isMade =
		lateBy === undefined
			? 'false'
			: `as_of >= toDate('${lateDay}') AND ${lateBy} IN (SELECT entity_id FROM build_late)`;
	return {
		...place,
		rows: `as_of >= toDate('${place.since}') AND as_of < toDate('${day}') AND NOT (${isMade})`
	};
}

function keptCheckIns({ checkIn, lateCheckIn }: ChangedSince): Kept {
	const place = inMonths('checked_in_on', lateCheckIn);
	return {
		...place,
		rows: `checked_in_on >= toDate('${place.since}') AND checked_in_on < toDate('${checkIn}')
			AND check_in_id NOT IN (SELECT check_in_id FROM build_late_check_ins)`
	};
}

function keptWeeks({ week, lateWeek }: ChangedSince): Kept {
	const place = inMonths('week', lateWeek);
	return {
		...place,
		rows: `week >= toDate('${place.since}') AND week < toDate('${week}')
			AND NOT (week >= toDate('${lateWeek}') AND key_result_id IN (SELECT entity_id FROM build_late_weeks))`
	};
}

function keptPatterns(changed: ChangedSince): Kept {
	const place = inWeeks(latePatternsFrom(changed));
	return {
		...place,
		rows: `as_of >= toDate('${place.since}') AND as_of < toDate('${patternsFrom(changed)}')
			AND key_result_id NOT IN (SELECT entity_id FROM build_late_weeks)`
	};
}

/** Of the month in which the changes begin, the rows before them. */
function keptChanges({ day }: ChangedSince): Kept {
	const place = inMonths('changed_on', day);
	return {
		...place,
		rows: `changed_on >= toDate('${place.since}') AND changed_on < toDate('${day}')`
	};
}
