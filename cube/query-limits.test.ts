import { describe, expect, it } from 'vitest';
import { QUERY_LIMITS, QueryLimitError, refuseHeavy } from './query-limits.ts';

const some = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one);
const filter = (...values: string[]) => ({ member: 'v.a', operator: 'equals', values });
const range = (...dateRange: string[]) => ({ timeDimensions: [{ dimension: 'v.d', dateRange }] });

/** For each limit a question that just keeps it, and one that does not. */
const CASES: [string, (more: number) => unknown][] = [
	['queries at once', (more) => some(QUERY_LIMITS.queries + more, { measures: ['v.a'] })],
	['levels deep', (more) => deep(QUERY_LIMITS.depth + more)],
	['members', (more) => ({ dimensions: some(QUERY_LIMITS.members + more, 'v.a') })],
	['members', (more) => ({ order: some(QUERY_LIMITS.members + more, ['v.a', 'asc']) })],
	['filters', (more) => ({ filters: some(QUERY_LIMITS.conditions + more, filter('x')) })],
	[
		'filters',
		(more) => ({ filters: [{ or: some(QUERY_LIMITS.conditions - 1 + more, filter()) }] })
	],
	['values in', (more) => ({ filters: [filter(...some(QUERY_LIMITS.values + more, 'x'))] })],
	['characters', (more) => ({ filters: [filter('x'.repeat(QUERY_LIMITS.characters + more))] })],
	['rows; read', (more) => ({ measures: ['v.a'], limit: QUERY_LIMITS.rows + more })],
	['rows to pass', (more) => ({ measures: ['v.a'], offset: QUERY_LIMITS.offset + more })],
	['days in', (more) => range('2016-01-01', dayAfter('2016-01-01', QUERY_LIMITS.days + more))],
	['days in', (more) => range(dayAfter('2016-01-01', QUERY_LIMITS.days + more), '2016-01-01')],
	[
		'compared',
		(more) => ({
			timeDimensions: [
				{ dimension: 'v.d', compareDateRange: some(QUERY_LIMITS.queries + more, ['2026-01-01']) }
			]
		})
	]
];

describe('a query', () => {
	it.each(CASES)('is let through up to its limit, and refused beyond: %s', (words, make) => {
		expect(() => refuseHeavy(make(0))).not.toThrow();
		expect(() => refuseHeavy(make(1))).toThrow(QueryLimitError);
		expect(() => refuseHeavy(make(1))).toThrow(words);
	});

	it('may be deeper than the stack', () => {
		expect(() => refuseHeavy(deep(200_000))).toThrow(QueryLimitError);
	});

	it('that is none is left to Cube', () => {
		for (const none of [undefined, null, 7, 'x', {}, [], { filters: 'x', measures: 7, limit: {} }])
			expect(() => refuseHeavy(none)).not.toThrow();
	});
});

function deep(levels: number): unknown {
	let value: unknown = [];
	for (let level = 1; level < levels; level += 1) value = [value];
	return value;
}

function dayAfter(day: string, days: number): string {
	return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}
