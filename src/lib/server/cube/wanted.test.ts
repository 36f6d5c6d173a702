import { describe, expect, it } from 'vitest';
import { VersionCache } from '../version-cache.ts';
import type { Cube } from './client.ts';
import { NobodyWaitsError, whileWanted } from './wanted.ts';

const QUERY = { view: 'periods', dimensions: ['period_id'] } as const;

describe('Cube for somebody who may go away', () => {
	it('asks nothing more once they have gone', async () => {
		let asked = 0;
		const cube: Cube = {
			rows: async () => {
				asked += 1;
				return [];
			}
		};
		const visit = new AbortController();
		const theirs = whileWanted(cube, visit.signal);
		await theirs.rows(QUERY);
		visit.abort();
		await expect(theirs.rows(QUERY)).rejects.toBeInstanceOf(NobodyWaitsError);
		expect(asked).toBe(1);
	});

	it('whoever waits for what somebody else was loading, loads it when that one goes away', async () => {
		const cache = new VersionCache<{ by: string }>({ capacity: 5 });
		const gone = Promise.withResolvers<{ by: string }>();
		const first = cache.get(1, 'key', () => gone.promise);
		const second = cache.get(1, 'key', async () => ({ by: 'the second' }));
		gone.reject(new NobodyWaitsError());
		await expect(first).rejects.toBeInstanceOf(NobodyWaitsError);
		expect(await second).toEqual({ by: 'the second' });
	});

	it('a load that failed for another reason fails for all who waited', async () => {
		const cache = new VersionCache<{ by: string }>({ capacity: 5 });
		const away = Promise.withResolvers<{ by: string }>();
		const first = cache.get(1, 'key', () => away.promise);
		const second = cache.get(1, 'key', async () => ({ by: 'the second' }));
		away.reject(new Error('away'));
		await expect(first).rejects.toThrow('away');
		await expect(second).rejects.toThrow('away');
	});
});
