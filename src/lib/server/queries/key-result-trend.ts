import type { Row } from '../cube/catalog.ts';
import type { Scope } from '../scope.ts';
import { inScope, onDays, placeOf, withinMember, type Place } from './filters.ts';
import { rowsOfDays } from './past-weeks.ts';
import { comparisonDay, sparklineDays } from './windows.ts';

export interface KeyResultDay {
	readonly day: string;
	readonly base: number;
	readonly open: number;
	readonly judged: number;
	/** Open, and its check-ins may be read: the base of what stalls. */
	readonly withCheckIns: number;
	/** 0..1; null: too early to say, or nothing live. */
	readonly deliveryScore: number | null;
	readonly redFlags: number;
	readonly watch: number;
	readonly stable: number;
	readonly withConfidence: number;
	readonly stalled: number;
	readonly neverStarted: number;
	readonly silent: number;
	readonly noMovement: number;
	readonly needsAttention: number;
}

export interface KeyResultTrend {
	/** One entry per day of the sparkline; null: nothing was live. */
	readonly days: readonly { readonly day: string; readonly facts: KeyResultDay | null }[];
	/** On the as-of day; null: nothing is live. */
	readonly now: KeyResultDay | null;
	/** 7 days earlier; null: nothing to compare with. */
	readonly weekAgo: KeyResultDay | null;
}

/** How delivery, confidence and stalling developed: sparklines, tiles, the bands of the overview. */
export async function loadKeyResultTrend(scope: Scope): Promise<KeyResultTrend> {
	const days = sparklineDays(scope.moment);
	const before = comparisonDay(scope.moment);
	const asked = new Set(before === null ? days : [...days, before]);
	const found = new Map((await loadDays(scope, [...asked], placeOf(scope))).map((d) => [d.day, d]));
	return {
		days: days.map((day) => ({ day, facts: found.get(day) ?? null })),
		now: found.get(scope.moment.day) ?? null,
		weekAgo: before === null ? null : (found.get(before) ?? null)
	};
}

/** The facts of the as-of day in the place of the scope; null: nothing is live there. */
export async function loadKeyResultDay(scope: Scope): Promise<KeyResultDay | null> {
	const [day] = await loadDays(scope, [scope.moment.day], placeOf(scope));
	return day ?? null;
}

/** The facts of the as-of day in each of the departments, with all below it. Where nothing is live there is no entry. */
export async function loadKeyResultDayByDepartment(
	scope: Scope,
	departmentIds: readonly string[]
): Promise<Map<string, KeyResultDay>> {
	if (departmentIds.length === 0) return new Map();
	const within = withinMember(scope.state.lens);
	const rows = await scope.cube.rows({
		view: 'key_results',
		measures: MEASURES,
		dimensions: ['as_of', within],
		filters: [onDays([scope.moment.day]), ...inScope(scope, { kind: 'each', departmentIds })],
		limit: 50_000
	});
	return new Map(rows.map((row) => [row[within] ?? '', toFacts(row)]));
}

const MEASURES = [
	'base_count',
	'open_count',
	'judged_count',
	'check_ins_known_count',
	'delivery_score',
	'red_flag_count',
	'watch_count',
	'stable_count',
	'confidence_count',
	'stalled_count',
	'never_started_count',
	'silent_count',
	'no_movement_count',
	'needs_attention_count'
] as const;

async function loadDays(
	scope: Scope,
	days: readonly string[],
	place: Place
): Promise<KeyResultDay[]> {
	const rows = await rowsOfDays(days, scope.moment.day, (part) =>
		scope.cube.rows({
			view: 'key_results',
			measures: MEASURES,
			dimensions: ['as_of'],
			filters: [onDays(part), ...inScope(scope, place)]
		})
	);
	return rows.map(toFacts);
}

function toFacts(row: Row<'key_results', (typeof MEASURES)[number], 'as_of'>): KeyResultDay {
	return {
		day: row.as_of,
		base: row.base_count,
		open: row.open_count,
		judged: row.judged_count,
		withCheckIns: row.check_ins_known_count,
		deliveryScore: row.delivery_score,
		redFlags: row.red_flag_count,
		watch: row.watch_count,
		stable: row.stable_count,
		withConfidence: row.confidence_count,
		stalled: row.stalled_count,
		neverStarted: row.never_started_count,
		silent: row.silent_count,
		noMovement: row.no_movement_count,
		needsAttention: row.needs_attention_count
	};
}
