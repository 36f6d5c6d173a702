/** How far files are that somebody waits for, by the names that their clients gave them. */

const MOST = 1_000;
const places = new Map<string, number>();

/** How many files are made before it; 0: it is being made; null: nothing of that name is under way. */
export function placeOf(job: string): number | null {
	return places.get(job) ?? null;
}

/** @param job null: nobody will ask; names that are taken or too many are not kept */
export function noteProgress(job: string | null): {
	readonly note: (place: number) => void;
	readonly end: () => void;
} {
	if (job === null || places.has(job) || places.size >= MOST)
		return { note: () => {}, end: () => {} };
	places.set(job, 0);
	return { note: (place) => void places.set(job, place), end: () => void places.delete(job) };
}
