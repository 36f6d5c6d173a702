/** A check-in's words, for comparing them (metrics.md 14.1). The oracle never reads meaning out of them. */

const ENTITIES: Readonly<Record<string, string>> = {
	amp: '&',
	lt: '<',
	gt: '>',
	quot: '"',
	apos: "'",
	nbsp: ' '
};

function decodeEntity(whole: string, name: string): string {
	if (name.startsWith('#x')) return String.fromCodePoint(Number.parseInt(name.slice(2), 16));
	if (name.startsWith('#')) return String.fromCodePoint(Number.parseInt(name.slice(1), 10));
	return ENTITIES[name] ?? whole;
}

/** Unicode puts the ten digits of a script side by side, zero first. */
function asciiDigit(digit: string): string {
	const code = digit.codePointAt(0) ?? 0;
	let zero = code;
	while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
	return String((code - zero) % 10);
}

/**
 * "Block elements and <br> end a line; inline tags vanish without a space; entities are decoded; then NFKC, format
 * characters dropped, every Unicode decimal digit becomes ASCII." Lines are trimmed, empty ones left out.
 */
export function linesOf(html: string): readonly string[] {
	let lines = known.get(html);
	if (lines === undefined) known.set(html, (lines = readLines(html)));
	return lines;
}

/** A check-in is read for each day on which it still says something. */
const known = new Map<string, readonly string[]>();

function readLines(html: string): string[] {
	return html
		.replace(
			/<\/?(?:article|p|div|h[1-6]|ul|ol|li|blockquote|table|tr|section|pre)\b[^>]*>|<br\b[^>]*>/gi,
			'\n'
		)
		.replace(/<[^>]*>/g, '')
		.replace(/&(#?\w+);/g, decodeEntity)
		.normalize('NFKC')
		.replace(/\p{Cf}/gu, '')
		.replace(/\p{Nd}/gu, asciiDigit)
		.split('\n')
		.map((line) => line.replace(/\s+/g, ' ').trim())
		.filter((line) => line !== '');
}

/** Two check-ins say the same when this is equal. */
export function normalisedText(html: string): string {
	return linesOf(html).join(' ').toLowerCase();
}
