import type { Handle } from '@sveltejs/kit';
import { defineCustomServerStrategy, getTextDirection, isLocale } from '$lib/paraglide/runtime.js';
import { paraglideMiddleware } from '$lib/paraglide/server.js';
import { THEMES } from '../preferences.ts';

/** `?lang=` before everything else: a shared link opens in the language it was shared in. */
defineCustomServerStrategy('custom-url', {
	getLocale: (request) => {
		const value = request === undefined ? null : new URL(request.url).searchParams.get('lang');
		return isLocale(value) ? value : undefined;
	}
});

/** Language and colours are in the first byte of the page, so that nothing flashes. */
export const presentInLanguageAndTheme: Handle = ({ event, resolve }) =>
	paraglideMiddleware(event.request, ({ locale }) => {
		const theme = THEMES.find((one) => one === event.cookies.get('theme')) ?? 'auto';
		event.locals.lang = locale;
		event.locals.theme = theme;
		return resolve(event, {
			transformPageChunk: ({ html }) =>
				html
					.replace('%lang%', locale)
					.replace('%dir%', getTextDirection(locale))
					.replace('%theme%', theme)
		});
	});
