import { describe, expect, it } from 'vitest';
import { createClock, endOfLocalDay, isValidTimezone, localDay } from './clock.ts';

describe('local days', () => {
	it.each([
		['Asia/Shanghai', '2026-11-22', '2026-11-22T15:59:59.999Z'],
		['Asia/Kolkata', '2026-11-22', '2026-11-22T18:29:59.999Z'],
		['UTC', '2026-12-31', '2026-12-31T23:59:59.999Z'],
		// A day of 25 hours and one of 23.
		['America/Los_Angeles', '2026-11-01', '2026-11-02T07:59:59.999Z'],
		['America/Los_Angeles', '2026-03-08', '2026-03-09T06:59:59.999Z'],
		['Pacific/Kiritimati', '2026-11-22', '2026-11-22T09:59:59.999Z'],
		// A zone whose clock skips midnight once a year.
		['Asia/Beirut', '2026-03-28', '2026-03-28T21:59:59.999Z']
	])('in %s the day %s ends at %s', (timezone, day, end) => {
		const instant = endOfLocalDay(day, timezone);
		expect(new Date(instant).toISOString()).toBe(end);
		expect(localDay(instant, timezone)).toBe(day);
		expect(localDay(instant + 1, timezone)).not.toBe(day);
	});

	it('knows zones by their IANA names', () => {
		expect(isValidTimezone('Asia/Ho_Chi_Minh')).toBe(true);
		expect(isValidTimezone('Mars/Olympus')).toBe(false);
	});

	it('with OKR_TODAY the clock stands at the last millisecond of that day', () => {
		const clock = createClock('Asia/Shanghai', '2026-11-22');
		expect(clock.today()).toBe('2026-11-22');
		expect(new Date(clock.now()).toISOString()).toBe('2026-11-22T15:59:59.999Z');
	});
});
