/**
 * How what people enter is kept: `app_entries` grows by a row for each change, and the last one of an entry holds. No sync and no
 * rebuild touches it.
 */
import { z } from 'zod';
import {
	insertRows,
	selectRows,
	sqlLiteral,
	type Warehouse
} from '../../../../etl/clickhouse/client.ts';

export interface Entry {
	readonly kind: string;
	readonly entryId: string;
	/** Whoever entered it. */
	readonly authorId: string;
	/** null: nothing holds any more. */
	readonly body: object | null;
}

/** Those of a kind that hold. `where`: SQL over `entry_id`, `author_id` and `body`. */
export async function currentEntries<Body>(
	warehouse: Warehouse,
	{ kind, where, body }: { kind: string; where: string; body: z.ZodType<Body> }
): Promise<{ id: string; body: Body }[]> {
	const Row = z.object({ entry_id: z.string(), body: z.string() });
	return selectRows(
		warehouse,
		`SELECT entry_id, body FROM app_current_entries WHERE kind = ${sqlLiteral(kind)} AND ${where}`,
		(row) => {
			const { entry_id, body: text } = Row.parse(row);
			return { id: entry_id, body: body.parse(JSON.parse(text)) };
		}
	);
}

export async function enter(
	warehouse: Warehouse,
	{ kind, entryId, authorId, body }: Entry
): Promise<void> {
	const now = new Date();
	// Later than all before, also where the clock was set back.
	const version = Math.max(now.getTime(), (await lastVersion(warehouse, kind, entryId)) + 1);
	await insertRows(warehouse, 'app_entries', [
		{
			kind,
			entry_id: entryId,
			version: String(version),
			author_id: z.string().min(1).parse(authorId),
			entered_at: now,
			is_deleted: body === null ? 1 : 0,
			body: JSON.stringify(body ?? {})
		}
	]);
}

async function lastVersion(warehouse: Warehouse, kind: string, entryId: string): Promise<number> {
	const [last] = await selectRows(
		warehouse,
		`SELECT max(version) AS version FROM app_entries
		WHERE kind = ${sqlLiteral(kind)} AND entry_id = ${sqlLiteral(entryId)}`,
		(row) => z.object({ version: z.coerce.number() }).parse(row).version
	);
	return last ?? 0;
}
