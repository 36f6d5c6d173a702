/**
 * Randomness that belongs to an entity, never to the order of the build: every generator is seeded
 * by the company's seed and by the entity's own key. Building for a later day therefore draws the
 * same life again, only more of it.
 */

export type Key = string | number;

export interface Random {
	/** Uniform in [0, 1). */
	next(): number;
	/** Uniform whole number in [low, high]. */
	int(low: number, high: number): number;
	/** Uniform in [low, high). */
	between(low: number, high: number): number;
	chance(probability: number): boolean;
	pick<T>(choices: readonly [T, ...T[]] | readonly T[]): T;
	/** One of the names, each as likely as its share. */
	weighted<T extends string>(shares: Shares<T>): T;
	/** Roughly normal with standard deviation 1 (the sum of three uniforms, so never beyond 3). */
	normal(): number;
}

/** Names with the shares in which they are drawn, prepared once. */
export interface Shares<T extends string> {
	readonly total: number;
	readonly parts: readonly { readonly name: T; readonly share: number }[];
}

export function sharesOf<T extends string>(shares: Readonly<Record<T, number>>): Shares<T> {
	const parts: { name: T; share: number }[] = [];
	let total = 0;
	for (const name in shares) {
		parts.push({ name, share: shares[name] });
		total += shares[name];
	}
	return { total, parts };
}

function mix(state: number, value: number): number {
	let mixed = Math.imul(state ^ value, 0x9e3779b1);
	mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b);
	return mixed ^ (mixed >>> 13);
}

/** A 32-bit hash of the keys; `lane` gives independent ones. */
export function hash(lane: number, keys: readonly Key[]): number {
	let state = mix(0x2545f491, lane);
	for (const key of keys) {
		if (typeof key === 'number') {
			state = mix(mix(state, key | 0), Math.floor(key / 0x1_0000_0000) | 0);
			continue;
		}
		for (let at = 0; at < key.length; at++) state = mix(state, key.charCodeAt(at));
		state = mix(state, 0x1f);
	}
	state = Math.imul(state ^ (state >>> 16), 0xc2b2ae35);
	return (state ^ (state >>> 16)) >>> 0;
}

/** A short key that stands for a long one: two hashes instead of words and numbers. */
export function shortKey(...keys: readonly Key[]): readonly [number, number] {
	return [hash(6, keys), hash(7, keys)];
}

/** A generator (mulberry32) for the entity named by the keys. */
export function random(...keys: readonly Key[]): Random {
	let state = hash(0, keys);
	function next(): number {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
	}
	return {
		next,
		int: (low, high) => low + Math.floor(next() * (high - low + 1)),
		between: (low, high) => low + next() * (high - low),
		chance: (probability) => next() < probability,
		pick<T>(choices: readonly T[]): T {
			const choice = choices[Math.floor(next() * choices.length)];
			if (choice === undefined) throw new RangeError('Nothing to pick from');
			return choice;
		},
		weighted<T extends string>({ total, parts }: Shares<T>): T {
			let rest = next() * total;
			for (const { name, share } of parts) {
				rest -= share;
				if (rest < 0) return name;
			}
			throw new RangeError('Nothing to choose from');
		},
		normal: () => (next() + next() + next() - 1.5) * 2
	};
}

/**
 * An id as DingTalk's product writes them: 24 hex digits, the first eight are the second of
 * creation.
 */
export function hexId(created: number, ...keys: readonly Key[]): string {
	const second = Math.floor(created / 1000) >>> 0;
	return [second, hash(1, keys), hash(2, keys)]
		.map((part) => part.toString(16).padStart(8, '0'))
		.join('');
}

/** A text of decimal digits that never begins with 0. */
export function decimalId(digits: number, ...keys: readonly Key[]): string {
	let text = String(1 + (hash(3, keys) % 9));
	for (let lane = 4; text.length < digits; lane++) {
		text += String(hash(lane, keys) % 1_000_000).padStart(6, '0');
	}
	return text.slice(0, digits);
}
