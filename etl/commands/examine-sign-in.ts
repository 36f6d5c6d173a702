/** Whether people can sign in, as far as it can be known without one of them (dingtalk-api.md 8). */
import type { Config } from '../config.ts';
import type { DingTalkClient } from '../dingtalk/client.ts';
import { DingTalkError } from '../dingtalk/errors.ts';
import { signInByApp, signInByBrowser, memberOf, SignInRefused } from '../dingtalk/sign-in.ts';
import type { Found } from './doctor.ts';

/** Nobody's: DingTalk refuses them, and by how it does it tells whether it would take a right one. */
const NO_CODE = 'okr-observatory-doctor';

export async function examineSignIn(
	client: DingTalkClient,
	{ dingtalk, signIn, web }: Config,
	found: Found
): Promise<void> {
	if (dingtalk === null) return found('note', 'sign-in', 'not with the bundled company.');
	const calls = [
		() => memberOf(client, NO_CODE),
		() => signInByBrowser(client, dingtalk, NO_CODE),
		() => signInByApp(client, NO_CODE)
	];
	for (const call of calls) {
		try {
			await call();
		} catch (error) {
			if (error instanceof SignInRefused) continue;
			if (!(error instanceof DingTalkError)) throw error;
			// A no to the code as such.
			if (error.kind === 'business') continue;
			return found('wrong', 'sign-in', error.message);
		}
	}
	found(
		'ok',
		'sign-in',
		`DingTalk takes codes from this app. Not visible from here: whether ${web.origin}/login/callback is registered as redirect URL of the app, and Contact.User.Read granted, both in the developer console.`
	);
	if (signIn.adminUserIds.length > 0)
		found('ok', 'administrators', `${signIn.adminUserIds.join(', ')} (ADMIN_USER_IDS).`);
	else
		found(
			'note',
			'administrators',
			"nobody, so nobody starts syncs on the pages. Set ADMIN_USER_IDS to DingTalk's user ids of those who should."
		);
}
