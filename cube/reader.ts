/** As whom the model's SQL asks who may open what: `SECURITY_CONTEXT.reader`, a value of `mart_readers.reader`. */
import { z } from 'zod';
import { selectRows, sqlLiteral, type Warehouse } from '../etl/clickhouse/client.ts';
import type { Claims } from './token.ts';

/** Opens nothing that is restricted. Everybody without a right of their own asks as this one, so that they share kept answers. */
export const NOBODY = 'nobody';

const KEPT_FOR = 1000;
const MOST_KEPT = 10_000;

/** A reader's rights are looked up at most once a second. An old answer shows less, never more: who has no right opens nothing. */
export function readersOf(
	warehouse: Warehouse,
	now: () => number = () => performance.now()
): (claims: Claims) => Promise<string> {
	const kept = new Map<string, { readonly askedAt: number; readonly reader: Promise<string> }>();
	return ({ user_id, is_admin }) => {
		const own = is_admin ? 'admin' : `user:${user_id}`;
		const known = kept.get(own);
		if (known !== undefined && now() - known.askedAt < KEPT_FOR) return known.reader;
		if (kept.size >= MOST_KEPT) kept.clear();
		const asking = { askedAt: now(), reader: readerWithRights(warehouse, own) };
		kept.set(own, asking);
		asking.reader.catch(() => {
			if (kept.get(own) === asking) kept.delete(own);
		});
		return asking.reader;
	};
}

/** Whether any objective is restricted, read at most once a second. */
export function restrictionsOf(
	warehouse: Warehouse,
	now: () => number = () => performance.now()
): () => Promise<boolean> {
	let kept: { readonly askedAt: number; readonly answer: Promise<boolean> } | null = null;
	return () => {
		if (kept !== null && now() - kept.askedAt < KEPT_FOR) return kept.answer;
		const asking = { askedAt: now(), answer: isAnythingRestricted(warehouse) };
		kept = asking;
		asking.answer.catch(() => {
			if (kept === asking) kept = null;
		});
		return asking.answer;
	};
}

async function isAnythingRestricted(warehouse: Warehouse): Promise<boolean> {
	const Found = z.object({ found: z.coerce.number() });
	const [found] = await selectRows(
		warehouse,
		'SELECT count() AS found FROM mart_restricted_objectives',
		(row) => Found.parse(row).found
	);
	return found !== 0;
}

async function readerWithRights(warehouse: Warehouse, own: string): Promise<string> {
	const found = await selectRows(
		warehouse,
		`SELECT reader FROM mart_readers WHERE reader = ${sqlLiteral(own)} LIMIT 1`,
		(row) => z.object({ reader: z.string() }).parse(row).reader
	);
	return found[0] ?? NOBODY;
}
