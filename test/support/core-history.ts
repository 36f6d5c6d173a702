/** The version history in the core tables, one line per version: `key | from .. to | facts`. */
import { z } from 'zod';
import { selectRows, type Warehouse } from '../../etl/clickhouse/client.ts';
import type { HistoryLines } from './expected-history.ts';

/** Table -> view, key and facts, in the order of `expected-history.ts`. */
const TABLES: Readonly<Record<string, readonly [view: string, key: string, facts: string]>> = {
	departments: ['core_departments', 'department_id', 'name, parent_id, head_ids'],
	people: ['core_people', 'person_id', 'name, title, department_ids, is_active, is_boss'],
	objectives: [
		'core_objectives',
		'objective_id',
		'kind, title, owner_id, team_ids, period_id, weight, is_draft'
	],
	key_results: ['core_key_results', 'key_result_id', 'objective_id, title, weight, position'],
	alignments: [
		'core_alignments',
		`concat(child_objective_id, ' ', if(target_kind = '', '-', target_kind), ' ', target_id, ' ',
			if(link_kind = '', '-', link_kind), ' ', stated_by)`,
		''
	],
	fields: [
		`(SELECT *, leadInFrame(valid_from, 1, toDateTime64('2299-12-31 00:00:00', 3, 'UTC')) OVER
			(PARTITION BY objective_id, code ORDER BY valid_from, observed_at, run_id
				ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS valid_to
		FROM core_objective_field_versions)`,
		"concat(objective_id, ' ', code)",
		'title, value_type, value'
	]
};

const Version = z.object({
	id: z.string(),
	from_ms: z.coerce.number(),
	to_ms: z.coerce.number(),
	facts: z.array(z.unknown())
});

const END = Date.parse('2299-12-31T00:00:00Z');

export async function coreHistory(warehouse: Warehouse): Promise<HistoryLines> {
	const tables: Record<string, string[]> = {};
	for (const [name, [view, key, facts]] of Object.entries(TABLES)) {
		const rows = await selectRows(
			warehouse,
			`SELECT ${key} AS id, toUnixTimestamp64Milli(valid_from) AS from_ms,
				toUnixTimestamp64Milli(valid_to) AS to_ms, ${facts === '' ? '[]' : `tuple(${facts})`} AS facts
			FROM ${view} WHERE is_present AND valid_from < valid_to
			SETTINGS output_format_json_named_tuples_as_objects = 0`,
			(row) => Version.parse(row)
		);
		tables[name] = rows
			.map(
				({ id, from_ms, to_ms, facts: values }) =>
					`${id} | ${from_ms === 0 ? 'ever' : said(from_ms)} .. ${to_ms === END ? 'now' : said(to_ms)} | ${JSON.stringify(values)}`
			)
			.sort();
	}
	return tables;
}

function said(instant: number): string {
	return new Date(instant).toISOString();
}
