/**
 * Which conventions Intl follows for a language of the messages, where they are not the ones it would choose by itself. Written
 * out, so that server and browser never differ by the data that each was built with.
 */
const CONVENTIONS: Readonly<Record<string, string>> = {
	// Days as most of our readers write them: 22 Nov 2026.
	en: 'en-GB',
	// Periods are named after Gregorian years ("Q4 2026"), so days beside them are not in Buddhist ones (2569).
	th: 'th-u-ca-gregory-nu-latn',
	// The digits that business in the Gulf writes, and that DingTalk's own titles carry.
	ar: 'ar-u-ca-gregory-nu-latn'
};

/** The tag for Intl's formatters of numbers, days and ages. */
export function conventionsOf(language: string): string {
	return CONVENTIONS[language] ?? language;
}
