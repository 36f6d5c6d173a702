import { z } from 'zod';
import { onCluster, selectRows, sqlIdentifier, type Warehouse } from '../clickhouse/client.ts';
import { runMutation } from '../clickhouse/mutations.ts';

const Count = z.object({ found: z.coerce.number() });

/** The bytes themselves go, which a lightweight delete leaves for later. @param where SQL; may read other tables */
export async function deleteRows(
	warehouse: Warehouse,
	table: string,
	where: string
): Promise<void> {
	const name = sqlIdentifier(table);
	const [row] = await selectRows(
		warehouse,
		`SELECT count() AS found FROM ${name} WHERE ${where}`,
		(found) => Count.parse(found)
	);
	// A mutation is written down and waited for also where it has nothing to do.
	if (row === undefined || row.found === 0) return;
	await runMutation(
		warehouse,
		`ALTER TABLE ${name}${onCluster(warehouse)} DELETE WHERE ${where}
		SETTINGS mutations_sync = 2, allow_nondeterministic_mutations = 1`
	);
}
