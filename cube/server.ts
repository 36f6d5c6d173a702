/** Cube in this process: REST only, on the loopback address. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { z } from 'zod';
import type { ErrorHandler } from 'express';
import type { OrchestratorApi, RequestContext } from '@cubejs-backend/server-core';
import type { CubeOptionsInput } from './options.ts';
import { asInProduction, inCubeEnvironment, redirectNotices } from './environment.ts';
import { alwaysFresh } from './freshness.ts';
import { AS_OF_VIEWS } from './policy.ts';
import { createToken } from './token.ts';
import { TRANSPILED_MODEL, withTranspiledModel } from './transpiled-model.ts';

export interface CubeServerInput extends CubeOptionsInput {
	/** 0, the default: any free one. */
	readonly port?: number;
}

export interface CubeServer {
	/** `http://127.0.0.1:PORT`; the REST API is at `/cubejs-api/v1`. */
	readonly url: string;
	/** @throws when it does not answer, or is no longer one that may be asked */
	check(signal: AbortSignal): Promise<void>;
	/** Takes no more requests, lets running ones end for up to 1.5 s, and releases Cube. Safe to call twice. */
	close(): Promise<void>;
}

/** Cube did not come up, its model cannot be served, or it is another one than wanted. A retry needs a changed model, data or setting. */
export class CubeStartError extends Error {
	override readonly name = 'CubeStartError';
}

/** What may be asked. GraphQL, the SQL API, pre-aggregation jobs and WebSockets are not part of the product. */
const ROUTES: Readonly<Record<string, readonly string[]>> = {
	'/cubejs-api/v1/load': ['GET', 'POST'],
	'/cubejs-api/v1/sql': ['GET', 'POST'],
	'/cubejs-api/v1/dry-run': ['GET', 'POST'],
	'/cubejs-api/v1/meta': ['GET'],
	'/livez': ['GET'],
	'/readyz': ['GET']
};

/** Bytes; the website takes as much. */
const LARGEST_BODY = 1_000_000;

const GRACE = 1500;

/**
 * Starts Cube and waits until its model is compiled.
 *
 * @throws {CubeStartError} the model does not compile, or has a view with `as_of` that the guard does not know
 */
export async function startCube({ port = 0, ...input }: CubeServerInput): Promise<CubeServer> {
	const { CubejsServer, CubejsServerCore, createCubeOptions, express } = await inCubeEnvironment(
		async () => ({
			...(await import('@cubejs-backend/server')),
			// Its default export: Node does not see that one's properties as names of the module.
			CubejsServerCore: (await import('@cubejs-backend/server-core')).default,
			...(await import('./options.ts')),
			express: (await import('express')).default
		})
	);
	redirectNotices((text) => input.log('debug', 'Cube notice', { warning: text }));

	class FreshCore extends CubejsServerCore {
		override async getOrchestratorApi(context: RequestContext): Promise<OrchestratorApi> {
			return alwaysFresh(await super.getOrchestratorApi(context));
		}
	}

	class EmbeddedCube extends CubejsServer {
		protected override createCoreInstance(...parts: ConstructorParameters<typeof FreshCore>) {
			return new FreshCore(...parts);
		}

		/** Not `listen`: it takes the port of the website and opens it to the network. */
		mount(): ReturnType<typeof express> {
			const app = express();
			app.disable('x-powered-by');
			// Cube would call a body that is no JSON a fault of its own.
			app.use(express.json({ limit: LARGEST_BODY }), sayWhatIsWrong);
			// Resolved when it returns: the promise is only of its signature.
			void this.core.initApp(app);
			return app;
		}

		/** Not `shutdown`: it ends the process when that takes long. */
		async release(): Promise<void> {
			await this.core.beforeShutdown();
			await this.core.shutdown();
		}
	}

	const [cube, app] = asInProduction(() => {
		const made = new EmbeddedCube(createCubeOptions(input));
		return [made, made.mount()] as const;
	});
	const server = createServer((request, response) => {
		if (isServed(request)) app(request, response);
		else refuse(response);
	});
	// Client and server share this process: when something keeps it busy for a second, a connection that is about to be closed
	// for idleness is still taken for the next question, which then fails. Longer than any busy second.
	server.keepAliveTimeout = 60_000;
	const url = await listen(server, port);
	let closing: Promise<void> | null = null;
	const close = () => (closing ??= stop(server).then(() => cube.release()));
	try {
		const check = () => checkModel(url, input);
		// Of the product's own model: others would take its place.
		await (input.modelDirectory === undefined
			? withTranspiledModel(TRANSPILED_MODEL, check)
			: check());
	} catch (error) {
		await close();
		throw error;
	}
	return { url, check: (signal) => checkLife(url, signal), close };
}

