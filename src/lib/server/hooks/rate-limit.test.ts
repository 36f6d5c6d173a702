import { describe, expect, it } from 'vitest';
import { ASKERS } from '../limits.ts';
import { RateLimit } from './rate-limit.ts';

describe('the rate limit', () => {
	it('lets a burst through, then as many as the bucket fills, and says how long to wait', () => {
		let now = 0;
		const limit = new RateLimit(() => now);
		const { burst, perMinute } = ASKERS.token;
		for (let asked = 0; asked < burst; asked += 1) expect(limit.take('token', 'a')).toBe(0);
		const wait = limit.take('token', 'a');
		expect(wait).toBe(Math.ceil(60 / perMinute));
		now += wait * 1000;
		expect(limit.take('token', 'a')).toBe(0);
		now += 3_600_000;
		for (let asked = 0; asked < burst; asked += 1) expect(limit.take('token', 'a')).toBe(0);
		expect(limit.take('token', 'a')).toBeGreaterThan(0);
	});
	it('counts each by itself, and people apart from tokens', () => {
		const limit = new RateLimit(() => 0);
		for (let asked = 0; asked < ASKERS.token.burst; asked += 1) limit.take('token', 'a');
		expect(limit.take('token', 'a')).toBeGreaterThan(0);
		expect(limit.take('token', 'b')).toBe(0);
		expect(limit.take('person', 'a')).toBe(0);
	});
});
