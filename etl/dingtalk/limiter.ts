/**
 * Lets calls start one after another so that DingTalk never receives more than `maxQps` of them in any second
 * (dingtalk-api.md 6.1, 6.4).
 *
 * We know when a call was sent and when it was over, not when it arrived: a new connection, a full queue or a slow network may
 * hold one call back and not the next, and calls that started evenly arrive bunched. So a call counts from its start until one
 * second after its end. Of any `maxQps + 1` calls, the one that started last then arrived at least a second after one of the
 * others, whatever the network did; the price is a little speed (a rate of maxQps / (1 s + the time of one call)).
 */
import type { Timing } from './timing.ts';

const WINDOW = 1000;

/** A call that may be sent now. Exactly one of the two is called when it is over. */
export interface Turn {
	/** It was sent, or may have been. */
	end(): void;
	/** It was not sent after all, and counts nowhere. */
	giveBack(): void;
}

export interface Limiter {
	/** Resolves when the caller may send. @throws the signal's reason */
	take(signal: AbortSignal | undefined): Promise<Turn>;
	/** Nobody starts for this many milliseconds: one call was throttled, so the next ones would be too. */
	pause(milliseconds: number): void;
}

/** `maxQps` Infinity: calls only wait for pauses. */
export function createLimiter(maxQps: number, timing: Timing): Limiter {
	let queue: Promise<unknown> = Promise.resolve();
	let pausedUntil = 0;
	let inFlight = 0;
	/** Instants at which calls of the last second ended, oldest first. */
	const ends: number[] = [];
	/** Whoever waits for a call in flight to end: one at most, the first in the queue. */
	let wake: () => void = () => {};

	async function turn(signal: AbortSignal | undefined): Promise<Turn> {
		for (;;) {
			signal?.throwIfAborted();
			const now = timing.now();
			while (ends[0] !== undefined && ends[0] <= now - WINDOW) ends.shift();
			const isFull = inFlight + ends.length >= maxQps;
			const wait = Math.max(pausedUntil - now, isFull ? (ends[0] ?? now) + WINDOW - now : 0);
			if (isFull && ends.length === 0) await anEnd(signal);
			else if (wait > 0) await timing.sleep(wait, signal);
			else return begin();
		}
	}

	function begin(): Turn {
		inFlight += 1;
		return {
			end() {
				inFlight -= 1;
				if (maxQps !== Infinity) ends.push(timing.now());
				wake();
			},
			giveBack() {
				inFlight -= 1;
				wake();
			}
		};
	}

	async function anEnd(signal: AbortSignal | undefined): Promise<void> {
		await new Promise<void>((resolve) => {
			wake = () => {
				signal?.removeEventListener('abort', wake);
				resolve();
			};
			signal?.addEventListener('abort', wake);
		});
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

const shared = new WeakMap<Timing, Map<string, Limiter>>();

/** One limiter for all clients of this process that call as the same app: DingTalk counts their calls together. */
export function limiterOfApp(app: string, maxQps: number, timing: Timing): Limiter {
	const ofTiming = shared.get(timing) ?? new Map<string, Limiter>();
	shared.set(timing, ofTiming);
	const key = `${maxQps} ${app}`;
	const known = ofTiming.get(key) ?? createLimiter(maxQps, timing);
	ofTiming.set(key, known);
	return known;
}
