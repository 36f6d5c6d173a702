import { forwardToCube } from '$lib/server/cube/forward.ts';
import { getRuntime } from '$lib/server/runtime/current.ts';
import { noteApiQuery } from '$lib/server/sign-in/api-views.ts';
import type { RequestHandler } from './$types';

/** Cube's REST API for other programs, with a bearer token of `npm run token` (contract.md, HTTP). */
export const fallback: RequestHandler = async ({ request, params, url }) => {
	const runtime = getRuntime();
	const { cubeApiUrl, log } = runtime;
	await noteApiQuery(runtime, request, url);
	return forwardToCube(request, {
		cubeApiUrl,
		path: params.path,
		search: url.search,
		onFailure: (error) => log.warn({ path: url.pathname, error }, 'Cube did not answer an API call')
	});
};
