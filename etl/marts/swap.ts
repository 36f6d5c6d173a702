import { z } from 'zod';
import { insertRows, run, selectRows, type Warehouse } from '../clickhouse/client.ts';
import type { ChangedSince } from './changes.ts';
import type { CoverageByMart } from './coverage.ts';

/**
 * Every mart that a build fills and swaps in; `mart_build` beside them says what they are. What a mart covers stands in coverage.ts,
 * so that a build can leave alone what did not change.
 */
export const MARTS = [
	// First, so that what has become restricted is closed before its new rows can be seen.
	'mart_restricted_objectives',
	'mart_readers',
	'mart_blocks',
	'mart_labels',
	'mart_comments',
	'mart_key_result_days',
	'mart_check_in_weeks',
	'mart_objective_days',
	'mart_link_days',
	'mart_contribution_days',
	'mart_person_days',
	'mart_department_days',
	'mart_periods',
	'mart_check_ins',
	'mart_check_in_revisions',
	'mart_changes',
	'mart_pattern_days',
	'mart_diagnoses'
] as const;

/** What the marts were built from. */
export interface BuildNote {
	readonly fingerprint: string;
	readonly run_id: string;
	readonly as_of: string;
	/** JSON of BuiltOn, see changes.ts. */
	readonly facts: string;
}

/**
 * Puts the finished `mart_…_next` in the place of the marts, one atomic exchange after the other.
 * The note is taken away before the first and written after the last: without it some marts may be
 * new and others old, and the next start rebuilds them.
 *
 * @param coverage of a build that kept what did not change (keepUnchanged): texts were added to the old ones
 */
export async function swapIn(
	warehouse: Warehouse,
	onCluster: string,
	note: BuildNote,
	coverage: CoverageByMart | null = null
): Promise<void> {
	await run(warehouse, `TRUNCATE TABLE mart_build${onCluster}`);
	for (const mart of MARTS) {
		if (coverage?.[mart] === 'texts') continue;
		await run(warehouse, `EXCHANGE TABLES ${mart} AND ${mart}_next${onCluster}`);
	}
	await insertRows(warehouse, 'mart_build', [{ ...note, built_at: new Date() }]);
}

/**
 * Puts into the new marts, without copying, the parts of the old ones that tell about nothing that changed, instead of what a build
 * of some objectives made of them; new texts go straight into the old ones, before anything speaks of them.
 */
export async function keepUnchanged(
	warehouse: Warehouse,
	changed: ChangedSince,
	coverage: CoverageByMart
): Promise<void> {
	const first = {
		...{ days: partition(changed.day), weeks: partition(changed.week.slice(0, 7)) },
		check_ins: partition(changed.checkIn.slice(0, 7)),
		changes: partition(changed.day.slice(0, 7))
	};
	const key = { mart_labels: 'label_id', mart_comments: 'comment_id' } as Readonly<
		Record<string, string>
	>;
	for (const mart of MARTS) {
		const kind = coverage[mart];
		if (kind === undefined || kind === 'whole') continue;
		if (kind === 'texts') {
			const id = key[mart] ?? '';
			await run(
				warehouse,
				`INSERT INTO ${mart} SELECT * FROM ${mart}_next WHERE ${id} NOT IN (SELECT ${id} FROM ${mart})`
			);
			continue;
		}
		const [kept, made] = await Promise.all(
			[mart, `${mart}_next`].map((table) => partitionsBefore(warehouse, table, first[kind]))
		);
		const commands = [
			...(made ?? [])
				.filter((id) => kept?.includes(id) !== true)
				.map((id) => `DROP PARTITION ID '${id}'`),
			...(kept ?? []).map((id) => `REPLACE PARTITION ID '${id}' FROM ${mart}`)
		];
		if (commands.length > 0)
			await run(warehouse, `ALTER TABLE ${mart}_next ${commands.join(', ')}`);
	}
}

/** ClickHouse's name of the partition of a day or month. */
function partition(date: string): string {
	return date.replaceAll('-', '');
}

function partitionsBefore(warehouse: Warehouse, table: string, first: string): Promise<string[]> {
	return selectRows(
		warehouse,
		`SELECT DISTINCT partition_id FROM system.parts
		WHERE active AND database = currentDatabase() AND table = '${table}' AND partition_id < '${first}' ORDER BY partition_id`,
		(row) => z.object({ partition_id: z.string() }).parse(row).partition_id
	);
}
