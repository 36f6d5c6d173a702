/**
 * Remembers small answers that only change with the data version: periods, the department tree of a day. Without it every
 * page would wait for them before it knows which queries to ask.
 */
export class VersionCache<Value> {
	readonly #capacity: number;
	readonly #entries = new Map<string, Promise<Value>>();
	#version = 0;

	constructor(capacity: number) {
		this.#capacity = capacity;
	}

	/** A failed load is not remembered. */
	get(version: number, key: string, load: () => Promise<Value>): Promise<Value> {
		if (version !== this.#version) {
			this.#entries.clear();
			this.#version = version;
		}
		const known = this.#entries.get(key);
		if (known !== undefined) return known;

		const loading = load();
		this.#entries.set(key, loading);
		loading.catch(() => {
			if (this.#entries.get(key) === loading) this.#entries.delete(key);
		});
		for (const oldest of this.#entries.keys()) {
			if (this.#entries.size <= this.#capacity) break;
			this.#entries.delete(oldest);
		}
		return loading;
	}
}
