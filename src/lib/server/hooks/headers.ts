import type { Handle } from '@sveltejs/kit';

/** What a browser must not do with our answers. The content security policy itself is in svelte.config.js. */
export const setSecurityHeaders: Handle = async ({ event, resolve }) => {
	const response = await resolve(event);
	const { headers } = response;
	headers.set('x-content-type-options', 'nosniff');
	headers.set('referrer-policy', 'same-origin');
	headers.set('cross-origin-opener-policy', 'same-origin');
	headers.set('permissions-policy', 'camera=(), geolocation=(), microphone=()');
	// Pages hold what this viewer may see: no shared cache may keep them.
	if (headers.get('content-type')?.startsWith('text/html') === true)
		headers.set('cache-control', 'private, no-cache');
	return response;
};
