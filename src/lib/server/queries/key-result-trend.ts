import type { Scope } from '../scope.ts';
import { inScope, onDays, placeOf, type Place } from './filters.ts';
import { comparisonDay, sparklineDays } from './windows.ts';

export interface KeyResultDay {
	readonly day: string;
	readonly base: number;
	readonly open: number;
	readonly judged: number;
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

/** The facts of the as-of day in one place; null: nothing is live there. */
export async function loadKeyResultDay(scope: Scope, place: Place): Promise<KeyResultDay | null> {
	const [day] = await loadDays(scope, [scope.moment.day], place);
	return day ?? null;
}

async function loadDays(
	scope: Scope,
	days: readonly string[],
	place: Place
): Promise<KeyResultDay[]> {
	const rows = await scope.cube.rows({
		view: 'key_results',
		measures: [
			'base_count',
			'open_count',
			'judged_count',
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
		],
		dimensions: ['as_of'],
		filters: [onDays(days), ...inScope(scope, place)]
	});
	return rows.map((row) => ({
		day: row.as_of,
		base: row.base_count,
		open: row.open_count,
		judged: row.judged_count,
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
	}));
}
