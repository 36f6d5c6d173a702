/**
 * Published reviews of periods that are over keep their figures and decisions, and lose the lists that name goals. Nobody can tell any
 * more who may open those: a goal may have been restricted after the review was published.
 */
import { createHash, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { insertRows, selectRows, sqlLiteral, type Warehouse } from '../clickhouse/client.ts';
import { deleteRows } from './delete-rows.ts';
import { idsOf } from './find-expired.ts';

/** The lists of goals in the figures of a review, each with its `rows`; what stands beside the rows are counts. */
const LISTS = ['grades', 'stalled', 'commitments', 'changes', 'patterns', 'diagnoses'];

/** SQL over app_entries. */
const WHOLE = `kind = 'published_review' AND JSONExtractString(body, 'reduced_hash') = ''
	AND JSONExtractString(body, 'period_id') IN ${idsOf('period')}`;

const Entry = z.looseObject({ entry_id: z.string(), version: z.coerce.bigint(), body: z.string() });
// Not looseObject, which brings its own keys to the front: their order is part of the hash.
const Fields = z.record(z.string(), z.unknown());

/** May be repeated. */
export async function reducePublished(warehouse: Warehouse): Promise<void> {
	const entries = await selectRows(warehouse, `SELECT * FROM app_entries WHERE ${WHOLE}`, (row) =>
		Entry.parse(row)
	);
	if (entries.length === 0) return;
	const reduced = entries.map((entry) => ({
		...entry,
		version: entry.version + 1n,
		body: withoutLists(entry.body)
	}));
	// The token is another one each time: a backup may bring the same entries back once more.
	await insertRows(warehouse, 'app_entries', reduced, { token: randomUUID() });
	const ids = sqlLiteral(entries.map(({ entry_id }) => entry_id));
	await deleteRows(warehouse, 'app_entries', `${WHOLE} AND entry_id IN ${ids}`);
}

/**
 * @param body of an entry, JSON
 * @returns the same with empty lists, and with the SHA-256 of what is left of the content beside the one under which it was published
 */
export function withoutLists(body: string): string {
	const entry = Fields.parse(JSON.parse(body));
	const content = Fields.parse(JSON.parse(z.string().parse(entry['content'])));
	const facts = Fields.parse(content['facts']);
	for (const name of LISTS) {
		const list = Fields.nullable().parse(facts[name] ?? null);
		if (list !== null) facts[name] = { ...list, rows: [] };
	}
	const left = JSON.stringify({ ...content, facts });
	return JSON.stringify({
		...entry,
		content: left,
		reduced_hash: createHash('sha256').update(left).digest('hex')
	});
}
