import { describe, expect, it } from 'vitest';
import { DingTalkError, type DingTalkErrorKind } from './errors.ts';
import { retryDelay } from './retry.ts';

const least = () => 0;
const most = () => 0.999999;

describe('the wait before another attempt', () => {
	it('grows from the least that DingTalk needs, with jitter on top and never below', () => {
		const error = new DingTalkError('throttle', 'x');
		expect([1, 2, 3, 4].map((attempt) => retryDelay(error, attempt, least))).toEqual([
			1000, 2000, 4000, 8000
		]);
		expect([1, 2, 3].map((attempt) => retryDelay(error, attempt, most))).toEqual([
			1500, 3000, 6000
		]);
	});
	it('of the per-minute limit is never more than a minute', () => {
		const error = new DingTalkError('throttle', 'x', { window: 'minute' });
		expect(retryDelay(error, 3, most)).toBe(60_000);
	});
	it('is at least as long as the answer asks for', () => {
		const error = new DingTalkError('throttle', 'x', { retryAfter: 9000 });
		expect(retryDelay(error, 1, least)).toBe(9000);
	});
	it('has an end for every kind, and never begins for a lasting one', () => {
		const kinds: DingTalkErrorKind[] = ['throttle', 'busy', 'network', 'protocol'];
		for (const kind of kinds) {
			const error = new DingTalkError(kind, 'x');
			expect(retryDelay(error, 1, least)).toBeGreaterThan(0);
			expect(retryDelay(error, 9, least)).toBeNull();
		}
		const lasting: DingTalkErrorKind[] = [
			'credentials',
			'token',
			'permission',
			'quota',
			'budget',
			'banned',
			'business',
			'not_found'
		];
		for (const kind of lasting)
			expect(retryDelay(new DingTalkError(kind, 'x'), 1, least)).toBeNull();
	});
});
