/** One call as a handler sees it, and the careful reading of its parameters. */

import type { CompanyIndex } from './company-index.ts';

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

export function pageOf<T>(things: readonly T[], pageNumber: number, pageSize: number): PageOf<T> {
	const size = Math.min(pageSize, LARGEST_PAGE);
	return {
		pageNumber,
		pageSize: size,
		totalCount: things.length,
		result: things.slice((pageNumber - 1) * size, pageNumber * size)
	};
}
