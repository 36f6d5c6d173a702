/**
 * Every row and every measure of every view equals the oracle, which knows the sandbox company and the definitions, but
 * nothing of how the product reads, loads, builds or asks. From DingTalk's wire to Cube's answer over HTTP.
 */
import { describe, expect, it } from 'vitest';
import { truthOf } from '../support/company-truth.ts';

/** Other zones and calendars: random-truth.test.ts, and truth.long.ts from the wire on. */
const SCENE = {
	people: 24,
	seed: 2,
	days: ['2026-09-14', '2026-10-01', '2026-10-13'],
	asOf: ['2026-10-01', '2026-10-13'],
	holidayWeeks: ['2026-09-28']
};

describe('24 people, read three times across a quarter, a holiday week inside', () => {
	it(
		'every row and every measure of every view equals the oracle',
		{ timeout: 600_000 },
		async () => {
			expect(await truthOf(SCENE)).toBe('');
		}
	);
});
