import { describe, expect, it } from 'vitest';
import { openTokenStore } from './tokens.ts';

const HOUR = 3_600_000;

describe('tokens', () => {
	it('expire two hours after they were last asked for', () => {
		let now = 0;
		const store = openTokenStore(() => now, Infinity);
		const first = store.issue('app');
		now = HOUR;
		expect(store.issue('app')).toBe(first);
		now = 2.5 * HOUR;
		expect(store.accepts(first)).toBe(true);
		now = 3 * HOUR;
		expect(store.accepts(first)).toBe(false);
		expect(store.issue('app')).not.toBe(first);
	});

	it('are worth as many calls as they are given', () => {
		const store = openTokenStore(() => 0, 2);
		const token = store.issue('app');
		expect([store.accepts(token), store.accepts(token), store.accepts(token)]).toEqual([
			true,
			true,
			false
		]);
	});
});
