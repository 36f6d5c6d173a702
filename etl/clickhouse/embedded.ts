import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import {
	ClickHouseError,
	parseError,
	type ClickHouseClientConfigOptions
} from '@clickhouse/client';
import { drainPending, Session } from 'chdb';
import {
	explainRefusal,
	noteHolder,
	prepareDataDirectory,
	removeHolderNote,
	type DataDirectory
} from './data-directory.ts';
import { WarehouseError } from './errors.ts';
import { sqlIdentifier } from './literals.ts';
import { ConnectionPool, type EngineConnection, type Statement } from './pool.ts';
import { BASE_SETTINGS, SERVER_LIKE_SETTINGS, settingLiterals } from './settings.ts';
import { firstKeyword, splitStatements } from './statements.ts';

/** The seam of `@clickhouse/client`: six verbs. The package does not export its name. */
export type ClientConnection = NonNullable<ClickHouseClientConfigOptions['connection']>;
type QueryParams = Parameters<ClientConnection['query']>[0];
type InsertParams = Parameters<ClientConnection['insert']>[0];
type ExecParams = Parameters<ClientConnection['exec']>[0];

export interface EmbeddedOptions {
	/** Statements in flight at once; each occupies a libuv thread. Default 4, right for 2 cores. */
	readonly connections?: number;
	/** Bytes the engine may allocate; ClickHouse's own default is 90 % of the machine. */
	readonly memoryLimit?: number;
	/** Directory below which `BACKUP … TO File(…)` and `RESTORE` may work. Default: anywhere. */
	readonly backupRoot?: string;
}

/** ClickHouse inside this process. */
export interface EmbeddedEngine {
	/** To be shared by any number of clients: closing one of them leaves the engine open. */
	readonly connection: ClientConnection;
	/** Takes no more work, kills what runs, waits for it, and gives the directory back. */
	close(): Promise<void>;
}

/** One engine per process: chDB binds the whole process to one directory. */
let current: { readonly directory: DataDirectory; engine: EmbeddedEngine; users: number } | null =
	null;
let lastClosed: Promise<void> = Promise.resolve();

/**
 * Opens the engine on a data directory, or shares the one this process already has open there.
 * Each caller closes what it opened; the last one closes the engine.
 *
 * @throws {DataDirectoryInUseError} another process has the directory
 * @throws {DataDirectoryUnusableError} it cannot be written or opened
 * @throws {WarehouseError} kind `unsupported`: this process has another directory open
 */
export async function openEmbedded(
	dataDir: string,
	database: string,
	options: EmbeddedOptions = {}
): Promise<EmbeddedEngine> {
	const directory = prepareDataDirectory(dataDir);
	await lastClosed;
	if (current !== null && current.directory.path !== directory.path) {
		throw new WarehouseError(
			'unsupported',
			`This process already has the data directory ${current.directory.path} open; ` +
				`${directory.path} can only be opened by another process.`
		);
	}
	current ??= { directory, engine: startEngine(directory, database, options), users: 0 };
	const shared = current;
	shared.users++;
	let closed: Promise<void> | null = null;
	const leave = async () => {
		if (--shared.users > 0) return;
		current = null;
		lastClosed = shared.engine.close();
		await lastClosed;
	};
	return {
		connection: shared.engine.connection,
		close: () => (closed ??= leave())
	};
}

function startEngine(
	directory: DataDirectory,
	database: string,
	{ connections = 4, memoryLimit, backupRoot = '/' }: EmbeddedOptions
): EmbeddedEngine {
	// Server configuration counts only at the first connection; repeating it does no harm.
	const connectionArgs = [`--backups.allowed_path=${backupRoot}`];
	if (memoryLimit !== undefined) connectionArgs.push(`--max_server_memory_usage=${memoryLimit}`);
	const open = () => openSession(directory, connectionArgs);
	const first = open();
	try {
		noteHolder(directory);
		first.query(`CREATE DATABASE IF NOT EXISTS ${sqlIdentifier(database)}`);
		const pool = new ConnectionPool(() => connectionOf(open()), {
			size: connections,
			setUp: `USE ${sqlIdentifier(database)}`
		});
		return {
			connection: clientConnection(pool),
			close: async () => {
				await pool.close();
				// A connection dropped while another statement ran goes when that one has ended.
				await drainPending();
				removeHolderNote(directory);
			}
		};
	} finally {
		first.close(); // the pool's own keep the engine loaded
	}
}

function openSession(directory: DataDirectory, connectionArgs: string[]): Session {
	try {
		return new Session(directory.enginePath, { connectionArgs });
	} catch (cause) {
		throw explainRefusal(directory, cause);
	}
}

function connectionOf(session: Session): EngineConnection {
	return {
		run: async (sql, format, params) => {
			// No `signal`: chDB would reject at once and go on working on the connection.
			const isBound = params !== undefined && Object.keys(params).length > 0;
			try {
				const result = isBound
					? await session.queryBindAsync(sql, params, { format })
					: await session.queryAsync(sql, { format });
				return result.bytes();
			} catch (cause) {
				throw clickHouseError(cause);
			}
		},
		runNow: (sql) => {
			session.query(sql, 'Null');
		},
		close: () => session.close()
	};
}

/** Faults in a body come wrapped: `Code: 27. DB::Exception: Code: 27. … (TYPE) (version …). (TYPE)`. */
const ENGINE_ERROR =
	/^(?:Code: (\d+)\. DB::Exception: )+([^]*?)(?:\s*\(([A-Z0-9_]+)\)(?: \(version [^()]*\)\.?)?)+\s*$/;

