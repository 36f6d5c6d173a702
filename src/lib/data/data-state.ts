/** What the data page says first: the one state that matters most now. */
import type { Freshness } from '$lib/server/queries/freshness.ts';
import type { SyncRun } from '$lib/server/queries/sync-runs.ts';
import type { SyncState } from '$lib/server/runtime/current.ts';

export type DataState =
	| { readonly kind: 'running' }
	/** `message`: why and the remedy, in English. */
	| { readonly kind: 'failed' | 'stopped' | 'killed' | 'cancelled'; readonly message: string }
	| { readonly kind: 'partial'; readonly streams: number }
	| { readonly kind: 'stale' | 'complete' };

export function dataState(
	sync: SyncState,
	lastRun: SyncRun | null,
	freshness: Pick<Freshness, 'isStale' | 'remarks'>
): DataState {
	if (sync.kind === 'running') return { kind: 'running' };
	// One that could not even begin, such as beside another, left no run behind: what the last one says is older.
	if (sync.kind === 'failed' && !sync.isLogged) return { kind: 'failed', message: sync.message };
	const message = lastRun?.message ?? '';
	if (lastRun?.status === 'stopped')
		return { kind: lastRun.stopReason === 'interrupt' ? 'cancelled' : 'stopped', message };
	if (sync.kind === 'failed') return { kind: 'failed', message: sync.message };
	if (lastRun?.status === 'failed') return { kind: 'failed', message };
	if (lastRun?.status === 'killed') return { kind: 'killed', message };
	const streams = freshness.remarks.filter(({ isPartial }) => isPartial).length;
	if (streams > 0) return { kind: 'partial', streams };
	return { kind: freshness.isStale ? 'stale' : 'complete' };
}

/** Whether people should do something about it. */
export function needsCare({ kind }: DataState): boolean {
	return kind !== 'running' && kind !== 'complete' && kind !== 'cancelled';
}
