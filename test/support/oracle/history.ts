/** Versions `[from, to)` of something we read again and again (metrics.md 1, "History is ours to keep"). */
import { isDeepStrictEqual } from 'node:util';

export interface Version<T> {
	readonly from: number;
	/** Infinity: still in force. */
	to: number;
	readonly value: T;
}

export type History<T> = Version<T>[];

/**
 * "An attribute that changed holds from the read that saw it." The first version starts at `firstFrom`; of two reads at the
 * same instant the later one wins.
 */
export function see<T>(history: History<T>, readAt: number, value: T, firstFrom: number): void {
	const last = history.at(-1);
	if (last === undefined) {
		history.push({ from: firstFrom, to: Infinity, value });
		return;
	}
	if (last.to === Infinity) {
		if (isDeepStrictEqual(last.value, value)) return;
		last.to = readAt;
	}
	history.push({ from: readAt, to: Infinity, value });
}

/** "What is missing from a complete read is closed at that read, never deleted." */
export function miss<T>(history: History<T>, readAt: number): void {
	const last = history.at(-1);
	if (last !== undefined && last.to === Infinity) last.to = readAt;
}

/** The value in force at an instant, or null when it does not exist then. */
export function inForceAt<T>(history: History<T>, instant: number): T | null {
	for (const version of history) {
		if (version.from <= instant && instant < version.to) return version.value;
	}
	return null;
}

/**
 * The version that speaks for an instant: "where a fact is older than the first known version, that first version speaks";
 * what is gone keeps its last one. `at` is the instant at which that version holds.
 */
export function speakingAt<T>(
	history: History<T>,
	instant: number
): { value: T; at: number } | null {
	let speaking: Version<T> | null = null;
	for (const version of history) {
		// A version replaced by a second read at the same instant never held.
		if (version.to <= version.from) continue;
		if (speaking === null || version.from <= instant) speaking = version;
	}
	if (speaking === null) return null;
	return { value: speaking.value, at: Math.min(instant, speaking.to - 1) };
}
