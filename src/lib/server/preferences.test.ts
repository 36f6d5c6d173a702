import { expect, it } from 'vitest';
import { pathBack } from './preferences.ts';

const origin = 'http://localhost:3000';

it('goes back to the page and its state', () => {
	expect(pathBack('/stalled?period=q4&lang=vi', origin, false)).toBe('/stalled?period=q4&lang=vi');
});

it('lets go of the language of the link when another one was chosen', () => {
	expect(pathBack('/stalled?period=q4&lang=vi', origin, true)).toBe('/stalled?period=q4');
});

it.each([
	null,
	'https://elsewhere.example/',
	'//elsewhere.example/x',
	'/\\elsewhere.example',
	'http://[broken',
	'javascript:alert(1)'
])('never leads to another site: %s', (value) => {
	expect(pathBack(value, origin, false)).toBe('/');
});

it.each([
	'/.//elsewhere.example/x',
	'http://localhost:3000//elsewhere.example/x',
	'/..//\\elsewhere.example/x'
])('never begins with two slashes, which would be another site: %s', (value) => {
	const back = pathBack(value, origin, false);
	expect(new URL(back, origin).origin).toBe(origin);
	expect(back).toMatch(/^\/[^/\\]/);
});
