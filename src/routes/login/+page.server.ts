import { fail, redirect } from '@sveltejs/kit';
import { m } from '$lib/paraglide/messages.js';
import { locales } from '$lib/paraglide/runtime.js';
import { formOf } from '$lib/server/form.ts';
import { pathBack } from '$lib/server/preferences.ts';
import { getRuntime } from '$lib/server/runtime/current.ts';
import { ATTEMPT_LIFE } from '$lib/server/sign-in/attempts.ts';
import { finishSignIn } from '$lib/server/sign-in/finish.ts';
import { REFUSALS } from '$lib/server/sign-in/sign-in.ts';
import type { Actions, PageServerLoad } from './$types';

/** Inside DingTalk, on phones and on desks, the browser says so. */
const IN_DINGTALK = /DingTalk/i;

export const load: PageServerLoad = async ({ url, cookies, request, locals }) => {
	const { signIn } = getRuntime();
	const back = pathBack(url.searchParams.get('back'), url.origin, false);
	if (signIn === null) redirect(303, '/');
	if ((await signIn.sessions.read(cookies.get(signIn.cookies.session))) !== null)
		redirect(303, back);
	const asked = url.searchParams.get('reason');
	const reason = [...REFUSALS, 'signed_out' as const].find((one) => one === asked) ?? null;
	const isInDingTalk = IN_DINGTALK.test(request.headers.get('user-agent') ?? '');
	let app: { state: string; corpId: string; clientId: string } | null = null;
	// Who was just refused, or has just signed out, is not asked again by itself.
	if (isInDingTalk && reason === null) {
		const { state, cookie } = await signIn.begin('app', back);
		const options = { ...signIn.cookies.options, maxAge: ATTEMPT_LIFE };
		cookies.set(signIn.cookies.attempt(state), cookie, options);
		app = { state, ...signIn.app };
	}
	return {
		...{ back, reason, app },
		theme: locals.theme,
		lang: locals.lang,
		languages: locales.map((locale) => ({ locale, name: m.language_name({}, { locale }) }))
	};
};

/** SvelteKit takes a form from our own origin only. */
export const actions: Actions = {
	/** With the code that DingTalk's app gave to the page (dingtalk-api.md 8.2). */
	app: async ({ request, locals, cookies }) => {
		const { signIn } = getRuntime();
		if (signIn === null) redirect(303, '/');
		const form = await formOf({ request, locals });
		const text = (name: string): string => {
			const value = form.get(name);
			return typeof value === 'string' ? value : '';
		};
		const outcome = await finishSignIn(cookies, signIn, {
			way: 'app',
			state: text('state'),
			code: text('code')
		});
		if ('refused' in outcome) return fail(403, { reason: outcome.refused });
		redirect(303, outcome.back);
	}
};
