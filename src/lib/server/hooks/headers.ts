import type { Handle } from '@sveltejs/kit';

/** Pages hold what this viewer may see: no shared cache may keep them. Headers of all answers are in runtime/gate.ts. */
export const keepPagesPrivate: Handle = async ({ event, resolve }) => {
	const response = await resolve(event);
	const { headers } = response;
	if (headers.get('content-type')?.startsWith('text/html') === true)
		headers.set('cache-control', 'private, no-cache');
	return response;
};
