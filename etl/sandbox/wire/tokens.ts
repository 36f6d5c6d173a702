/**
 * App tokens (dingtalk-api.md 1): one per app, the same one as long as it is valid, extended
 * whenever it is asked for.
 */

import { randomBytes } from 'node:crypto';

/** Seconds. */
export const TOKEN_LIFE = 7200;

export interface TokenStore {
	/** The app's token; a new one only if there is none or it has expired. */
	issue(appKey: string): string;
	/** Whether a token is valid; with a limit of uses, asking uses it once. */
	accepts(token: string): boolean;
	/** From now on none of the tokens issued so far is valid. */
	revokeAll(): void;
}

/**
 * @param now milliseconds
 * @param uses how many calls a token is good for
 */
export function openTokenStore(now: () => number, uses: number): TokenStore {
	const byApp = new Map<string, string>();
	const tokens = new Map<string, { expires: number; usesLeft: number }>();

	function isValid(token: string): boolean {
		const state = tokens.get(token);
		return state !== undefined && state.expires > now() && state.usesLeft > 0;
	}

	return {
		issue(appKey) {
			const known = byApp.get(appKey);
			const token = known !== undefined && isValid(known) ? known : randomBytes(16).toString('hex');
			const usesLeft = tokens.get(token)?.usesLeft ?? uses;
			tokens.set(token, { expires: now() + TOKEN_LIFE * 1000, usesLeft });
			byApp.set(appKey, token);
			return token;
		},
		accepts(token) {
			const state = tokens.get(token);
			if (state === undefined || !isValid(token)) return false;
			state.usesLeft -= 1;
			return true;
		},
		revokeAll() {
			tokens.clear();
		}
	};
}
