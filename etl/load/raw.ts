/** The raw layer: every answered page as received, each distinct answer stored once. It is where a killed run goes on. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { insertRows, selectRows, sqlLiteral, type Warehouse } from '../clickhouse/client.ts';
import { nameParameters, type Page } from '../dingtalk/page.ts';
import { instantText } from '../normalise/instants.ts';

const Known = z.object({ payload_hash: z.string() });

export interface RawLayer {
	/**
	 * Stored when it resolves: a page is the unit of load and of resuming, so nothing is made of one before.
	 * @param entityKey whom or what was asked for
	 */
	keep(stream: string, entityKey: string, page: Page): Promise<void>;
}

interface Waiting {
	readonly hash: string;
	readonly body: string;
	readonly seenAt: string;
	readonly read: object;
}

/**
 * Pages that are answered while others are being stored are stored together after them.
 * @param isKept whether the page came from the raw layer itself
 */
export function createRawLayer(
	warehouse: Warehouse,
	runId: string,
	now: () => number,
	isKept: (page: Page) => boolean = () => false
): RawLayer {
	let waiting: Waiting[] = [];
	let storing: Promise<void> = Promise.resolve();
	let next: Promise<void> | null = null;
	let blocks = 0;

	async function store(): Promise<void> {
		const pages = waiting;
		waiting = [];
		next = null;
		const payloads = new Map(pages.map((page) => [page.hash, page]));
		const known = await selectRows(
			warehouse,
			`SELECT payload_hash FROM raw_payloads WHERE payload_hash IN ${sqlLiteral([...payloads.keys()])}`,
			(row) => Known.parse(row).payload_hash
		);
		for (const hash of known) payloads.delete(hash);
		blocks += 1;
		await insertRows(
			warehouse,
			'raw_payloads',
			[...payloads.values()].map(({ hash, body, seenAt }) => ({
				payload_hash: hash,
				body,
				first_seen_at: seenAt
			})),
			{ token: `${runId}|raw_payloads|${blocks}` }
		);
		// After the answers themselves: this row says that they are there.
		await insertRows(
			warehouse,
			'raw_reads',
			pages.map(({ read }) => read),
			{ token: `${runId}|raw_reads|${blocks}` }
		);
	}

	return {
		keep(stream, entityKey, page) {
			if (isKept(page)) return Promise.resolve();
			const body = JSON.stringify(page.content ?? null);
			const hash = createHash('sha256').update(body).digest('hex');
			const seenAt = instantText(now());
			waiting.push({
				hash,
				body,
				seenAt,
				read: {
					run_id: runId,
					stream,
					endpoint: page.endpoint,
					entity_key: entityKey,
					request: nameParameters(page.request),
					page: page.number,
					is_last_page: page.isLast ? 1 : 0,
					fetched_at: seenAt,
					payload_hash: hash
				}
			});
			if (next === null) {
				next = storing.then(store);
				// A failed block fails those who wait for it, not those who come after.
				storing = next.catch(() => {});
			}
			return next;
		}
	};
}
