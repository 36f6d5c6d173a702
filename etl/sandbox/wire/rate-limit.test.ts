import { describe, expect, it } from 'vitest';
import { openRateLimit } from './rate-limit.ts';

describe('the rate limit', () => {
	it('admits so many calls in any second, and forgets the refused ones', () => {
		let now = 0;
		const limit = openRateLimit(2, () => now);
		expect([limit.admits(), limit.admits(), limit.admits()]).toEqual([true, true, false]);
		now = 999;
		expect(limit.admits()).toBe(false);
		now = 1000;
		expect([limit.admits(), limit.admits(), limit.admits()]).toEqual([true, true, false]);
	});

	it('is none at all without a number', () => {
		const limit = openRateLimit(Infinity);
		expect(Array.from({ length: 1000 }, () => limit.admits()).every(Boolean)).toBe(true);
	});
});
