import { expect, it } from 'vitest';
import { Places } from './at-once.ts';

it('places are given until all are taken, to one asker fewer, and back once', () => {
	const places = new Places({ atOnce: 3, ofOne: 2 });
	const first = places.take('a');
	expect(places.take('a')).not.toBeNull();
	expect(places.take('a')).toBeNull();
	expect(places.take('b')).not.toBeNull();
	expect(places.take('c')).toBeNull();
	first?.();
	first?.();
	expect(places.take('a')).not.toBeNull();
	expect(places.take('b')).toBeNull();
});

it('who is not counted may have all places', () => {
	const places = new Places({ atOnce: 2, ofOne: 1 });
	expect([places.take(null), places.take(null)]).not.toContain(null);
	expect(places.take(null)).toBeNull();
});
