import type { Scope } from '../scope.ts';
import { getRuntime, type SyncState } from '../runtime/current.ts';
import { loadAnswerSummary, type AnswerSummary } from './answers.ts';
import { loadLatestReads } from './streams.ts';

/** Older data is shown with a warning (contract.md, HTTP, `/readyz`). */
const STALE_AFTER_MS = 36 * 3_600_000;

const MINUTE_MS = 60_000;

export interface Freshness {
	/** Epoch ms of the last read. */
	readonly loadedAt: number;
	/** Of that read, no finer than a page tells it: so a page that says the same is the same bytes, and its ETag holds. */
	readonly ageMs: number;
	readonly isStale: boolean;
	/** What of the last reads is worth knowing: streams that are not complete, or complete with a remark. */
	readonly remarks: readonly {
		readonly stream: string;
		readonly isPartial: boolean;
		readonly reason: string | null;
	}[];
	readonly answers: AnswerSummary;
	readonly sync: SyncState['kind'];
}

/** How old and how complete the data is that every page shows. */
export async function loadFreshness(scope: Scope): Promise<Freshness> {
	const runtime = getRuntime();
	const sync = runtime.syncState().kind;
	const [reads, answers] = await Promise.all([
		loadLatestReads(scope.cube),
		loadAnswerSummary(scope.cube)
	]);
	const age = runtime.now() - scope.version.loadedAt;
	return {
		loadedAt: scope.version.loadedAt,
		ageMs: age - (age % (age < 60 * MINUTE_MS ? MINUTE_MS : 60 * MINUTE_MS)),
		isStale: age > STALE_AFTER_MS,
		remarks: reads
			.filter(({ isPartial, reason }) => isPartial || reason !== null)
			.map(({ stream, isPartial, reason }) => ({ stream, isPartial, reason })),
		answers,
		sync
	};
}
