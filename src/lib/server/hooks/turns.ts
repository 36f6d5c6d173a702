/**
 * How many requests of one asker are answered at the same time. A page asks Cube a dozen questions, and Cube works on a few at a time
 * for everybody: who opens thirty pages at once waits for their own, not everybody for them.
 */
import { ASKERS, LONGEST_TURN, MOST_WAITING, type AskerKind } from '../limits.ts';

interface Line {
	running: number;
	readonly waiting: (() => void)[];
}

export class Turns {
	readonly #lines = new Map<string, Line>();
	readonly #patience: number;

	/** @param patience milliseconds after which nobody waits any longer */
	constructor(patience: number = LONGEST_TURN) {
		this.#patience = patience;
	}

	/** Waits for a turn. @returns what ends it, however often it is called; null: there was none in time */
	async take(kind: AskerKind, who: string): Promise<(() => void) | null> {
		const key = `${kind} ${who}`;
		const line = this.#lines.get(key) ?? { running: 0, waiting: [] };
		this.#lines.set(key, line);
		if (line.running < ASKERS[kind].atOnce) line.running += 1;
		else if (!(await this.#waitIn(line))) return null;
		let hasEnded = false;
		return () => {
			if (hasEnded) return;
			hasEnded = true;
			this.#endTurn(key, line);
		};
	}

	/** @returns whether the turn came; it is taken over from the one that ended */
	async #waitIn(line: Line): Promise<boolean> {
		if (line.waiting.length >= MOST_WAITING) return false;
		return new Promise((resolve) => {
			const called = (): void => {
				clearTimeout(timer);
				resolve(true);
			};
			const timer = setTimeout(() => {
				line.waiting.splice(line.waiting.indexOf(called), 1);
				resolve(false);
			}, this.#patience);
			timer.unref();
			line.waiting.push(called);
		});
	}

	#endTurn(key: string, line: Line): void {
		const next = line.waiting.shift();
		if (next !== undefined) return next();
		line.running -= 1;
		if (line.running === 0) this.#lines.delete(key);
	}
}
