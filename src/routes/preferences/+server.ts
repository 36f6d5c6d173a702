import { redirect } from '@sveltejs/kit';
import { isLocale } from '$lib/paraglide/runtime.js';
import { formOf } from '$lib/server/form.ts';
import { pathBack, THEMES } from '$lib/server/preferences.ts';
import { ROLES } from '$lib/server/view-as.ts';
import type { RequestHandler } from './$types';

const YEAR_S = 365 * 24 * 3600;

/** Remembers language, colours and, in the demo, as whom to look, and goes back to where the visitor was. A plain form, so it works without JavaScript. */
export const POST: RequestHandler = async ({ request, locals, cookies, url }) => {
	const form = await formOf({ request, locals });
	const secure = url.protocol === 'https:';
	const options = { path: '/', maxAge: YEAR_S, sameSite: 'lax', httpOnly: true, secure } as const;

	const lang = form.get('lang');
	if (isLocale(lang)) cookies.set('lang', lang, options);
	const theme = THEMES.find((one) => one === form.get('theme'));
	if (theme !== undefined) cookies.set('theme', theme, options);

	const role = ROLES.find((one) => one === form.get('view_as'));
	if (role !== undefined) cookies.set('view_as', role, options);

	redirect(303, pathBack(form.get('back'), url.origin, isLocale(lang)));
};
