import { describe, expect, it } from 'vitest';
import { createLimiter } from './limiter.ts';
import { createTestTiming } from './test-timing.ts';

describe('the rate limit', () => {
	it('lets at most that many calls start in any second', async () => {
		const timing = createTestTiming();
		const limiter = createLimiter(15, timing);
		const starts: number[] = [];
		await Promise.all(
			Array.from({ length: 100 }, async () => {
				await limiter.take(undefined);
				starts.push(timing.now());
				timing.pass(7);
			})
		);
		expect(starts).toHaveLength(100);
		for (const start of starts)
			expect(starts.filter((at) => at >= start && at < start + 1000).length).toBeLessThanOrEqual(
				15
			);
	});
	it('without a number only waits for pauses', async () => {
		const timing = createTestTiming();
		const limiter = createLimiter(Infinity, timing);
		for (let call = 0; call < 1000; call += 1) await limiter.take(undefined);
		expect(timing.slept).toEqual([]);
		limiter.pause(1000);
		await limiter.take(undefined);
		expect(timing.slept).toEqual([1000]);
	});
	it('gives up a turn when the run is aborted, and the next one still gets its own', async () => {
		const timing = createTestTiming();
		const limiter = createLimiter(1, timing);
		await expect(limiter.take(AbortSignal.abort(new Error('stop')))).rejects.toThrow('stop');
		await limiter.take(undefined);
	});
});
