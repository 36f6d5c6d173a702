/** Real time and chance, to be replaced in tests. Not the product's clock, which stands still under OKR_TODAY. */
import { setTimeout as delay } from 'node:timers/promises';

export interface Timing {
	/** Epoch ms. */
	readonly now: () => number;
	/** @throws the signal's reason, at once when it is aborted */
	readonly sleep: (milliseconds: number, signal: AbortSignal | undefined) => Promise<void>;
	/** 0 <= x < 1, for jitter. */
	readonly random: () => number;
}

export const realTiming: Timing = {
	now: () => Date.now(),
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
