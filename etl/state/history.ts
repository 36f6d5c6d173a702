/** What earlier runs achieved, as far as the next one has to know. */
import { z } from 'zod';
import { selectRows, type Warehouse } from '../clickhouse/client.ts';

const Product = z.enum(['agoal', 'okr', 'pro']);
const History = z.object({
	product: Product.nullable().catch(null),
	complete_runs: z.coerce.number(),
	directory_runs: z.coerce.number(),
	last_ms: z.coerce.number()
});

export interface SyncHistory {
	/** No run ever read everything it had to. */
	readonly isFirst: boolean;
	/** No run ever read the whole directory. */
	readonly isFirstDirectory: boolean;
	/** The OKR product that the last run read. */
	readonly product: z.infer<typeof Product> | null;
	/** Epoch ms of the last run's reads; 0 without one. */
	readonly lastObservedAt: number;
}

export async function syncHistory(warehouse: Warehouse): Promise<SyncHistory> {
	const [row] = await selectRows(
		warehouse,
		`SELECT countIf(is_complete) AS complete_runs, countIf(is_directory_complete) AS directory_runs,
			if(count() = 0, 0, max(toUnixTimestamp64Milli(observed_at))) AS last_ms,
			(SELECT argMax(product, run_id) FROM ops_runs WHERE run_id IN (SELECT run_id FROM core_runs)) AS product
		FROM core_runs`,
		(found) => History.parse(found)
	);
	return {
		isFirst: (row?.complete_runs ?? 0) === 0,
		isFirstDirectory: (row?.directory_runs ?? 0) === 0,
		product: row?.product ?? null,
		lastObservedAt: row?.last_ms ?? 0
	};
}
