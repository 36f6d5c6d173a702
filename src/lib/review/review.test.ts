import { describe, expect, it } from 'vitest';
import { DEFAULT_STATE } from '$lib/url-state/state.ts';
import { fileHref } from './files.ts';
import { isReview, publishedHref, reviewHref, walkHref, walkOf } from './link.ts';
import { stepOf, type Pressed } from './walk.ts';

const state = { ...DEFAULT_STATE, period: 'q 3', department: '12', lens: 'today' as const };

describe('the address of a review', () => {
	it('has period and department in its path, and the rest of the scope behind it', () => {
		expect(reviewHref(state)).toBe('/review/q%203/12?lens=today');
		expect(reviewHref({ ...state, department: null })).toBe('/review/q%203?lens=today');
		expect(reviewHref({ ...state, period: null })).toBe('/review?department=12&lens=today');
	});

	it('has the section of a walk, and begins one for a section that does not exist', () => {
		expect(walkHref(state, 'missed')).toBe('/review/q%203/12?lens=today&walk=missed');
		expect(walkHref({ ...state, lens: 'as_was' }, 'missed')).toBe('/review/q%203/12?walk=missed');
		expect(walkOf(new URLSearchParams('walk=missed'))).toBe('missed');
		expect(walkOf(new URLSearchParams('walk=nonsense'))).toBe('summary');
		expect(walkOf(new URLSearchParams('lens=today'))).toBeNull();
	});

	it('names a published review with its day, on the page, on a walk and as a file', () => {
		const published = { id: 'a-b', day: '2026-09-30' };
		const query = 'as_of=2026-09-30&lens=today';
		expect(publishedHref(state, published)).toBe(`/review/q%203/12?${query}&published=a-b`);
		expect(walkHref(state, 'missed', published)).toBe(
			`/review/q%203/12?${query}&published=a-b&walk=missed`
		);
		expect(fileHref('md', state, published)).toBe(
			`/export/review.md?period=q+3&department=12&${query}&published=a-b`
		);
		expect(fileHref('md', state)).toBe('/export/review.md?period=q+3&department=12&lens=today');
	});

	it('is told from other pages by its path', () => {
		expect(['/review', '/review/q3', '/reviews', '/'].map(isReview)).toEqual([
			true,
			true,
			false,
			false
		]);
	});
});

describe('a key on a walk', () => {
	const pressed: Pressed = { target: null, isShift: false, isRightToLeft: false, isAtEnd: false };

	it('goes on in the direction in which the language is read', () => {
		expect(stepOf('ArrowRight', pressed)).toBe('next');
		expect(stepOf('ArrowLeft', pressed)).toBe('previous');
		expect(stepOf('ArrowLeft', { ...pressed, isRightToLeft: true })).toBe('next');
		expect(stepOf('Escape', pressed)).toBe('leave');
	});

	it('scrolls a long section to its end before it goes on', () => {
		expect(stepOf(' ', pressed)).toBeNull();
		expect(stepOf('PageDown', pressed)).toBeNull();
		expect(stepOf(' ', { ...pressed, isAtEnd: true })).toBe('next');
		expect(stepOf('ArrowDown', { ...pressed, isAtEnd: true })).toBeNull();
	});
});
