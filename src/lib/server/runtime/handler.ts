/** The built dashboard, as what answers requests. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import compression from 'compression';
import { z } from 'zod';
import { publishToServer, type Config } from '../../../../etl/config.ts';
import { LARGEST_BODY } from '../limits.ts';

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** Pages and answers; files of the build are compressed already, and an event stream must not wait until there is enough of it. */
const compress = compression({
	filter: (request, response) =>
		!String(response.getHeader('content-type')).startsWith('text/event-stream') &&
		compression.filter(request, response)
});

export async function buildHandler(config: Config): Promise<Handler> {
	publishToServer(config, LARGEST_BODY);
	const built: unknown = await import(
		new URL('../../../../build/handler.js', import.meta.url).href
	);
	const { handler } = z
		.object({ handler: z.custom<Handler>((value) => typeof value === 'function') })
		.parse(built);
	return (request, response) => compress(request, response, () => handler(request, response));
}
