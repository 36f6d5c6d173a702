import { describe, expect, test } from 'vitest';
import { measureSteps, pathColumn } from './path-states.ts';

const ROW = '`days`.';

describe('a measure in two steps', () => {
	test('is its aggregates by path, each once, and what is made of them', () => {
		expect(
			measureSteps(
				[
					"count(CASE WHEN (`days`.band = 'red') THEN 1 END) `red`",
					"100 * count(CASE WHEN (`days`.band = 'red') THEN 1 END) / nullIf(count(`days`.value), 0) `share`",
					'quantileExactInclusive(0.5)(`days`.value) `median`'
				],
				ROW
			)
		).toEqual({
			states: [
				"countState(CASE WHEN (`days`.band = 'red') THEN 1 END) AS state_0",
				'countState(`days`.value) AS state_1',
				'quantileExactInclusiveState(0.5)(`days`.value) AS state_2'
			],
			merged: [
				'countMerge(state_0) `red`',
				'100 * countMerge(state_0) / nullIf(countMerge(state_1), 0) `share`',
				'quantileExactInclusiveMerge(0.5)(state_2) `median`'
			]
		});
	});

	test('counts what differs over all paths, not path by path', () => {
		expect(measureSteps(['count(distinct `days`.id) `ids`'], ROW)).toEqual({
			states: ['uniqExactState(`days`.id) AS state_0'],
			merged: ['uniqExactMerge(state_0) `ids`']
		});
	});

	test('takes parentheses in texts for text', () => {
		expect(measureSteps(["sum(if(`days`.text = ')', 1, 0)) `texts`"], ROW)?.states).toEqual([
			"sumState(if(`days`.text = ')', 1, 0)) AS state_0"
		]);
	});

	test.each([
		['an aggregate that nobody has thought about', 'argMax(`days`.value, `days`.day) `last`'],
		['a count of rows without a value', 'count(*) `rows`'],
		['a function that could be an aggregate', 'round(avg(`days`.value)) `mean`'],
		['a column beside an aggregate', 'avg(`days`.value) * `days`.weight `product`'],
		['a sum of what differs', 'sum(distinct `days`.value) `sum`'],
		['no aggregate at all', '1 `one`'],
		['parentheses that never close', 'avg(`days`.value `mean`']
	])('is left alone with %s', (_, measure) => {
		expect(measureSteps(['avg(`days`.value) `mean`', measure], ROW)).toBeNull();
	});
});

describe('the departments above a row', () => {
	test('are read from a column of paths', () => {
		const sql = "arrayJoin(arrayFilter(id -> id != '' AND (1 = 1), splitByChar('/', `days`.path)))";
		expect(pathColumn(sql)).toBe('`days`.path');
		expect(pathColumn('`days`.path')).toBeNull();
		expect(pathColumn("splitByChar('/', `days`.path)[1]")).toBeNull();
	});
});
