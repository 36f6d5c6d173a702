import { getRuntime } from '$lib/server/runtime/current.ts';
import type { RequestHandler } from './$types';

/** Which data there is: a wall screen asks every minute and fetches the pages again when it is another. */
export const GET: RequestHandler = async () =>
	new Response(String((await getRuntime().dataVersion())?.version ?? ''), {
		headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }
	});
