/** What Cube costs: each question of the pages through Cube, against the same SQL straight on the engine. */
import { z } from 'zod';
import { sqlLiteral, type Warehouse } from '../../etl/clickhouse/client.ts';
import { cubeOn, type CubeQuery, type CubeUnderTest } from '../support/cube-over.ts';
import { syncedWarehouse } from '../support/synced-warehouse.ts';
import { pageQueries } from './page-queries.ts';
import type { PageScope } from './pages/asking.ts';

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

/**
 * The same on a warehouse that is there already, with its marts as of `day`: each page's questions at once, as the page asks them, and
 * one by one.
 */
export async function measureOn(
	warehouse: Warehouse,
	day: string,
	only?: readonly string[]
): Promise<string> {
	const cube = await cubeOn(warehouse);
	const pages = [['page', 'questions', 'all at once']];
	const rows = [['question', 'rows', 'Cube', 'cached', 'engine', 'above 1.5 x engine + 15']];
	try {
		for (const [page, questions] of Object.entries(pageQueries(await scopeOf(cube, day)))) {
			if (only?.includes(page) === false) continue;
			const known = new Set(rows.map(([name]) => name));
			for (const { name, query } of questions) {
				const title = COMMON.has(name) ? name : `${page}: ${name}`;
				if (known.has(title)) continue;
				const statement = withValues(...(await cube.sql(query)));
				const found = await cube.load(query);
				// In turns, so that what else the machine does hits both alike.
				const [through, straight] = await timed(
					() => cube.load(query, 'no-cache'),
					() => runOn(warehouse, statement, found.length)
				);
				const [cached] = await timed(() => cube.load(query));
				const above = median(through) - (1.5 * median(straight) + 15);
				rows.push([
					...[title, String(found.length), written(through), written(cached), written(straight)],
					above > 0 ? above.toFixed(0) : ''
				]);
			}
			const [all] = await timed(() =>
				Promise.all(questions.map(({ query }) => cube.load(query, 'no-cache')))
			);
			pages.push([page, String(questions.length), written(all)]);
		}
	} finally {
		await cube.close();
	}
	return `${table(pages)}\n${table(rows)}`;
}

/** Asked by every page. */
const COMMON: ReadonlySet<string> = new Set(['departments of the day', 'periods']);

/** The running quarter, a department directly below the root, and somebody with their work in it. */
async function scopeOf(cube: CubeUnderTest, day: string): Promise<PageScope> {
	const ask = async (member: string, query: CubeQuery): Promise<string[]> => {
		const found = await cube.load({ dimensions: [member], ...query });
		return found.map((row) => z.string().parse(row[member]));
	};
	const first = async (member: string, query: CubeQuery): Promise<string> =>
		z.string().parse((await ask(member, { ...query, limit: 1 }))[0]);
	const on = (view: string) => ({
		...{ member: `${view}.as_of`, operator: 'equals' },
		values: [day]
	});
	const periodId = await first('objectives.period_id', {
		measures: ['objectives.objective_count'],
		filters: [on('objectives')],
		order: { 'objectives.objective_count': 'desc' }
	});
	const rowIds = await ask('departments.department_id', {
		// Cube orders by what is selected alone.
		dimensions: ['departments.department_id', 'departments.depth'],
		filters: [on('departments')],
		order: { 'departments.depth': 'asc', 'departments.department_id': 'asc' },
		limit: 201
	});
	const some = { filters: [on('key_results')], order: { 'key_results.key_result_id': 'asc' } };
	const keyResultId = await first('key_results.key_result_id', some);
	return {
		day,
		periodId,
		departmentId: rowIds[1] ?? '',
		rowIds: rowIds.slice(1),
		keyResultId,
		objectiveId: await first('key_results.objective_id', some),
		personId: await first('key_results.owner_id', some)
	};
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

/** Milliseconds of each, ascending; they take turns. */
async function timed(...runs: readonly (() => Promise<unknown>)[]): Promise<number[][]> {
	const times = runs.map((): number[] => []);
	for (let turn = 0; turn < REPETITIONS; turn++)
		for (const [index, run] of runs.entries()) {
			const before = performance.now();
			await run();
			times[index]?.push(performance.now() - before);
		}
	return times.map((list) => list.sort((a, b) => a - b));
}

function at(times: readonly number[], share: number): number {
	return times[Math.round(share * (times.length - 1))] ?? 0;
}

function median(times: readonly number[] = []): number {
	return at(times, 0.5);
}

function written(times: readonly number[] = []): string {
	return `${median(times).toFixed(1)} / ${at(times, 0.95).toFixed(1)}`;
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
