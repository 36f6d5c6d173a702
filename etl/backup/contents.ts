/** Which tables a backup holds, and how their contents are compared. */
import { z } from 'zod';
import { selectRows, sqlIdentifier, sqlLiteral, type Warehouse } from '../clickhouse/client.ts';
import type { BackedUpTable } from './manifest.ts';

const Name = z.object({ name: z.string() });
const Contents = z.object({ row_count: z.coerce.number(), checksum: z.string() });
const Column = z.object({ name: z.string() });

/**
 * Every table that cannot be made from another one. Marts and the stage can (they are four fifths of the bytes), and which
 * migrations were applied stands in the manifest.
 */
export function keptTables(warehouse: Warehouse): Promise<string[]> {
	return selectRows(
		warehouse,
		`SELECT name FROM system.tables
		WHERE database = currentDatabase() AND engine LIKE '%MergeTree'
			AND NOT match(name, '^(mart|stage|build)_') AND name != 'ops_migrations'
		ORDER BY name`,
		(row) => Name.parse(row).name
	);
}

/** Rows and checksum of a table, equal exactly when the rows are, in whatever order and parts they lie. */
export async function contentsOf(warehouse: Warehouse, table: string): Promise<BackedUpTable> {
	const columns = await selectRows(
		warehouse,
		`SELECT name FROM system.columns
		WHERE database = currentDatabase() AND table = ${sqlLiteral(table)} ORDER BY name`,
		(row) => Column.parse(row).name
	);
	// Text of each value: it depends on no setting, and a hash of NULL would be NULL and vanish from the sum.
	const values = columns.map((name) => `ifNull(toString(${sqlIdentifier(name)}), '\\\\N')`);
	const [row] = await selectRows(
		warehouse,
		`SELECT count() AS row_count, hex(sum(row_hash)) AS checksum
		FROM (
			SELECT reinterpretAsUInt128(sipHash128(${values.join(', ')})) AS row_hash
			FROM ${sqlIdentifier(table)}${await mergedOf(warehouse, table)}
		)`,
		(found) => Contents.parse(found)
	);
	if (row === undefined) throw new Error(`Table ${table} could not be counted.`);
	return { name: table, rows: row.row_count, checksum: row.checksum };
}

/** Rows that a merge will drop sooner or later do not count. */
async function mergedOf(warehouse: Warehouse, table: string): Promise<string> {
	const [replacing] = await selectRows(
		warehouse,
		`SELECT name FROM system.tables WHERE database = currentDatabase()
			AND name = ${sqlLiteral(table)} AND engine LIKE '%ReplacingMergeTree'`,
		(row) => Name.parse(row).name
	);
	return replacing === undefined ? '' : ' FINAL';
}
