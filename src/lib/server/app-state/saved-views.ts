/**
 * Views that somebody saved: a name, and the path and query string of a page of this site, each kept for the one who saved it.
 * A view without `as_of` in its query moves with time; one with it always shows that day.
 */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { sqlLiteral, type Warehouse } from '../../../../etl/clickhouse/client.ts';
import { fold } from '../../../../etl/clickhouse/fold.ts';
import { currentEntries, enter } from './entries.ts';
import { EntryError } from './entry-error.ts';
import { oneLine } from './one-line.ts';

export const MOST_VIEWS = 100;
export const LONGEST_NAME = 100;
const LONGEST_HREF = 2_000;

export interface SavedView {
	readonly id: string;
	readonly name: string;
	/** Path and query string; always a page of this site. */
	readonly href: string;
}

export type ViewProblem = 'no_name' | 'no_page' | 'too_many' | 'unknown';

/** `owner`: whose views they are. Who that is, is the caller's matter. */
export interface SavedViews {
	/** In the order in which they were saved. */
	list(owner: string): Promise<SavedView[]>;
	/** Those whose names hold the words, as a search compares them. */
	find(owner: string, words: string): Promise<SavedView[]>;
	/** @throws {EntryError} a ViewProblem */
	save(owner: string, name: string, href: string): Promise<void>;
	/** @throws {EntryError} a ViewProblem, also for a view of somebody else */
	rename(owner: string, id: string, name: string): Promise<void>;
	/** @throws {EntryError} a ViewProblem, also for a view of somebody else */
	remove(owner: string, id: string): Promise<void>;
}

const KIND = 'saved_view';

const problem = (problem: ViewProblem) => new EntryError(KIND, problem);

/** Pages that have a state worth keeping. */
const PAGES =
	/^\/(?:$|(?:departments|confidence|stalled|alignment|check-ins|transparency|review|data|search)(?:\/|$)|(?:key-results|objectives|people)\/.)/;

const Body = z.object({ name: z.string(), href: z.string(), saved_at: z.number() });

export function createSavedViews(warehouse: Warehouse): SavedViews {
	const read = async (owner: string): Promise<(SavedView & { savedAt: number })[]> => {
		const rows = await currentEntries(warehouse, {
			kind: KIND,
			where: `author_id = ${sqlLiteral(owner)}`,
			body: Body
		});
		return rows
			.map(({ id, body: { name, href, saved_at } }) => ({ id, name, href, savedAt: saved_at }))
			.sort((a, b) => a.savedAt - b.savedAt || (a.id < b.id ? -1 : 1));
	};
	const known = async (owner: string, id: string) => {
		const view = (await read(owner)).find((one) => one.id === id);
		if (view === undefined) throw problem('unknown');
		return view;
	};
	const list = async (owner: string) =>
		(await read(owner)).map(({ id, name, href }) => ({ id, name, href }));
	return {
		list,
		async find(owner, words) {
			const folded = fold(words).split(' ');
			const holdsAll = ({ name }: SavedView) => folded.every((word) => fold(name).includes(word));
			return (await list(owner)).filter(holdsAll);
		},
		async save(owner, name, href) {
			const body = { name: nameOf(name), href: hrefOf(href), saved_at: Date.now() };
			if ((await read(owner)).length >= MOST_VIEWS) throw problem('too_many');
			await enter(warehouse, { kind: KIND, entryId: randomUUID(), authorId: owner, body });
		},
		async rename(owner, id, name) {
			const { href, savedAt } = await known(owner, id);
			const body = { name: nameOf(name), href, saved_at: savedAt };
			await enter(warehouse, { kind: KIND, entryId: id, authorId: owner, body });
		},
		async remove(owner, id) {
			await known(owner, id);
			await enter(warehouse, { kind: KIND, entryId: id, authorId: owner, body: null });
		}
	};
}

/** One line, without what is not seen; a longer name is cut. */
function nameOf(text: string): string {
	const name = oneLine(text, LONGEST_NAME);
	if (name === '') throw problem('no_name');
	return name;
}

/** The page in the way the site writes it. Whatever would lead elsewhere is no page of it. */
export function hrefOf(text: string): string {
	const base = 'http://site.invalid';
	if (!text.startsWith('/') || !URL.canParse(text, base)) throw problem('no_page');
	const url = new URL(text, base);
	// A view is read in the language of its reader.
	if (url.searchParams.has('lang')) url.searchParams.delete('lang');
	const { pathname, search } = url;
	const href = `${pathname}${search}`;
	const isPage = url.origin === base && PAGES.test(pathname) && !pathname.startsWith('//');
	if (!isPage || href.length > LONGEST_HREF) throw problem('no_page');
	return href;
}
