/** The raw layer: every answered page as received, each distinct answer stored once. It is where a killed run goes on. */
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
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

/** Milliseconds in which answers come together: a block costs the engine as much as many pages. A call takes longer than this. */
const GATHERING = 10;

/**
 * Pages that are answered at about the same time, or while others are being stored, are stored together.
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
	/** All that is stored, where this run found nothing: then nobody has to be asked. */
	let stored: Set<string> | undefined;

	async function knownOf(hashes: readonly string[]): Promise<ReadonlySet<string>> {
		if (stored !== undefined) return stored;
		const known = await selectRows(
			warehouse,
			`SELECT payload_hash FROM raw_payloads WHERE payload_hash IN ${sqlLiteral([...hashes])}`,
			(row) => Known.parse(row).payload_hash
		);
		return new Set(known);
	}

	async function store(): Promise<void> {
		await sleep(GATHERING);
		const pages = waiting;
		waiting = [];
		next = null;
		const payloads = new Map(pages.map((page) => [page.hash, page]));
		if (blocks === 0 && (await isNothingStored(warehouse))) stored = new Set();
		for (const hash of await knownOf([...payloads.keys()])) payloads.delete(hash);
		blocks += 1;
		try {
			await insertRows(
				warehouse,
				'raw_payloads',
				Array.from(payloads.values(), ({ hash, body, seenAt }) => ({
					payload_hash: hash,
					body,
					first_seen_at: seenAt
				})),
				{ token: `${runId}|raw_payloads|${blocks}` }
			);
		} catch (error) {
			// Perhaps only the acknowledgement was lost.
			stored = undefined;
			throw error;
		}
		for (const hash of payloads.keys()) stored?.add(hash);
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

async function isNothingStored(warehouse: Warehouse): Promise<boolean> {
	const some = await selectRows(warehouse, 'SELECT 1 FROM raw_payloads LIMIT 1', () => true);
	return some.length === 0;
}
