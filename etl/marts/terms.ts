/**
 * The words by which check-ins state a cause (metrics.md 12), as data: a file per kind in `terms/`. To teach the product another
 * word, add it there. `except` holds phrases in which a term does not mean that cause ("go to market").
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { sqlLiteral } from '../clickhouse/client.ts';
import { plainText } from '../normalise/text-lines.ts';

export const TERMS_DIRECTORY = join(import.meta.dirname, 'terms');

export const TERM_KINDS = ['external', 'capacity'] as const;
export const TERM_LANGUAGES = ['en', 'zh', 'vi', 'id', 'ms', 'th', 'ar'] as const;
type Language = (typeof TERM_LANGUAGES)[number];

/** A term counts inside a longer word: no spaces between words, or words that grow at their front ("والسوق"). */
const WITHIN_WORDS: readonly Language[] = ['zh', 'th', 'ar'];

const Words = z.record(z.enum(TERM_LANGUAGES), z.array(z.string().trim().min(2)));
const TermFile = z.strictObject({ terms: Words, except: Words });

export interface TermRow {
	readonly kind: (typeof TERM_KINDS)[number];
	readonly term: string;
	/** To be found in a text in which everything but letters and digits is one space; with spaces around it as a whole word. */
	readonly needle: string;
	/** Its longest word, in every text in which the needle is. */
	readonly word: string;
	readonly is_exception: 0 | 1;
}

/** The terms of a kind as they are written in its file, by language. */
export function readTermFile(kind: (typeof TERM_KINDS)[number]): z.infer<typeof TermFile> {
	const path = join(TERMS_DIRECTORY, `${kind}.json`);
	return TermFile.parse(JSON.parse(readFileSync(path, 'utf8')));
}

/** @throws {z.ZodError} a file lacks a language, or has something that is no term */
export function readTerms(): TermRow[] {
	return TERM_KINDS.flatMap((kind) => {
		const { terms, except } = readTermFile(kind);
		const rows = TERM_LANGUAGES.flatMap((language) => [
			...terms[language].map((term) => rowOf(kind, language, term, 0)),
			...except[language].map((term) => rowOf(kind, language, term, 1))
		]);
		// Indonesian and Malay share words, which a line states once.
		return [...new Map(rows.map((row) => [`${row.is_exception} ${row.needle}`, row])).values()];
	});
}

function rowOf(
	kind: TermRow['kind'],
	language: Language,
	term: string,
	is_exception: 0 | 1
): TermRow {
	const words = plainText(term)
		.toLowerCase()
		.split(/[^\p{L}\p{M}\p{N}]+/u)
		.filter((word) => word !== '');
	const needle = words.join(' ');
	return {
		kind,
		term,
		needle: WITHIN_WORDS.includes(language) ? needle : ` ${needle} `,
		word: words.sort((a, b) => b.length - a.length)[0] ?? '',
		is_exception
	};
}

/** SQL that quickly says of the column `folded` whether it may hold a term, whatever stands between the term's words. */
export function mayHoldTerm(terms: readonly TermRow[]): string {
	return holdsAny(
		'folded',
		terms.filter(({ is_exception }) => is_exception === 0).map(({ word }) => word)
	);
}

/** SQL that quickly says of the column `words` whether it holds a needle of a term or of an exception. */
export function holdsNeedle(terms: readonly TermRow[]): string {
	return holdsAny(
		'words',
		terms.map(({ needle }) => needle)
	);
}

/** All needles are looked for in one pass over the text; as letters and spaces they are patterns of themselves. */
function holdsAny(column: string, needles: readonly string[]): string {
	return `multiMatchAny(${column}, [${[...new Set(needles)].sort().map(sqlLiteral).join(', ')}])`;
}
