/**
 * The line in front of Cube. Cube works on a few questions at a time, and a page asks a dozen: when two hundred pages are opened at one
 * moment and all their questions wait in one heap, all pages are late together, and most of them too late. Here the questions of who
 * came first go first, and only their own time counts: the next page begins when the one before has what it needs.
 */
import { CubeError } from './errors.ts';

interface Waiting {
	readonly order: number;
	readonly start: () => void;
}

export class Line {
	readonly #atOnce: number;
	readonly #patience: number;
	/** By order, and of one order as they came. */
	readonly #waiting: Waiting[] = [];
	#running = 0;
	#orders = 0;

	/**
	 * @param atOnce questions that are out at the same time
	 * @param patience milliseconds in which a turn must come
	 */
	constructor(atOnce: number, patience: number) {
		this.#atOnce = atOnce;
		this.#patience = patience;
	}

	/** The place of somebody who comes now, for all that they will ask. */
	nextOrder(): number {
		return this.#orders++;
	}

	/** Asks when it is the turn of that place. @throws {CubeError} `timeout`: it did not come */
	async ask<T>(order: number, view: string, question: () => Promise<T>): Promise<T> {
		if (this.#running < this.#atOnce) this.#running += 1;
		else await this.#turn(order, view);
		try {
			return await question();
		} finally {
			const next = this.#waiting.shift();
			if (next === undefined) this.#running -= 1;
			else next.start();
		}
	}

	/** Who ends hands over: the number of those that run stays. */
	#turn(order: number, view: string): Promise<void> {
		return new Promise((resolve, reject) => {
			const start = (): void => {
				clearTimeout(timer);
				resolve();
			};
			const one = { order, start };
			const timer = setTimeout(() => {
				this.#waiting.splice(this.#waiting.indexOf(one), 1);
				reject(new CubeError('timeout', view, `no turn within ${this.#patience / 1000} s`));
			}, this.#patience).unref();
			const behind = this.#waiting.findIndex((other) => other.order > order);
			this.#waiting.splice(behind === -1 ? this.#waiting.length : behind, 0, one);
		});
	}
}
