/** Chance from a seed alone (mulberry32): the same company for the same seed, on every machine. */
export class Dice {
	#state: number;
	constructor(seed: number) {
		this.#state = (seed * 2_654_435_761) >>> 0;
	}
	/** 0 <= value < 1. */
	next(): number {
		this.#state = (this.#state + 0x6d2b79f5) >>> 0;
		let mixed = this.#state;
		mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	}
	upTo(count: number): number {
		return Math.floor(this.next() * count);
	}
	chance(probability: number): boolean {
		return this.next() < probability;
	}
	one<T>(choices: readonly T[]): T {
		const chosen = choices[this.upTo(choices.length)];
		if (chosen === undefined) throw new RangeError('Nothing to choose from');
		return chosen;
	}
	some<T>(choices: readonly T[], probability: number): T[] {
		return choices.filter(() => this.chance(probability));
	}
	times<T>(count: number, make: (index: number) => T): T[] {
		return Array.from({ length: count }, (_, index) => make(index));
	}
}
