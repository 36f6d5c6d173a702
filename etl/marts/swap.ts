import { z } from 'zod';
import { insertRows, onCluster, run, selectRows, type Warehouse } from '../clickhouse/client.ts';
import type { ChangedSince } from './changes.ts';
import { COVERAGE, keptOf, MARTS } from './coverage.ts';

/** What the marts were built from. */
export interface BuildNote {
	readonly fingerprint: string;
	readonly run_id: string;
	readonly as_of: string;
	/** JSON of BuiltOn, see changes.ts. */
	readonly facts: string;
}

/**
 * Puts the finished `mart_…_next` in the place of the marts, one atomic exchange after the other; of a mart that is kept in part, its
 * partitions from the first one with a change on. The note is taken away before the first and written after the last: without it some
 * marts may be new and others old, and the next start rebuilds them.
 *
 * @param changed what the build made, null: all; texts were added to the old marts (keep.ts)
 */
export async function swapIn(
	warehouse: Warehouse,
	note: BuildNote,
	changed: ChangedSince | null
): Promise<void> {
	await run(warehouse, `TRUNCATE TABLE mart_build${onCluster(warehouse)}`);
	for (const mart of MARTS) {
		const kept = changed === null ? null : keptOf(mart, changed);
		if (kept !== null) await replacePartitions(warehouse, mart, kept.partition);
		else if (changed === null || COVERAGE[mart] !== 'texts')
			await run(warehouse, `EXCHANGE TABLES ${mart} AND ${mart}_next${onCluster(warehouse)}`);
	}
	await insertRows(warehouse, 'mart_build', [{ ...note, built_at: new Date() }]);
}

/**
 * Not by an exchange of tables, which would take the longer the more earlier partitions there are to be put into the new one. One mart
 * after the other: ALTERs beside one another left the embedded engine waiting for itself without an end.
 */
async function replacePartitions(warehouse: Warehouse, mart: string, first: string): Promise<void> {
	const [old = [], made = []] = await Promise.all(
		[mart, `${mart}_next`].map((table) => partitionsFrom(warehouse, table, first))
	);
	const commands = [
		...made.map((id) => `REPLACE PARTITION ID '${id}' FROM ${mart}_next`),
		...old.filter((id) => !made.includes(id)).map((id) => `DROP PARTITION ID '${id}'`)
	];
	if (commands.length > 0) await run(warehouse, `ALTER TABLE ${mart} ${commands.join(', ')}`);
}

function partitionsFrom(warehouse: Warehouse, table: string, first: string): Promise<string[]> {
	return selectRows(
		warehouse,
		`SELECT DISTINCT partition_id FROM system.parts
		WHERE active AND database = currentDatabase() AND table = '${table}' AND partition_id >= '${first}' ORDER BY partition_id`,
		(row) => z.object({ partition_id: z.string() }).parse(row).partition_id
	);
}
