import { describe, expect, it } from 'vitest';
import { DingTalkError, type DingTalkErrorKind } from './errors.ts';
import { retryDelay } from './retry.ts';

const least = () => 0;
const most = () => 0.999999;

// The waits of every error: test/etl/errors-on-the-wire.test.ts.
describe('the wait before another attempt', () => {
	it('has jitter on top and never below: a second is the least that DingTalk needs', () => {
		const error = new DingTalkError('throttle', 'x');
		const waits = (random: () => number) =>
			[1, 2, 3, 4].map((attempt) => retryDelay(error, attempt, random));
		expect(waits(least)).toEqual([1000, 2000, 4000, 8000]);
		expect(waits(most)).toEqual([1500, 3000, 6000, 12_000]);
	});
	it('of the per-minute limit is never more than a minute', () => {
		const error = new DingTalkError('throttle', 'x', { window: 'minute' });
		expect(retryDelay(error, 3, most)).toBe(60_000);
	});
	it('has an end for every kind, and never begins for a lasting one', () => {
		const kinds: DingTalkErrorKind[] = ['throttle', 'busy', 'network', 'protocol'];
		for (const kind of kinds) {
			const error = new DingTalkError(kind, 'x');
			expect(retryDelay(error, 1, least)).toBeGreaterThan(0);
			expect(retryDelay(error, 9, least)).toBeNull();
		}
		expect(retryDelay(new DingTalkError('budget', 'x'), 1, least)).toBeNull();
	});
});
