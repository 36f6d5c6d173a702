/**
 * Puts restored tables in the place of the warehouse's own. The plan is one insert: before it the old tables are in force, after
 * it the new ones, because whoever starts next finishes what a killed process began.
 */
import { z } from 'zod';
import {
	insertRows,
	run,
	selectRows,
	sqlIdentifier,
	sqlLiteral,
	type Warehouse
} from '../clickhouse/client.ts';
import { dropScratch, scratchName } from './scratch.ts';

const PLAN = 'swap_plan';

const Table = z.object({ name: z.string(), uuid: z.string() });
const Step = z.object({ name: z.string() });
const Count = z.object({ found: z.coerce.number() });

/** @param restored has every table of the warehouse. What was in the warehouse before is gone when this returns. */
export async function swapIn(warehouse: Warehouse, restored: Warehouse): Promise<void> {
	const tables = await selectRows(
		restored,
		`SELECT name, toString(uuid) AS uuid FROM system.tables
		WHERE database = currentDatabase() AND engine LIKE '%MergeTree'
			AND NOT match(name, '^build_|^mart_.*_next$') ORDER BY name`,
		(row) => Table.parse(row)
	);
	await run(
		restored,
		`CREATE TABLE ${PLAN} (name String, uuid UUID) ENGINE = MergeTree ORDER BY name`
	);
	await insertRows(restored, PLAN, tables);
	await finishSwap(warehouse);
}

/**
 * What a restore that was killed left on the embedded engine: a decided one is finished, an undecided one forgotten. To be called
 * at a start, before the tables are read. A server is left alone, since another process may be at work there: the next
 * `npm run restore` finds what was left.
 * @returns whether the tables were changed
 */
export async function finishKilledRestore(warehouse: Warehouse): Promise<boolean> {
	if (warehouse.kind !== 'embedded') return false;
	await dropScratch(warehouse, 'checking');
	if (await isDecided(warehouse)) {
		await finishSwap(warehouse);
		return true;
	}
	await dropScratch(warehouse, 'restoring');
	return false;
}

/** Whether the restored tables are in force, though not all of them may be in place. */
export async function isDecided(warehouse: Warehouse): Promise<boolean> {
	const database = scratchName(warehouse.database, 'restoring');
	const [plan] = await selectRows(
		warehouse,
		`SELECT count() AS found FROM system.tables
		WHERE database = ${sqlLiteral(database)} AND name = '${PLAN}'`,
		(row) => Count.parse(row)
	);
	if ((plan?.found ?? 0) === 0) return false;
	const [rows] = await selectRows(
		warehouse,
		`SELECT count() AS found FROM ${sqlIdentifier(database)}.${PLAN}`,
		(row) => Count.parse(row)
	);
	return (rows?.found ?? 0) > 0;
}

/** Exchanges what is not in place yet, one atomic exchange after the other, and drops what was there before. */
export async function finishSwap(warehouse: Warehouse): Promise<void> {
	const scratch = sqlIdentifier(scratchName(warehouse.database, 'restoring'));
	const own = sqlIdentifier(warehouse.database);
	const steps = await selectRows(
		warehouse,
		`SELECT plan.name AS name FROM ${scratch}.${PLAN} AS plan
		INNER JOIN system.tables AS present
			ON present.name = plan.name AND present.database = currentDatabase()
		WHERE present.uuid != plan.uuid ORDER BY name`,
		(row) => Step.parse(row)
	);
	for (const step of steps) {
		const name = sqlIdentifier(step.name);
		await run(warehouse, `EXCHANGE TABLES ${own}.${name} AND ${scratch}.${name}`);
	}
	await dropScratch(warehouse, 'restoring');
}
