/** The figures that a review tells of a place: on one day of a period, and over the weeks of it that are closed by then. */
import type { Row } from '../cube/catalog.ts';
import type { Scope } from '../scope.ts';
import { inScope, onDays, placeOf, withinMember, type Place, type Places } from './filters.ts';
import { matrixWeeks } from './windows.ts';

/** Key results of the period that are live on the day (metrics.md 3 to 5). */
export interface KeyResultFigures {
	readonly live: number;
	readonly open: number;
	readonly done: number;
	readonly onTrack: number;
	readonly behind: number;
	readonly atRisk: number;
	readonly tooEarly: number;
	readonly unknownPace: number;
	/** With a known progress: the base of the mean. */
	readonly withProgress: number;
	/** 0..100; null: none is known. */
	readonly progress: number | null;
	readonly expected: number | null;
	readonly judged: number;
	/** 0..1; null: too early to say. */
	readonly deliveryScore: number | null;
	readonly withConfidence: number;
	/** 0..10; null: nobody stated any. */
	readonly confidence: number | null;
	/** -100..100 */
	readonly netConfidence: number | null;
	readonly red: number;
	/** Open, and its check-ins may be read: the base of what stalls. */
	readonly withCheckIns: number;
	readonly stalled: number;
	readonly neverStarted: number;
	readonly silent: number;
	readonly noMovement: number;
}

/** Key-result weeks of the period that are closed and due by the day, as they stand since the last sync (metrics.md 6). */
export interface DisciplineFigures {
	readonly due: number;
	readonly onTime: number;
	readonly late: number;
	readonly missed: number;
	/** 0..1; null: nothing was due. */
	readonly compliance: number | null;
	/** Of those with a check-in that has a text. */
	readonly withText: number;
	readonly quality: number | null;
}

/** Objectives of the period that are live on the day (metrics.md 7). */
export interface ObjectiveFigures {
	readonly live: number;
	readonly rootable: number;
	/** 0..1; null: no period in scope has a company objective. */
	readonly rooted: number | null;
}

/** null: nothing was live, or no week is closed. */
export interface PeriodFigures {
	readonly keyResults: KeyResultFigures | null;
	readonly discipline: DisciplineFigures | null;
	readonly objectives: ObjectiveFigures | null;
}

export async function loadPeriodFigures(scope: Scope): Promise<PeriodFigures> {
	const place = placeOf(scope);
	const weeks = inWeeks(scope);
	const [[keyResults], [discipline], [objectives]] = await Promise.all([
		scope.cube.rows({
			view: 'key_results',
			measures: KEY_RESULTS,
			filters: onTheDay(scope, place)
		}),
		weeks.length === 0
			? []
			: scope.cube.rows({
					view: 'check_in_weeks',
					measures: DISCIPLINE,
					filters: [...weeks, ...inScope(scope, place)]
				}),
		scope.cube.rows({ view: 'objectives', measures: OBJECTIVES, filters: onTheDay(scope, place) })
	]);
	return {
		keyResults: keyResults === undefined ? null : toKeyResults(keyResults),
		discipline: discipline === undefined ? null : toDiscipline(discipline),
		objectives: objectives === undefined ? null : toObjectives(objectives)
	};
}

