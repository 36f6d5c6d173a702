/** OKR quality, the lint (metrics.md 10). */
import { dayOf, daysBetween } from './days.ts';
import type { KnownKeyResult, KnownObjective, World } from './known.ts';
import { liveKeyResultsOf, liveObjective } from './live.ts';
import { oncePerDay } from './once.ts';

export interface Checks {
	readonly passed: number;
	/** 0: not checked ("organisation objectives are not checked"). */
	readonly applicable: number;
}

/** "Per live personal objective." Each check is true, false or null: not applicable. */
export function lint(world: World, objective: KnownObjective, day: string): Checks {
	if (objective.kind === 'organisation') return { passed: 0, applicable: 0 };
	const live = liveKeyResultsOf(world, objective, day);
	const hasAny = live.length > 0;
	const checks: (boolean | null)[] = [
		// "3 to 5 live key results"
		live.length >= 3 && live.length <= 5,
		// "every live key result measurable (its title holds a digit in any script)", "only if there is a live key result"
		hasAny ? live.every(({ facts }) => /\p{Nd}/u.test(facts.title)) : null,
		// "no live key result created after half of the period", "only if there is a live key result"
		hasAny ? live.every(({ keyResult }) => !isCreatedLate(world, keyResult)) : null,
		// "the owner has at most 5 live personal objectives in the period"
		countOfOwner(world, objective, day) <= 5,
		// "weights, if any live one is positive, sum to 100 (within 0.01)", "only if weights are used"
		areWeightsComplete(live.map(({ facts }) => facts.weight ?? 0))
	];
	return {
		passed: checks.filter((check) => check === true).length,
		applicable: checks.filter((check) => check !== null).length
	};
}

/** "2 * (created - S) > E - S" */
function isCreatedLate(world: World, keyResult: KnownKeyResult): boolean {
	const { startsOn, endsBefore } = keyResult.objective.period;
	const first = keyResult.history[0];
	if (first === undefined) return false;
	const created = dayOf(first.from, world.settings.timezone);
	return 2 * daysBetween(startsOn, created) > daysBetween(startsOn, endsBefore);
}

/** Live personal objectives by period and owner. */
const countsOfOwners = oncePerDay((world: World, day: string): Map<string, number> => {
	const counts = new Map<string, number>();
	for (const objective of world.objectives.values()) {
		const facts = liveObjective(world, objective, day);
		if (objective.kind !== 'personal' || facts === null) continue;
		const key = `${objective.period.id} ${facts.ownerId}`;
		counts.set(key, (counts.get(key) ?? 0) + 1);
	}
	return counts;
});

function countOfOwner(world: World, objective: KnownObjective, day: string): number {
	const owner = liveObjective(world, objective, day)?.ownerId ?? '';
	return countsOfOwners(world, day).get(`${objective.period.id} ${owner}`) ?? 0;
}

function areWeightsComplete(weights: readonly number[]): boolean | null {
	if (!weights.some((weight) => weight > 0)) return null;
	const sum = weights.reduce((total, weight) => total + weight, 0);
	// Sums of decimal fractions are a hair off: exactly 0.01 must still be within.
	return Math.abs(sum - 100) <= 0.01 + 1e-9;
}
