import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import {
	ClickHouseLogLevel,
	ClickHouseError,
	createClient,
	drainStream,
	type ClickHouseClient,
	type ClickHouseClientConfigOptions,
	type ClickHouseSettings
} from '@clickhouse/client';
import { openEmbedded, type EmbeddedOptions } from './embedded.ts';
import { DiskFullError, WarehouseSilentError, WarehouseUnreachableError } from './errors.ts';
import { sqlIdentifier } from './literals.ts';
import { BASE_SETTINGS } from './settings.ts';

export { sqlIdentifier, sqlLiteral, type SqlValue } from './literals.ts';

export type WarehouseConfig =
	| { kind: 'embedded'; dataDir: string; database: string }
	| {
			kind: 'server';
			url: string;
			username: string;
			password: string;
			database: string;
			cluster: string | null;
	  };

/** ClickHouse, wherever it runs. Unqualified table names are those of `database`. */
export interface Warehouse {
	readonly client: ClickHouseClient;
	readonly database: string;
	readonly kind: 'embedded' | 'server';
	/** Name of the ClickHouse cluster the schema is replicated over; null for one node. */
	readonly cluster: string | null;
	/**
	 * What another client needs to work on the same engine, for libraries that build their own
	 * (Cube's driver does). Closing such a client leaves the embedded engine open.
	 */
	connectionOptions(): ClickHouseClientConfigOptions;
	/** Milliseconds within which each statement must have answered whole; absent: as long as its caller waits. */
	readonly patience?: number;
	/** Another database on the same engine, created if it is missing. To be closed on its own, before this one. */
	beside(database: string): Promise<Warehouse>;
	/** Kills what runs, waits for it, and lets the engine go. Safe to call twice. */
	close(): Promise<void>;
}

/** Milliseconds an HTTP request may take: a rebuild of all marts is one statement. */
const REQUEST_TIMEOUT = 600_000;
/** Milliseconds within which a server answers the first statement, which is a short one. */
const FIRST_TIMEOUT = 30_000;

/**
 * Opens the engine and creates the database if it is missing.
 *
 * @throws {DataDirectoryInUseError | DataDirectoryUnusableError} embedded, see data-directory.ts
 * @throws {WarehouseUnreachableError} nobody answers at the server's address
 * @throws {ClickHouseError} what the server refuses, such as a password
 */
export async function openWarehouse(
	config: WarehouseConfig,
	options: EmbeddedOptions = {}
): Promise<Warehouse> {
	const beside = (database: string) => openWarehouse({ ...config, database }, options);
	if (config.kind === 'embedded') {
		const engine = await openEmbedded(config.dataDir, config.database, options);
		const connectionOptions = { connection: engine.connection, database: config.database };
		return warehouseOf(config, null, connectionOptions, beside, () => engine.close());
	}
	const { url, username, password, database, cluster } = config;
	const server: ClickHouseClientConfigOptions = {
		url,
		username,
		password,
		request_timeout: REQUEST_TIMEOUT,
		// Whatever fails is thrown to the caller, who knows what it means and logs it.
		log: { level: ClickHouseLogLevel.OFF },
		clickhouse_settings: {
			...BASE_SETTINGS,
			// A statement that says nothing for minutes is cut off by proxies in between.
			send_progress_in_http_headers: 1,
			http_headers_progress_interval_ms: '20000',
			// The embedded engine kills what its caller gave up; the server does it for reads.
			cancel_http_readonly_queries_on_client_close: 1
		}
	};
	await createDatabase(server, database, cluster);
	const connectionOptions = { ...server, database };
	return warehouseOf(config, cluster, connectionOptions, beside, null);
}

/** A further client on the same engine, with its own settings or log. */
export function createClientFor(
	warehouse: Warehouse,
	options: ClickHouseClientConfigOptions = {}
): ClickHouseClient {
	return createClient({ ...warehouse.connectionOptions(), ...options });
}

/**
 * The same warehouse for somebody who waits for the answer: a statement of `selectRows`, `insertRows` or `run` that has not ended by
 * then is given up, and its caller told. The engine may be gone behind a connection that nobody has closed.
 */
export function answeringWithin(warehouse: Warehouse, milliseconds: number): Warehouse {
	return { ...warehouse, patience: milliseconds };
}

/** Rows of a SELECT, each one parsed; the SQL has no FORMAT clause. 64-bit integers are strings. */
export async function selectRows<T>(
	warehouse: Warehouse,
	sql: string,
	parse: (row: unknown) => T
): Promise<T[]> {
	return inTime(warehouse, async (within) => {
		const result = await warehouse.client.query({ query: sql, format: 'JSONEachRow', ...within });
		// The client forgets the signal once an answer has begun.
		within.abort_signal?.addEventListener('abort', () => result.close(), { once: true });
		const rows = await result.json<unknown>();
		return rows.map((row) => parse(row));
	});
}

