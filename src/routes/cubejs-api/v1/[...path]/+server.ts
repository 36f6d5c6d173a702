import { forwardToCube } from '$lib/server/cube/forward.ts';
import { logFailure } from '$lib/server/hooks/error.ts';
import { getRuntime } from '$lib/server/runtime/current.ts';
import { noteApiQuery } from '$lib/server/sign-in/api-views.ts';
import type { RequestHandler } from './$types';

/** Cube's REST API for other programs, with a bearer token (contract.md, HTTP). */
export const fallback: RequestHandler = async ({ request, params, url, locals }) => {
	const runtime = getRuntime();
	const { cubeApiUrl } = runtime;
	return forwardToCube(request, {
		cubeApiUrl,
		path: params.path,
		search: url.search,
		onQuery: (query) => noteApiQuery(runtime, request, url, query),
		// Cube knows its own tokens only. What is none of ours it refuses itself.
		...(locals.bearer !== null && { authorization: await runtime.cubeToken(locals.bearer) }),
		onFailure: (error) => logFailure({ method: request.method, path: url.pathname, error })
	});
};
