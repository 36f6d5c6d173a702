import { z } from 'zod';
import { selectRows, type Warehouse } from '../../etl/clickhouse/client.ts';

const Table = z.object({
	name: z.string(),
	is_replacing: z.coerce.boolean(),
	is_empty: z.coerce.boolean()
});

/**
 * Row count and a hash of the contents of every core table and mart, without what only names the run or the build.
 * @param only of tables with such a name: reading all of them takes a second
 */
export function digestOf(warehouse: Warehouse, only?: RegExp): Promise<Record<string, string>> {
	return digestsOf(
		warehouse,
		`(name LIKE 'core\\_%' AND name != 'core_runs') OR (name LIKE 'mart\\_%' AND name != 'mart_build')`,
		({ name }) => (only?.test(name) === false ? null : `(SELECT ${columnsOf(name)} FROM ${name})`)
	);
}

/** As `digestOf`, of every table and column but the stage of the last run and what says when tables were made. */
export function digestOfEverything(warehouse: Warehouse): Promise<Record<string, string>> {
	return digestsOf(
		warehouse,
		`name NOT LIKE 'stage\\_%' AND name NOT IN ('ops_migrations', 'ops_data_versions', 'mart_build')`,
		({ name, is_replacing }) => `${name}${is_replacing ? ' FINAL' : ''}`
	);
}

/** @param rowsOf what to select from; null: nothing of this table */
async function digestsOf(
	warehouse: Warehouse,
	which: string,
	rowsOf: (table: z.infer<typeof Table>) => string | null
): Promise<Record<string, string>> {
	const tables = await selectRows(
		warehouse,
		`SELECT name, engine LIKE '%Replacing%' AS is_replacing, total_rows = 0 AS is_empty FROM system.tables
		WHERE database = currentDatabase() AND engine LIKE '%MergeTree' AND (${which}) ORDER BY name`,
		(row) => Table.parse(row)
	);
	const digests: Record<string, string> = {};
	for (const table of tables) {
		const rows = rowsOf(table);
		if (rows === null) continue;
		digests[table.name] = table.is_empty ? '0 0' : await digestOfRows(warehouse, rows);
	}
	return digests;
}

async function digestOfRows(warehouse: Warehouse, rows: string): Promise<string> {
	const [digest = ''] = await selectRows(
		warehouse,
		`SELECT concat(toString(count()), ' ', toString(sum(sipHash64(toJSONString(tuple(*)))))) AS digest FROM ${rows}`,
		(row) => z.object({ digest: z.string() }).parse(row).digest
	);
	return digest;
}

/** Two runs at one instant may both have been answered, and then said the same. */
function columnsOf(table: string): string {
	if (table === 'core_answers' || table === 'core_person_answers')
		return 'DISTINCT * EXCEPT (run_id)';
	return table.startsWith('core_') || table === 'mart_changes' ? '* EXCEPT (run_id)' : '*';
}
