/** How long to wait before a failed call is made again (dingtalk-api.md 6.2, 6.4). */
import type { DingTalkError } from './errors.ts';
import { LONGEST_WAIT } from './penalty.ts';

/** Milliseconds before each next attempt; their number is the number of retries. */
const WAITS: Readonly<Record<string, readonly number[]>> = {
	'throttle/second': [1000, 2000, 4000, 8000, 8000, 8000, 8000],
	'throttle/minute': [15_000, 30_000, 60_000, 60_000],
	busy: [1000, 2000, 4000],
	network: [1000, 2000, 4000],
	protocol: [1000, 2000]
};

/**
 * Milliseconds to wait after the `attempt`-th try (from 1) failed, or null: give up.
 * Jitter of up to half the wait is added, never taken away: a second is the least that DingTalk's window needs. What the answer
 * itself asks for is waited for, up to five minutes.
 */
export function retryDelay(
	error: DingTalkError,
	attempt: number,
	random: () => number
): number | null {
	const waits = WAITS[error.kind === 'throttle' ? `throttle/${error.window}` : error.kind] ?? [];
	const wait = waits[attempt - 1];
	if (wait === undefined || !error.isTransient) return null;
	const jittered = Math.round(wait + (random() * wait) / 2);
	return Math.max(Math.min(jittered, 60_000), Math.min(error.retryAfter, LONGEST_WAIT));
}
