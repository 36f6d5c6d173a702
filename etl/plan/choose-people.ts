/** Whom a run asks for their objectives when the month's budget does not afford everybody every time. */

/** Days: nobody's answer gets older (contract.md, `npm run sync`). */
export const TURN_DAYS = 4;

export interface Candidate {
	readonly id: string;
	/** Whole days since the person was answered for; null: never. */
	readonly age: number | null;
	/** Heads of departments and of the company. */
	readonly isLeader: boolean;
	/** Owns a key result that is at risk or whose confidence is red. */
	readonly isAtRisk: boolean;
}

export interface Choice {
	/** In the order in which they are asked: leaders and key results at risk first, in case the budget ends on the way. */
	readonly people: readonly string[];
	readonly isEverybody: boolean;
	/** Those whose answer would get older than a turn before the next run. */
	readonly dueCount: number;
}

export interface Affordable {
	/** People that this run may ask within the month's budget; Infinity: all. */
	readonly people: number;
	/** Days until the next run, at least 1. */
	readonly daysToNext: number;
}

/**
 * The due ones always; an even share of the turn, the oldest answers first, so that not everybody is due on the same day again;
 * then, as far as the budget goes, leaders and owners of key results at risk, then the others, the oldest answers first.
 */
export function choosePeople(candidates: readonly Candidate[], affordable: Affordable): Choice {
	const { daysToNext } = affordable;
	const byAge = [...candidates].sort(
		(a, b) => ageOf(b) - ageOf(a) || order(a.id) - order(b.id) || (a.id < b.id ? -1 : 1)
	);
	const due = byAge.filter((candidate) => ageOf(candidate) + daysToNext > TURN_DAYS);
	const share = Math.ceil(candidates.length * Math.min(1, daysToNext / TURN_DAYS));
	const askedToday = candidates.filter(({ age }) => age === 0).length;
	const chosen = new Set([...due, ...byAge.slice(0, Math.max(0, share - askedToday))]);
	const isUrgent = ({ isLeader, isAtRisk }: Candidate): boolean => isLeader || isAtRisk;
	const room = Math.max(affordable.people, 0);
	for (const group of [byAge.filter(isUrgent), byAge]) {
		for (const candidate of group) {
			if (chosen.size >= room) break;
			chosen.add(candidate);
		}
	}
	const rank = ({ isLeader, isAtRisk }: Candidate): number => (isLeader ? 0 : isAtRisk ? 1 : 2);
	const people = byAge
		.filter((candidate) => chosen.has(candidate))
		.sort((a, b) => rank(a) - rank(b));
	return {
		people: people.map(({ id }) => id),
		isEverybody: people.length === candidates.length,
		dueCount: due.length
	};
}

function ageOf({ age }: Candidate): number {
	return age ?? Infinity;
}

/** Spreads people of one age over the days of a turn, whatever their ids have in common. */
function order(id: string): number {
	let hash = 0x811c9dc5;
	for (let at = 0; at < id.length; at += 1)
		hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193) >>> 0;
	return hash;
}
