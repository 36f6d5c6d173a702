import type { Scope } from '../scope.ts';
import { getRuntime, type SyncState } from '../runtime/current.ts';

/** Older data is shown with a warning (contract.md, HTTP, `/readyz`). */
const STALE_AFTER_MS = 36 * 3_600_000;

export interface Freshness {
	/** Epoch ms of the last read. */
	readonly loadedAt: number;
	readonly now: number;
	readonly isStale: boolean;
	/** What of the last run is worth knowing: streams that are not complete, or complete with a remark. */
	readonly remarks: readonly {
		readonly stream: string;
		readonly isPartial: boolean;
		readonly reason: string | null;
	}[];
	/** People, objectives and so on that the last run read; absent streams were not read. */
	readonly itemCounts: Readonly<Record<string, number>>;
	readonly sync: SyncState['kind'];
}

/** How old and how complete the data is that every page shows. */
export async function loadFreshness(scope: Scope): Promise<Freshness> {
	const runtime = getRuntime();
	const rows = await scope.cube.rows({
		view: 'streams',
		measures: ['item_count'],
		dimensions: ['run_id', 'stream', 'status', 'reason', 'read_at'],
		order: [['read_at', 'desc']],
		limit: 50
	});
	const latest = new Map<string, (typeof rows)[number]>();
	for (const row of rows)
		if (row.stream !== null && !latest.has(row.stream)) latest.set(row.stream, row);
	const now = runtime.now();
	return {
		loadedAt: scope.version.loadedAt,
		now,
		isStale: now - scope.version.loadedAt > STALE_AFTER_MS,
		remarks: [...latest.values()]
			.filter((row) => row.status === 'partial' || row.reason !== null)
			.map((row) => ({
				stream: row.stream ?? '',
				isPartial: row.status === 'partial',
				reason: row.reason
			})),
		itemCounts: Object.fromEntries(
			[...latest.values()].map((row) => [row.stream ?? '', row.item_count])
		),
		sync: runtime.syncState().kind
	};
}