async function checkLife(url: string, signal: AbortSignal): Promise<void> {
	const answer = await fetch(`${url}/livez`, { signal });
	await answer.arrayBuffer();
	if (!answer.ok) throw new Error(`status ${answer.status}`);
}

function isServed({ url = '', method = '' }: IncomingMessage): boolean {
	const [path = ''] = url.split('?', 1);
	return Object.hasOwn(ROUTES, path) && (ROUTES[path] ?? []).includes(method);
}

function refuse(response: ServerResponse): void {
	response.writeHead(404, { 'content-type': 'application/json' });
	response.end(
		JSON.stringify({ error: `Not served here. Served are: ${Object.keys(ROUTES).join(', ')}` })
	);
}

/** Express knows an error handler by its four parameters. */
const sayWhatIsWrong: ErrorHandler = (error, _request, response, _next) => {
	const known = z.object({ status: z.number().min(400).max(499) }).safeParse(error);
	const reason = error instanceof Error ? error.message : 'The body cannot be read.';
	response.writeHead(known.data?.status ?? 400, { 'content-type': 'application/json' });
	response.end(JSON.stringify({ error: reason }));
};

function listen(server: Server, port: number): Promise<string> {
	return new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, '127.0.0.1', () => {
			const address = server.address();
			const bound = typeof address === 'object' && address !== null ? address.port : port;
			resolve(`http://127.0.0.1:${bound}`);
		});
	});
}

function stop(server: Server): Promise<void> {
	return new Promise((resolve) => {
		const killer = setTimeout(() => server.closeAllConnections(), GRACE);
		server.close(() => {
			clearTimeout(killer);
			resolve();
		});
		server.closeIdleConnections();
	});
}

const Meta = z.object({
	cubes: z.array(
		z.object({ name: z.string(), dimensions: z.array(z.object({ name: z.string() })) })
	)
});
const Failure = z.object({ error: z.string() });

/** Compiles the model, so that its mistakes stop the start and the first page does not wait for it. */
async function checkModel(
	url: string,
	{ apiSecret, asOfViews = AS_OF_VIEWS }: CubeServerInput
): Promise<void> {
	const token = await createToken(apiSecret, { user_id: 'start', is_admin: true }, '1m');
	const response = await fetch(`${url}/cubejs-api/v1/meta`, {
		headers: { authorization: `Bearer ${token}` }
	});
	const body: unknown = await response.json();
	if (!response.ok) {
		const failure = Failure.safeParse(body);
		throw new CubeStartError(
			`The Cube model cannot be served: ${failure.success ? failure.data.error : `HTTP ${response.status}`}`
		);
	}
	const unguarded = Meta.parse(body)
		.cubes.filter(({ name, dimensions }) =>
			dimensions.some((item) => item.name === `${name}.as_of`)
		)
		.map(({ name }) => name)
		.filter((name) => !asOfViews.includes(name));
	if (unguarded.length > 0)
		throw new CubeStartError(
			`${unguarded.join(', ')}: has as_of, but a query of it without a day would add up days; add it to AS_OF_VIEWS in cube/policy.ts.`
		);
}
