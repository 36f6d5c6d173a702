/** What earlier runs achieved, as far as the next one has to know. */
import { z } from 'zod';
import { selectRows, type Warehouse } from '../clickhouse/client.ts';

const History = z.object({
	complete_runs: z.coerce.number(),
	directory_runs: z.coerce.number(),
	last_ms: z.coerce.number()
});

export interface SyncHistory {
	/** No run ever read everything it had to. */
	readonly isFirst: boolean;
	/** No run ever read the whole directory. */
	readonly isFirstDirectory: boolean;
	/** Epoch ms of the last run's reads; 0 without one. */
	readonly lastObservedAt: number;
}

export async function syncHistory(warehouse: Warehouse): Promise<SyncHistory> {
	const [row] = await selectRows(
		warehouse,
		`SELECT countIf(is_complete) AS complete_runs, countIf(is_directory_complete) AS directory_runs,
			if(count() = 0, 0, max(toUnixTimestamp64Milli(observed_at))) AS last_ms
		FROM core_runs`,
		(found) => History.parse(found)
	);
	return {
		isFirst: (row?.complete_runs ?? 0) === 0,
		isFirstDirectory: (row?.directory_runs ?? 0) === 0,
		lastObservedAt: row?.last_ms ?? 0
	};
}