/** One statement without a result: DDL, `INSERT … SELECT`, `ALTER`. */
export async function run(
	warehouse: Warehouse,
	sql: string,
	settings: ClickHouseSettings = {}
): Promise<void> {
	await inTime(warehouse, (within) =>
		warehouse.client.command({ query: sql, clickhouse_settings: settings, ...within })
	);
}

/** ClickHouse's NOT_ENOUGH_SPACE. */
const FULL = '243';

/** @throws {WarehouseSilentError | DiskFullError} */
async function inTime<T>(
	{ patience, kind }: Warehouse,
	work: (within: { readonly abort_signal?: AbortSignal }) => Promise<T>
): Promise<T> {
	try {
		return await (patience === undefined ? work({}) : within(patience, work));
	} catch (error) {
		throw error instanceof ClickHouseError && error.code === FULL
			? new DiskFullError(kind, error)
			: error;
	}
}

/** @throws {WarehouseSilentError} */
async function within<T>(
	patience: number,
	work: (within: { readonly abort_signal?: AbortSignal }) => Promise<T>
): Promise<T> {
	const late = new AbortController();
	const { promise: silence, reject } = Promise.withResolvers<never>();
	const timer = setTimeout(() => {
		const error = new WarehouseSilentError(patience);
		reject(error);
		late.abort(error);
	}, patience);
	try {
		return await Promise.race([work({ abort_signal: late.signal }), silence]);
	} finally {
		clearTimeout(timer);
	}
}

/** What DDL needs behind the name so that it holds on every node; empty on a single one. */
export function onCluster({ cluster }: Pick<Warehouse, 'cluster'>): string {
	return cluster === null ? '' : ` ON CLUSTER '${cluster}'`;
}

export interface InsertOptions {
	/**
	 * Makes a repetition of this very insert a no-op, on tables with a deduplication window. The
	 * body's hash is made part of it, because ClickHouse silently drops a different body that comes
	 * with a known token.
	 */
	readonly token?: string;
}

/**
 * Inserts rows as one block: all or none are stored when it returns. Keys are column names; a key
 * that the table lacks, or null in a column that cannot hold it, is an error. An omitted key takes
 * the column's default. BigInt and Date values are fine; half a surrogate pair becomes U+FFFD.
 */
export async function insertRows(
	warehouse: Warehouse,
	table: string,
	rows: Iterable<object>,
	{ token }: InsertOptions = {}
): Promise<void> {
	let body = '';
	for (const row of rows) body += jsonOf(row) + '\n';
	if (body === '') return;
	await inTime(warehouse, async (within) => {
		// Not client.insert: it would serialise the rows again, and the token needs the bytes sent.
		const result = await warehouse.client.exec({
			query: `INSERT INTO ${sqlIdentifier(table)} FORMAT JSONEachRow`,
			values: Readable.from([Buffer.from(body)], { objectMode: false }),
			...within,
			...(token !== undefined && {
				clickhouse_settings: { insert_deduplication_token: `${token}:${sha256(body)}` }
			})
		});
		await drainStream(result.stream);
	});
}

/** Calling back for every value costs more than the rest of an insert: only rows that need it pay for it. */
function jsonOf(row: object): string {
	try {
		const json = JSON.stringify(row);
		// Half a surrogate pair is written as its escape; a text that spells one out merely takes the longer way.
		if (!json.includes('\\ud')) return json;
	} catch (error) {
		if (!(error instanceof TypeError)) throw error;
	}
	return JSON.stringify(row, asClickHouseReads);
}

/** JSON has no BigInt, and ClickHouse (error 25) takes no half of a character, which cut text ends in. */
function asClickHouseReads(_key: string, value: unknown): unknown {
	if (typeof value === 'bigint') return String(value);
	return typeof value === 'string' ? value.toWellFormed() : value;
}

function sha256(text: string): string {
	return createHash('sha256').update(text).digest('hex');
}

async function createDatabase(
	server: ClickHouseClientConfigOptions,
	database: string,
	cluster: string | null
): Promise<void> {
	const client = createClient({ ...server, request_timeout: FIRST_TIMEOUT });
	const onCluster = cluster === null ? '' : ` ON CLUSTER ${sqlIdentifier(cluster)}`;
	try {
		await client.command({
			query: `CREATE DATABASE IF NOT EXISTS ${sqlIdentifier(database)}${onCluster}`
		});
	} catch (error) {
		if (error instanceof ClickHouseError) throw error;
		throw new WarehouseUnreachableError(new URL(String(server.url)).host, error);
	} finally {
		await client.close();
	}
}

function warehouseOf(
	{ kind, database }: WarehouseConfig,
	cluster: string | null,
	connectionOptions: ClickHouseClientConfigOptions,
	beside: Warehouse['beside'],
	closeEngine: (() => Promise<void>) | null
): Warehouse {
	const client = createClient(connectionOptions);
	return {
		client,
		database,
		kind,
		cluster,
		connectionOptions: () => ({ ...connectionOptions }),
		beside,
		close: async () => {
			await Promise.all([closeEngine?.(), client.close()]);
		}
	};
}
