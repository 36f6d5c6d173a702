/** The product's own Cube, over HTTP, on mart rows that a test states by hand. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { startCube } from '../../cube/server.ts';
import { createToken } from '../../cube/token.ts';
import { insertRows, openWarehouse, type Warehouse } from '../../etl/clickhouse/client.ts';
import { migrate } from '../../etl/clickhouse/migrate.ts';

const SECRET = 'a secret of the tests, long enough to sign with';

export interface CubeQuery {
	readonly measures?: readonly string[];
	readonly dimensions?: readonly string[];
	readonly filters?: readonly object[];
	readonly timeDimensions?: readonly object[];
	readonly order?: object;
	readonly limit?: number;
	readonly total?: boolean;
}

const Value = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const Row = z.record(z.string(), Value);
export type Row = z.infer<typeof Row>;

const Loaded = z.object({ data: z.array(Row) });
const Written = z.object({ sql: z.object({ sql: z.tuple([z.string(), z.array(z.unknown())]) }) });
const Refusal = z.object({ error: z.string() });

const Member = z.object({
	name: z.string(),
	type: z.string(),
	title: z.string(),
	shortTitle: z.string(),
	description: z.string().default('')
});
const View = z.object({
	name: z.string(),
	title: z.string(),
	type: z.string(),
	description: z.string().default(''),
	measures: z.array(Member),
	dimensions: z.array(Member)
});
export type View = z.infer<typeof View>;
const Meta = z.object({ cubes: z.array(View) });

/** An answer of Cube that is not a result: its HTTP status and sentence. */
export class CubeRefusal extends Error {
	override readonly name = 'CubeRefusal';
	readonly status: number;
	constructor(status: number, message: string) {
		super(message);
		this.status = status;
	}
}

export interface CubeUnderTest {
	/**
	 * Rows as the REST API sends them: numbers as text, days as `2026-11-22T00:00:00.000`.
	 * @param cache `no-cache` makes Cube run the statement even if it has just answered it
	 */
	load(query: CubeQuery, cache?: 'no-cache'): Promise<Row[]>;
	/** The SQL that Cube would run, with its values written in. */
	sql(query: CubeQuery): Promise<readonly [string, readonly unknown[]]>;
	meta(): Promise<View[]>;
	/** Any request, and its answer as it comes: also of refusals. GET without a body. */
	answer(route: string, body?: object): Promise<Answered>;
	/** The same Cube, asked by somebody who is no administrator, or with a token made elsewhere. */
	as(userId: string): CubeUnderTest;
	withToken(token: string): CubeUnderTest;
	close(): Promise<void>;
}

export interface Answered {
	readonly status: number;
	readonly body: unknown;
}

/** Signs tokens of the Cube under test with claims that createToken may refuse. */
export const TEST_SECRET = SECRET;

/** Cube on a warehouse that is already there; closing leaves the warehouse open. */
export async function cubeOn(warehouse: Warehouse): Promise<CubeUnderTest> {
	const cube = await startCube({ warehouse, apiSecret: SECRET, log: () => {} });
	const askedBy = (token: Promise<string>): CubeUnderTest => {
		const answer = async (route: string, body?: object): Promise<Answered> =>
			answerOf(`${cube.url}/cubejs-api/v1/${route}`, await token, body);
		const ask = async (route: string, body?: object): Promise<unknown> => {
			const { status, body: answered } = await answer(route, body);
			const refusal = Refusal.safeParse(answered);
			if (refusal.success) throw new CubeRefusal(status, refusal.data.error);
			return answered;
		};
		return {
			load: async (query, cache) => Loaded.parse(await ask('load', { query, cache })).data,
			sql: async (query) => Written.parse(await ask('sql', { query })).sql.sql,
			meta: async () => Meta.parse(await ask('meta')).cubes,
			answer,
			as: (userId) => askedBy(createToken(SECRET, { user_id: userId, is_admin: false }, '1h')),
			withToken: (made) => askedBy(Promise.resolve(made)),
			close: () => cube.close()
		};
	};
	return askedBy(createToken(SECRET, { user_id: 'test', is_admin: true }, '1h'));
}

/** Cube on an empty warehouse into which `tables` (name to rows; omitted columns take defaults) were inserted. */
export async function cubeOver(
	tables: Readonly<Record<string, readonly object[]>>
): Promise<CubeUnderTest> {
	const dataDir = await mkdtemp(join(tmpdir(), 'okr-model-'));
	const warehouse = await openWarehouse({ kind: 'embedded', dataDir, database: 'okr' });
	await migrate(warehouse);
	for (const [table, rows] of Object.entries(tables)) await insertRows(warehouse, table, rows);
	const cube = await cubeOn(warehouse);
	return {
		...cube,
		close: async () => {
			await cube.close();
			await warehouse.close();
			await rm(dataDir, { recursive: true, force: true });
		}
	};
}

/** Of a query without dimensions: measure name without its view -> number, or null. */
export async function cellOf(
	cube: CubeUnderTest,
	view: string,
	measures: readonly string[],
	filters: Readonly<Record<string, string>> = {}
): Promise<Record<string, number | null>> {
	const rows = await cube.load({
		measures: measures.map((name) => `${view}.${name}`),
		filters: equalTo(view, filters)
	});
	const [row] = rows;
	if (rows.length !== 1 || row === undefined)
		throw new Error(`Expected one row, not ${rows.length}`);
	return Object.fromEntries(measures.map((name) => [name, numberOf(row[`${view}.${name}`])]));
}

/** Filters `view.member equals value`. */
export function equalTo(view: string, filters: Readonly<Record<string, string>>): object[] {
	return Object.entries(filters).map(([name, value]) => ({
		member: `${view}.${name}`,
		operator: 'equals',
		values: [value]
	}));
}

export function numberOf(value: unknown): number | null {
	if (value === null) return null;
	// Number('') is 0, which would hide a missing value.
	return z
		.union([z.number(), z.string().min(1)])
		.pipe(z.coerce.number())
		.parse(value);
}

async function answerOf(url: string, token: string, body?: object): Promise<Answered> {
	for (;;) {
		const response = await fetch(url, {
			method: body === undefined ? 'GET' : 'POST',
			// A connection of its own: while the oracle computes, this process does not see the server close an idle one.
			headers: {
				authorization: `Bearer ${token}`,
				'content-type': 'application/json',
				connection: 'close'
			},
			...(body !== undefined && { body: JSON.stringify(body) }),
			signal: AbortSignal.timeout(60_000)
		});
		const text = await response.text();
		const isJson = response.headers.get('content-type')?.includes('json') === true;
		const answered: unknown = isJson ? JSON.parse(text) : text;
		const refusal = Refusal.safeParse(answered);
		if (refusal.data?.error !== 'Continue wait') return { status: response.status, body: answered };
	}
}
