/**
 * How many files are made at the same time. Each may ask for a hundred thousand rows, and pages must stay quick meanwhile: who comes
 * when all places are taken is asked to come again.
 */
export class Places {
	#free: number;

	constructor(count: number) {
		this.#free = count;
	}

	/** @returns what gives the place back, however often it is called; null: none is free */
	take(): (() => void) | null {
		if (this.#free === 0) return null;
		this.#free -= 1;
		let isTaken = true;
		return () => {
			if (isTaken) this.#free += 1;
			isTaken = false;
		};
	}
}
