/** Stalled and blocked key results (metrics.md 5). Asked only about open ones. */
import { areCheckInsKnown, checkInsOf, statedBlocker } from './check-ins.ts';
import { addDays, mondayOf, sundayOf, workedDaysBetween } from './days.ts';
import type { KnownKeyResult, World } from './known.ts';
import { progressAt, startOf, valuesUntil } from './progress.ts';
import { isDue, judgedDay } from './weeks.ts';

export type StallReason = 'never_started' | 'silent' | 'no_movement';

/** "The first that holds is the stall_reason." Null also where the check-ins could never be read: unknown is not silent. */
export function stallReason(
	world: World,
	keyResult: KnownKeyResult,
	day: string
): StallReason | null {
	if (!areCheckInsKnown(keyResult.objective)) return null;
	if (isNeverStarted(world, keyResult, day)) return 'never_started';
	if (isSilent(world, keyResult, day)) return 'silent';
	return isWithoutMovement(world, keyResult, day) ? 'no_movement' : null;
}

/** "No check-in ever, p NULL or never seen to change, and t - S_k > 10 days." */
function isNeverStarted(world: World, keyResult: KnownKeyResult, day: string): boolean {
	if (checkInsOf(world, keyResult, day).length > 0) return false;
	const values = new Set(valuesUntil(world, keyResult, day).map(({ value }) => value));
	if (values.size > 1) return false;
	// "No check-in ever" is silence too, so its days are counted where silence is judged.
	const judged = judgedDay(world, keyResult.objective, day);
	return workedDaysBetween(startOf(world, keyResult), judged, world.settings.holidayWeeks) > 10;
}

/** "No check-in in the 10 days before t (age of the last one > 10 days; without any, since S_k)." */
function isSilent(world: World, keyResult: KnownKeyResult, day: string): boolean {
	const judged = judgedDay(world, keyResult.objective, day);
	return daysOfSilence(world, keyResult, judged) > 10;
}

/** Days since the last check-in or, without any, since the key result began. */
export function daysOfSilence(world: World, keyResult: KnownKeyResult, day: string): number {
	const last = checkInsOf(world, keyResult, day).at(-1);
	const since = last?.day ?? startOf(world, keyResult);
	return workedDaysBetween(since, day, world.settings.holidayWeeks);
}

/**
 * "Check-ins exist in each of the last 3 closed due weeks, yet p at the end of the last of them differs by less than 1 point
 * from p at the end of the calendar week before the first of them. Fewer than three such weeks, or p NULL at either end:
 * does not hold."
 */
function isWithoutMovement(world: World, keyResult: KnownKeyResult, day: string): boolean {
	const due: string[] = [];
	const earliest = mondayOf(keyResult.objective.period.startsOn);
	// Later weeks have no state where the objective was last answered for on an earlier day.
	let week = addDays(mondayOf(judgedDay(world, keyResult.objective, day)), -7);
	for (; week >= earliest && due.length < 3; week = addDays(week, -7)) {
		if (isDue(world, keyResult, week)) due.push(week);
	}
	const [last, , first] = due;
	if (last === undefined || first === undefined) return false;
	const checkIns = checkInsOf(world, keyResult, day);
	const isQuiet = due.some(
		(monday) => !checkIns.some((said) => monday <= said.day && said.day <= sundayOf(monday))
	);
	if (isQuiet) return false;
	const before = progressAt(world, keyResult, addDays(first, -1));
	const after = progressAt(world, keyResult, sundayOf(last));
	if (before === null || after === null) return false;
	// In binary 2.3 - 1.3 is a hair below 1; stated as decimals they are a full point apart.
	return Math.abs(after - before) < 1 - 1e-9;
}

/**
 * "Blocked = the latest check-in, at most 14 days old, names a blocker." Null where the check-ins could never be read.
 */
export function isBlocked(world: World, keyResult: KnownKeyResult, day: string): boolean | null {
	if (!areCheckInsKnown(keyResult.objective)) return null;
	const latest = checkInsOf(world, keyResult, day).at(-1);
	if (latest === undefined) return false;
	const age = workedDaysBetween(latest.day, day, world.settings.holidayWeeks);
	return age <= 14 && statedBlocker(latest.revision, keyResult.id) !== null;
}
