import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { Line } from './line.ts';

describe('the line in front of Cube', () => {
	it('lets a few ask at once, and who came first asks everything first', async () => {
		const line = new Line(2, 60_000);
		const began: string[] = [];
		const answers: (() => void)[] = [];
		const ask = (who: string, order: number): Promise<void> =>
			line.ask(order, 'people', () => {
				began.push(who);
				return new Promise((resolve) => answers.push(resolve));
			});
		const [lan, minh] = [line.nextOrder(), line.nextOrder()];
		const asked = [
			...[ask('minh 1', minh), ask('minh 2', minh), ask('minh 3', minh)],
			...[ask('lan 1', lan), ask('lan 2', lan)]
		];
		expect(began).toEqual(['minh 1', 'minh 2']);
		while (began.length < asked.length) {
			answers.shift()?.();
			await setImmediate();
		}
		expect(began.slice(2)).toEqual(['lan 1', 'lan 2', 'minh 3']);
		for (const answer of answers) answer();
		await Promise.all(asked);
	});

	it('goes on after a question that failed', async () => {
		const line = new Line(1, 60_000);
		const failing = line.ask(line.nextOrder(), 'people', () => Promise.reject(new Error('away')));
		const next = line.ask(line.nextOrder(), 'people', async () => 'well');
		await expect(failing).rejects.toThrow('away');
		expect(await next).toBe('well');
	});

	it('says so when the turn does not come in time, and leaves nobody else waiting', async () => {
		const line = new Line(1, 50);
		const answer = Promise.withResolvers<void>();
		const long = line.ask(line.nextOrder(), 'people', () => answer.promise);
		await expect(line.ask(line.nextOrder(), 'people', async () => 'late')).rejects.toMatchObject({
			kind: 'timeout',
			isRetriable: true
		});
		answer.resolve();
		await long;
		expect(await line.ask(line.nextOrder(), 'people', async () => 'well')).toBe('well');
	});
});
