/** One call as a handler sees it, and the careful reading of its parameters. */

import type { Fault } from '../faults.ts';
import type { CompanyIndex } from './company-index.ts';
import { openLists, type Lists } from './lists.ts';
import type { SignInDesk } from './sign-in.ts';

export interface Call {
	readonly index: CompanyIndex;
	/** The state that is shown. */
	readonly instant: number;
	readonly query: URLSearchParams;
	/** Parameters in the path. */
	readonly path: Readonly<Record<string, string>>;
	/** The JSON body; empty if there was none. */
	readonly body: Readonly<Record<string, unknown>>;
	/** Only the first division of the company is in the app's contact range. */
	readonly isRangeNarrow: boolean;
	readonly hasNoRules: boolean;
	/** What else goes wrong. */
	readonly faults: ReadonlySet<Fault>;
	readonly lists: Lists;
	readonly desk: SignInDesk;
}

/** A text or a number as text; null if it is missing or empty. */
export function textOf(value: unknown): string | null {
	if (typeof value === 'number' && Number.isFinite(value)) return String(value);
	return typeof value === 'string' && value !== '' ? value : null;
}

/** A whole number of at least `least`, also from digits; null for anything else. */
export function wholeOf(value: unknown, least: number): number | null {
	const text = textOf(value);
	if (text === null || !/^\d{1,15}$/.test(text)) return null;
	const number = Number(text);
	return number >= least ? number : null;
}

export function textsOf(value: unknown): readonly string[] | null {
	if (!Array.isArray(value)) return null;
	const texts = value.map(textOf);
	return texts.every((text) => text !== null) ? texts : null;
}

export interface PageOf<T> {
	readonly pageNumber: number;
	readonly pageSize: number;
	readonly totalCount: number;
	readonly result: readonly T[];
}

/** Page sizes beyond this are cut, as the documented siblings do. */
const LARGEST_PAGE = 100;

const calm = openLists(new Set());

/** @param lists with the list's name: what may go wrong with it */
export function pageOf<T>(
	things: readonly T[],
	pageNumber: number,
	pageSize: number,
	lists: Lists = calm,
	name = ''
): PageOf<T> {
	const size = lists.sizeOf(Math.min(pageSize, LARGEST_PAGE));
	const { total, records } = lists.show(name, things, (pageNumber - 1) * size, size);
	return { pageNumber, pageSize: size, totalCount: total, result: records };
}
