import { LRUCache } from 'lru-cache';
import { NobodyWaitsError } from './cube/wanted.ts';

export interface CacheBounds<Value> {
	/** Most that is remembered, in the unit of `sizeOf`. */
	readonly capacity: number;
	/** Default: each value counts as one. */
	readonly sizeOf?: (value: Value) => number;
}

/**
 * Remembers answers that only change with the data version; what was not asked for longest goes first. Who asks while an answer is
 * on its way waits for that one. A failed load is not remembered, and one that was given up because its visitor went away is no
 * failure to others who waited for it: they load themselves.
 */
export class VersionCache<Value extends object> {
	readonly #entries: LRUCache<string, Value, () => Promise<Value>>;
	#version = 0;

	constructor({ capacity, sizeOf = () => 1 }: CacheBounds<Value>) {
		this.#entries = new LRUCache({
			maxSize: capacity,
			sizeCalculation: (value) => Math.max(1, sizeOf(value)),
			fetchMethod: (_key, _stale, { context }) => context(),
			// Who waits gets the answer, also if it is no longer to be kept when it comes.
			ignoreFetchAbort: true
		});
	}

	async get(version: number, key: string, load: () => Promise<Value>): Promise<Value> {
		if (version !== this.#version) {
			this.#entries.clear();
			this.#version = version;
		}
		for (;;) {
			let isOwn = false;
			const context = (): Promise<Value> => {
				isOwn = true;
				return load();
			};
			try {
				return await this.#entries.forceFetch(`${version} ${key}`, { context });
			} catch (error) {
				if (isOwn || !(error instanceof NobodyWaitsError)) throw error;
			}
		}
	}
}
