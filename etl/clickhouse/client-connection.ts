import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { ClickHouseError, type ClickHouseClientConfigOptions } from '@clickhouse/client';
import { WarehouseError } from './errors.ts';
import type { ConnectionPool, Statement } from './pool.ts';
import {
	BASE_SETTINGS,
	EMBEDDED_LIMITS,
	SERVER_LIKE_SETTINGS,
	settingLiterals
} from './settings.ts';
import { firstKeyword, splitStatements } from './statements.ts';

/** The seam of `@clickhouse/client`: six verbs. The package does not export its name. */
export type ClientConnection = NonNullable<ClickHouseClientConfigOptions['connection']>;
type QueryParams = Parameters<ClientConnection['query']>[0];
type InsertParams = Parameters<ClientConnection['insert']>[0];
type ExecParams = Parameters<ClientConnection['exec']>[0];

/** The six verbs over the pool, answering as ClickHouse's HTTP interface does. */
export function clientConnection(pool: ConnectionPool): ClientConnection {
	const execute = (params: QueryParams, sql: string): Promise<Uint8Array> =>
		pool.execute(statementOf(params, sql));

	return {
		query: async (params) => {
			refuseSeveralStatements(params.query);
			const bytes = await execute(params, params.query);
			const format = formatOf(params);
			return {
				...resultOf(params, format),
				stream: readable(bytes.length === 0 ? emptyDocument(format) : bytes)
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
			return { ...resultOf(params, format), stream: readable(bytes) };
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
		settings: settingLiterals(
			SERVER_LIKE_SETTINGS,
			EMBEDDED_LIMITS,
			BASE_SETTINGS,
			params.clickhouse_settings
		),
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

function readable(bytes: Uint8Array): Readable {
	const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const stream = Readable.from([whole], { objectMode: false });
	// ResultSet.close() destroys the stream with an error that nobody else listens for.
	stream.on('error', () => {});
	return stream;
}
