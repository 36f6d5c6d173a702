/** Which check-ins speak for a key result, and what they say (metrics.md 2 and 4). */
import type { CheckInRevision, Statement } from '../../../etl/sandbox/company/model.ts';
import { dayOf } from './days.ts';
import type { KnownCheckIn, KnownKeyResult, KnownObjective, World } from './known.ts';
import { endOf, liveKeyResult } from './live.ts';
import { once } from './once.ts';

export interface SpokenCheckIn {
	readonly checkIn: KnownCheckIn;
	readonly revision: CheckInRevision;
	/** "checked_in_at is the creation time of the first revision and never moves." */
	readonly at: number;
	/** Its local day. */
	readonly day: string;
}

/** "The revision in force: the last observed one with updated <= end of t, or the earliest observed one." */
export function revisionAt(checkIn: KnownCheckIn, instant: number): CheckInRevision {
	const observed = [...checkIn.revisions].sort((a, b) => a.updated - b.updated);
	const speaking = observed.findLast((revision) => revision.updated <= instant) ?? observed[0];
	if (speaking === undefined) throw new RangeError(`Check-in ${checkIn.id} has no revision`);
	return speaking;
}

/** All check-ins of an objective made until the end of a day, earliest first. */
export const checkInsOfObjective = once(
	(world: World, objective: KnownObjective, day: string): SpokenCheckIn[] => {
		const end = endOf(world, day);
		return (
			[...objective.checkIns.values()]
				.filter((checkIn) => checkIn.source.created <= end)
				// "Deleted: from the read that missed it on it counts nowhere; for t before that read it still counts."
				.filter((checkIn) => checkIn.missedAt === null || checkIn.missedAt > end)
				.map((checkIn) => ({
					checkIn,
					revision: revisionAt(checkIn, end),
					at: checkIn.source.created,
					day: dayOf(checkIn.source.created, world.settings.timezone)
				}))
				.sort((a, b) => a.at - b.at || (a.checkIn.id < b.checkIn.id ? -1 : 1))
		);
	}
);

/** "A check-in on its objective that lists none." */
export function listsNone(revision: CheckInRevision): boolean {
	return revision.keyResults === null || revision.keyResults.length === 0;
}

/**
 * "Check-ins of a key result: a check-in that lists it among its key results; a check-in on its objective that lists none
 * (it counts for each key result live on its day)." Made until the end of `day`, earliest first.
 */
export const checkInsOf = once(
	(world: World, keyResult: KnownKeyResult, day: string): SpokenCheckIn[] =>
		checkInsOfObjective(world, keyResult.objective, day).filter(({ revision, day: madeOn }) =>
			listsNone(revision)
				? liveKeyResult(world, keyResult, madeOn) !== null
				: revision.keyResults?.some(({ id }) => id === keyResult.id)
		)
);

/** The value that a check-in states for a key result, as DingTalk wrote it, or null. */
export function statedProgress(revision: CheckInRevision, keyResultId: string): number | null {
	return revision.keyResults?.find(({ id }) => id === keyResultId)?.progress ?? null;
}

/**
 * "It counts for every key result of the check-in; when the line begins with the name of a listed key result, for that one
 * only; blocker and next action likewise. Of several lines the last that parses speaks, and a named line beats a general one."
 */
function lastStated<T>(
	revision: CheckInRevision,
	keyResultId: string,
	read: (statement: Statement) => T | null
): T | null {
	for (const addressee of [keyResultId, null]) {
		const lines = revision.says.filter((statement) => statement.keyResultId === addressee);
		const stated = lines.map(read).findLast((value) => value !== null);
		if (stated !== undefined && stated !== null) return stated;
	}
	return null;
}

/** 0..10, or null. */
export function statedConfidence(revision: CheckInRevision, keyResultId: string): number | null {
	return lastStated(revision, keyResultId, ({ confidence }) => confidence);
}

export function statedBlocker(revision: CheckInRevision, keyResultId: string): string | null {
	return lastStated(revision, keyResultId, ({ blocker }) => blocker);
}

export function statedNextAction(revision: CheckInRevision, keyResultId: string): string | null {
	return lastStated(revision, keyResultId, ({ nextAction }) => nextAction);
}

/** "Names a blocker or says there is none (an empty label does not say so)." */
export function speaksOfBlockers(revision: CheckInRevision, keyResultId: string): boolean {
	return revision.says.some(
		({ keyResultId: addressee, blocker, saysNoBlocker }) =>
			(addressee === null || addressee === keyResultId) && (blocker !== null || saysNoBlocker)
	);
}

/** False: nobody could ever read them, so silence is not silence ("unknown: the source did not say"). */
export function areCheckInsKnown(objective: KnownObjective): boolean {
	return objective.checkInsReadAt.length > 0;
}
