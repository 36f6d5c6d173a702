import { describe, expect, it } from 'vitest';
import { isOfSingleRows, lateDimensions, textKey, type ListQuestion } from './row-lists.ts';

const CUBE_MEMBERS: Readonly<Record<string, string>> = {
	'key_results.as_of': 'key_result_days.as_of',
	'key_results.key_result_id': 'key_result_days.key_result_id',
	'key_results.department_id': 'key_result_days.department_id',
	'key_results.weight_age': 'key_result_days.weight_age',
	'key_results.key_result_title': 'labels.key_result_title',
	'key_results.last_comment': 'comments.comment'
};

const ON_ONE_DAY = { member: 'key_results.as_of', operator: 'equals', values: ['2026-11-22'] };

function question(asked: Partial<ListQuestion>): ListQuestion {
	const filters = asked.filters ?? [ON_ONE_DAY];
	return {
		dimensions: [
			'key_results.key_result_id',
			'key_results.key_result_title',
			'key_results.last_comment'
		],
		filterMembers: filters.map(({ member }) => String(member)),
		orderMembers: ['key_results.weight_age'],
		root: 'key_result_days',
		primaryKey: ['as_of', 'key_result_id'],
		joined: [
			{ from: 'key_result_days', to: 'labels' },
			{ from: 'key_result_days', to: 'comments' }
		],
		cubeMember: (member) => CUBE_MEMBERS[member] ?? member,
		...asked,
		filters
	};
}

const TEXTS = ['key_results.key_result_title', 'key_results.last_comment'];

describe('texts that are looked up once the rows are chosen', () => {
	it('are those of a list of one day whose rows are named by their id', () => {
		expect(lateDimensions(question({}))).toEqual(TEXTS);
	});
	it('are those of a list of several days that shows the day of each row', () => {
		const days = { ...ON_ONE_DAY, values: ['2026-11-21', '2026-11-22'] };
		const dimensions = ['key_results.as_of', ...question({}).dimensions];
		expect(lateDimensions(question({ filters: [days], dimensions }))).toEqual(TEXTS);
	});
	it('are none where rows of several days would stand in one line', () => {
		const days = { ...ON_ONE_DAY, values: ['2026-11-21', '2026-11-22'] };
		expect(lateDimensions(question({ filters: [days] }))).toEqual([]);
		expect(lateDimensions(question({ filters: [] }))).toEqual([]);
		const either = {
			or: [ON_ONE_DAY, { member: 'key_results.department_id', operator: 'equals', values: ['12'] }]
		};
		const filterMembers = ['key_results.as_of', 'key_results.department_id'];
		expect(lateDimensions(question({ filters: [either], filterMembers }))).toEqual([]);
	});
	it('are none where several key results would stand in one line', () => {
		const dimensions = ['key_results.department_id', 'key_results.key_result_title'];
		expect(lateDimensions(question({ dimensions }))).toEqual([]);
	});
	it('are those of one key result that a filter names', () => {
		const one = { member: 'key_results.key_result_id', operator: 'equals', values: ['kr-1'] };
		const dimensions = ['key_results.as_of', 'key_results.key_result_title'];
		expect(lateDimensions(question({ dimensions, filters: [one] }))).toEqual([
			'key_results.key_result_title'
		]);
		const other = { ...one, operator: 'notEquals' };
		expect(lateDimensions(question({ dimensions, filters: [other] }))).toEqual([]);
	});
	it('are none where a text decides which rows are shown, or in which order', () => {
		const search = { member: 'key_results.last_comment', operator: 'contains', values: ['late'] };
		expect(lateDimensions(question({ filters: [ON_ONE_DAY, search] }))).toEqual([]);
		const orderMembers = ['key_results.key_result_title'];
		expect(lateDimensions(question({ orderMembers }))).toEqual([]);
	});
	it('are none where another cube stands between', () => {
		const joined = [{ from: 'department_days', to: 'labels' }];
		expect(lateDimensions(question({ joined }))).toEqual([]);
	});
});

describe('a list of single rows', () => {
	it('selects or fixes the whole key of its rows', () => {
		expect(isOfSingleRows(question({}))).toBe(true);
		expect(isOfSingleRows(question({ filters: [] }))).toBe(false);
		expect(isOfSingleRows(question({ dimensions: ['key_results.department_id'] }))).toBe(false);
	});
	it('also of a cube of links has their kind in it, which only texts can do without', () => {
		const links = question({ primaryKey: ['as_of', 'key_result_id', 'link_kind'] });
		expect(isOfSingleRows(links)).toBe(false);
		expect(lateDimensions(links)).toEqual(TEXTS);
	});
	it('is none of a cube without a key', () => {
		expect(isOfSingleRows(question({ primaryKey: [] }))).toBe(false);
	});
});

describe('the key of a text', () => {
	it('is read from the condition of the join', () => {
		expect(textKey('`alignment_days`.parent_label_id = `target_labels`.label_id')).toEqual({
			row: 'parent_label_id',
			text: 'label_id'
		});
	});
	it('is not guessed from any other condition', () => {
		expect(() => textKey('`a`.x = `b`.x AND `a`.y = `b`.y')).toThrow(/more than its key/);
	});
});
