import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fullestSecond } from './fullest-second.ts';
import { createLimiter, limiterOfApp, type Limiter } from './limiter.ts';
import { createTestTiming } from './test-timing.ts';
import type { Timing } from './timing.ts';

describe('the rate limit', () => {
	it('without a number only waits for pauses', async () => {
		const timing = createTestTiming();
		const limiter = createLimiter(Infinity, timing);
		for (let call = 0; call < 1000; call += 1) (await limiter.take(undefined)).end();
		expect(timing.slept).toEqual([]);
		limiter.pause(1000);
		await limiter.take(undefined);
		expect(timing.slept).toEqual([1000]);
	});
	it('gives up a turn when the run is aborted, and the next one still gets its own', async () => {
		const limiter = createLimiter(1, createTestTiming());
		await expect(limiter.take(AbortSignal.abort(new Error('stop')))).rejects.toThrow('stop');
		const turn = await limiter.take(undefined);
		// Also while it waits for a call in flight to end.
		const abort = new AbortController();
		const waiting = limiter.take(abort.signal);
		setTimeout(() => abort.abort(new Error('stop')), 5);
		await expect(waiting).rejects.toThrow('stop');
		turn.end();
		await limiter.take(undefined);
	});
	it('does not count a turn that was given back', async () => {
		const timing = createTestTiming();
		const limiter = createLimiter(1, timing);
		for (let call = 0; call < 10; call += 1) (await limiter.take(undefined)).giveBack();
		expect(timing.slept).toEqual([]);
	});
	it('is one for all clients that call as the same app, and another one for another app', () => {
		const timing = createTestTiming();
		expect(limiterOfApp('app', 15, timing)).toBe(limiterOfApp('app', 15, timing));
		expect(limiterOfApp('app', 15, timing)).not.toBe(limiterOfApp('other', 15, timing));
	});
});

/** Virtual time with an agenda: the next thing happens when everybody waits. */
function createAgenda() {
	let now = 0;
	let order = 0;
	const agenda: { at: number; order: number; happen: () => void }[] = [];
	const later = (milliseconds: number): Promise<void> =>
		new Promise((resolve) => {
			agenda.push({ at: now + milliseconds, order: (order += 1), happen: resolve });
		});
	const timing: Timing = {
		now: () => now,
		wallClock: () => now,
		random: () => 0.5,
		sleep: (milliseconds) => later(milliseconds)
	};
	async function play(): Promise<void> {
		for (;;) {
			// All that follows from the last event happens first.
			await new Promise((resolve) => setImmediate(resolve));
			const next = agenda.sort((a, b) => a.at - b.at || a.order - b.order).shift();
			if (next === undefined) return;
			now = next.at;
			next.happen();
		}
	}
	return { timing, later, play, now: () => now };
}

/** One call's fate: ms until it arrives, until its answer is back, and whether it is throttled and made again. */
interface Fate {
	readonly waits: number;
	readonly arrives: number;
	readonly answers: number;
	readonly isThrottled: boolean;
}

const fates = fc.array(
	fc.record({
		waits: fc.nat(1500),
		// Most are quick; some hang in a connection that has to be set up, or in a queue.
		arrives: fc.oneof(fc.nat(30), fc.nat(900), fc.nat(5000)),
		answers: fc.oneof(fc.nat(50), fc.nat(2500)),
		isThrottled: fc.boolean()
	}),
	{ minLength: 1, maxLength: 60 }
);

async function arrivalsOf(
	calls: readonly Fate[],
	maxQps: number,
	workers: number
): Promise<number[]> {
	const { timing, later, play, now } = createAgenda();
	const limiter = createLimiter(maxQps, timing);
	const arrivals: number[] = [];
	const queue = [...calls];
	async function attempt(limit: Limiter, fate: Fate): Promise<void> {
		const turn = await limit.take(undefined);
		await later(fate.arrives);
		arrivals.push(now());
		await later(fate.answers);
		turn.end();
	}
	async function worker(): Promise<void> {
		for (let fate = queue.shift(); fate !== undefined; fate = queue.shift()) {
			await later(fate.waits);
			await attempt(limiter, fate);
			if (!fate.isThrottled) continue;
			limiter.pause(1000);
			await later(1000);
			await attempt(limiter, fate);
		}
	}
	await Promise.all([...Array.from({ length: workers }, worker), play()]);
	return arrivals;
}

describe('any sequence of calls', () => {
	it('arrives at DingTalk within the limit in every second, however the network delays each of them', async () => {
		await fc.assert(
			fc.asyncProperty(
				fates,
				fc.integer({ min: 1, max: 15 }),
				fc.integer({ min: 1, max: 20 }),
				async (calls, maxQps, workers) => {
					const arrivals = await arrivalsOf(calls, maxQps, workers);
					const retries = calls.filter(({ isThrottled }) => isThrottled).length;
					expect(arrivals).toHaveLength(calls.length + retries);
					expect(fullestSecond(arrivals)).toBeLessThanOrEqual(maxQps);
				}
			),
			{ seed: 20261126, numRuns: 120 }
		);
	});
	it('goes as fast as that allows when answers are quick', async () => {
		const quick = { waits: 0, arrives: 1, answers: 1, isThrottled: false };
		const arrivals = await arrivalsOf(Array<Fate>(150).fill(quick), 15, 20);
		// Ten windows of fifteen calls: the first at once, the others one second and an answer's time apart.
		expect(arrivals.at(-1)).toBeLessThanOrEqual(9 * 1010);
		expect(fullestSecond(arrivals)).toBe(15);
	});
});
