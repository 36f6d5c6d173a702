/**
 * What the sandbox's people write about. In every phrase `{20-60}` stands for a whole number of
 * that range and `{50-200x10}` for one in steps of ten. Blockers and next actions are in Unicode's
 * NFKC form already, so that a reader that normalises and one that does not see the same text.
 */

import type { Random } from '../random.ts';

/** Languages in which objectives are written. */
export type Tongue = 'zh' | 'vi' | 'en';

/** Languages in which people check in. */
export type Speech = Tongue | 'id' | 'ms' | 'th' | 'ar';

export interface Phrases {
	readonly objectives: readonly string[];
	readonly keyResults: readonly string[];
	readonly updates: readonly string[];
	/** Causes inside the company: capacity, dependencies. */
	readonly blockers: readonly string[];
	/** Causes outside of it: market, competitors, regulation. */
	readonly outside: readonly string[];
	readonly next: readonly string[];
	readonly roles: readonly string[];
}

export type Field = Readonly<Record<Tongue, Phrases>>;

const SLOT = /\{(\d+)-(\d+)(?:x(\d+))?\}/g;

/** The phrase with every slot filled. */
export function fill(phrase: string, random: Random): string {
	return phrase.replace(SLOT, (_slot, low: string, high: string, step: string | undefined) => {
		const size = Number(step ?? 1);
		const steps = Math.floor((Number(high) - Number(low)) / size);
		return String(Number(low) + size * random.int(0, steps));
	});
}
