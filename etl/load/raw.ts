/** The raw layer: every answered page as received, each distinct answer stored once. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { insertRows, selectRows, sqlLiteral, type Warehouse } from '../clickhouse/client.ts';
import { nameParameters, type Page } from '../dingtalk/page.ts';
import { instantText } from '../normalise/instants.ts';
import type { Batches } from './batches.ts';

const BLOCK = 500;
const Known = z.object({ payload_hash: z.string() });

export interface RawLayer {
	/** @param entityKey whom or what was asked for */
	keep(stream: string, entityKey: string, page: Page): Promise<void>;
	flush(): Promise<void>;
}

export function createRawLayer(
	warehouse: Warehouse,
	batches: Batches,
	runId: string,
	now: () => number
): RawLayer {
	let waiting = new Map<string, { body: string; seenAt: string }>();
	let blocks = 0;

	async function store(): Promise<void> {
		const payloads = waiting;
		waiting = new Map();
		if (payloads.size === 0) return;
		const known = await selectRows(
			warehouse,
			`SELECT payload_hash FROM raw_payloads WHERE payload_hash IN ${sqlLiteral([...payloads.keys()])}`,
			(row) => Known.parse(row).payload_hash
		);
		for (const hash of known) payloads.delete(hash);
		const rows = [...payloads].map(([payload_hash, { body, seenAt }]) => ({
			payload_hash,
			body,
			first_seen_at: seenAt
		}));
		blocks += 1;
		await insertRows(warehouse, 'raw_payloads', rows, { token: `${runId}|raw_payloads|${blocks}` });
	}

	return {
		async keep(stream, entityKey, page) {
			const body = JSON.stringify(page.content ?? null);
			const payload_hash = createHash('sha256').update(body).digest('hex');
			const fetched_at = instantText(now());
			waiting.set(payload_hash, { body, seenAt: fetched_at });
			await batches.add('raw_reads', [
				{
					stream,
					endpoint: page.endpoint,
					entity_key: entityKey,
					request: nameParameters(page.request),
					page: page.number,
					is_last_page: page.isLast ? 1 : 0,
					fetched_at,
					payload_hash
				}
			]);
			if (waiting.size >= BLOCK) await store();
		},
		flush: store
	};
}
