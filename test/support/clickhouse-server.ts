/**
 * A ClickHouse server as far as the product speaks with one: its HTTP interface over the embedded engine of this process, on a port
 * that can be closed, fall silent or answer with an error while the product runs, and be well again.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';
import { ClickHouseError } from '@clickhouse/client';
import { createClientFor, type Warehouse } from '../../etl/clickhouse/client.ts';

/** An error as ClickHouse answers it, for statements that match. */
export interface ServerFault {
	readonly code: number;
	readonly type: string;
	readonly message: string;
	readonly of: RegExp;
}

export interface ClickHouseServer {
	/** For CLICKHOUSE_URL. */
	readonly url: string;
	/** Statements that came in since the start. */
	asked(): number;
	/** Connections are cut and new ones refused. */
	goAway(): Promise<void>;
	/** Whoever asks waits, until it is well again or away: then their connections are cut. */
	fallSilent(): void;
	/** Takes this much longer for each statement, in milliseconds. */
	slowDown(by: number): void;
	fail(fault: ServerFault): void;
	/** Everything is as it was before. */
	recover(): Promise<void>;
	close(): Promise<void>;
}

type Mood =
	| { readonly kind: 'well' }
	| { readonly kind: 'silent' }
	| { readonly kind: 'slow'; readonly by: number }
	| { readonly kind: 'failing'; readonly fault: ServerFault };

/** Parameters of the HTTP interface that are no settings. */
const NO_SETTING =
	/^(query|database|query_id|role|user|password|session_id|send_progress_in_http_headers|http_headers_progress_interval_ms|cancel_http_readonly_queries_on_client_close|wait_end_of_query|enable_http_compression)$/;

/** @param warehouse embedded; its database is the server's only one, whatever its name in a request */
export async function startClickHouseServer(warehouse: Warehouse): Promise<ClickHouseServer> {
	let mood: Mood = { kind: 'well' };
	let asked = 0;
	let server = createServer(serve);
	const port = await listen(server, 0);

	function serve(request: IncomingMessage, response: ServerResponse): void {
		answer(request, response).catch((error: unknown) => {
			if (response.headersSent) return void response.destroy();
			const { code, type, message } =
				error instanceof ClickHouseError
					? error
					: { code: '1001', type: 'STD_EXCEPTION', message: String(error) };
			response.writeHead(500, { 'x-clickhouse-exception-code': code });
			response.end(`Code: ${code}. DB::Exception: ${message} (${type ?? ''}) (version 26.7.2.1)\n`);
		});
	}

	async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const { searchParams, pathname } = new URL(request.url ?? '/', 'http://server');
		const body = await buffer(request);
		asked += 1;
		if (mood.kind === 'silent') return;
		if (pathname === '/ping') return void response.end('Ok.\n');
		const named = searchParams.get('query');
		const sql = named ?? body.toString('utf8');
		if (mood.kind === 'failing' && mood.fault.of.test(sql)) {
			const { code, type, message } = mood.fault;
			throw new ClickHouseError({ code: String(code), type, message });
		}
		if (mood.kind === 'slow') {
			const { by } = mood;
			await new Promise((done) => setTimeout(done, by));
		}
		const settings = [...searchParams].filter(([name]) => !NO_SETTING.test(name));
		const client = createClientFor(warehouse, {
			clickhouse_settings: Object.fromEntries(settings)
		});
		// What embedded and server differ in: KILL by query id finds nothing here, and nothing is what it answers.
		if (sql.startsWith('KILL QUERY')) return void response.end();
		const { stream } = await client.exec({
			query: sql,
			...(named !== null && { values: streamOf(body) })
		});
		const rows = await text(stream);
		response.writeHead(200, { 'x-clickhouse-format': /FORMAT (\w+)\s*$/.exec(sql)?.[1] ?? '' });
		response.end(rows);
	}

	return {
		url: `http://127.0.0.1:${port}`,
		asked: () => asked,
		goAway: () => stop(server),
		fallSilent: () => {
			mood = { kind: 'silent' };
		},
		slowDown: (by) => {
			mood = { kind: 'slow', by };
		},
		fail: (fault) => {
			mood = { kind: 'failing', fault };
		},
		async recover() {
			const wasSilent = mood.kind === 'silent';
			mood = { kind: 'well' };
			if (wasSilent) server.closeAllConnections();
			if (server.listening) return;
			server = createServer(serve);
			await listen(server, port);
		},
		close: () => stop(server)
	};
}

function streamOf(body: Buffer): Readable {
	return Readable.from([body], { objectMode: false });
}

async function listen(server: Server, port: number): Promise<number> {
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, '127.0.0.1', resolve);
	});
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('No port');
	return address.port;
}

function stop(server: Server): Promise<void> {
	return new Promise((resolve) => {
		server.close(() => resolve());
		server.closeAllConnections();
	});
}
