/** What a build of changed days leaves alone, and how it comes into the new marts (coverage.ts says what each covers). */
import { run, type Warehouse } from '../clickhouse/client.ts';
import { BEHIND } from '../clickhouse/settings.ts';
import type { ChangedSince } from './changes.ts';
import { COVERAGE, keptOf, MARTS, type Mart } from './coverage.ts';
import { allEnded } from './lanes.ts';

/**
 * Puts into the new marts what of the old ones tells about nothing that changed, instead of what a build of some objectives made of it:
 * of the first partition with a change the rows before it. Partitions before that one stay where they are (swap.ts). New texts go
 * straight into the old marts, before anything speaks of them. What is kept by entity is laid beside for the steps that go on with it.
 *
 * @param changed null: nothing is kept
 */
export async function keepUnchanged(
	warehouse: Warehouse,
	changed: ChangedSince | null
): Promise<void> {
	for (const mart of MARTS) {
		if (COVERAGE[mart] === 'entities') await layBeside(warehouse, mart, changed !== null);
		if (COVERAGE[mart] === 'texts' && changed !== null) await addTexts(warehouse, mart);
	}
	for (const mart of ['mart_key_result_days', 'mart_link_days'] as const)
		await layInFull(warehouse, mart, changed);
	if (changed === null) return;
	// The largest beside all others.
	const others = MARTS.filter(
		(mart) => mart !== 'mart_key_result_days' && COVERAGE[mart] !== 'weeks'
	);
	await allEnded([
		keepRows(warehouse, ['mart_key_result_days'], changed),
		keepRows(warehouse, others, changed)
	]);
}

/** The states of weeks, of which days count some up: before anything else is kept. */
export async function keepWeeks(warehouse: Warehouse, changed: ChangedSince | null): Promise<void> {
	await layInFull(warehouse, 'mart_check_in_weeks', changed);
	if (changed !== null) await keepRows(warehouse, ['mart_check_in_weeks'], changed);
}

/** Of the first partition with a change and later ones, the rows that tell about nothing that changed. */
async function keepRows(
	warehouse: Warehouse,
	marts: readonly Mart[],
	changed: ChangedSince
): Promise<void> {
	for (const mart of marts) {
		const rows = keptOf(mart, changed)?.rows ?? null;
		if (rows !== null)
			await run(warehouse, `INSERT INTO ${mart}_next SELECT * FROM ${mart} WHERE ${rows}`, {
				...BEHIND,
				max_partitions_per_insert_block: '0'
			});
	}
}

/** A view of the whole mart as it will be, of partitions that stay and new ones, for steps that look at either. */
async function layInFull(
	warehouse: Warehouse,
	mart: Mart,
	changed: ChangedSince | null
): Promise<void> {
	const kept = changed === null ? null : keptOf(mart, changed);
	const made = `SELECT * FROM ${mart}_next`;
	const both =
		kept === null
			? made
			: `SELECT * FROM ${mart} WHERE ${kept.column} < toDate('${kept.since}')
				UNION ALL ${made} WHERE ${kept.column} >= toDate('${kept.since}')`;
	await run(warehouse, `CREATE VIEW build_full_${mart.replace('mart_', '')} AS ${both}`);
}

/** A view: each is read once, by the step that goes on with it. */
function layBeside(warehouse: Warehouse, mart: Mart, isKept: boolean): Promise<void> {
	const id = mart === 'mart_lives' || mart === 'mart_search' ? 'entity_id' : 'key_result_id';
	const kept = `${id} NOT IN
		(SELECT key_result_id FROM build_scope_key_results UNION ALL SELECT objective_id FROM build_scope)`;
	return run(
		warehouse,
		`CREATE VIEW build_kept_${mart.replace('mart_', '')} AS
		SELECT * FROM ${mart} WHERE ${isKept ? kept : 'false'}`
	);
}

async function addTexts(warehouse: Warehouse, mart: Mart): Promise<void> {
	const id = mart === 'mart_labels' ? 'label_id' : 'comment_id';
	await run(
		warehouse,
		`INSERT INTO ${mart} SELECT * FROM ${mart}_next WHERE ${id} NOT IN (SELECT ${id} FROM ${mart})`,
		BEHIND
	);
}
