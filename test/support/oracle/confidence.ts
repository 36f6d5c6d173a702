/** Confidence (metrics.md 4). */
import { checkInsOf, statedConfidence } from './check-ins.ts';
import { workedDaysBetween } from './days.ts';
import type { KnownKeyResult, World } from './known.ts';

export type Band = 'stable' | 'watch' | 'red';

export interface CurrentConfidence {
	/** 0..10 */
	readonly value: number;
	readonly statedAt: number;
}

/** "Bands: stable c > 7, watch 3 <= c <= 7, red c < 3." */
export function bandOf(confidence: number): Band {
	if (confidence > 7) return 'stable';
	return confidence < 3 ? 'red' : 'watch';
}

/**
 * "Current value at t: the last one stated if at most 14 days old (days = t minus the local day of the check-in), else
 * missing." Those days "skip days inside HOLIDAY_WEEKS" (section 5).
 */
export function currentConfidence(
	world: World,
	keyResult: KnownKeyResult,
	day: string
): CurrentConfidence | null {
	for (const said of checkInsOf(world, keyResult, day).toReversed()) {
		const value = statedConfidence(said.revision, keyResult.id);
		if (value === null) continue;
		const age = workedDaysBetween(said.day, day, world.settings.holidayWeeks);
		return age <= 14 ? { value, statedAt: said.at } : null;
	}
	return null;
}
