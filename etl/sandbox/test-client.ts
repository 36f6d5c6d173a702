/** A bare client for the sandbox's own tests: it shows status and body as they are on the wire. */

import { z } from 'zod';
import { startSandbox, type Sandbox, type SandboxOptions } from './server.ts';

export interface WireAnswer {
	readonly status: number;
	readonly body: Readonly<Record<string, unknown>>;
}

export interface TestClient {
	readonly sandbox: Sandbox;
	readonly token: string;
	/** The new host, token in the header. */
	api(method: 'GET' | 'POST', path: string, body?: unknown): Promise<WireAnswer>;
	/** The old host, token in the query. */
	oapi(path: string, body?: unknown): Promise<WireAnswer>;
	/** Anything, without a token. */
	bare(method: string, path: string, options?: Bare): Promise<WireAnswer>;
	close(): Promise<void>;
}

interface Bare {
	readonly body?: unknown;
	readonly headers?: Readonly<Record<string, string>>;
}

const JsonObject = z.record(z.string(), z.unknown());

export async function connect(options: Partial<SandboxOptions> = {}): Promise<TestClient> {
	const sandbox = await startSandbox({
		port: 0,
		people: 60,
		seed: 7,
		today: '2026-11-22',
		...options
	});

	async function bare(
		method: string,
		path: string,
		{ body, headers }: Bare = {}
	): Promise<WireAnswer> {
		const response = await fetch(sandbox.url + path, {
			method,
			headers: { ...headers },
			...(body === undefined
				? {}
				: { body: typeof body === 'string' ? body : JSON.stringify(body) })
		});
		return { status: response.status, body: JsonObject.parse(await response.json()) };
	}

	const issued = await bare('POST', '/v1.0/oauth2/accessToken', {
		body: { appKey: 'key', appSecret: 'secret' }
	}).catch((): WireAnswer => ({ status: 0, body: {} }));
	const token = z.string().catch('').parse(issued.body['accessToken']);
	return {
		sandbox,
		token,
		bare,
		api: (method, path, body) =>
			bare(method, path, { body, headers: { 'x-acs-dingtalk-access-token': token } }),
		oapi: (path, body = {}) => bare('POST', `${path}?access_token=${token}`, { body }),
		close: () => sandbox.close()
	};
}

/** A part of an answer's body by its path; undefined where there is none. */
export function at(answer: WireAnswer, ...path: readonly (string | number)[]): unknown {
	let value: unknown = answer.body;
	for (const step of path) {
		if (Array.isArray(value) && typeof step === 'number') value = value[step];
		else value = JsonObject.catch({}).parse(value)[step];
	}
	return value;
}

/** A list of objects in an answer's body. */
export function listAt(
	answer: WireAnswer,
	...path: readonly (string | number)[]
): Record<string, unknown>[] {
	return z.array(JsonObject).parse(at(answer, ...path));
}
