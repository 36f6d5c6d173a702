/**
 * How titles and what people look for are written when they are compared: without case, accents, and what differs between ways of
 * typing the same word. Once as SQL, for the titles in the mart, and once as code, for the few words of a question; a test compares
 * them over all scripts.
 */
import { sqlLiteral } from './literals.ts';

/**
 * Marks that people leave out when they type: accents of Latin, Greek and Cyrillic, vowel points of Hebrew and Arabic, hamza above
 * and below, tone and silence marks of Thai. Its vowels are letters to those who read it, though Unicode calls some of them marks, and
 * so are the marks of other scripts. After them what is not seen at all: tatweel, soft hyphens, joiners and marks of direction.
 */
const DROPPED = [
	...['0300-036f', '0483-0487', '0591-05bd', '05bf', '05c1-05c2', '05c4-05c5', '0610-061a'],
	...['064b-065f', '0670', '06d6-06dc', '06df-06e8', '06ea-06ed', '0e47-0e4c', '1ab0-1aff'],
	...['1dc0-1dff', '20d0-20f0', 'fe20-fe2f'],
	...['0640', '00ad', '061c', '180e', '200b-200f', '202a-202e', '2060-206f', 'fe00-fe0f', 'feff'],
	// Apostrophes, which are also left out: O'Neil, oneil.
	...['0027', '0060', '2018-201b', '02bb-02bd']
];

/** Between words: white space, quotation marks, brackets, and punctuation that does not belong to names such as C++, R&D or 3.5%. */
const SPACES = [
	...['0000-0020', '007f-00a0', '1680', '2028-2029', '3000'],
	...['0021-0022', '0028-0029', '002c', '003a-003c', '003e-003f', '005b', '005d', '007b-007d'],
	...['00a1', '00ab', '00b7', '00bb', '00bf', '060c', '061b', '061f', '2013-2014', '201c-201f'],
	...['2022', '2039-203a', '3001-3002', '3008-3011', '30fb']
];

/** One letter for another: letters with strokes, forms of Arabic letters that people take for each other, digits of all scripts here. */
const FROM =
	'đøłıςħŧ' + '\u0671\u0649\u06cc\u0629\u06a9' + '٠١٢٣٤٥٦٧٨٩' + '۰۱۲۳۴۵۶۷۸۹' + '๐๑๒๓๔๕๖๗๘๙';
const TO =
	'doliσht' + '\u0627\u064a\u064a\u0647\u0643' + '0123456789' + '0123456789' + '0123456789';

/** One letter for two. */
const SPELT_OUT = [
	['ß', 'ss'],
	['æ', 'ae'],
	['œ', 'oe']
] as const;

const classOf = (ranges: readonly string[], escaped: (code: string) => string): string =>
	`[${ranges.map((range) => range.split('-').map(escaped).join('-')).join('')}]+`;

const DROPPED_PATTERN = new RegExp(
	classOf(DROPPED, (code) => `\\u{${code}}`),
	'gu'
);
const SPACES_PATTERN = new RegExp(
	classOf(SPACES, (code) => `\\u{${code}}`),
	'gu'
);
const TRANSLATED = new Map([...FROM].map((letter, index) => [letter, [...TO][index] ?? letter]));

export function fold(text: string): string {
	const plain = text
		.toWellFormed()
		.normalize('NFKD')
		.toLowerCase()
		.replace(DROPPED_PATTERN, '')
		.replace(SPACES_PATTERN, ' ')
		.trim();
	const letters = Array.from(plain, (letter) => TRANSLATED.get(letter) ?? letter).join('');
	return SPELT_OUT.reduce((spelt, [one, two]) => spelt.replaceAll(one, two), letters);
}

/** The same, of an expression. */
export function foldSql(expression: string): string {
	const pattern = (ranges: readonly string[]) =>
		sqlLiteral(classOf(ranges, (code) => `\\x{${code}}`));
	const lower = `lowerUTF8(normalizeUTF8NFKD(${expression}))`;
	const visible = `replaceRegexpAll(${lower}, ${pattern(DROPPED)}, '')`;
	const spaced = `trimBoth(replaceRegexpAll(${visible}, ${pattern(SPACES)}, ' '))`;
	return SPELT_OUT.reduce(
		(spelt, [one, two]) => `replaceAll(${spelt}, ${sqlLiteral(one)}, ${sqlLiteral(two)})`,
		`translateUTF8(${spaced}, ${sqlLiteral(FROM)}, ${sqlLiteral(TO)})`
	);
}
