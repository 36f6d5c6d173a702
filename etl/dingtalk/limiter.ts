/** Lets calls start one after another, at most `maxQps` in any second over the whole app (dingtalk-api.md 6.1, 6.4). */
import type { Timing } from './timing.ts';

const WINDOW = 1000;

export interface Limiter {
	/** Resolves when the caller may send. @throws the signal's reason */
	take(signal: AbortSignal | undefined): Promise<void>;
	/** Nobody starts for this many milliseconds: one call was throttled, so the next ones would be too. */
	pause(milliseconds: number): void;
}

/** `maxQps` Infinity: calls only wait for pauses. */
export function createLimiter(maxQps: number, timing: Timing): Limiter {
	let queue: Promise<void> = Promise.resolve();
	let pausedUntil = 0;
	/** Instants at which the last `maxQps` calls started, oldest first. */
	const starts: number[] = [];

	async function turn(signal: AbortSignal | undefined): Promise<void> {
		for (;;) {
			signal?.throwIfAborted();
			const now = timing.now();
			const oldest = starts.length >= maxQps ? (starts[0] ?? 0) + WINDOW : 0;
			const wait = Math.max(pausedUntil, oldest) - now;
			if (wait <= 0) break;
			await timing.sleep(wait, signal);
		}
		if (maxQps === Infinity) return;
		starts.push(timing.now());
		if (starts.length > maxQps) starts.shift();
	}

	return {
		take(signal) {
			const mine = queue.then(() => turn(signal));
			// The next in line does not care how this one's turn ended.
			queue = mine.catch(() => {});
			return mine;
		},
		pause(milliseconds) {
			pausedUntil = Math.max(pausedUntil, timing.now() + milliseconds);
		}
	};
}
