/** How often one token or one person may ask: a bucket that fills steadily, so that a burst is fine and a flood is not. */
import { LRUCache } from 'lru-cache';
import { ASKERS, type AskerKind } from '../limits.ts';

interface Bucket {
	left: number;
	filledAt: number;
}

export class RateLimit {
	/** Who is quiet for long has a full bucket, kept or not. */
	readonly #buckets = new LRUCache<string, Bucket>({ max: 50_000 });
	readonly #now: () => number;

	/** @param now epoch ms, or any clock in ms that does not run backwards */
	constructor(now: () => number = () => performance.now()) {
		this.#now = now;
	}

	/** @returns 0: go on; else the whole seconds to wait before the next try */
	take(kind: AskerKind, who: string): number {
		const { perMinute, burst } = ASKERS[kind];
		const now = this.#now();
		const key = `${kind} ${who}`;
		const bucket = this.#buckets.get(key) ?? { left: burst, filledAt: now };
		bucket.left = Math.min(burst, bucket.left + ((now - bucket.filledAt) / 60_000) * perMinute);
		bucket.filledAt = now;
		this.#buckets.set(key, bucket);
		if (bucket.left < 1) return Math.ceil(((1 - bucket.left) / perMinute) * 60);
		bucket.left -= 1;
		return 0;
	}
}
