import { describe, expect, it } from 'vitest';
import { formatAge, formatDay, formatDayOfMonth, formatInstant, formatShortDay } from './dates.ts';
import {
	formatConfidence,
	formatCount,
	formatPercent,
	formatSignedCount,
	formatSignedPoints
} from './numbers.ts';

describe('numbers', () => {
	it('follow the language', () => {
		expect(formatCount(12345, 'en')).toBe('12,345');
		expect(formatCount(12345, 'vi')).toBe('12.345');
		expect(formatPercent(0.725, 'en')).toBe('73%');
		expect(formatConfidence(6, 'en')).toBe('6.0');
		expect(formatConfidence(6.46, 'vi')).toBe('6,5');
		expect(formatCount(12345, 'ar')).toBe('12,345');
	});

	it('of confidence never round over a border of the bands', () => {
		expect([2.97, 3, 6.98, 7, 7.02].map((value) => formatConfidence(value, 'en'))).toEqual([
			'2.9',
			'3.0',
			'7.0',
			'7.0',
			'7.1'
		]);
	});

	it('of a difference carry their sign, but nothing is not +0', () => {
		expect(formatSignedCount(3, 'en')).toBe('+3');
		expect(formatSignedCount(0, 'en')).toBe('0');
		expect(formatSignedPoints(-0.034, 'en')).toBe('−3.4');
	});
});

describe('days', () => {
	it('never shift with a zone', () => {
		expect(formatDay('2026-11-22', 'en')).toBe('22 Nov 2026');
		expect(formatDay('2026-11-22', 'vi')).toBe('22 thg 11, 2026');
		expect(formatShortDay('2026-11-09', 'en')).toBe('9 Nov');
		expect(formatShortDay('2026-11-09', 'vi')).toBe('9/11');
		expect(formatDay('2026-11-22', 'zh')).toBe('2026年11月22日');
		expect(formatDayOfMonth('2026-11-09', 'zh')).toBe('9');
	});

	it('are Gregorian in every language, as the periods beside them', () => {
		for (const locale of ['en', 'vi', 'zh', 'th', 'id', 'ms', 'ar'])
			expect(formatDay('2026-11-22', locale), locale).toContain('2026');
	});
});

describe('instants', () => {
	it('are shown in the zone of the organisation', () => {
		const instant = Date.parse('2026-11-21T22:10:00Z');
		expect(formatInstant(instant, 'Asia/Shanghai', 'en')).toBe('22 Nov 2026, 06:10');
	});

	it('are told in 24 hours in every language', () => {
		const instant = Date.parse('2026-11-21T14:10:00Z');
		for (const locale of ['en', 'vi', 'zh', 'th', 'id', 'ms', 'ar'])
			expect(formatInstant(instant, 'Asia/Shanghai', locale), locale).toMatch(/22[:.]10/);
	});

	it('have an age in the largest unit that says something', () => {
		expect(formatAge(20_000, 'en')).toBe('this minute');
		expect(formatAge(3 * 3_600_000, 'en')).toBe('3 hours ago');
		expect(formatAge(47 * 3_600_000, 'en')).toBe('47 hours ago');
		expect(formatAge(72 * 3_600_000, 'vi')).toBe('3 ngày trước');
	});
});
