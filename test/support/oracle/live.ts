/** What is live on a day (metrics.md 2, "Draft", "Live objective", "Live key result"). */
import { endOfDay } from './days.ts';
import { inForceAt } from './history.ts';
import type { KnownKeyResult, KnownObjective, World } from './known.ts';
import { once } from './once.ts';
import type { KeyResultFacts, ObjectiveFacts } from './read.ts';

export function endOf(world: World, day: string): number {
	return endOfDay(day, world.settings.timezone);
}

export function isInPeriod(objective: KnownObjective, day: string): boolean {
	return objective.period.startsOn <= day && day < objective.period.endsBefore;
}

/** The objective's facts at the end of the day if it exists then and is not a draft, whatever its period. */
export function publishedFacts(
	world: World,
	objective: KnownObjective,
	day: string
): ObjectiveFacts | null {
	const facts = inForceAt(objective.history, endOf(world, day));
	return facts === null || facts.isDraft ? null : facts;
}

/** "Live objective at t: it exists at t, its period contains t, it is not a draft." Null: it is not live. */
export const liveObjective = once(
	(world: World, objective: KnownObjective, day: string): ObjectiveFacts | null =>
		isInPeriod(objective, day) ? publishedFacts(world, objective, day) : null
);

/** "Live key result: it exists at t and its objective is live." Null: it is not live. */
export const liveKeyResult = once(
	(world: World, keyResult: KnownKeyResult, day: string): KeyResultFacts | null =>
		liveObjective(world, keyResult.objective, day) === null
			? null
			: inForceAt(keyResult.history, endOf(world, day))
);

export function liveKeyResultsOf(
	world: World,
	objective: KnownObjective,
	day: string
): { keyResult: KnownKeyResult; facts: KeyResultFacts }[] {
	const live: { keyResult: KnownKeyResult; facts: KeyResultFacts }[] = [];
	for (const keyResult of objective.keyResults.values()) {
		const facts = liveKeyResult(world, keyResult, day);
		if (facts !== null) live.push({ keyResult, facts });
	}
	return live;
}
