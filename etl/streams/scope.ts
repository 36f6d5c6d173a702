/** What every stream of one run works with, and what it says at its end. */
import type { Config } from '../config.ts';
import type { Warehouse } from '../clickhouse/client.ts';
import type { DingTalkClient } from '../dingtalk/client.ts';
import type { Page } from '../dingtalk/page.ts';
import type { Batches } from '../load/batches.ts';
import type { RawLayer } from '../load/raw.ts';
import { reject, type RejectKind } from '../load/rejects.ts';

export type StreamName =
	| 'departments'
	| 'people'
	| 'periods'
	| 'objectives'
	| 'organisation_objectives'
	| 'check_ins'
	| 'reports'
	| 'reconciliation';

export interface RunScope {
	readonly runId: string;
	readonly config: Config;
	readonly warehouse: Warehouse;
	readonly client: DingTalkClient;
	readonly batches: Batches;
	readonly raw: RawLayer;
	/** Epoch ms: the one instant of all reads of this run. */
	readonly observedAt: number;
	readonly signal: AbortSignal | undefined;
	/** Calls in flight at a time. */
	readonly concurrency: { readonly contacts: number; readonly agoal: number };
	/** Called after each step of a phase. */
	readonly onProgress: (done: number, total: number | null) => void;
}

/** What a stream did so far. It is kept while the stream runs, so that one that is stopped has done what it has done. */
export class Tally {
	readonly stream: StreamName;
	/** Answered pages. */
	pages = 0;
	items = 0;
	/** Why the read is not complete: then it closes nothing. */
	readonly gaps: string[] = [];
	/** What is worth knowing although the read is complete. */
	readonly notes: string[] = [];

	constructor(stream: StreamName) {
		this.stream = stream;
	}

	get isComplete(): boolean {
		return this.gaps.length === 0;
	}

	/** Keeps a page in the raw layer, before anything is made of it. */
	async keep(scope: RunScope, entityKey: string, page: Page): Promise<void> {
		this.pages += 1;
		await scope.raw.keep(this.stream, entityKey, page);
	}

	async reject(
		scope: RunScope,
		entityKey: string,
		kind: RejectKind,
		reason: string,
		record: unknown
	): Promise<void> {
		await reject(scope.batches, scope.observedAt, this.stream, entityKey, kind, reason, record);
	}
}
