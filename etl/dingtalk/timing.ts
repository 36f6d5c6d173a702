/** Real time and chance, to be replaced in tests. Not the product's clock, which stands still under OKR_TODAY. */
import { setTimeout as delay } from 'node:timers/promises';

export interface Timing {
	/** Milliseconds since some moment, for durations only: it never jumps when somebody sets the machine's clock. */
	readonly now: () => number;
	/** Epoch ms by this machine's clock, right or wrong. */
	readonly wallClock: () => number;
	/** @throws the signal's reason, at once when it is aborted */
	readonly sleep: (milliseconds: number, signal: AbortSignal | undefined) => Promise<void>;
	/** 0 <= x < 1, for jitter. */
	readonly random: () => number;
}

export const realTiming: Timing = {
	now: () => performance.now(),
	wallClock: () => Date.now(),
	async sleep(milliseconds, signal) {
		try {
			await delay(milliseconds, undefined, { signal });
		} catch (error) {
			signal?.throwIfAborted();
			throw error;
		}
	},
	random: () => Math.random()
};
