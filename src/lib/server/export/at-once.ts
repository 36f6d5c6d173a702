/**
 * How many files are made at the same time, and how many of them for one asker. Each may ask for a hundred thousand rows, and pages
 * must stay quick meanwhile: who comes when all places are taken is asked to come again.
 */
export class Places {
	#free: number;
	readonly #ofOne: number;
	readonly #taken = new Map<string, number>();

	constructor({ atOnce, ofOne }: { readonly atOnce: number; readonly ofOne: number }) {
		this.#free = atOnce;
		this.#ofOne = ofOne;
	}

	/** @param asker null: not counted. @returns what gives the place back, however often it is called; null: none is free */
	take(asker: string | null): (() => void) | null {
		if (this.#free === 0 || this.#takenBy(asker) >= this.#ofOne) return null;
		this.#free -= 1;
		this.#count(asker, 1);
		let isTaken = true;
		return () => {
			if (!isTaken) return;
			isTaken = false;
			this.#free += 1;
			this.#count(asker, -1);
		};
	}

	#takenBy(asker: string | null): number {
		return asker === null ? 0 : (this.#taken.get(asker) ?? 0);
	}

	#count(asker: string | null, change: number): void {
		if (asker === null) return;
		const taken = this.#takenBy(asker) + change;
		if (taken === 0) this.#taken.delete(asker);
		else this.#taken.set(asker, taken);
	}
}
