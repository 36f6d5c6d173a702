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
	/** A call was answered well. */
	accept(): void;
	/**
	 * Drops a token that was refused, unless somebody has replaced it meanwhile.
	 * @returns whether another one is worth a try
	 */
	refuse(token: string): boolean;
}

/**
 * So many tokens refused in a row are no accident of the first of them: before any was good, the second says that the app is not
 * let in (dingtalk-api.md 1.4). Later one may end before its first good answer is back, while many calls are in flight.
 */
const MOST_AT_FIRST = 2;
const MOST_IN_A_ROW = 4;

export function createTokenStore(
	fetchToken: () => Promise<FreshToken>,
	timing: Timing
): TokenStore {
	let held: { token: string; until: number } | null = null;
	let fetching: Promise<string> | null = null;
	let wasAnyGood = false;
	let refusedInARow = 0;

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
		accept() {
			wasAnyGood = true;
			refusedInARow = 0;
		},
		refuse(token) {
			if (held?.token === token) {
				held = null;
				refusedInARow += 1;
			}
			return refusedInARow < (wasAnyGood ? MOST_IN_A_ROW : MOST_AT_FIRST);
		}
	};
}
