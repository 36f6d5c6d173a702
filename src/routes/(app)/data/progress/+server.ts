import { getRuntime } from '$lib/server/runtime/current.ts';
import { syncEvents } from '$lib/server/sync-events.ts';
import type { RequestHandler } from './$types';

/** Live progress of a running sync; ends with it. Proxies must neither keep, pack nor hold it back. */
export const GET: RequestHandler = () =>
	new Response(syncEvents(getRuntime()), {
		headers: {
			'content-type': 'text/event-stream; charset=utf-8',
			'cache-control': 'no-store, no-transform',
			'x-accel-buffering': 'no'
		}
	});
