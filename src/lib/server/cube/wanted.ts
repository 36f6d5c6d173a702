/** Cube for somebody who may go away: then no further question is asked for them. One that was asked is answered, and kept. */
import type { Cube } from './client.ts';

export class NobodyWaitsError extends Error {
	override readonly name = 'NobodyWaitsError';
	constructor() {
		super('Whoever asked has gone away.');
	}
}

export function whileWanted(cube: Cube, signal: AbortSignal): Cube {
	return {
		async rows(query) {
			if (signal.aborted) throw new NobodyWaitsError();
			return cube.rows(query);
		}
	};
}
