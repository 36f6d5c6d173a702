/** Words of people as regular expressions: normalised, longest first, any white space between their parts. */
import { plainText } from './text-lines.ts';

/** `信心指数|信心`: alternatives without a group around them. */
export function anyOf(phrases: readonly string[]): string {
	return [...new Set(phrases.map((phrase) => plainText(phrase).trim()))]
		.filter((phrase) => phrase !== '')
		.sort((a, b) => b.length - a.length)
		.map(phrasePattern)
		.join('|');
}

/** A phrase literally, but for its white space. */
export function phrasePattern(phrase: string): string {
	return plainText(phrase)
		.trim()
		.split(/\s+/)
		.map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'))
		.join('\\s+');
}
