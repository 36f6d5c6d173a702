import type { Cube } from '../cube/client.ts';

export const RUN_STATUSES = [
	'running',
	'succeeded',
	'partial',
	'failed',
	'stopped',
	'killed'
] as const;
export type RunStatus = (typeof RUN_STATUSES)[number];

export interface SyncRun {
	readonly id: string;
	/** Epoch ms by the product's clock. */
	readonly startedAt: number;
	/** null: it runs, or it was killed. */
	readonly durationMs: number | null;
	readonly status: RunStatus;
	/** planned, full, events or replay. */
	readonly kind: string;
	/** budget, quota, banned or interrupt; null: nothing stopped it early. */
	readonly stopReason: string | null;
	/** The next run takes up what it read. */
	readonly isResumable: boolean;
	/** What stopped it and the remedy, in English. */
	readonly message: string | null;
	readonly meteredCalls: number;
	readonly exemptCalls: number;
	readonly refusedCalls: number;
	readonly rows: number;
	readonly rejects: number;
}

export interface RunPage {
	readonly runs: readonly SyncRun[];
	/** Runs of all pages. */
	readonly total: number;
}

/** The runs of the sync, the latest first. */
export async function loadRuns(
	cube: Cube,
	{ offset, limit }: { offset: number; limit: number }
): Promise<RunPage> {
	const [rows, [all]] = await Promise.all([
		cube.rows({
			view: 'syncs',
			measures: [
				'metered_call_count',
				'exempt_call_count',
				'refused_call_count',
				'row_count',
				'reject_count'
			],
			dimensions: [
				'run_id',
				'started_at',
				'duration_ms',
				'status',
				'kind',
				'stop_reason',
				'is_resumable',
				'message'
			],
			order: [['run_id', 'desc']],
			offset,
			limit
		}),
		cube.rows({ view: 'syncs', measures: ['base_count'] })
	]);
	return {
		total: all?.base_count ?? 0,
		runs: rows.map((row) => ({
			id: row.run_id ?? '',
			startedAt: Date.parse(row.started_at ?? ''),
			durationMs: row.duration_ms,
			status: RUN_STATUSES.find((status) => status === row.status) ?? 'failed',
			kind: row.kind ?? '',
			stopReason: row.stop_reason,
			isResumable: row.is_resumable === true,
			message: row.message,
			meteredCalls: row.metered_call_count,
			exemptCalls: row.exempt_call_count,
			refusedCalls: row.refused_call_count,
			rows: row.row_count,
			rejects: row.reject_count
		}))
	};
}
