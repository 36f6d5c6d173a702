import { baseLocale, isLocale, overwriteGetLocale } from '$lib/paraglide/runtime.js';

/** The server has decided on the language and written it into the page. */
overwriteGetLocale(() => {
	const { lang } = document.documentElement;
	return isLocale(lang) ? lang : baseLocale;
});
