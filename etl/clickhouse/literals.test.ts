import { describe, expect, it } from 'vitest';
import { sqlIdentifier, sqlLiteral } from './literals.ts';

describe('sqlLiteral', () => {
	it.each([
		['plain', `'plain'`],
		["it's", `'it\\'s'`],
		['\\', `'\\\\'`],
		["\\'", `'\\\\\\''`],
		['a\0b', `'a\\0b'`],
		[12.5, '12.5'],
		[18446744073709551615n, '18446744073709551615'],
		[true, 'true'],
		[null, 'NULL'],
		[
			new Date(Date.UTC(2026, 10, 22, 23, 59, 59, 7)),
			`toDateTime64('2026-11-22 23:59:59.007', 3, 'UTC')`
		],
		[['a', "b'"], `['a', 'b\\'']`],
		[[], '[]']
	])('of %s is %s', (value, sql) => {
		expect(sqlLiteral(value)).toBe(sql);
	});

	it.each([NaN, Infinity, new Date(NaN)])('refuses %s, which has none', (value) => {
		expect(() => sqlLiteral(value)).toThrow(RangeError);
	});
});

describe('sqlIdentifier', () => {
	it('keeps any name a name', () => {
		expect(sqlIdentifier('a`b\\c d')).toBe('`a\\`b\\\\c d`');
	});
});
