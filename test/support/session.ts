/** Somebody who has signed in, without the way through DingTalk: a cookie made with the app's own key. */
import { parseConfig } from '../../etl/config.ts';
import { sessionSecret } from '../../etl/secrets.ts';
import { signInCookies } from '../../src/lib/server/sign-in/cookies.ts';
import { Sessions } from '../../src/lib/server/sign-in/sessions.ts';
import type { App } from './app.ts';

/**
 * @param userId of somebody whom the last sync found
 * @param secret SESSION_SECRET; default: the one that the app has made itself
 * @returns the value of a Cookie header
 */
export async function signedIn(
	{ dataDir, url }: Pick<App, 'dataDir' | 'url'>,
	userId: string,
	secret?: string
): Promise<string> {
	const nothing = async (): Promise<void> => {};
	const sessions = new Sessions(
		secret ?? sessionSecret(parseConfig({ DATA_DIR: dataDir })),
		{ generation: async () => 0, isEnded: async () => false, end: nothing, endAll: nothing },
		{ reads: async () => 0, nameOf: async () => null }
	);
	const { value } = await sessions.begin(userId, userId);
	return `${signInCookies(url).session}=${value}`;
}
