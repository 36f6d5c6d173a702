import { ClickHouseError, parseError } from '@clickhouse/client';
import './allocator.ts';
import { drainPending, Session } from 'chdb';
import { clientConnection, type ClientConnection } from './client-connection.ts';
import {
	explainRefusal,
	noteHolder,
	prepareDataDirectory,
	removeHolderNote,
	type DataDirectory
} from './data-directory.ts';
import { WarehouseError } from './errors.ts';
import { sqlIdentifier } from './literals.ts';
import { emptyStandardInput } from './standard-input.ts';
import { ConnectionPool, type EngineConnection } from './pool.ts';

export interface EmbeddedOptions {
	/** Statements in flight at once; each occupies a libuv thread. Default: `CONNECTIONS`. */
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

interface OpenDirectory {
	readonly directory: DataDirectory;
	/** By name of the database, which every connection of its pool works in. */
	readonly databases: Map<string, OpenDatabase>;
}

interface OpenDatabase {
	readonly pool: ConnectionPool;
	readonly connection: ClientConnection;
	users: number;
}

/** One engine per process: chDB binds the whole process to one directory. */
let current: OpenDirectory | null = null;
let lastClosed: Promise<void> = Promise.resolve();

/**
 * Opens the engine on a data directory, or shares the one this process already has open there; a restore works in a second
 * database of it. Each caller closes what it opened; the last one closes the engine.
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
	const here = current ?? { directory, databases: new Map<string, OpenDatabase>() };
	const open = here.databases.get(database) ?? openDatabase(directory, database, options);
	current = here;
	here.databases.set(database, open);
	open.users++;
	let closed: Promise<void> | null = null;
	const leave = async () => {
		if (--open.users > 0) return;
		here.databases.delete(database);
		if (here.databases.size > 0) return open.pool.close();
		current = null;
		lastClosed = closeDirectory(directory, open.pool);
		await lastClosed;
	};
	return { connection: open.connection, close: () => (closed ??= leave()) };
}

/** Statements at a time: three of Cube (driver.ts), two of a build of marts (lanes.ts), one of the sync, the guards and whoever else. */
const CONNECTIONS = 6;

function openDatabase(
	directory: DataDirectory,
	database: string,
	{ connections = CONNECTIONS, memoryLimit, backupRoot = '/' }: EmbeddedOptions
): OpenDatabase {
	// Server configuration counts only at the first connection; repeating it does no harm.
	const connectionArgs = [`--backups.allowed_path=${backupRoot}`];
	if (memoryLimit !== undefined) connectionArgs.push(`--max_server_memory_usage=${memoryLimit}`);
	const open = () => openSession(directory, connectionArgs);
	emptyStandardInput();
	const first = open();
	try {
		noteHolder(directory);
		first.query(`CREATE DATABASE IF NOT EXISTS ${sqlIdentifier(database)}`);
		const pool = new ConnectionPool(() => connectionOf(open()), {
			size: connections,
			setUp: `USE ${sqlIdentifier(database)}`
		});
		return { pool, connection: clientConnection(pool), users: 0 };
	} finally {
		first.close(); // the pool's own keep the engine loaded
	}
}

async function closeDirectory(directory: DataDirectory, pool: ConnectionPool): Promise<void> {
	await pool.close();
	// A connection dropped while another statement ran goes when that one has ended.
	await drainPending();
	removeHolderNote(directory);
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
