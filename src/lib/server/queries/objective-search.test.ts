import { describe, expect, it } from 'vitest';
import { openTo, wayUp } from './objective-search.ts';

const to = (id: string, isCompany = false) => ({ id, title: id.toUpperCase(), isCompany });
const idsUp = (id: string, parents: Parameters<typeof wayUp>[1]) =>
	wayUp(id, parents).map((step) => step.id);

describe('the way up from an objective', () => {
	it('is the shortest one to a company objective', () => {
		const parents = new Map([
			['a', [to('b'), to('c')]],
			['b', [to('d')]],
			['c', [to('top', true)]],
			['d', [to('top', true)]]
		]);
		expect(idsUp('a', parents)).toEqual(['c', 'top']);
	});

	it('without a company objective goes as far as it goes', () => {
		const parents = new Map([
			['a', [to('b')]],
			['b', [to('c')]],
			['c', []]
		]);
		expect(idsUp('a', parents)).toEqual(['b', 'c']);
		expect(idsUp('c', parents)).toEqual([]);
	});

	it('ends also where it would lead back', () => {
		const parents = new Map([
			['a', [to('b')]],
			['b', [to('a')]]
		]);
		expect(idsUp('a', parents)).toEqual(['b', 'a']);
	});
});

describe('what is open so that a hit can be seen', () => {
	it('is every node above it, as far down its list as the way goes', () => {
		const stepOf = (parentId: string, id: string) => (`${parentId} ${id}` === 'b c' ? 3 : 1);
		expect([...openTo(['a', 'b', 'c'], stepOf)]).toEqual([
			['a', 1],
			['b', 3]
		]);
	});

	it('begins with the company objectives if the first is far down among them', () => {
		expect([...openTo(['a', 'b'], (parentId) => (parentId === '' ? 2 : 1))]).toEqual([
			['', 2],
			['a', 1]
		]);
	});
});
