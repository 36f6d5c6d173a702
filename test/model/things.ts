/** A small warehouse and a Cube over it, asked the way every caller asks: over HTTP with a token. */
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { startCube, type CubeServer } from '../../cube/server.ts';
import { createToken } from '../../cube/token.ts';
import { insertRows, run, selectRows, type Warehouse } from '../../etl/clickhouse/client.ts';
import { closeTestWarehouse, openTestWarehouse } from '../support/warehouse.ts';

export const API_SECRET = 'only for tests, and long enough to be one';
export const LAST_DAY = '2026-11-22';
export const FIXTURES = fileURLToPath(new URL('./fixtures', import.meta.url));

/** 40 things on each day from 2026-09-21 to LAST_DAY; t0..t19 in q3 until September ends, all of them in q4 from then on. */
const THINGS = `INSERT INTO things
	SELECT
		concat('t', toString(thing)), day, if(day < '2026-10-01', 'q3', 'q4'),
		['company', 'department', 'individual'][1 + thing % 3],
		concat('it''s "', toString(thing), '" 100% \\\\ ? ', 'chỉ số 目标'),
		concat('owner', toString(thing % 7)), thing % 5 = 0, if(thing % 4 = 0, NULL, thing * 2 + 0.5),
		toDateTime64(concat(toString(day), ' 23:59:59.500'), 3, 'UTC')
	FROM (SELECT number % 40 AS thing, toDate('2026-09-21') + intDiv(number, 40) AS day FROM numbers(63 * 40))
	WHERE day >= '2026-10-01' OR thing < 20`;

const TABLES = [
	`CREATE TABLE things (thing_id String, as_of Date, period_id String, level String, title String, owner String, is_red Bool,
		progress Nullable(Float64), seen_at DateTime64(3, 'UTC')) ENGINE = MergeTree ORDER BY (as_of, thing_id)`,
	THINGS,
	'CREATE TABLE lines (line_id UInt64, text String) ENGINE = MergeTree ORDER BY line_id',
	"INSERT INTO lines SELECT number + 1, repeat('foreign rows ', 60) FROM numbers(20000)",
	'CREATE TABLE ops_data_versions (version UInt64, as_of Date) ENGINE = MergeTree ORDER BY version',
	'CREATE TABLE mart_readers (reader String, objective_id String) ENGINE = MergeTree ORDER BY reader',
	'CREATE TABLE mart_periods (period_id String, starts_on Date, ends_on Date) ENGINE = MergeTree ORDER BY period_id',
	"CREATE TABLE app_current_entries (kind String, entered_at DateTime64(3, 'UTC'), body String) ENGINE = MergeTree ORDER BY kind"
];

export interface Answer {
	readonly status: number;
	readonly headers: Headers;
	readonly body: Record<string, unknown>;
	/** Rows of a default answer; empty for others. */
	readonly rows: readonly Record<string, unknown>[];
}

export interface Things {
	readonly warehouse: Warehouse;
	readonly cube: CubeServer;
	/** Asks as an administrator unless another token is given; null: none. */
	ask(route: string, body: Record<string, unknown>, token?: string | null): Promise<Answer>;
	load(query: unknown, extra?: Record<string, unknown>): Promise<Answer>;
	tokenOf(isAdmin: boolean): Promise<string>;
	/** Rows of hand-written SQL, numbers as text, as Cube tells them. */
	sql(text: string): Promise<Record<string, unknown>[]>;
	close(): Promise<void>;
}

const Body = z.record(z.string(), z.unknown());
const Rows = z.array(Body);

/** @param options.statementTimeout seconds; default: the product's */
export async function openThings(options: { statementTimeout?: number } = {}): Promise<Things> {
	const warehouse = await openTestWarehouse();
	for (const statement of TABLES) await run(warehouse, statement);
	await insertRows(warehouse, 'ops_data_versions', [
		{ version: 1, as_of: '2026-11-01' },
		{ version: 2, as_of: LAST_DAY }
	]);
	await insertRows(warehouse, 'mart_periods', [
		{ period_id: 'q3', starts_on: '2026-07-01', ends_on: '2026-09-30' },
		{ period_id: 'q4', starts_on: '2026-10-01', ends_on: '2026-12-31' },
		{ period_id: 'next', starts_on: '2027-01-01', ends_on: '2027-03-31' }
	]);
	const cube = await startCube({
		warehouse,
		apiSecret: API_SECRET,
		log: () => {},
		modelDirectory: FIXTURES,
		asOfViews: ['things'],
		...options
	});
	const tokenOf = (isAdmin: boolean) =>
		createToken(API_SECRET, { user_id: 'tester', is_admin: isAdmin }, '1h');
	const admin = await tokenOf(true);

	const ask: Things['ask'] = async (route, content, token = admin) => {
		for (;;) {
			const response = await fetch(`${cube.url}/cubejs-api/v1/${route}`, {
				method: 'POST',
				headers: {
					'content-type': 'application/json',
					...(token === null ? {} : { authorization: `Bearer ${token}` })
				},
				body: JSON.stringify(content)
			});
			const body = Body.parse(await response.json());
			if (body.error === 'Continue wait') continue;
			const rows = Rows.safeParse(body.data);
			return {
				status: response.status,
				headers: response.headers,
				body,
				rows: rows.success ? rows.data : []
			};
		}
	};
	return {
		warehouse,
		cube,
		ask,
		load: (query, extra = {}) => ask('load', { query, ...extra }),
		tokenOf,
		sql: (text) =>
			selectRows(warehouse, text, (row) =>
				Object.fromEntries(
					Object.entries(Body.parse(row)).map(([name, value]) => [
						name,
						typeof value === 'number' ? String(value) : value
					])
				)
			),
		close: async () => {
			await cube.close();
			await closeTestWarehouse(warehouse);
		}
	};
}
