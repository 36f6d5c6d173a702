/** Histories of changing attributes: building them, and cutting off what lies in the future. */

import type { Since } from './model.ts';

/**
 * The value in force over time, evaluated at `start` and at every later instant that might change
 * it.
 */
export function historyOf<T>(
	start: number,
	instants: Iterable<number>,
	evaluate: (instant: number) => T,
	isSame: (one: T, other: T) => boolean = Object.is
): Since<T>[] {
	const later = [...new Set(instants)].filter((instant) => instant > start).sort((a, b) => a - b);
	let value = evaluate(start);
	const history: Since<T>[] = [{ from: start, value }];
	for (const from of later) {
		const next = evaluate(from);
		if (isSame(value, next)) continue;
		value = next;
		history.push({ from, value });
	}
	return history;
}

export function isSameList(one: readonly string[], other: readonly string[]): boolean {
	return one.length === other.length && one.every((text, at) => text === other[at]);
}

/**
 * What is known at `instant`. The first entry always stays: the thing would not be shown before it.
 */
export function until<T>(history: readonly Since<T>[], instant: number): readonly Since<T>[] {
	const last = history.at(-1);
	if (last === undefined || last.from <= instant) return history;
	return history.filter((entry, at) => at === 0 || entry.from <= instant);
}

/** An end that is still to come is not known yet. */
export function endUntil(end: number | null, instant: number): number | null {
	return end !== null && end <= instant ? end : null;
}
