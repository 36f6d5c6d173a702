import { describe, expect, it } from 'vitest';
import { childrenOf, inReadingOrder, lineageOf } from './departments.ts';

const tree = inReadingOrder([
	{ id: '120', name: 'Plant 2', path: '/1/12/120/' },
	{ id: '9', name: 'Sales', path: '/1/9/' },
	{ id: '1', name: 'Group', path: '/1/' },
	{ id: '12', name: 'Supply', path: '/1/12/' },
	{ id: '45', name: 'Plant 1', path: '/1/12/45/' }
]);
const find = (id: string) => {
	const found = tree.find((one) => one.id === id);
	if (found === undefined) throw new Error(id);
	return found;
};

describe('the department tree', () => {
	it('reads from the top, each department before those below it', () => {
		expect(tree.map(({ id, depth }) => [id, depth])).toEqual([
			['1', 0],
			['9', 1],
			['12', 1],
			['45', 2],
			['120', 2]
		]);
	});

	it('knows the way up', () => {
		expect(lineageOf(find('45'), tree).map((one) => one.name)).toEqual([
			'Group',
			'Supply',
			'Plant 1'
		]);
	});

	it('knows what lies directly below, and below the company when none is chosen', () => {
		expect(childrenOf(find('12'), tree).map((one) => one.id)).toEqual(['45', '120']);
		expect(childrenOf(null, tree).map((one) => one.id)).toEqual(['9', '12']);
		expect(childrenOf(find('45'), tree)).toEqual([]);
	});
});