/**
 * As `@clickhouse/client` throws it over HTTP: `code` ('60'), `type` ('UNKNOWN_TABLE'). Its own
 * parser ends the message at the first bracketed word in capitals, which in a syntax error is a
 * word of the query; here the whole message is known, so all of it is kept.
 */
function clickHouseError(cause: unknown): Error {
	const text = cause instanceof Error ? cause.message : String(cause);
	const parts = ENGINE_ERROR.exec(text);
	const [, code, message, type] = parts ?? [];
	if (code === undefined || message === undefined) return parseError(text);
	const error = new ClickHouseError({ code, message, type });
	error.cause = cause;
	return error;
}

/** The six verbs over the pool, answering as ClickHouse's HTTP interface does. */
function clientConnection(pool: ConnectionPool): ClientConnection {
	const execute = (params: QueryParams, sql: string): Promise<Uint8Array> =>
		pool.execute(statementOf(params, sql));

	return {
		query: async (params) => {
			refuseSeveralStatements(params.query);
			const bytes = await execute(params, params.query);
			const format = formatOf(params);
			return {
				...resultOf(params, format),
				stream: readable(bytes.length === 0 ? emptyDocument(format) : Buffer.from(bytes))
			};
		},
		command: async (params) => {
			refuseSeveralStatements(params.query);
			await execute(params, params.query);
			return resultOf(params, formatOf(params));
		},
		exec: async (params) => {
			const bytes = await execute(params, await withBody(params));
			const format = formatOf(params);
			return { ...resultOf(params, format), stream: readable(Buffer.from(bytes)) };
		},
		insert: async (params) => {
			const body = await textOf(params.values);
			// ClickHouse refuses an INSERT without data; over HTTP it is no error.
			if (body.trim() !== '') await execute(params, `${params.query}\n${body}`);
			return resultOf(params, formatOf(params));
		},
		ping: async (params) => {
			try {
				await execute({ ...params, query: 'SELECT 1' }, 'SELECT 1');
				return { success: true };
			} catch (error) {
				return { success: false, error: error instanceof Error ? error : new Error(String(error)) };
			}
		},
		// The engine outlives its clients: Cube's driver opens and closes them for single queries.
		close: async () => {}
	};
}

function statementOf(params: QueryParams, sql: string): Statement {
	if (params.session_id !== undefined) {
		throw new WarehouseError(
			'unsupported',
			'Sessions (session_id) are a matter of ClickHouse servers: the embedded engine gives every statement any free connection.'
		);
	}
	return {
		sql,
		format: formatOf(params),
		settings: settingLiterals(SERVER_LIKE_SETTINGS, BASE_SETTINGS, params.clickhouse_settings),
		params: params.query_params,
		signal: params.abort_signal,
		leavesState: /^(SET|USE)$/.test(firstKeyword(sql)) || /\bTEMPORARY\b/i.test(sql.slice(0, 200))
	};
}

/**
 * A server takes one statement per request and so do we: in chDB the rest would run too, as a
 * second statement that the caller did not mean. Data inside an INSERT is not looked at.
 */
function refuseSeveralStatements(sql: string): void {
	if (!sql.includes(';') || firstKeyword(sql) === 'INSERT') return;
	const count = splitStatements(sql.replace(/\sFORMAT \w+$/, '')).length;
	if (count > 1) {
		const message = `Multi-statements are not allowed: ${count} statements in one call.`;
		throw new ClickHouseError({ code: '62', type: 'SYNTAX_ERROR', message });
	}
}

function formatOf({ query, clickhouse_settings }: QueryParams): string {
	const named = /\bFORMAT\s+(\w+)\s*;?\s*$/i.exec(query)?.[1];
	return named ?? String(clickhouse_settings?.['default_format'] ?? 'TabSeparated');
}

/** What a reader of a one-document format can parse when the statement had no result set. */
function emptyDocument(format: string): Buffer {
	const isDocument = /^JSON(Strings|Compact|CompactStrings|ColumnsWithMetadata)?$/.test(format);
	return Buffer.from(isDocument ? '{"meta":[],"data":[],"rows":0}' : '');
}

function resultOf(params: QueryParams, format: string) {
	return {
		query_id: params.query_id ?? randomUUID(),
		response_headers: { 'x-clickhouse-format': format },
		http_status_code: 200
	};
}

async function withBody(params: ExecParams): Promise<string> {
	if (params.values === undefined) {
		refuseSeveralStatements(params.query);
		return params.query;
	}
	return `${params.query}\n${await textOf(params.values)}`;
}

async function textOf(values: InsertParams['values']): Promise<string> {
	if (typeof values === 'string') return values;
	const chunks: Buffer[] = [];
	for await (const chunk of values) chunks.push(bytesOf(chunk));
	return Buffer.concat(chunks).toString('utf8');
}

function bytesOf(chunk: unknown): Buffer {
	if (typeof chunk === 'string') return Buffer.from(chunk);
	if (chunk instanceof Uint8Array) return Buffer.from(chunk);
	throw new TypeError(`The body of an INSERT is text or bytes, not ${typeof chunk}`);
}

function readable(bytes: Buffer): Readable {
	const stream = Readable.from([bytes], { objectMode: false });
	// ResultSet.close() destroys the stream with an error that nobody else listens for.
	stream.on('error', () => {});
	return stream;
}
