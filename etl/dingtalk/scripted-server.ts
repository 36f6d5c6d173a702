/** A DingTalk that answers as told, for tests of the transport: it issues the tokens t1, t2, ... and counts. */
import { createServer, type IncomingMessage } from 'node:http';
import { createClient, type ClientOptions, type ConnectedClient } from './client.ts';
import { createLedger, type CallLedger } from './ledger.ts';
import { createTestTiming, type TestTiming } from './test-timing.ts';

export interface Reply {
	readonly status?: number;
	/** Sent as JSON, text as it is. */
	readonly body?: unknown;
	readonly headers?: Readonly<Record<string, string>>;
	readonly hangs?: boolean;
	/** The headers come, half of the body, and nothing more. */
	readonly hangsInBody?: boolean;
	readonly delay?: number;
}

export interface ScriptedCall {
	readonly path: string;
	readonly token: string;
	/** The n-th call of this path, from 1. */
	readonly count: number;
}

export interface ScriptedServer {
	readonly url: string;
	/** A fresh client with a ledger and a time of its own; counts begin anew. */
	connect(
		script: (call: ScriptedCall) => Reply,
		options?: Partial<ClientOptions> & { budget?: number }
	): Connection;
	close(): Promise<void>;
}

export interface Connection {
	readonly client: ConnectedClient;
	readonly ledger: CallLedger;
	readonly timing: TestTiming;
	/** Paths in the order of their calls. */
	readonly called: string[];
	readonly tokensIssued: () => number;
}

export const SECRET = 'the-secret-of-the-app';
const TOKEN_PATH = '/v1.0/oauth2/accessToken';

export async function startScriptedServer(): Promise<ScriptedServer> {
	let script: (call: ScriptedCall) => Reply = () => ({});
	let called: string[] = [];
	let issued = 0;

	function replyTo(path: string, token: string): Reply {
		called.push(path);
		const reply = script({ path, token, count: called.filter((other) => other === path).length });
		// Other errors than those of key and secret are about other calls.
		if (path !== TOKEN_PATH || reply.status === 400) return reply;
		issued += 1;
		return {
			headers: reply.headers ?? {},
			delay: reply.delay ?? 0,
			body: { accessToken: `t${issued}`, expireIn: 7200 }
		};
	}

	const server = createServer((request, response) => {
		const url = new URL(request.url ?? '/', 'http://x');
		const reply = replyTo(url.pathname, tokenOf(request, url));
		if (reply.hangs === true) return;
		const { body = {} } = reply;
		const text = typeof body === 'string' ? body : JSON.stringify(body);
		response.writeHead(reply.status ?? 200, {
			'content-type': text.startsWith('<') ? 'text/html' : 'application/json',
			'content-length': Buffer.byteLength(text),
			...reply.headers
		});
		if (reply.hangsInBody === true) response.write(text.slice(0, text.length / 2));
		else setTimeout(() => response.end(text), reply.delay ?? 0);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('No port.');
	const url = `http://127.0.0.1:${address.port}`;

	return {
		url,
		connect(given, options = {}) {
			script = given;
			const mine: string[] = [];
			called = mine;
			issued = 0;
			const timing = createTestTiming();
			const ledger = createLedger(options.budget ?? Infinity, 0);
			const endpoints = {
				apiUrl: url,
				oapiUrl: url,
				appKey: 'key',
				appSecret: SECRET,
				corpId: 'c'
			};
			const client = createClient({ endpoints, ledger, maxQps: Infinity, timing, ...options });
			return { client, ledger, timing, called: mine, tokensIssued: () => issued };
		},
		async close() {
			server.closeAllConnections();
			await new Promise<void>((resolve) => server.close(() => resolve()));
		}
	};
}

function tokenOf(request: IncomingMessage, url: URL): string {
	const header = request.headers['x-acs-dingtalk-access-token'];
	return url.searchParams.get('access_token') ?? (typeof header === 'string' ? header : '');
}
