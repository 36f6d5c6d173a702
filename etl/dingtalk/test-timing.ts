/** Time that only passes by waiting, for tests: a sleep returns at once and is remembered. */
import type { Timing } from './timing.ts';

export interface TestTiming extends Timing {
	/** Milliseconds of each sleep, in order. */
	readonly slept: number[];
	/** Lets time pass without a sleep. */
	pass(milliseconds: number): void;
}

/** @param clockError milliseconds by which this machine's clock is ahead of the right time */
export function createTestTiming(random = 0, clockError = 0): TestTiming {
	let now = 1_800_000_000_000;
	const slept: number[] = [];
	return {
		slept,
		now: () => now,
		wallClock: () => Date.now() + clockError,
		random: () => random,
		async sleep(milliseconds, signal) {
			signal?.throwIfAborted();
			slept.push(milliseconds);
			// Others get their turn first, as they would while time passes.
			await Promise.resolve();
			now += milliseconds;
		},
		pass(milliseconds) {
			now += milliseconds;
		}
	};
}
