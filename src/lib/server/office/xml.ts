/** Texts of people inside the XML of a document. */

/** Turn the direction of all that follows them, which no title may do to its neighbours. */
const OVERRIDES = '\u202d\u202e';

/** Without what XML 1.0 cannot hold, for an element or an attribute. Lines stay lines. */
export function xmlText(text: string): string {
	return plainText(text)
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;');
}

export function plainText(text: string): string {
	return text
		.toWellFormed()
		.replaceAll(/\r\n?|[\u2028\u2029\v\f]/g, '\n')
		.replaceAll(/[\ufffe\uffff]|(?![\t\n])\p{Cc}/gu, '')
		.replaceAll(new RegExp(`[${OVERRIDES}]`, 'g'), '');
}

const RIGHT_TO_LEFT = /^[^\p{L}]*[\p{Script=Arabic}\p{Script=Hebrew}]/u;

/** By the first letter, as `dir="auto"`; null: there is none. */
export function directionOf(text: string): 'ltr' | 'rtl' | null {
	if (!/\p{L}/u.test(text)) return null;
	return RIGHT_TO_LEFT.test(text) ? 'rtl' : 'ltr';
}

export const XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