/** The same for each of the departments, with all below it. */
export async function loadPeriodFiguresByDepartment(
	scope: Scope,
	departmentIds: readonly string[]
): Promise<Map<string, PeriodFigures>> {
	if (departmentIds.length === 0) return new Map();
	const place: Places = { kind: 'each', departmentIds };
	const within = withinMember(scope.state.lens);
	const weeks = inWeeks(scope);
	const [keyResults, discipline, objectives] = await Promise.all([
		scope.cube.rows({
			view: 'key_results',
			measures: KEY_RESULTS,
			dimensions: [within],
			filters: onTheDay(scope, place),
			limit: 50_000
		}),
		weeks.length === 0
			? []
			: scope.cube.rows({
					view: 'check_in_weeks',
					measures: DISCIPLINE,
					dimensions: [within],
					filters: [...weeks, ...inScope(scope, place)],
					limit: 50_000
				}),
		scope.cube.rows({
			view: 'objectives',
			measures: OBJECTIVES,
			dimensions: [within],
			filters: onTheDay(scope, place),
			limit: 50_000
		})
	]);
	const of = <R extends { readonly [K in typeof within]?: string | null }, Facts>(
		rows: readonly R[],
		read: (row: R) => Facts | null
	) => new Map(rows.map((row) => [row[within] ?? '', read(row)]));
	const found = {
		keyResults: of(keyResults, toKeyResults),
		discipline: of(discipline, toDiscipline),
		objectives: of(objectives, toObjectives)
	};
	return new Map(
		departmentIds.map((id) => [
			id,
			{
				keyResults: found.keyResults.get(id) ?? null,
				discipline: found.discipline.get(id) ?? null,
				objectives: found.objectives.get(id) ?? null
			}
		])
	);
}

function onTheDay(scope: Scope, place: Place | Places) {
	return [onDays([scope.moment.day]), ...inScope(scope, place)];
}

/** One filter of all closed weeks, so that Cube adds them up; none while no week is closed. */
function inWeeks(scope: Scope) {
	const values = matrixWeeks(scope.moment, scope.version.asOf);
	return values.length === 0 ? [] : [{ member: 'week', operator: 'equals', values } as const];
}

const KEY_RESULTS = [
	...(['key_result_count', 'open_count', 'done_count', 'on_track_count', 'behind_count'] as const),
	...(['at_risk_count', 'too_early_count', 'unknown_pace_count'] as const),
	...([
		'progress_count',
		'avg_progress',
		'avg_expected',
		'judged_count',
		'delivery_score'
	] as const),
	...(['confidence_count', 'avg_confidence', 'net_confidence', 'red_flag_count'] as const),
	...(['check_ins_known_count', 'stalled_count', 'never_started_count'] as const),
	...(['silent_count', 'no_movement_count'] as const)
] as const;
const DISCIPLINE = [
	...(['due_count', 'on_time_count', 'late_count', 'missed_count', 'compliance'] as const),
	...(['quality_week_count', 'check_in_quality'] as const)
] as const;
const OBJECTIVES = ['objective_count', 'rootable_count', 'rooted_coverage'] as const;

function toKeyResults(
	row: Row<'key_results', (typeof KEY_RESULTS)[number], never>
): KeyResultFigures | null {
	if (row.key_result_count === 0) return null;
	return {
		live: row.key_result_count,
		open: row.open_count,
		done: row.done_count,
		onTrack: row.on_track_count,
		behind: row.behind_count,
		atRisk: row.at_risk_count,
		tooEarly: row.too_early_count,
		unknownPace: row.unknown_pace_count,
		withProgress: row.progress_count,
		progress: row.avg_progress,
		expected: row.avg_expected,
		judged: row.judged_count,
		deliveryScore: row.delivery_score,
		withConfidence: row.confidence_count,
		confidence: row.avg_confidence,
		netConfidence: row.net_confidence,
		red: row.red_flag_count,
		withCheckIns: row.check_ins_known_count,
		stalled: row.stalled_count,
		neverStarted: row.never_started_count,
		silent: row.silent_count,
		noMovement: row.no_movement_count
	};
}

function toDiscipline(
	row: Row<'check_in_weeks', (typeof DISCIPLINE)[number], never>
): DisciplineFigures | null {
	if (row.due_count === 0) return null;
	return {
		due: row.due_count,
		onTime: row.on_time_count,
		late: row.late_count,
		missed: row.missed_count,
		compliance: row.compliance,
		withText: row.quality_week_count,
		quality: row.check_in_quality
	};
}

function toObjectives(
	row: Row<'objectives', (typeof OBJECTIVES)[number], never>
): ObjectiveFigures | null {
	if (row.objective_count === 0) return null;
	return { live: row.objective_count, rootable: row.rootable_count, rooted: row.rooted_coverage };
}
