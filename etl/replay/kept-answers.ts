/** The answers that a run has in the raw layer, as a client that makes no call. */
import { z } from 'zod';
import { selectRows, sqlLiteral, type Warehouse } from '../clickhouse/client.ts';
import type { DingTalkClient } from '../dingtalk/client.ts';
import { nameOf } from '../dingtalk/endpoint.ts';
import { DingTalkError, isRefusedRecord, type DingTalkErrorKind } from '../dingtalk/errors.ts';
import { nameParameters, type Page } from '../dingtalk/page.ts';
import type { RawLayer } from '../load/raw.ts';

/** The stream under which "no" is kept: an answer too, that a later reading must not take for a missing one. */
export const REFUSALS = 'refusals';
const REFUSED: readonly DingTalkErrorKind[] = ['business', 'not_found', 'permission'];

const Read = z.object({
	stream: z.string(),
	endpoint: z.string(),
	request: z.string(),
	payload_hash: z.string()
});
const Refusal = z.object({
	refusal: z.enum(['business', 'not_found', 'permission', 'busy']),
	message: z.string(),
	code: z.string()
});
const Payload = z.object({ payload_hash: z.string(), body: z.string() });

/** How many answers are fetched at a time: a run's reads come in the order in which they were made. */
const AHEAD = 200;

export interface KeptAnswers {
	readonly size: number;
	/**
	 * Answers what was asked before in the same words; of several answers the first, then the second. null: there is none (left).
	 * @throws {DingTalkError} if the answer was a refusal
	 */
	take(question: string): Promise<{ readonly content: unknown } | null>;
	/** Whether `take` gave this page out, so that it need not be kept again. */
	gave(page: Page): boolean;
}

export async function openKeptAnswers(warehouse: Warehouse, runId: string): Promise<KeptAnswers> {
	const reads = await selectRows(
		warehouse,
		`SELECT stream, endpoint, request, payload_hash FROM raw_reads
		WHERE run_id = ${sqlLiteral(runId)} AND stream != 'plan'
		ORDER BY fetched_at, stream, entity_key, page`,
		(row) => Read.parse(row)
	);
	/** Question -> places in `reads`, the next one first. */
	const places = new Map<string, number[]>();
	for (const [place, { endpoint, request }] of reads.entries()) {
		const question = `${endpoint} ${request}`;
		const known = places.get(question);
		if (known === undefined) places.set(question, [place]);
		else known.push(place);
	}
	const bodies = new Map<string, string>();
	const given = new Map<string, number>();

	async function bodyAt(place: number): Promise<string> {
		const hash = reads[place]?.payload_hash ?? '';
		const held = bodies.get(hash);
		if (held !== undefined) return held;
		const hashes = [...new Set(reads.slice(place, place + AHEAD).map((read) => read.payload_hash))];
		const rows = await selectRows(
			warehouse,
			`SELECT payload_hash, any(body) AS body FROM raw_payloads
			WHERE payload_hash IN ${sqlLiteral(hashes)} GROUP BY payload_hash`,
			(row) => Payload.parse(row)
		);
		// Memory stays flat: what was fetched ahead and not used is fetched again in the rare case.
		if (bodies.size > 4 * AHEAD) bodies.clear();
		for (const row of rows) bodies.set(row.payload_hash, row.body);
		const body = bodies.get(hash);
		if (body === undefined) throw new Error(`The raw layer has lost the answer ${hash}.`);
		return body;
	}

	return {
		size: reads.length,
		async take(question) {
			const place = places.get(question)?.shift();
			if (place === undefined) return null;
			const body = await bodyAt(place);
			if (reads[place]?.stream === REFUSALS) {
				const { refusal, message, code } = Refusal.parse(JSON.parse(body));
				throw new DingTalkError(refusal, message, { code });
			}
			given.set(question, (given.get(question) ?? 0) + 1);
			return { content: JSON.parse(body) as unknown };
		},
		gave(page) {
			const question = `${page.endpoint} ${nameParameters(page.request)}`;
			const left = given.get(question) ?? 0;
			if (left === 0) return false;
			given.set(question, left - 1);
			return true;
		}
	};
}

/** Asks the raw layer first, then `live`. */
export function resumingClient(kept: KeptAnswers, live: DingTalkClient): DingTalkClient {
	return {
		async call(endpoint, parameters) {
			const answer = await kept.take(`${nameOf(endpoint)} ${nameParameters(parameters)}`);
			return answer === null ? live.call(endpoint, parameters) : envelopeOf(answer.content);
		}
	};
}

/** Asks nobody else: where the raw layer ends, the reading ends as on a used-up budget. */
export function replayingClient(kept: KeptAnswers): DingTalkClient {
	return {
		async call(endpoint, parameters) {
			const answer = await kept.take(`${nameOf(endpoint)} ${nameParameters(parameters)}`);
			if (answer !== null) return envelopeOf(answer.content);
			throw new DingTalkError('budget', `${nameOf(endpoint)} has no answer in the raw layer.`);
		}
	};
}

/** Keeps refusals too; answers are kept by the streams, page by page. */
export function recordingRefusals(live: DingTalkClient, raw: RawLayer): DingTalkClient {
	return {
		async call(endpoint, parameters) {
			try {
				return await live.call(endpoint, parameters);
			} catch (error) {
				if (error instanceof DingTalkError && isAnswer(error)) {
					const content = { refusal: error.kind, message: error.message, code: error.code };
					const page = { endpoint: nameOf(endpoint), request: parameters, number: 1, isLast: true };
					await raw.keep(REFUSALS, '', { ...page, content, records: [] });
				}
				throw error;
			}
		}
	};
}

/** Also what DingTalk could not give after all retries: the reading went on without it, and is to do so again. */
function isAnswer(error: DingTalkError): boolean {
	return REFUSED.includes(error.kind) || isRefusedRecord(error);
}

/** The raw layer holds what stood behind the envelope; each family of interfaces has another word for it, or none. */
function envelopeOf(content: unknown): unknown {
	const bare =
		typeof content === 'object' && content !== null && !Array.isArray(content) ? content : {};
	return { ...bare, success: true, content, result: content, data: content };
}
