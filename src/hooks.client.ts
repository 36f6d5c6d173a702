import type { ClientInit, HandleClientError } from '@sveltejs/kit';
import { baseLocale, isLocale, overwriteGetLocale } from '$lib/paraglide/runtime.js';
import { warmUpFormats } from '$lib/format/warm-up.ts';
import { loadWords } from './messages/words.ts';

/** The server has decided on the language and written it into the page. Read once: a browser that translates pages changes it. */
const { lang } = document.documentElement;
const locale = isLocale(lang) ? lang : baseLocale;
overwriteGetLocale(() => locale);

export const init: ClientInit = async () => {
	await Promise.all([loadWords(locale), warmUpFormats()]);
};

/** What reaches a browser unhandled: a request without an answer throws a TypeError (Fetch standard, 5.6), all else is our fault. */
export const handleError: HandleClientError = ({ error, status, message }) => {
	if (status === 404) return { message, code: 'not_found' };
	return { message, code: error instanceof TypeError ? 'unreachable' : 'unexpected' };
};
