import { expect, it } from 'vitest';
import { VersionCache } from './version-cache.ts';

/** Answers with how often it was asked. */
function counting(): () => Promise<{ load: number }> {
	let loads = 0;
	return () => Promise.resolve({ load: (loads += 1) });
}

it('loads once per version and key', async () => {
	const cache = new VersionCache<{ load: number }>({ capacity: 10 });
	const load = counting();
	const first = await cache.get(1, 'a', load);
	expect(await cache.get(1, 'a', load)).toBe(first);
	expect(await cache.get(1, 'b', load)).toEqual({ load: 2 });
	expect(await cache.get(2, 'a', load)).toEqual({ load: 3 });
});

it('asks once for all who wait for the same', async () => {
	const cache = new VersionCache<{ load: number }>({ capacity: 10 });
	const load = counting();
	const [one, other] = await Promise.all([cache.get(1, 'a', load), cache.get(1, 'a', load)]);
	expect(one).toBe(other);
});

it('gives an answer to who waits for it, but not to the version after', async () => {
	const cache = new VersionCache<{ of: number }>({ capacity: 10 });
	let answer: (value: { of: number }) => void = () => {};
	const waiting = cache.get(1, 'a', () => new Promise((resolve) => (answer = resolve)));
	const next = await cache.get(2, 'a', () => Promise.resolve({ of: 2 }));
	answer({ of: 1 });
	expect([await waiting, next]).toEqual([{ of: 1 }, { of: 2 }]);
	expect(await cache.get(2, 'a', () => Promise.resolve({ of: 3 }))).toEqual({ of: 2 });
});

it('does not remember a failure', async () => {
	const cache = new VersionCache<string[]>({ capacity: 10 });
	await expect(cache.get(1, 'a', () => Promise.reject(new Error('down')))).rejects.toThrow('down');
	expect(await cache.get(1, 'a', () => Promise.resolve(['up']))).toEqual(['up']);
});

it('forgets first what was not asked for longest, and keeps nothing larger than itself', async () => {
	const cache = new VersionCache<number[]>({ capacity: 4, sizeOf: (value) => value.length });
	let loads = 0;
	const load = (size: number) => () => {
		loads += 1;
		return Promise.resolve(Array<number>(size).fill(0));
	};
	await cache.get(1, 'two', load(2));
	await cache.get(1, 'one', load(1));
	await cache.get(1, 'two', load(2));
	await cache.get(1, 'also two', load(2));
	expect(loads).toBe(3);
	await cache.get(1, 'two', load(2));
	expect(loads).toBe(3);
	await cache.get(1, 'one', load(1));
	expect(loads).toBe(4);
	expect(await cache.get(1, 'ten', load(10))).toHaveLength(10);
	expect(await cache.get(1, 'ten', load(10))).toHaveLength(10);
	expect(loads).toBe(6);
});
