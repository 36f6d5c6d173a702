/**
 * Rewriting rows that are there. ClickHouse writes the part anew for it, and for one that does not fit on the disk it waits for space,
 * without a word and for ever: seen with a DELETE that was waited for 200 s, until somebody made room.
 */
import { z } from 'zod';
import { run, selectRows, sqlLiteral, type Warehouse } from './client.ts';
import { DiskFullError } from './errors.ts';

/** Milliseconds between two looks at what a mutation waits for. */
const LOOK_EVERY = 500;

const Mutation = z.object({ mutation_id: z.string(), table: z.string() });

/**
 * One DELETE or UPDATE whose end is waited for (`mutations_sync` or `lightweight_deletes_sync` in its SETTINGS).
 * @throws {DiskFullError} within seconds; then it is not carried out later either
 */
export async function runMutation(warehouse: Warehouse, sql: string): Promise<void> {
	let isFull = false;
	const look = async (): Promise<void> => {
		for (const { mutation_id, table } of await withoutSpace(warehouse)) {
			isFull = true;
			await run(
				warehouse,
				`KILL MUTATION WHERE database = currentDatabase() AND table = ${sqlLiteral(table)} AND mutation_id = ${sqlLiteral(mutation_id)} ASYNC`
			);
		}
	};
	// A look that fails changes nothing about what is awaited, which then fails by itself.
	const watch = setInterval(() => void look().catch(() => {}), LOOK_EVERY);
	try {
		await run(warehouse, sql);
	} catch (error) {
		throw isFull ? new DiskFullError(warehouse.kind, error) : error;
	} finally {
		clearInterval(watch);
	}
}

/** Mutations that wait for more space than there is: a part is begun only while a tenth more than its size is free. */
function withoutSpace(warehouse: Warehouse): Promise<z.infer<typeof Mutation>[]> {
	return selectRows(
		warehouse,
		`SELECT mutation_id, table FROM
		(
			SELECT mutation_id, table, arrayJoin(parts_to_do_names) AS part FROM system.mutations
			WHERE database = currentDatabase() AND NOT is_done AND empty(parts_in_progress_names)
		) AS waiting
		INNER JOIN (SELECT table, name, bytes_on_disk FROM system.parts WHERE database = currentDatabase()) AS parts
			ON parts.table = waiting.table AND parts.name = waiting.part
		GROUP BY mutation_id, table
		HAVING max(bytes_on_disk) * 1.1 > (SELECT max(unreserved_space) FROM system.disks)`,
		(row) => Mutation.parse(row)
	);
}
