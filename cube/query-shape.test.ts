import { describe, expect, it } from 'vitest';
import { QueryShapeError, refuseMisshapen } from './query-shape.ts';

describe('the shape of a query', () => {
	it.each<[string, unknown]>([
		['nothing', undefined],
		['an empty one', {}],
		['several', [{ measures: ['v.a'] }, { dimensions: ['v.b'] }]],
		['a list as order', { order: [['v.a', 'asc']] }],
		['names as order', { order: { 'v.a': 'desc' } }],
		['a condition without values', { filters: [{ member: 'v.a', operator: 'set' }] }],
		[
			'groups in groups',
			{ filters: [{ or: [{ and: [{ member: 'v.a', values: ['1', 2, null] }] }] }] }
		],
		['what is empty', { filters: [{ member: 'v.a', operator: 'notEquals', values: [null] }] }],
		['texts, or what is empty', { filters: [{ operator: 'contains', values: ['a', null] }] }],
		['a day and a range', { timeDimensions: [{ dimension: 'v.d', dateRange: '2026-01-01' }] }],
		['keys that are null', { filters: null, order: null, timezone: null }]
	])('is that of %s', (_, asked) => expect(() => refuseMisshapen(asked)).not.toThrow());

	it.each<[string, unknown, string]>([
		['a number', 0.1, 'Invalid input'],
		['null', null, 'Invalid input'],
		['a list of texts', ['a'], '0: '],
		['a text for a list', { segments: '1.5' }, 'segments: '],
		['a name for a list of names', { dimensions: { a: 'v.a' } }, 'dimensions: '],
		['an expression', { measures: [{ expression: ['1'] }] }, 'measures.0: '],
		['values within a value', { filters: [{ member: 'v.a', values: [['x']] }] }, 'filters.0'],
		[
			'an operator of Cube itself',
			{ filters: [{ and: [{ member: 'v.a', operator: 'measureFilter' }] }] },
			'filters.0'
		],
		[
			'a comparison with nothing',
			{ filters: [{ or: [{ member: 'v.a', operator: 'gte', values: [null] }] }] },
			'filters.0'
		],
		['a value that says how it is read', { limit: { valueOf: 1 } }, 'limit: '],
		['a join with nothing', { subqueryJoins: [null] }, 'subqueryJoins.0: '],
		['a time without a name', { timeDimensions: [{}] }, 'timeDimensions.0.dimension: ']
	])('is not that of %s', (_, asked, place) => {
		expect(() => refuseMisshapen(asked)).toThrow(QueryShapeError);
		expect(() => refuseMisshapen(asked)).toThrow(place);
	});
});
