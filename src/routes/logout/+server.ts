import { redirect } from '@sveltejs/kit';
import { formOf } from '$lib/server/form.ts';
import { getRuntime } from '$lib/server/runtime/current.ts';
import { loginHref } from '$lib/server/sign-in/login-href.ts';
import type { RequestHandler } from './$types';

/** Ends this session, or with `everywhere` all of the same person. SvelteKit takes the form from our own origin only. */
export const POST: RequestHandler = async ({ request, locals, cookies }) => {
	const { signIn } = getRuntime();
	if (signIn === null) redirect(303, '/');
	const { session: name, options } = signIn.cookies;
	const session = await signIn.sessions.read(cookies.get(name));
	if (session !== null) {
		const isEverywhere = (await formOf({ request, locals })).has('everywhere');
		await (isEverywhere ? signIn.sessions.endAll(session) : signIn.sessions.end(session));
	}
	cookies.delete(name, options);
	redirect(303, loginHref('/', 'signed_out'));
};
