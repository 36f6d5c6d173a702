/** ClickHouse's own BACKUP and RESTORE of the kept tables, and what to do where a server does not allow them. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
	run,
	selectRows,
	sqlIdentifier,
	sqlLiteral,
	type Warehouse
} from '../clickhouse/client.ts';
import type { Manifest } from './manifest.ts';

/** The engine could not copy the tables. Nothing was changed. */
export class CopyError extends Error {
	override readonly name = 'CopyError';
}

/** @param directory is made; absolute. @throws {CopyError} */
export async function copyOut(
	warehouse: Warehouse,
	tables: readonly string[],
	directory: string,
	signal?: AbortSignal
): Promise<void> {
	const database = sqlIdentifier(warehouse.database);
	const list = tables.map((table) => `TABLE ${database}.${sqlIdentifier(table)}`).join(', ');
	await copy(warehouse, `BACKUP ${list} TO File(${sqlLiteral(directory)})`, directory, signal);
	// A server on another machine succeeds just as well, there.
	if (!existsSync(join(directory, '.backup')))
		throw new CopyError(
			`The ClickHouse server wrote its backup to ${directory} on its own disk, not on this machine's. ${OWN_TOOL}`
		);
}

/**
 * Fills tables that are there and empty.
 * @param directory as `copyOut` filled it; absolute. @throws {CopyError}
 */
export async function copyIn(
	into: Warehouse,
	{ database, tables }: Pick<Manifest, 'database' | 'tables'>,
	directory: string,
	signal?: AbortSignal
): Promise<void> {
	const list = tables.map(({ name }) => {
		const table = sqlIdentifier(name);
		return `TABLE ${sqlIdentifier(database)}.${table} AS ${sqlIdentifier(into.database)}.${table}`;
	});
	// Another version of the engine may word the same table in another way.
	const settings = 'SETTINGS allow_different_table_def = 1';
	const sql = `RESTORE ${list.join(', ')} FROM File(${sqlLiteral(directory)}) ${settings}`;
	await copy(into, sql, directory, signal);
	for (const { name } of tables) await renumber(into, name);
}

/**
 * A part of a table that was ever changed in place carries the number of that change, and a restore keeps it, while the restored table
 * counts its changes from the beginning: ALTER and DELETE pass over the part in silence until their numbers are greater. Rows that are
 * written anew lie in parts without such a number.
 */
async function renumber(warehouse: Warehouse, table: string): Promise<void> {
	const changed = await selectRows(
		warehouse,
		`SELECT name FROM system.parts WHERE database = currentDatabase() AND table = ${sqlLiteral(table)}
			AND active AND data_version > min_block_number LIMIT 1`,
		(row) => row
	);
	if (changed.length === 0) return;
	const name = sqlIdentifier(table);
	const fresh = sqlIdentifier(`${table}_renumbered`);
	await run(warehouse, `CREATE TABLE ${fresh} AS ${name}`);
	await run(warehouse, `INSERT INTO ${fresh} SELECT * FROM ${name}`);
	await run(warehouse, `EXCHANGE TABLES ${fresh} AND ${name}`);
	await run(warehouse, `DROP TABLE ${fresh} SYNC`);
}

async function copy(
	warehouse: Warehouse,
	query: string,
	directory: string,
	signal: AbortSignal | undefined
): Promise<void> {
	try {
		await warehouse.client.command({
			query,
			...(signal !== undefined && { abort_signal: signal })
		});
	} catch (cause) {
		signal?.throwIfAborted();
		const reason = cause instanceof Error ? cause.message.trim() : String(cause);
		const remedy =
			warehouse.kind === 'server'
				? ` A ClickHouse server reads and writes backups on its own disk only, as its own user, and below the path that its configuration allows: <backups><allowed_path>${directory}</allowed_path></backups>. Allow it there. ${OWN_TOOL}`
				: ' See that the disk has room and that the user of the running product may read and write there.';
		throw new CopyError(`ClickHouse could not copy the tables: ${reason}${remedy}`, { cause });
	}
}

const OWN_TOOL =
	"Or use the server's own tool, which writes to disks and object stores that it knows: BACKUP DATABASE … TO Disk(…) or S3(…). Nothing was backed up or restored here.";
