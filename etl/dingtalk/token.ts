/** The app token: one for both hosts, fetched by one caller at a time (dingtalk-api.md 1.1, 1.4). */
import type { Timing } from './timing.ts';

export interface FreshToken {
	readonly token: string;
	/** Seconds. */
	readonly expiresIn: number;
}

/** DingTalk's guide: refresh about ten minutes before the end of the 7,200 seconds. */
const EARLY = 600_000;
/** A stated lifetime of nothing would fetch one token per call; a token that ends earlier is refused and renewed. */
const LEAST = 60_000;

export interface TokenStore {
	get(): Promise<string>;
	/** Whether this is still the token to use: it may have been refused to somebody else meanwhile. */
	isHeld(token: string): boolean;
	/** A call with this token was answered well. */
	accept(token: string): void;
	/**
	 * Drops a token that was refused, unless somebody has replaced it meanwhile.
	 * @returns whether it was good before: then it has expired, otherwise it never was any good
	 */
	refuse(token: string): boolean;
}

export function createTokenStore(
	fetchToken: () => Promise<FreshToken>,
	timing: Timing
): TokenStore {
	let held: { token: string; until: number } | null = null;
	let fetching: Promise<string> | null = null;
	const accepted = new Set<string>();

	async function fetchOnce(): Promise<string> {
		const { token, expiresIn } = await fetchToken();
		const lifetime = expiresIn * 1000;
		// A token that lives shorter than the margin (a test server's) is used for half of its life.
		const usable = lifetime > 2 * EARLY ? lifetime - EARLY : lifetime / 2;
		held = { token, until: timing.now() + Math.max(usable, LEAST) };
		return token;
	}

	return {
		async get() {
			if (held !== null && timing.now() < held.until) return held.token;
			fetching ??= fetchOnce().finally(() => (fetching = null));
			return fetching;
		},
		isHeld: (token) => held?.token === token,
		accept(token) {
			accepted.add(token);
		},
		refuse(token) {
			if (held?.token === token) held = null;
			return accepted.has(token);
		}
	};
}
