import type { Handle } from '@sveltejs/kit';

/**
 * A page comes complete, words, numbers and pictures: on a slow line they, and their fonts, go before the scripts that bring it to
 * life. SvelteKit names those in a header, with the priority of what a page cannot be shown without.
 */
export const letPageGoFirst: Handle = async ({ event, resolve }) => {
	const response = await resolve(event);
	const named = response.headers.get('link');
	if (named !== null)
		response.headers.set(
			'link',
			named.replaceAll('rel="modulepreload"', 'rel="modulepreload"; fetchpriority=low')
		);
	return response;
};
