import { describe, expect, it } from 'vitest';
import { AsOfError, openDays, type FilterNode, type QueryNode } from './as-of-query.ts';

const VIEWS = ['key_results', 'objectives'];
const AS_OF = 'key_results.as_of';
const measures = ['key_results.open_count'];
const on = (operator: string, ...values: (string | null)[]): FilterNode => ({
	member: AS_OF,
	operator,
	values
});
const inPeriod = (...values: string[]): FilterNode => ({
	member: 'key_results.period_id',
	operator: 'equals',
	values
});
const company: FilterNode = {
	member: 'key_results.level',
	operator: 'equals',
	values: ['company']
};
const ask = (query: QueryNode) => openDays({ measures, ...query }, VIEWS);
const filtered = (...filters: FilterNode[]) => ask({ filters });

describe('a query without a day', () => {
	it('needs one', () => {
		expect(ask({})).toEqual([{ view: 'key_results', periodIds: null }]);
	});

	it('needs one for each view it reads, wherever it names it', () => {
		const dimensions = ['objectives.level'];
		expect(ask({ dimensions }).map(({ view }) => view)).toEqual(VIEWS);
		const filters = [{ or: [{ and: [{ member: 'objectives.level', operator: 'set' }] }] }];
		expect(ask({ filters }).map(({ view }) => view)).toEqual(VIEWS);
		expect(ask({ segments: ['objectives.mine'] }).map(({ view }) => view)).toEqual(VIEWS);
	});

	it('needs none for a view that has no days', () => {
		expect(openDays({ measures: ['syncs.base_count'] }, VIEWS)).toEqual([]);
		expect(openDays({ measures: ['key_results_of_old.count'] }, VIEWS)).toEqual([]);
	});

	it('is not helped by a time dimension that says nothing', () => {
		expect(ask({ timeDimensions: [{ dimension: AS_OF }] })).toHaveLength(1);
	});

	it('is not helped by a day of another view', () => {
		const filters = [{ member: 'objectives.as_of', operator: 'equals', values: ['2026-11-22'] }];
		expect(ask({ filters })).toEqual([{ view: 'key_results', periodIds: null }]);
	});
});

describe('the periods of a query without a day', () => {
	const periodsOf = (...filters: FilterNode[]) => filtered(...filters)[0]?.periodIds;

	it('are those it filters by', () => {
		expect(periodsOf(inPeriod('q4'))).toEqual(['q4']);
		expect(periodsOf(company, inPeriod('q3', 'q4'))).toEqual(['q3', 'q4']);
	});

	it('are found inside and, and inside an or whose branches all name one', () => {
		expect(periodsOf({ and: [company, { and: [inPeriod('q4')] }] })).toEqual(['q4']);
		expect(periodsOf({ or: [inPeriod('q3'), { and: [inPeriod('q4'), company] }] })).toEqual([
			'q3',
			'q4'
		]);
	});

	it('are none if one branch leaves the period open, or the filter is no equality', () => {
		expect(periodsOf({ or: [inPeriod('q4'), company] })).toBeNull();
		expect(periodsOf({ ...inPeriod('q4'), operator: 'notEquals' })).toBeNull();
		expect(periodsOf({ ...inPeriod('q4'), operator: 'contains' })).toBeNull();
	});

	it('are what all conditions together allow', () => {
		expect(periodsOf(inPeriod('q3', 'q4'), inPeriod('q4', 'y'))).toEqual(['q4']);
	});
});

