/** Progress, expected progress, gap and pace (metrics.md 3). */
import { checkInsOf, statedProgress } from './check-ins.ts';
import { addDays, dayOf, daysBetween } from './days.ts';
import type { KnownKeyResult, KnownObjective, Observation, World } from './known.ts';
import { endOf, liveKeyResultsOf } from './live.ts';
import { once } from './once.ts';

export type Pace = 'done' | 'unknown' | 'too_early' | 'on_track' | 'behind' | 'at_risk';

/**
 * What check-ins stated and reads observed until the end of the day, by instant. metrics.md leaves open which of two at one instant
 * speaks; the read does, because it saw what the check-in had left.
 */
export function valuesUntil(world: World, keyResult: KnownKeyResult, day: string): Observation[] {
	const values: Observation[] = [];
	for (const { at, revision } of checkInsOf(world, keyResult, day)) {
		const value = statedProgress(revision, keyResult.id);
		if (value !== null) values.push({ at, value });
	}
	values.push(...keyResult.observed.filter(({ at }) => at <= endOf(world, day)));
	return values.sort((a, b) => a.at - b.at);
}

/**
 * "The value with the greatest instant at or before the end of t among what check-ins state for that key result (at
 * checked_in_at) and what reads observed (at the read); clamped to 0..100; NULL if there is none. If nothing was stated or
 * observed inside the period, the first value observed after its end counts from its last day on."
 */
export const progressAt = once(
	(world: World, keyResult: KnownKeyResult, day: string): number | null => {
		const { period } = keyResult.objective;
		const values = valuesUntil(world, keyResult, day);
		let value = values.at(-1)?.value ?? null;
		if (day >= addDays(period.endsBefore, -1)) {
			const isInside = ({ at }: Observation): boolean => {
				const on = dayOf(at, world.settings.timezone);
				return period.startsOn <= on && on < period.endsBefore;
			};
			const isAfter = ({ at }: Observation): boolean =>
				dayOf(at, world.settings.timezone) >= period.endsBefore;
			const firstAfter = keyResult.observed.find(isAfter);
			if (!values.some(isInside) && firstAfter !== undefined) value = firstAfter.value;
		}
		return clamped(value);
	}
);

/** "Progress is 0..100": what the source states outside is brought to the nearer end. */
export function clamped(value: number | null): number | null {
	return value === null ? null : Math.min(100, Math.max(0, value));
}

export function isDone(progress: number | null): boolean {
	return progress !== null && progress >= 100;
}

/** S_k: "max(S, day the key result was created)". */
export function startOf(world: World, keyResult: KnownKeyResult): string {
	const { startsOn } = keyResult.objective.period;
	const first = keyResult.history[0];
	const created = first === undefined ? startsOn : dayOf(first.from, world.settings.timezone);
	return created > startsOn ? created : startsOn;
}

/** "x(t) = 100 * (t - S_k + 1) / (E - S_k) in days; 100 on the last day." */
export function expectedAt(world: World, keyResult: KnownKeyResult, day: string): number {
	const start = startOf(world, keyResult);
	const { endsBefore } = keyResult.objective.period;
	return (100 * (daysBetween(start, day) + 1)) / daysBetween(start, endsBefore);
}

/** "The first that holds: done, unknown, too_early x < 10, on_track gap <= 10, behind gap <= 25, at_risk." */
export function paceOf(progress: number | null, expected: number): Pace {
	if (isDone(progress)) return 'done';
	if (progress === null) return 'unknown';
	if (expected < 10) return 'too_early';
	const gap = expected - progress;
	if (gap <= 10) return 'on_track';
	return gap <= 25 ? 'behind' : 'at_risk';
}

/** From bad to good: what is unknown may be worse than on track, too early says only that it has just begun. */
const BAD_TO_GOOD: readonly Pace[] = [
	'at_risk',
	'behind',
	'unknown',
	'on_track',
	'too_early',
	'done'
];

export function worstOf(paces: readonly (Pace | null)[]): Pace | null {
	return BAD_TO_GOOD.find((pace) => paces.includes(pace)) ?? null;
}

/** The worst among its live key results; null: it has none. */
export function worstPace(world: World, objective: KnownObjective, day: string): Pace | null {
	return worstOf(
		liveKeyResultsOf(world, objective, day).map(({ keyResult }) =>
			paceOf(progressAt(world, keyResult, day), expectedAt(world, keyResult, day))
		)
	);
}

/**
 * "If, over all live key results, no weight is positive (missing or 0), weights are equal; otherwise a zero or missing
 * weight takes the key result out." Key result id -> weight, over the live key results of the objective.
 */
export function weightsOf(
	world: World,
	objective: KnownObjective,
	day: string
): Map<string, number> {
	const live = liveKeyResultsOf(world, objective, day);
	const isWeighted = live.some(({ facts }) => (facts.weight ?? 0) > 0);
	return new Map(
		live.map(({ keyResult, facts }) => [
			keyResult.id,
			isWeighted ? Math.max(0, facts.weight ?? 0) : 1
		])
	);
}

/** The same "normalised over the live key results of the objective, so that each objective counts at most 1" (section 11). */
export const sharesOf = once(
	(world: World, objective: KnownObjective, day: string): Map<string, number> => {
		const weights = weightsOf(world, objective, day);
		const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
		return new Map([...weights].map(([id, weight]) => [id, weight / total]));
	}
);

/** "P = sum(w*p) / sum(w) over live key results with a value. No value left: NULL." */
export function objectiveProgress(
	world: World,
	objective: KnownObjective,
	day: string
): number | null {
	const weights = weightsOf(world, objective, day);
	let sum = 0;
	let total = 0;
	for (const { keyResult } of liveKeyResultsOf(world, objective, day)) {
		const value = progressAt(world, keyResult, day);
		const weight = weights.get(keyResult.id) ?? 0;
		if (value === null || weight === 0) continue;
		sum += weight * value;
		total += weight;
	}
	return total === 0 ? null : sum / total;
}
