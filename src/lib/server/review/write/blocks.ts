/** The small parts that sections are made of. */
import { formatDay } from '$lib/format/dates.ts';
import {
	formatConfidence,
	formatCount,
	formatPercent,
	formatProgress,
	formatSignedPoints
} from '$lib/format/numbers.ts';
import type { Block, Cell, Evidence, MeasureName, Sentence, Unit } from '$lib/review/document.ts';
import { m } from '$lib/paraglide/messages.js';
import { linkToPage } from '$lib/url-state/link.ts';
import { DEFAULT_STATE, type UrlState } from '$lib/url-state/state.ts';
import type { ReviewFacts } from '../facts.ts';

/** What stands where there is no number. */
export const NOTHING = '–';

/** What a section is written from. */
export interface Writing {
	readonly facts: ReviewFacts;
	/** The place and the day of the review, for links that lead to the same figures on other pages. */
	readonly state: UrlState;
	readonly timezone: string;
	/** Of a published review: rows are left out that its reader may not open today. */
	readonly isLess: boolean;
}

export function stateOf({ period, department, day, lens }: ReviewFacts): UrlState {
	return {
		...DEFAULT_STATE,
		period: period.id,
		department: department?.id ?? null,
		asOf: day,
		lens
	};
}

/** A page on the day of the review. */
export function pageOf({ state }: Writing, path: string): string {
	return linkToPage(path, state);
}

export function sentence(
	text: string,
	href: string | null,
	...evidence: readonly (readonly [MeasureName, number | null, number | null])[]
): Sentence {
	return { kind: 'sentence', text, href, evidence: evidence.map(evidenceOf) };
}

export function evidenceOf([measure, value, base]: readonly [
	MeasureName,
	number | null,
	number | null
]): Evidence {
	return { measure, value, base };
}

export function note(text: string): Block {
	return { kind: 'note', text };
}

export function heading(text: string): Block {
	return { kind: 'heading', text, isForeign: false, href: null };
}

/** Our own words. */
export function words(text: string, href: string | null = null): Cell {
	return { kind: 'text', text, isForeign: false, href };
}

/** Words of the company: a title, a name. */
export function theirs(text: string, href: string | null = null): Cell {
	return { kind: 'text', text, isForeign: true, href };
}

export function day(value: string): Cell {
	return words(formatDay(value));
}

export function number(unit: Unit, value: number | null): Cell {
	return { kind: 'number', unit, value, text: value === null ? NOTHING : FORMATS[unit](value) };
}

const FORMATS: Readonly<Record<Unit, (value: number) => string>> = {
	count: (value) => formatCount(value),
	ratio: (value) => formatPercent(value),
	progress: (value) => formatProgress(value),
	confidence: (value) => formatConfidence(value),
	grade: (value) => formatPercent(value),
	points: (value) => formatSignedPoints(value),
	days: (value) => m.days({ count: value })
};

/** That a list is only the beginning or a part of a longer one; null: it is all of it. */
export function moreThan(shown: number, all: number, { isLess }: Writing): string | null {
	if (shown >= all) return null;
	const counts = { shown: formatCount(shown), all: formatCount(all) };
	return isLess ? m.review_listed_of(counts) : m.review_first(counts);
}
