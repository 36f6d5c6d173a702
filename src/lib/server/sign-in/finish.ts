import type { Cookies } from '@sveltejs/kit';
import type { Way } from './attempts.ts';
import type { Outcome, SignIn } from './sign-in.ts';

/** Takes the attempt's cookie away, whatever comes of it, and sets that of the session if somebody is let in. */
export async function finishSignIn(
	cookies: Cookies,
	signIn: SignIn,
	{ way, state, code }: { way: Way; state: string; code: string | null }
): Promise<Outcome> {
	const { attempt, session, options } = signIn.cookies;
	const name = attempt(state);
	const outcome = await signIn.finish(way, state, cookies.get(name), code === '' ? null : code);
	if (cookies.get(name) !== undefined) cookies.delete(name, options);
	if ('session' in outcome)
		cookies.set(session, outcome.session.value, { ...options, maxAge: outcome.session.maxAge });
	return outcome;
}
