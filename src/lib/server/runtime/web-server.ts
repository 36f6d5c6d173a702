/**
 * The web server with bounds on how long one client may hold what others need: a connection, memory for an answer, a place in a line.
 * Node's own default lets a client take five minutes for its request, and for ever to read the answer.
 */
import { createServer, type RequestListener, type Server } from 'node:http';

/** Milliseconds. */
export interface Patience {
	/** For all headers of a request, from its first byte. */
	readonly headers: number;
	/** For the whole request; half a megabyte at most (adapter-node, BODY_SIZE_LIMIT), on the slowest of phone lines. */
	readonly request: number;
	/** In which a client takes nothing of an answer that is waiting for it. */
	readonly unread: number;
	/** For the next request on a connection; longer than proxies keep them (Caddy 2 min, nginx 1 min). */
	readonly idle: number;
	/** How often requests are looked at. */
	readonly check: number;
}

export const PATIENCE: Patience = {
	headers: 15_000,
	request: 60_000,
	unread: 60_000,
	idle: 125_000,
	check: 5_000
};

export function createWebServer(listener: RequestListener, patience = PATIENCE): Server {
	const server = createServer({
		// A proxy keeps its connections for a minute or two. One that we close at the moment of its next request is an error to a visitor.
		keepAliveTimeout: patience.idle,
		headersTimeout: patience.headers,
		requestTimeout: patience.request,
		connectionsCheckingInterval: patience.check
	});
	server.on('request', (request, response) => {
		// An answer that takes long to be made is no fault of its client, and says nothing meanwhile either.
		const look = (): void => {
			if (response.writableLength > 0) response.destroy();
			else response.setTimeout(patience.unread);
		};
		response.setTimeout(patience.unread, look);
		listener(request, response);
	});
	return server;
}
