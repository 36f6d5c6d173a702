/**
 * Lists that come in pages and may move while they are read: something new at the front, something deleted, a page repeated or
 * lost. A read in which that shows is begun again from its first page, at most twice. Every page is yielded as it comes, also
 * those of a read that is begun again: what they hold was there. Only a read that held together ends in a page with `isLast`;
 * without one, what the list misses must not be taken for gone.
 */
import { nameOf, type Endpoint } from './endpoint.ts';
import { DingTalkError } from './errors.ts';
import type { CallParameters } from './client.ts';
import type { Page } from './page.ts';

/** One answer, understood. */
export interface Part<Position> {
	readonly request: CallParameters;
	readonly content: unknown;
	readonly records: readonly unknown[];
	/** How long the list says it is, or null. */
	readonly total: number | null;
	/** What is wrong with this answer alone, or null. */
	readonly fault: string | null;
	/** Where the list goes on after this many different records, or null: it ends. */
	next(seen: number): Position | null;
}

const MOST_READS = 3;
/** No list is this long; a server that never ends one is at fault. */
const MOST_PAGES = 10_000;

/** @param idOf the record's own id, or null where it has none: such records are never the same */
export async function* readPagedList<Position>(
	endpoint: Endpoint,
	first: Position,
	ask: (at: Position) => Promise<Part<Position>>,
	idOf: (record: unknown) => string | null
): AsyncGenerator<Page> {
	let signBefore: string | null = null;
	for (let read = 1; ; read += 1) {
		const seen = createSeen(idOf);
		let isWhole = true;
		let at: Position | null = first;
		for (let number = 1; at !== null; number += 1) {
			if (number > MOST_PAGES)
				throw new DingTalkError(
					'protocol',
					`${nameOf(endpoint)} has no end: ${MOST_PAGES} pages were read.`
				);
			const part: Part<Position> = await ask(at);
			const { isNew, sign } = seen.add(part);
			at = part.next(seen.count());
			const short = at === null && part.total !== null && seen.count() < part.total;
			const problem = part.fault ?? sign ?? (short ? `${seen.count()} of ${part.total}` : null);
			isWhole &&= problem === null;
			// A sign that comes back just the same is the server's habit; then the read goes on, for what it still brings.
			const isAgain =
				problem !== null && read < MOST_READS && signBefore !== `page ${number}: ${problem}`;
			// Pages that bring nothing new would go on for ever.
			if (!isNew && part.records.length > 0) at = null;
			const { request, content, records } = part;
			const isLast = at === null && isWhole;
			yield { endpoint: nameOf(endpoint), request, number, isLast, content, records };
			if (isAgain) {
				signBefore = `page ${number}: ${problem}`;
				break;
			}
			if (at === null) return;
		}
	}
}

/** What one read has seen so far. */
function createSeen(idOf: (record: unknown) => string | null) {
	const ids = new Set<string>();
	let nameless = 0;
	let total: number | null = null;
	return {
		/** Different records. */
		count: () => ids.size + nameless,
		/** @returns whether it brought anything new, and the sign that the list moved, or null */
		add(part: Pick<Part<unknown>, 'records' | 'total'>): { isNew: boolean; sign: string | null } {
			const before = ids.size + nameless;
			// One answer that names something twice has not moved; two answers that do have.
			const here = new Set(part.records.map(idOf));
			const repeated = [...here].filter((id) => id !== null && ids.has(id));
			for (const id of here) if (id !== null) ids.add(id);
			nameless += part.records.filter((record) => idOf(record) === null).length;
			const was = total;
			total = part.total ?? total;
			const isNew = ids.size + nameless > before;
			if (repeated.length > 0) return { isNew, sign: `repeats ${repeated.join(' ')}` };
			if (was !== null && total !== was) return { isNew, sign: `total ${was} is ${total}` };
			return { isNew, sign: null };
		}
	};
}

/** Reads the id under a key of a record that is not parsed yet. */
export function idUnder(key: string): (record: unknown) => string | null {
	return (record) => {
		if (typeof record !== 'object' || record === null) return null;
		const id: unknown = Reflect.get(record, key);
		return typeof id === 'string' || typeof id === 'number' ? String(id) : null;
	};
}
