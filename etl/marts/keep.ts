/** What a build of changed days leaves alone, and how it comes into the new marts (coverage.ts says what each covers). */
import { z } from 'zod';
import { run, selectRows, type Warehouse } from '../clickhouse/client.ts';
import { BEHIND } from '../clickhouse/settings.ts';
import { mondayOf, moved, type ChangedSince } from './changes.ts';
import { COVERAGE, LATE } from './coverage.ts';
import { allEnded } from './lanes.ts';
import { MARTS } from './swap.ts';

/** The first day of which patterns may be others: they show values and texts of weeks that are over. */
export function patternsFrom({ lateDay, week, lateCheckIn }: ChangedSince): string {
	return [mondayOf(lateDay), moved(week, 7), moved(mondayOf(lateCheckIn), 7)].sort()[0] ?? lateDay;
}

/**
 * Puts into the new marts what of the old ones tells about nothing that changed, instead of what a build of some objectives made of it:
 * whole partitions without copying, of the first one with a change its rows. New texts go straight into the old marts, before anything
 * speaks of them. What is kept by entity is laid beside for the steps that go on with it.
 *
 * @param changed null: nothing is kept
 */
export async function keepUnchanged(
	warehouse: Warehouse,
	changed: ChangedSince | null
): Promise<void> {
	const marts = MARTS.filter((mart) => COVERAGE[mart] !== 'weeks');
	for (const mart of MARTS) {
		if (COVERAGE[mart] === 'entities') await layBeside(warehouse, mart, changed !== null);
		if (COVERAGE[mart] === 'texts' && changed !== null) await addTexts(warehouse, mart);
	}
	if (changed === null) return;
	await allEnded([keepPartitions(warehouse, marts, changed), keepRows(warehouse, marts, changed)]);
}

/** The states of weeks, of which days count some up: before anything else is kept. */
export async function keepWeeks(warehouse: Warehouse, changed: ChangedSince | null): Promise<void> {
	if (changed === null) return;
	await keepPartitions(warehouse, ['mart_check_in_weeks'], changed);
	await keepRows(warehouse, ['mart_check_in_weeks'], changed);
}

type Mart = (typeof MARTS)[number];

/** Of marts that tell about days, weeks or months: all that lie before the first one with a change, without copying. */
async function keepPartitions(
	warehouse: Warehouse,
	marts: readonly Mart[],
	changed: ChangedSince
): Promise<void> {
	// One after the other, as steps.ts says.
	for (const mart of marts) {
		const first = keptOf(mart, changed)?.partition.replaceAll('-', '');
		if (first !== undefined) await replacePartitions(warehouse, mart, first);
	}
}

/** Of later partitions, the rows that tell about nothing that changed. */
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

interface Kept {
	/** Partitions before this one are kept whole: a Monday, or YYYY-MM. */
	readonly partition: string;
	/** What is kept of later ones. */
	readonly rows: string | null;
}

/** null: nothing, or not by rows. */
function keptOf(mart: Mart, changed: ChangedSince): Kept | null {
	switch (COVERAGE[mart]) {
		case 'days':
			return keptDays(LATE[mart], changed);
		case 'blocks':
			return { partition: mondayOf(changed.day), rows: null };
		case 'patterns':
			return { partition: patternsFrom(changed), rows: null };
		case 'weeks':
			return keptOfMonth('week', changed.week);
		case 'check_ins':
			return keptCheckIns(changed);
		case 'changes':
			return keptOfMonth('changed_on', changed.day);
		case 'entities':
		case 'texts':
		case 'whole':
			return null;
	}
}

function keptDays(lateBy: string | undefined, { day, lateDay }: ChangedSince): Kept {
	const first = mondayOf(lateBy === undefined ? day : lateDay);
	const isMade =
		lateBy === undefined
			? 'false'
			: `as_of >= toDate('${lateDay}') AND ${lateBy} IN (SELECT entity_id FROM build_late)`;
	return {
		partition: first,
		rows: `as_of >= toDate('${first}') AND as_of < toDate('${day}') AND NOT (${isMade})`
	};
}

function keptCheckIns({ checkIn, lateCheckIn }: ChangedSince): Kept {
	return {
		partition: lateCheckIn.slice(0, 7),
		rows: `checked_in_on >= toStartOfMonth(toDate('${lateCheckIn}')) AND checked_in_on < toDate('${checkIn}')
			AND check_in_id NOT IN (SELECT check_in_id FROM build_late_check_ins)`
	};
}

/** Of the month in which the changes begin, the rows before them. */
function keptOfMonth(column: string, first: string): Kept {
	return {
		partition: first.slice(0, 7),
		rows: `${column} >= toStartOfMonth(toDate('${first}')) AND ${column} < toDate('${first}')`
	};
}

async function replacePartitions(warehouse: Warehouse, mart: Mart, first: string): Promise<void> {
	const [kept, made] = await Promise.all(
		[mart, `${mart}_next`].map((table) => partitionsBefore(warehouse, table, first))
	);
	const commands = [
		...(made ?? [])
			.filter((id) => kept?.includes(id) !== true)
			.map((id) => `DROP PARTITION ID '${id}'`),
		...(kept ?? []).map((id) => `REPLACE PARTITION ID '${id}' FROM ${mart}`)
	];
	if (commands.length > 0) await run(warehouse, `ALTER TABLE ${mart}_next ${commands.join(', ')}`);
}

function partitionsBefore(warehouse: Warehouse, table: string, first: string): Promise<string[]> {
	return selectRows(
		warehouse,
		`SELECT DISTINCT partition_id FROM system.parts
		WHERE active AND database = currentDatabase() AND table = '${table}' AND partition_id < '${first}' ORDER BY partition_id`,
		(row) => z.object({ partition_id: z.string() }).parse(row).partition_id
	);
}
