/**
 * Causes that check-ins state (metrics.md 12): the terms are the product's data, how they are found is the oracle's own matter.
 */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { linesOf } from './text.ts';

export type Cause = 'external' | 'capacity';

const Words = z.record(z.string(), z.array(z.string()));
const Terms = z.object({ terms: Words, except: Words });

/** Written without spaces, or with what Arabic puts in front of a word: there a term counts inside a longer word. */
const WITHIN_WORDS = ['zh', 'th', 'ar'];

interface Term {
	readonly term: string;
	readonly pattern: RegExp;
}

interface Vocabulary {
	readonly cause: Cause;
	readonly terms: readonly Term[];
	readonly exceptions: readonly Term[];
}

function termsOf(words: z.infer<typeof Words>): Term[] {
	return Object.entries(words).flatMap(([language, terms]) =>
		terms.map((term) => {
			const parts = term
				.normalize('NFKC')
				.toLowerCase()
				.split(/[^\p{L}\p{M}\p{N}]+/u);
			const inside = parts.join('[^\\p{L}\\p{M}\\p{N}]+');
			const whole = `(?<![\\p{L}\\p{M}\\p{N}])${inside}(?![\\p{L}\\p{M}\\p{N}])`;
			return {
				term,
				pattern: new RegExp(WITHIN_WORDS.includes(language) ? inside : whole, 'gu')
			};
		})
	);
}

const VOCABULARIES: readonly Vocabulary[] = (['external', 'capacity'] as const).map((cause) => {
	const path = new URL(`../../../etl/marts/terms/${cause}.json`, import.meta.url);
	const { terms, except } = Terms.parse(JSON.parse(readFileSync(path, 'utf8')));
	return { cause, terms: termsOf(terms), exceptions: termsOf(except) };
});

export interface Quote {
	readonly cause: Cause;
	readonly term: string;
	readonly line: string;
	/** From 1. */
	readonly number: number;
}

const known = new Map<string, Quote[]>();

export function quotesOf(html: string): Quote[] {
	const before = known.get(html);
	if (before !== undefined) return before;
	const quotes = linesOf(html).flatMap((line, index) =>
		VOCABULARIES.flatMap(({ cause, terms, exceptions }) => {
			let counted = line.toLowerCase();
			for (const { pattern } of exceptions) counted = counted.replace(pattern, ' ');
			const found = terms.filter(({ pattern }) => counted.search(pattern) !== -1);
			// Two languages may share a word.
			const stated = new Set(found.map(({ term }) => term));
			return [...stated].map((term) => ({ cause, term, line, number: index + 1 }));
		})
	);
	known.set(html, quotes);
	return quotes;
}
