/**
 * Views that somebody saved: a name, and the path and query string of a page of this site, each kept for the one who saved it.
 * A view without `as_of` in its query moves with time; one with it always shows that day.
 */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { selectRows, sqlLiteral, type Warehouse } from '../../../../etl/clickhouse/client.ts';
import { fold } from '../../../../etl/clickhouse/fold.ts';
import { enter } from './entries.ts';

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

/** What was entered cannot be kept; nothing was changed. */
export class SavedViewError extends Error {
	override readonly name = 'SavedViewError';
	readonly problem: ViewProblem;
	constructor(problem: ViewProblem) {
		super(`The view was not saved: ${problem}`);
		this.problem = problem;
	}
}

/** `owner`: whose views they are. Who that is, is the caller's matter. */
export interface SavedViews {
	/** In the order in which they were saved. */
	list(owner: string): Promise<SavedView[]>;
	/** Those whose names hold the words, as a search compares them. */
	find(owner: string, words: string): Promise<SavedView[]>;
	/** @throws {SavedViewError} */
	save(owner: string, name: string, href: string): Promise<void>;
	/** @throws {SavedViewError} also for a view of somebody else */
	rename(owner: string, id: string, name: string): Promise<void>;
	/** @throws {SavedViewError} also for a view of somebody else */
	remove(owner: string, id: string): Promise<void>;
}

const KIND = 'saved_view';

/** Pages that have a state worth keeping. */
const PAGES =
	/^\/(?:$|(?:departments|confidence|stalled|alignment|check-ins|transparency|review|data|search)(?:\/|$)|(?:key-results|objectives|people)\/.)/;

const Body = z.object({ name: z.string(), href: z.string(), saved_at: z.number() });
const Row = z.object({
	entry_id: z.string(),
	body: z
		.string()
		.transform((text): unknown => JSON.parse(text))
		.pipe(Body)
});

export function createSavedViews(warehouse: Warehouse): SavedViews {
	const read = async (owner: string): Promise<(SavedView & { savedAt: number })[]> => {
		const rows = await selectRows(
			warehouse,
			`SELECT entry_id, body FROM app_current_entries
			WHERE kind = '${KIND}' AND author_id = ${sqlLiteral(owner)}`,
			(row) => Row.parse(row)
		);
		return rows
			.map(({ entry_id, body: { name, href, saved_at } }) => ({
				...{ id: entry_id, name, href, savedAt: saved_at }
			}))
			.sort((a, b) => a.savedAt - b.savedAt || (a.id < b.id ? -1 : 1));
	};
	const known = async (owner: string, id: string) => {
		const view = (await read(owner)).find((one) => one.id === id);
		if (view === undefined) throw new SavedViewError('unknown');
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
			if ((await read(owner)).length >= MOST_VIEWS) throw new SavedViewError('too_many');
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
	const name = text
		.toWellFormed()
		.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
		.trim()
		.slice(0, LONGEST_NAME)
		.toWellFormed();
	if (name === '') throw new SavedViewError('no_name');
	return name;
}

/** The page in the way the site writes it. Whatever would lead elsewhere is no page of it. */
export function hrefOf(text: string): string {
	const base = 'http://site.invalid';
	if (!text.startsWith('/') || !URL.canParse(text, base)) throw new SavedViewError('no_page');
	const url = new URL(text, base);
	// A view is read in the language of its reader.
	if (url.searchParams.has('lang')) url.searchParams.delete('lang');
	const { pathname, search } = url;
	const href = `${pathname}${search}`;
	const isPage = url.origin === base && PAGES.test(pathname) && !pathname.startsWith('//');
	if (!isPage || href.length > LONGEST_HREF) throw new SavedViewError('no_page');
	return href;
}
