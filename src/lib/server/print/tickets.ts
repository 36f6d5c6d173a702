/**
 * Tickets by which this process asks itself for a page as a certain viewer: random, for one page, for one time, and forgotten after a
 * minute. Nobody else ever sees one, and no browser is told of them.
 */
import { randomBytes } from 'node:crypto';
import type { Viewer } from '../view-as.ts';

export const TICKET_HEADER = 'x-okr-observatory-ticket';

const LIFE = 60_000;

export class Tickets {
	readonly #open = new Map<string, { readonly path: string; readonly viewer: Viewer }>();

	/** @param path with its query: the only one that it opens */
	issue(viewer: Viewer, path: string): string {
		const ticket = randomBytes(32).toString('base64url');
		this.#open.set(ticket, { path, viewer });
		setTimeout(() => this.#open.delete(ticket), LIFE).unref();
		return ticket;
	}

	/** Whose page it is; null: there is no such ticket, it was used, or it is for another page. */
	take(ticket: string, path: string): Viewer | null {
		const found = this.#open.get(ticket);
		this.#open.delete(ticket);
		return found !== undefined && found.path === path ? found.viewer : null;
	}
}
