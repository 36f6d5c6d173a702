/**
 * Tokens that were made or read a moment ago. A page puts a dozen questions to Cube: to sign and check a token for each of them takes
 * two trips to the crypto threads, which run the engine's statements at that very moment.
 */
import { decodeJwt } from 'jose';
import { createToken, readToken, type Claims } from './token.ts';

/** How long one token is handed out, of the ten minutes for which it is good. */
const HANDED_OUT_MS = 60_000;
const MOST_KEPT = 1000;

/** @returns makes tokens of ten minutes; whoever asks again within a minute gets the same one */
export function tokenMaker(secret: string): (claims: Claims) => Promise<string> {
	const kept = new Map<string, { readonly until: number; readonly token: Promise<string> }>();
	return (claims) => {
		const key = JSON.stringify([claims.user_id, claims.is_admin]);
		const known = kept.get(key);
		if (known !== undefined && Date.now() < known.until) return known.token;
		const made = { until: Date.now() + HANDED_OUT_MS, token: createToken(secret, claims, '10m') };
		keep(kept, key, made);
		made.token.catch(() => kept.delete(key));
		return made.token;
	};
}

/** @returns reads tokens as `readToken` does; one that was found right is not looked into again until it expires */
export function tokenReader(secret: string): (token: string | undefined) => Promise<Claims> {
	const kept = new Map<string, { readonly until: number; readonly claims: Claims }>();
	return async (token) => {
		const known = kept.get(token ?? '');
		if (known !== undefined && Date.now() < known.until) return known.claims;
		const claims = await readToken(secret, token);
		// Right tokens are texts that say when they expire.
		const { exp = 0 } = decodeJwt(token ?? '');
		keep(kept, token ?? '', { until: exp * 1000, claims });
		return claims;
	};
}

function keep<Value>(kept: Map<string, Value>, key: string, value: Value): void {
	if (kept.size >= MOST_KEPT) kept.clear();
	kept.set(key, value);
}
