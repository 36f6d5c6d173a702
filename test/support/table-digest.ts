import { z } from 'zod';
import { selectRows, type Warehouse } from '../../etl/clickhouse/client.ts';

const Name = z.object({ name: z.string() });

/**
 * Row count and a hash of the contents of every core table and mart, without what only names the run or the build.
 * @param only of tables with such a name: reading all of them takes a second
 */
export async function digestOf(
	warehouse: Warehouse,
	only?: RegExp
): Promise<Record<string, string>> {
	const tables = await selectRows(
		warehouse,
		`SELECT name FROM system.tables WHERE database = currentDatabase() AND engine LIKE '%MergeTree'
			AND ((name LIKE 'core\\_%' AND name != 'core_runs') OR (name LIKE 'mart\\_%' AND name != 'mart_build'))
		ORDER BY name`,
		(row) => Name.parse(row).name
	);
	const digests: Record<string, string> = {};
	for (const table of tables) {
		if (only?.test(table) === false) continue;
		const [row] = await selectRows(
			warehouse,
			`SELECT concat(toString(count()), ' ', toString(sum(sipHash64(toJSONString(tuple(*)))))) AS name
			FROM (SELECT ${columnsOf(table)} FROM ${table})`,
			(found) => Name.parse(found)
		);
		digests[table] = row?.name ?? '';
	}
	return digests;
}

const Table = z.object({ name: z.string(), is_replacing: z.coerce.boolean() });

/** As `digestOf`, of every table and column but the stage of the last run and what says when tables were made. */
export async function digestOfEverything(warehouse: Warehouse): Promise<Record<string, string>> {
	const tables = await selectRows(
		warehouse,
		`SELECT name, engine LIKE '%Replacing%' AS is_replacing FROM system.tables
		WHERE database = currentDatabase() AND engine LIKE '%MergeTree'
			AND name NOT LIKE 'stage\\_%' AND name NOT IN ('ops_migrations', 'ops_data_versions', 'mart_build')
		ORDER BY name`,
		(row) => Table.parse(row)
	);
	const digests: Record<string, string> = {};
	for (const { name, is_replacing } of tables) {
		const [row] = await selectRows(
			warehouse,
			`SELECT concat(toString(count()), ' ', toString(sum(sipHash64(toJSONString(tuple(*)))))) AS name
			FROM ${name}${is_replacing ? ' FINAL' : ''}`,
			(found) => Name.parse(found)
		);
		digests[name] = row?.name ?? '';
	}
	return digests;
}

/** Two runs at one instant may both have been answered, and then said the same. */
function columnsOf(table: string): string {
	if (table === 'core_answers' || table === 'core_person_answers')
		return 'DISTINCT * EXCEPT (run_id)';
	return table.startsWith('core_') || table === 'mart_changes' ? '* EXCEPT (run_id)' : '*';
}
