import { expect, it } from 'vitest';
import { firstScene, isWall, SCENES, secondsOf } from './scenes.ts';

const url = (path: string) => new URL(path, 'https://okr.example.com');

it('a wall is asked for on the pages that it rotates', () => {
	for (const path of ['/?wall', '/departments?wall=30', '/confidence?period=q4&wall'])
		expect(isWall(url(path)), path).toBe(true);
	for (const path of ['/', '/stalled?wall', '/departments/12?wall', '/people/1?wall'])
		expect(isWall(url(path)), path).toBe(false);
});

it('begins with the page of its link', () => {
	expect(SCENES[firstScene('/')]?.name).toBe('overview');
	expect(SCENES[firstScene('/confidence')]?.name).toBe('confidence');
	expect(SCENES[firstScene('/wall')]?.name).toBe('overview');
});

it.each([
	['wall', 20],
	['wall=', 20],
	['wall=45', 45],
	['wall=1', 5],
	['wall=99999', 600],
	['wall=soon', 20]
])('?%s lets each page stay for %i seconds', (search, seconds) => {
	expect(secondsOf(new URLSearchParams(search))).toBe(seconds);
});
