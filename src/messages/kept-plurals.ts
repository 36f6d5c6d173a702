import type { Plugin } from 'vite';

const MADE = 'new Intl.PluralRules(locale, options).select(Number(input))';
const KEPT = `
const kept = new Map();
function rulesOf(locale, options) {
	const key = locale + JSON.stringify(options);
	let rules = kept.get(key);
	if (rules === undefined) kept.set(key, (rules = new Intl.PluralRules(locale, options)));
	return rules;
}`;

/** Paraglide makes the plural rules of a language anew for each message with a count: on a page with forty of them a tenth of its script. */
export function keptPluralRules(): Plugin {
	return {
		name: 'kept-plural-rules',
		enforce: 'pre',
		transform(code, id) {
			if (!id.endsWith('/src/lib/paraglide/registry.js')) return null;
			if (!code.includes(MADE))
				throw new Error(
					'Paraglide makes plural rules in another way now: see src/messages/kept-plurals.ts.'
				);
			return {
				code: code.replace(MADE, 'rulesOf(locale, options).select(Number(input))') + KEPT,
				map: null
			};
		}
	};
}
