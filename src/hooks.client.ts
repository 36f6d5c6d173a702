import type { ClientInit } from '@sveltejs/kit';
import { baseLocale, isLocale, overwriteGetLocale } from '$lib/paraglide/runtime.js';
import { loadWords } from './messages/words.ts';

/** The server has decided on the language and written it into the page. Read once: a browser that translates pages changes it. */
const { lang } = document.documentElement;
const locale = isLocale(lang) ? lang : baseLocale;
overwriteGetLocale(() => locale);

export const init: ClientInit = () => loadWords(locale);
