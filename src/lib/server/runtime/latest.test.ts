import { describe, expect, it } from 'vitest';
import { createLatest } from './latest.ts';

function versions() {
	let [asked, now] = [0, 0];
	const latest = createLatest(
		async () => {
			asked += 1;
			if (asked === 1) throw new Error('away');
			return { version: asked, runId: 'run', asOf: '2026-11-20', loadedAt: 0 };
		},
		250,
		() => now
	);
	const read = async () => (await latest.read())?.version;
	return { read, latest, wait: (milliseconds: number) => (now += milliseconds) };
}

describe('the latest answer', () => {
	it('is asked for once by all who come at one moment, and again a quarter of a second later', async () => {
		const { read, wait } = versions();
		await expect(read()).rejects.toThrow('away');
		expect(await Promise.all([read(), read(), read()])).toEqual([2, 2, 2]);
		wait(249);
		expect(await read()).toBe(2);
		wait(1);
		expect(await read()).toBe(3);
	});

	it('is asked for again as soon as it may have changed', async () => {
		const { read, latest } = versions();
		await expect(read()).rejects.toThrow('away');
		expect(await read()).toBe(2);
		latest.forget();
		expect(await read()).toBe(3);
	});
});
