import { redirect } from '@sveltejs/kit';
import { getRuntime } from '$lib/server/runtime/current.ts';
import { loginHref } from '$lib/server/sign-in/login-href.ts';
import { finishSignIn } from '$lib/server/sign-in/finish.ts';
import type { RequestHandler } from './$types';

/** From DingTalk's page, with a code or, after a no, with an error (dingtalk-api.md 8.1: the parameter is `authCode`). */
export const GET: RequestHandler = async ({ url, cookies }) => {
	const { signIn } = getRuntime();
	if (signIn === null) redirect(303, '/');
	const outcome = await finishSignIn(cookies, signIn, {
		way: 'browser',
		state: url.searchParams.get('state') ?? '',
		code: url.searchParams.get('authCode')
	});
	redirect(303, 'refused' in outcome ? loginHref(outcome.back, outcome.refused) : outcome.back);
};
