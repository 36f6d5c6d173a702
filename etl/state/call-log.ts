/** The persistent call ledger: what each run cost, and what this month has cost so far. */
import { z } from 'zod';
import { insertRows, selectRows, sqlLiteral, type Warehouse } from '../clickhouse/client.ts';
import type { CallLedger } from '../dingtalk/ledger.ts';

const Sum = z.object({ calls: z.coerce.number() });

/** Metered calls of the calendar month that holds `day` (YYYY-MM-DD). */
export async function meteredCallsOfMonth(warehouse: Warehouse, day: string): Promise<number> {
	const [row] = await selectRows(
		warehouse,
		`SELECT sum(call_count) AS calls FROM ops_calls
		WHERE is_metered AND toStartOfMonth(day) = toStartOfMonth(toDate(${sqlLiteral(day)}))`,
		(found) => Sum.parse(found)
	);
	return row?.calls ?? 0;
}

export interface CallLog {
	/** Writes what was counted since the last flush; a kill loses no more than that. */
	flush(): Promise<void>;
}

/** @param day the local day on which calls are made now */
export function createCallLog(
	warehouse: Warehouse,
	runId: string,
	ledger: CallLedger,
	day: () => string
): CallLog {
	let flushes = 0;
	return {
		async flush() {
			const counts = ledger.drain();
			if (counts.length === 0) return;
			flushes += 1;
			const rows = counts.map(({ endpoint, isMetered, calls, refused }) => ({
				run_id: runId,
				day: day(),
				endpoint,
				is_metered: isMetered ? 1 : 0,
				call_count: calls,
				refused_count: refused
			}));
			// Two flushes may well hold equal numbers: each has its own token.
			await insertRows(warehouse, 'ops_calls', rows, { token: `${runId}|ops_calls|${flushes}` });
		}
	};
}
