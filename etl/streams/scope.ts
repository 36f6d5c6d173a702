/** What every stream of one run works with, and what it says at its end. */
import type { z } from 'zod';
import type { Config } from '../config.ts';
import type { Warehouse } from '../clickhouse/client.ts';
import type { DingTalkClient } from '../dingtalk/client.ts';
import { unknownFields } from '../dingtalk/drift.ts';
import type { Page } from '../dingtalk/page.ts';
import { parseRecord } from '../dingtalk/payloads.ts';
import type { Batches } from '../load/batches.ts';
import type { RawLayer } from '../load/raw.ts';
import { reject, type RejectKind } from '../load/rejects.ts';
import { instantText } from '../normalise/instants.ts';

export type StreamName =
	| 'departments'
	| 'people'
	| 'departures'
	| 'plan'
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

/** More than this share of a stream's records, and at least so many, were rejected: the interface has changed, not a record. */
const TOO_MANY = { share: 0.01, least: 5 };

/** So much of one stream could not be understood that nothing of the run may count. A retry needs a newer version of the product. */
export class TooManyRejectsError extends Error {
	override readonly name = 'TooManyRejectsError';
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
	/** Fields that no contract knows, by path. */
	readonly drift = new Map<string, { readonly sample: string; count: number }>();
	#records = 0;
	#rejected = 0;

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

	/** One record by its contract, or null: then it is among the rejects, with its reason. */
	async parse<T extends z.ZodType>(
		scope: RunScope,
		entityKey: string,
		contract: T,
		record: unknown
	): Promise<z.output<T> | null> {
		this.#records += 1;
		for (const { field, sample } of unknownFields(contract, record)) {
			const seen = this.drift.get(field) ?? { sample, count: 0 };
			seen.count += 1;
			this.drift.set(field, seen);
		}
		const parsed = parseRecord(contract, record);
		if (parsed.ok) return parsed.value;
		await this.reject(scope, entityKey, 'record', parsed.reason, record);
		return null;
	}

	async reject(
		scope: RunScope,
		entityKey: string,
		kind: RejectKind,
		reason: string,
		record: unknown
	): Promise<void> {
		if (kind === 'record') this.#rejected += 1;
		await reject(scope.batches, scope.observedAt, this.stream, entityKey, kind, reason, record);
	}

	/** @throws {TooManyRejectsError} */
	refuseManyRejects(): void {
		const { share, least } = TOO_MANY;
		if (this.#rejected < least || this.#rejected <= share * this.#records) return;
		throw new TooManyRejectsError(
			`${this.#rejected} of ${this.#records} records of the stream ${this.stream} could not be understood, more than ${share * 100} %. DingTalk's interface has probably changed, so nothing of this run counts. See them with npm run rejects; a newer version of the product reads them.`
		);
	}
}

/** That somebody or something was answered for completely. */
export function answer(
	scope: RunScope,
	kind: AnswerKind,
	subjectId: string,
	fingerprint = ''
): Promise<void> {
	return scope.batches.add('core_answers', [
		{
			subject_kind: kind,
			subject_id: subjectId,
			answered_at: instantText(scope.observedAt),
			fingerprint
		}
	]);
}

/**
 * `person`: the objectives of one, in every period asked for · `check_ins`: of an objective, read or known not to have moved ·
 * `check_in_read`: they were read · `pending`: they have moved and could not be read any more · `refused`: DingTalk does not show
 * them to the app · `ended_periods`: organisation objectives of periods that have ended · `contact_range`: it is the whole company ·
 * `departures`, `permission`, `reports`: see the streams of that name.
 */
export type AnswerKind =
	| 'person'
	| 'check_ins'
	| 'check_in_read'
	| 'pending'
	| 'refused'
	| 'departures'
	| 'ended_periods'
	| 'contact_range'
	| 'permission'
	| 'reports';
