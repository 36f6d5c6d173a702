/**
 * A read that misses much of what was there is more often a fault, or a narrowed contact range, than the truth; and history
 * once closed wrongly stays wrong. So closing more than a fifth and at least ten rows of a stream waits for somebody's yes.
 */
import { z } from 'zod';
import { selectRows } from '../clickhouse/client.ts';
import type { LoadContext } from './context.ts';

const LEAST = 10;
const SHARE = 0.2;

const Counts = z.object({ closing: z.coerce.number(), present: z.coerce.number() });

/**
 * @param scope a SELECT of the rows that this read could have missed, with a column `is_missing` that says whether it did
 * @returns false: there is none to close, or they may not be closed, of which the context holds the reason
 */
export async function areToBeClosed(
	context: LoadContext,
	stream: string,
	scope: string
): Promise<boolean> {
	if (context.isShrinkAllowed) return true;
	const [counts] = await selectRows(
		context.warehouse,
		`SELECT countIf(is_missing) AS closing, count() AS present FROM (${scope})`,
		(row) => Counts.parse(row)
	);
	const { closing, present } = counts ?? { closing: 0, present: 0 };
	// Most reads: a statement that would write nothing costs as much as one that closes.
	if (closing === 0) return false;
	if (closing < LEAST || closing <= SHARE * present) return true;
	context.holds.push({ stream, closing, present });
	return false;
}
