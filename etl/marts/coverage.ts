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
 * is right on every day. They write nothing before `{{first_day}}` (or `{{first_day_of(x)}}`), `{{weeks_from}}`, `{{check_ins_from}}` or
 * `{{patterns_from}}`: partitions before it are taken over as they are, and what is earlier in the first one is copied from the mart that
 * is there.
 */
import type { MARTS } from './swap.ts';

export type Coverage =
	| 'days'
	| 'blocks'
	| 'weeks'
	| 'check_ins'
	| 'changes'
	| 'patterns'
	| 'entities'
	| 'texts'
	| 'whole';

export const COVERAGE: Readonly<Record<(typeof MARTS)[number], Coverage>> = {
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
};

/** Column of a mart of days: of an objective in `build_late` (late.ts) more days are made than of others. */
export const LATE: Readonly<Partial<Record<(typeof MARTS)[number], string>>> = {
	mart_key_result_days: 'objective_id',
	mart_objective_days: 'objective_id',
	mart_contribution_days: 'objective_id',
	mart_link_days: 'parent_objective_id'
};
