import { describe, expect, it } from 'vitest';
import { parseOpen, toggled, TOP, withMore, writeOpen } from './open-nodes.ts';

describe('the open nodes of the tree', () => {
	it('are none by default, and then the URL says nothing', () => {
		expect([...parseOpen(null)]).toEqual([]);
		expect(writeOpen(parseOpen(null))).toBeNull();
	});

	it('open, show more and close, and the URL reads them back', () => {
		const open = withMore(toggled(toggled(parseOpen(null), 'a1'), 'b2'), 'b2');
		expect(writeOpen(open)).toBe('a1.b2*2');
		expect([...parseOpen('a1.b2*2')]).toEqual([...open]);
		expect(writeOpen(toggled(open, 'a1'))).toBe('b2*2');
	});

	it('also show more at the top', () => {
		expect(writeOpen(withMore(parseOpen(null), TOP))).toBe('*2');
		expect(parseOpen('*2').get(TOP)).toBe(2);
	});

	it.each(['..', '.*0', '*-3.', '*x'])('what nobody wrote (%s) opens nothing', (text) => {
		expect([...parseOpen(text)]).toEqual([]);
	});

	it('of too many the oldest close, and steps end somewhere', () => {
		const many = Array.from({ length: 99 }, (_, index) => `id${index}`).join('.');
		expect([...parseOpen(many).keys()]).toHaveLength(30);
		expect([...parseOpen(many).keys()].at(-1)).toBe('id98');
		expect(parseOpen('a*1000000').get('a')).toBe(40);
	});
});
