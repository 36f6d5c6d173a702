/** Who is in the company as of the last time that a sync read it. */
import { z } from 'zod';
import { selectRows, type Warehouse } from '../../../../etl/clickhouse/client.ts';

export interface Members {
	/** How often the people of the company were read. Grows by one with each sync that read all of them. */
	reads(): Promise<number>;
	/** null: nobody of that id is there. */
	nameOf(userId: string): Promise<string | null>;
}

/** Every request asks. */
const KEPT_FOR = 2_000;

interface Known {
	readonly reads: number;
	readonly names: ReadonlyMap<string, string>;
}

export function createMembers(
	warehouse: Warehouse,
	now: () => number = () => performance.now()
): Members {
	let kept: { readonly askedAt: number; readonly known: Promise<Known> } | null = null;
	let latest: Known | null = null;

	/** The names are read again only when a sync read them. */
	async function read(before: Known | null): Promise<Known> {
		const [found] = await selectRows(
			warehouse,
			"SELECT count() AS reads FROM ops_streams WHERE stream = 'people' AND status = 'complete'",
			(row) => z.object({ reads: z.coerce.number() }).parse(row)
		);
		const reads = found?.reads ?? 0;
		if (before?.reads === reads) return before;
		const people = await selectRows(
			warehouse,
			`SELECT person_id, name FROM core_people
			WHERE valid_to >= toDateTime64('2299-12-31 00:00:00', 3, 'UTC') AND is_present`,
			(row) => z.object({ person_id: z.string(), name: z.string() }).parse(row)
		);
		return { reads, names: new Map(people.map(({ person_id, name }) => [person_id, name])) };
	}

	function known(): Promise<Known> {
		if (kept !== null && now() - kept.askedAt < KEPT_FOR) return kept.known;
		// What is known, not what is being asked: behind an engine that says nothing, each would wait for the one before.
		const asking = { askedAt: now(), known: read(latest) };
		kept = asking;
		asking.known.then(
			(found) => (latest = found),
			() => {
				if (kept === asking) kept = null;
			}
		);
		return asking.known;
	}

	return {
		reads: async () => (await known()).reads,
		nameOf: async (userId) => (await known()).names.get(userId) ?? null
	};
}
