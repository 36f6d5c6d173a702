/** The raw layer without what is over: answers about one such objective go, others are written once more without it. */
import { createHash, randomUUID } from 'node:crypto';
import { z } from 'zod';
import {
	insertRows,
	onCluster,
	selectRows,
	sqlLiteral,
	type Warehouse
} from '../clickhouse/client.ts';
import { runMutation } from '../clickhouse/mutations.ts';
import { deleteRows } from './delete-rows.ts';
import { idsOf } from './find-expired.ts';
import { withoutExpired, type ExpiredIds } from './without-expired.ts';

/** Streams whose answers hold no goals and no people who left: departments with their heads, periods, figures of DingTalk's own, plans. */
const OTHER_STREAMS = ['departments', 'periods', 'reconciliation', 'plan'];
const AT_A_TIME = 200;

/** SQL over raw_reads: those that no finished run has cleaned after it. Run ids sort by the time of their start. */
export const SINCE_LAST_RUN = `run_id > (SELECT max(run_id) FROM ops_runs WHERE status IN ('succeeded', 'partial'))`;

const Answer = z.object({ payload_hash: z.string(), body: z.string(), first_seen_at: z.string() });
type Answer = z.infer<typeof Answer>;
const Hash = z.object({ payload_hash: z.string() });

/** @param which SQL over raw_reads: those whose answers are looked through; may be repeated with the same ids */
export async function cleanAnswers(
	warehouse: Warehouse,
	expired: ExpiredIds,
	which: string
): Promise<void> {
	await deleteRows(
		warehouse,
		'raw_reads',
		`entity_key IN ${idsOf('objective')} OR startsWith(entity_key, 'permission ') AND substring(entity_key, 12) IN ${idsOf('objective')}`
	);
	const reads = `SELECT payload_hash FROM raw_reads WHERE stream NOT IN ${sqlLiteral(OTHER_STREAMS)} AND ${which}`;
	// Of people there are few, and of answers that name them.
	const named =
		expired.people.size === 0
			? ''
			: ` AND arrayExists(id -> position(body, id) > 0, ${sqlLiteral([...expired.people])})`;
	let last = '';
	for (;;) {
		const answers = await selectRows(
			warehouse,
			`SELECT payload_hash, body, first_seen_at FROM raw_payloads
			WHERE payload_hash > ${sqlLiteral(last)} AND payload_hash IN (${reads})${named}
			ORDER BY payload_hash LIMIT 1 BY payload_hash LIMIT ${AT_A_TIME}`,
			(row) => Answer.parse(row)
		);
		await rewrite(warehouse, answers, expired);
		last = answers.at(-1)?.payload_hash ?? last;
		if (answers.length < AT_A_TIME) break;
	}
	await dropUnread(warehouse);
}

async function rewrite(
	warehouse: Warehouse,
	answers: readonly Answer[],
	expired: ExpiredIds
): Promise<void> {
	const renamed = new Map<string, string>();
	const rewritten = answers.flatMap((answer) => {
		const before: unknown = JSON.parse(answer.body);
		const now = withoutExpired(before, expired);
		if (now === before) return [];
		const body = JSON.stringify(now);
		const payload_hash = createHash('sha256').update(body).digest('hex');
		renamed.set(answer.payload_hash, payload_hash);
		return [{ ...answer, payload_hash, body }];
	});
	if (rewritten.length === 0) return;
	// Before the reads are led to them: what a read names is there at any moment.
	// The token is another one each time: a block like one of before must not be dropped, its rows may have gone since.
	await insertRows(warehouse, 'raw_payloads', rewritten, { token: randomUUID() });
	const [from, to] = [[...renamed.keys()], [...renamed.values()]].map((hashes) =>
		sqlLiteral(hashes)
	);
	await runMutation(
		warehouse,
		`ALTER TABLE raw_reads${onCluster(warehouse)}
		UPDATE payload_hash = transform(payload_hash, ${from}, ${to}, payload_hash)
		WHERE payload_hash IN ${from} SETTINGS mutations_sync = 2`
	);
}

/** Answers that no read names any more. */
async function dropUnread(warehouse: Warehouse): Promise<void> {
	const unread = await selectRows(
		warehouse,
		`SELECT DISTINCT payload_hash FROM raw_payloads
		WHERE payload_hash NOT IN (SELECT payload_hash FROM raw_reads)`,
		(row) => Hash.parse(row).payload_hash
	);
	for (let start = 0; start < unread.length; start += 1_000)
		await deleteRows(
			warehouse,
			'raw_payloads',
			`payload_hash IN ${sqlLiteral(unread.slice(start, start + 1_000))}`
		);
}
