/** What one page of a list shows, also where a fault has the list move while it is read. */

import type { Fault } from '../faults.ts';

export interface Lists {
	/** A larger page is refused. */
	readonly largestAllowed: number;
	/** How many records a page holds of which so many are asked for. */
	sizeOf(asked: number): number;
	/**
	 * @param name of the list, so that its faults happen to each list once
	 * @param from the place of the first record, from 0
	 * @returns at most `size` records, and how many the list says there are
	 */
	show<T>(
		name: string,
		things: readonly T[],
		from: number,
		size: number
	): { readonly total: number; readonly records: readonly T[] };
}

const TINY = 5;
const SMALL = 20;

/** Only lists of several pages can move while they are read. */
export function openLists(active: ReadonlySet<Fault>): Lists {
	const grown = new Set<string>();
	const repeated = new Set<string>();
	const cap = active.has('tiny-pages') ? TINY : Infinity;
	return {
		largestAllowed: active.has('small-pages') ? SMALL : Infinity,
		sizeOf: (asked) => Math.min(asked, cap),
		show(name, things, from, size) {
			let all = things;
			if (active.has('shifting-page') && things.length - 1 > size) {
				if (from > 0) grown.add(name);
				if (!grown.has(name)) all = things.slice(1);
			}
			const total = all.length;
			let start = from;
			if (active.has('duplicate-page') && from > 0 && !repeated.has(name)) {
				repeated.add(name);
				start = 0;
			}
			const isLost = active.has('missing-page') && from === size;
			return { total, records: isLost ? [] : all.slice(start, start + size) };
		}
	};
}
