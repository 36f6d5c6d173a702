import { describe, expect, it } from 'vitest';
import { asOfDay, type AsOfFacts } from './as-of-day.ts';

const facts: AsOfFacts = {
	lastDay: '2026-11-22',
	periods: [
		{ periodId: 'q3', startsOn: '2026-07-01', endsOn: '2026-09-30' },
		{ periodId: 'q4', startsOn: '2026-10-01', endsOn: '2026-12-31' },
		{ periodId: 'next', startsOn: '2027-01-01', endsOn: '2027-03-31' }
	]
};

describe('the day a query is answered for', () => {
	it.each([
		['without a period: the day of the last data version', null, '2026-11-22'],
		['a running period: that day too', ['q4'], '2026-11-22'],
		['a period that ended: its last day', ['q3'], '2026-09-30'],
		['of several periods: the latest of their days', ['q4', 'q3'], '2026-11-22'],
		['a period that has not started: its first day', ['next'], '2027-01-01'],
		['a period nobody knows: the day of the last data version', ['nope'], '2026-11-22'],
		['an unknown one beside a known one: of the known one', ['nope', 'q3'], '2026-09-30'],
		['no period can match: the day of the last data version', [], '2026-11-22']
	])('%s', (_name, periodIds, day) => {
		expect(asOfDay(facts, periodIds)).toBe(day);
	});

	it('is one without rows before the first data version', () => {
		expect(asOfDay({ ...facts, lastDay: null }, ['q4'])).toBe('1970-01-01');
	});

	it('is the last day itself on the last day of a period', () => {
		expect(asOfDay({ ...facts, lastDay: '2026-09-30' }, ['q3'])).toBe('2026-09-30');
		expect(asOfDay({ ...facts, lastDay: '2026-10-01' }, ['q3'])).toBe('2026-09-30');
		expect(asOfDay({ ...facts, lastDay: '2026-10-01' }, ['q4'])).toBe('2026-10-01');
	});
});
