import { expect, it } from 'vitest';
import { VersionCache } from './version-cache.ts';

it('loads once per version and key', async () => {
	const cache = new VersionCache<number>(10);
	let loads = 0;
	const load = () => Promise.resolve((loads += 1));
	expect(await cache.get(1, 'a', load)).toBe(1);
	expect(await cache.get(1, 'a', load)).toBe(1);
	expect(await cache.get(1, 'b', load)).toBe(2);
	expect(await cache.get(2, 'a', load)).toBe(3);
});

it('does not remember a failure', async () => {
	const cache = new VersionCache<string>(10);
	await expect(cache.get(1, 'a', () => Promise.reject(new Error('down')))).rejects.toThrow('down');
	expect(await cache.get(1, 'a', () => Promise.resolve('up'))).toBe('up');
});

it('forgets the oldest when it is full', async () => {
	const cache = new VersionCache<number>(2);
	let loads = 0;
	const load = () => Promise.resolve((loads += 1));
	for (const key of ['a', 'b', 'c']) await cache.get(1, key, load);
	await cache.get(1, 'c', load);
	expect(loads).toBe(3);
	await cache.get(1, 'a', load);
	expect(loads).toBe(4);
});
