import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEventRuns, type EventRuns } from './event-runs.ts';

/** Seconds. */
let now: number;
/** Sleepers and when they wake. */
let asleep: { until: number; wake: () => void }[];
/** When something was read. */
let times: number[];
let outcome: () => boolean;
/** Of one read. */
let length: number;
let runs: EventRuns;

beforeEach(() => {
	now = 0;
	asleep = [];
	times = [];
	outcome = () => true;
	length = 0;
	runs = createEventRuns({
		read: async () => {
			times.push(now);
			now += length;
			return outcome();
		},
		log: { info: () => {}, warn: () => {} },
		timing: {
			now: () => now * 1_000,
			wallClock: () => now * 1_000,
			random: () => 0,
			sleep: (milliseconds, signal) =>
				new Promise((resolve, reject) => {
					asleep.push({ until: now + milliseconds / 1_000, wake: resolve });
					signal?.addEventListener('abort', () => reject(new Error('stopped')));
				})
		}
	});
});
afterEach(() => runs.close());

/** Lets seconds pass, and what is due happen. */
async function pass(seconds: number): Promise<void> {
	const end = now + seconds;
	for (;;) {
		await setImmediate();
		const [next] = asleep.sort((one, other) => one.until - other.until);
		if (next === undefined || next.until > end) break;
		asleep.shift();
		now = next.until;
		next.wake();
	}
	now = Math.max(now, end);
}

describe('events runs', () => {
	it('begin twenty seconds after the last event', async () => {
		runs.note();
		await pass(15);
		runs.note();
		await pass(60);
		expect(times).toEqual([35]);
	});
	it('begin three minutes after the first event at the latest', async () => {
		for (let second = 0; second < 190; second += 10) {
			runs.note();
			await pass(10);
		}
		expect(times).toEqual([180]);
	});
	it('rest after one that failed or could not read everything', async () => {
		const endings: (() => boolean)[] = [
			() => {
				throw new Error('DingTalk is away.');
			},
			() => false
		];
		for (const ending of endings) {
			times = [];
			outcome = ending;
			const start = now;
			runs.note();
			await pass(20);
			outcome = () => true;
			runs.note();
			await pass(590);
			expect(times).toEqual([start + 20]);
			await pass(20);
			expect(times).toEqual([start + 20, start + 620]);
		}
	});
	it('leave the machine alone for twice as long as they took', async () => {
		length = 60;
		runs.note();
		await pass(20);
		runs.note();
		await pass(300);
		expect(times).toEqual([20, 200]);
	});
	it('begin no more after the end', async () => {
		runs.note();
		await pass(10);
		await runs.close();
		runs.note();
		await pass(60);
		expect(times).toEqual([]);
	});
});
