import { describe, expect, it } from 'vitest';
import type { Period } from '../queries/periods.ts';
import { canonical, hashOf } from './hash.ts';
import { periodToReview } from './newest.ts';

describe('the fingerprint of figures', () => {
	it('does not depend on the order in which they were written, but on each of them', () => {
		const figures = { b: [1, { d: null, c: 0.5 }], a: 'x' };
		expect(canonical(figures)).toBe('{"a":"x","b":[1,{"c":0.5,"d":null}]}');
		expect(hashOf({ a: 'x', b: [1, { c: 0.5, d: null }] })).toBe(hashOf(figures));
		expect(hashOf({ ...figures, a: 'y' })).not.toBe(hashOf(figures));
		expect(hashOf({ ...figures, b: [{ c: 0.5, d: null }, 1] })).not.toBe(hashOf(figures));
	});
});

describe('the period whose review comes first', () => {
	const period = (kind: Period['kind'], startsOn: string, endsOn: string): Period => ({
		...{ id: `${kind} ${startsOn}`, name: '', kind, startsOn, endsOn }
	});
	const year = period('year', '2026-01-01', '2026-12-31');
	const running = period('quarter', '2026-10-01', '2026-12-31');
	const last = period('quarter', '2026-07-01', '2026-09-30');
	const next = period('quarter', '2027-01-01', '2027-03-31');

	it('is the quarter that ended last', () => {
		expect(periodToReview([next, running, year, last], '2026-11-22')).toBe(last);
		expect(periodToReview([next, running, year, last], '2026-12-31')).toBe(last);
	});

	it('is the running one while none has ended, and another kind where there are no quarters', () => {
		expect(periodToReview([next, running, year], '2026-11-22')).toBe(running);
		expect(periodToReview([year], '2026-11-22')).toBe(year);
		expect(periodToReview([next], '2026-11-22')).toBeNull();
	});
});
