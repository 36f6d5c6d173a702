import { redirect } from '@sveltejs/kit';
import { pathBack } from '$lib/server/preferences.ts';
import { getRuntime } from '$lib/server/runtime/current.ts';
import { ATTEMPT_LIFE } from '$lib/server/sign-in/attempts.ts';
import type { RequestHandler } from './$types';

/** To DingTalk's own page. A link, not a form: what forms may lead to is our own site only (form-action). */
export const GET: RequestHandler = async ({ url, cookies }) => {
	const { signIn } = getRuntime();
	if (signIn === null) redirect(303, '/');
	const attempt = await signIn.begin(
		'browser',
		pathBack(url.searchParams.get('back'), url.origin, false)
	);
	cookies.set(signIn.cookies.attempt(attempt.state), attempt.cookie, {
		...signIn.cookies.options,
		maxAge: ATTEMPT_LIFE
	});
	redirect(303, signIn.pageOf(attempt));
};