describe('a query of one day', () => {
	it.each<[string, QueryNode]>([
		['equals', { filters: [on('equals', '2026-11-22')] }],
		['equals, as an instant', { filters: [on('equals', '2026-11-22T00:00:00.000')] }],
		[
			'inDateRange of one day',
			{
				filters: [on('inDateRange', '2026-11-22T00:00:00.000', '2026-11-22T23:59:59.999')]
			}
		],
		['onTheDate', { filters: [on('onTheDate', '2026-11-22', '2026-11-22')] }],
		[
			'a date range of one day',
			{
				timeDimensions: [{ dimension: AS_OF, dateRange: ['2026-11-22', '2026-11-22'] }]
			}
		],
		['inside and', { filters: [{ and: [company, on('equals', '2026-11-22')] }] }],
		[
			'in every branch of an or',
			{
				filters: [
					{ or: [on('equals', '2026-11-22'), { and: [company, on('equals', '2026-11-22')] }] }
				]
			}
		],
		[
			'narrowed to one by a second condition',
			{
				filters: [on('equals', '2026-11-22', '2026-11-21'), on('equals', '2026-11-22')]
			}
		],
		[
			'fixed beside a wider range',
			{
				filters: [on('equals', '2026-11-22'), on('afterDate', '2026-11-01')]
			}
		],
		[
			'fixed beside an or that leaves it open',
			{
				filters: [on('equals', '2026-11-22'), { or: [on('equals', '2026-11-21'), company] }]
			}
		],
		[
			'no day at all: the conditions contradict',
			{
				filters: [on('equals', '2026-11-22'), on('equals', '2026-11-21')]
			}
		]
	])('is sound: %s', (_name, query) => {
		expect(ask(query)).toEqual([]);
	});
});

describe('a query grouped by day', () => {
	const range = ['2026-11-01', '2026-11-22'];
	it.each<[string, QueryNode]>([
		['by the dimension itself', { dimensions: [AS_OF] }],
		[
			'by the dimension itself, over a range',
			{
				dimensions: [AS_OF],
				filters: [on('inDateRange', ...range)]
			}
		],
		['by granularity day', { timeDimensions: [{ dimension: AS_OF, granularity: 'day' }] }],
		[
			'by granularity day, over a range',
			{
				timeDimensions: [{ dimension: AS_OF, granularity: 'day', dateRange: range }]
			}
		],
		[
			'by day and week',
			{
				timeDimensions: [
					{ dimension: AS_OF, granularity: 'week' },
					{ dimension: AS_OF, granularity: 'day' }
				]
			}
		],
		[
			'weeks, by their last days',
			{
				dimensions: [AS_OF],
				filters: [on('equals', '2026-11-15', '2026-11-22')]
			}
		]
	])('is sound: %s', (_name, query) => {
		expect(ask(query)).toEqual([]);
	});
});

describe('a query that would add up days', () => {
	it.each<[string, QueryNode]>([
		['several days by equality', { filters: [on('equals', '2026-11-21', '2026-11-22')] }],
		['a range', { filters: [on('inDateRange', '2026-11-21', '2026-11-22')] }],
		[
			'a date range',
			{ timeDimensions: [{ dimension: AS_OF, dateRange: ['2026-11-21', '2026-11-22'] }] }
		],
		['everything before', { filters: [on('beforeDate', '2026-11-22')] }],
		['everything after', { filters: [on('afterOrOnDate', '2026-11-22')] }],
		['everything but a day', { filters: [on('notEquals', '2026-11-22')] }],
		['every day there is', { filters: [on('set')] }],
		['a day on one branch only', { filters: [{ or: [on('equals', '2026-11-22'), company] }] }],
		[
			'other days on other branches',
			{ filters: [{ or: [on('equals', '2026-11-22'), on('equals', '2026-11-21')] }] }
		],
		['week', { timeDimensions: [{ dimension: AS_OF, granularity: 'week' }] }],
		[
			'month of one day',
			{
				timeDimensions: [
					{ dimension: AS_OF, granularity: 'month', dateRange: ['2026-11-22', '2026-11-22'] }
				]
			}
		],
		['a custom granularity', { timeDimensions: [{ dimension: AS_OF, granularity: 'fiscal_half' }] }]
	])('is refused: %s', (_name, query) => {
		expect(() => ask(query)).toThrow(AsOfError);
		expect(() => ask(query)).toThrow(/key_results\.as_of: .*Choose one as_of or group by day/);
	});

	it('is refused by the view that does it, though another is sound', () => {
		const filters = [{ member: 'objectives.as_of', operator: 'set' }, on('equals', '2026-11-22')];
		expect(() => ask({ filters })).toThrow(/^objectives\.as_of/);
	});
});
