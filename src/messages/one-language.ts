/**
 * A browser gets the messages of the page's language alone, a seventh of them all. On the server `m` chooses the language at each
 * call; a document in a browser never changes its language, so there `m` speaks from the one file that words.ts has loaded.
 */
import type { Plugin } from 'vite';

export function oneLanguagePerPage(): Plugin {
	return {
		name: 'one-language-per-page',
		enforce: 'pre',
		applyToEnvironment: ({ name }) => name === 'client',
		load: (id) =>
			id.endsWith('/src/lib/paraglide/messages.js')
				? `export { m } from '/src/messages/words.ts';`
				: null
	};
}
