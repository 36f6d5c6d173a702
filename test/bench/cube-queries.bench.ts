/** What Cube costs: each question of the pages through Cube, against the same SQL straight on the engine. */
import { z } from 'zod';
import { sqlLiteral, type Warehouse } from '../../etl/clickhouse/client.ts';
import { cubeOn, type CubeUnderTest } from '../support/cube-over.ts';
import { syncedWarehouse } from '../support/synced-warehouse.ts';
import { pageQueries, type PageScope } from './page-queries.ts';

const TODAY = '2026-11-22';
const REPETITIONS = 15;

/** What Cube's driver sets for every statement. */
const DRIVER_SETTINGS = { join_use_nulls: 1, date_time_output_format: 'simple' } as const;

/**
 * Syncs a sandbox company of `people` and times every query; returns a table to print, in milliseconds (median / p95).
 * `Cube` runs the statement each time, `cached` is its answer to a question it has just answered.
 */
export async function measureCubeQueries(people: number): Promise<string> {
	const synced = await syncedWarehouse({ people, seed: 7, days: [TODAY] });
	try {
		return await measureOn(synced.warehouse, TODAY);
	} finally {
		await synced.close();
	}
}

/** The same on a warehouse that is there already, with its marts as of `day`. */
export async function measureOn(warehouse: Warehouse, day: string): Promise<string> {
	const cube = await cubeOn(warehouse);
	try {
		const rows = [['query', 'rows', 'Cube', 'cached', 'engine']];
		for (const { name, query } of pageQueries(await scopeOf(cube, day))) {
			const statement = withValues(...(await cube.sql(query)));
			const found = await cube.load(query);
			rows.push([
				name,
				String(found.length),
				await timed(() => cube.load(query, 'no-cache')),
				await timed(() => cube.load(query)),
				await timed(() => runOn(warehouse, statement, found.length))
			]);
		}
		return table(rows);
	} finally {
		await cube.close();
	}
}

/** The running period with most objectives, and a department directly below the root. */
async function scopeOf(cube: CubeUnderTest, day: string): Promise<PageScope> {
	const first = async (member: string, query: object): Promise<string> => {
		const [row] = await cube.load({ dimensions: [member], limit: 1, ...query });
		return z.string().parse(row?.[member]);
	};
	const periodId = await first('objectives.period_id', {
		measures: ['objectives.objective_count'],
		filters: [{ member: 'objectives.as_of', operator: 'equals', values: [day] }],
		order: { 'objectives.objective_count': 'desc' }
	});
	const departmentId = await first('departments.department_id', {
		filters: [
			{ member: 'departments.as_of', operator: 'equals', values: [day] },
			{ member: 'departments.depth', operator: 'equals', values: ['1'] }
		],
		order: { 'departments.department_id': 'asc' }
	});
	return { day, periodId, departmentId };
}

/** Cube hands out `?` and the values beside; none of the model's own SQL holds a question mark. */
function withValues(sql: string, values: readonly unknown[]): string {
	const rest = [...values];
	return sql.replaceAll('?', () =>
		sqlLiteral(z.union([z.string(), z.number()]).parse(rest.shift()))
	);
}

async function runOn(warehouse: Warehouse, query: string, expectedRows: number): Promise<void> {
	const result = await warehouse.client.query({
		...{ query, format: 'JSONCompact', clickhouse_settings: DRIVER_SETTINGS }
	});
	const { rows } = z.object({ rows: z.number() }).parse(await result.json());
	if (rows !== expectedRows)
		throw new Error(`${rows} rows instead of Cube's ${expectedRows}: ${query}`);
}

async function timed(run: () => Promise<unknown>): Promise<string> {
	const times: number[] = [];
	for (let turn = 0; turn < REPETITIONS; turn++) {
		const before = performance.now();
		await run();
		times.push(performance.now() - before);
	}
	times.sort((a, b) => a - b);
	const at = (share: number): string =>
		(times[Math.round(share * (times.length - 1))] ?? 0).toFixed(1);
	return `${at(0.5)} / ${at(0.95)}`;
}

function table(rows: readonly (readonly string[])[]): string {
	const widths = (rows[0] ?? []).map((_, column) =>
		Math.max(...rows.map((row) => (row[column] ?? '').length))
	);
	return rows
		.map((row) =>
			row
				.map((text, column) =>
					column === 0 ? text.padEnd(widths[0] ?? 0) : text.padStart(widths[column] ?? 0)
				)
				.join('  ')
		)
		.map((line) => `${line}\n`)
		.join('');
}
