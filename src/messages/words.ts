/** In the browser: the messages of the page's language, in the place of those of all languages (one-language.ts). */
type Words = Readonly<Record<string, (inputs: object) => string>>;

const FILES = import.meta.glob<Words>([
	'../lib/paraglide/messages/*.js',
	'!../lib/paraglide/messages/_index.js'
]);

/** Empty until `loadWords` has ended; nothing is drawn before (hooks.client.ts). */
let words: Words = {};

/** @throws when the file cannot be had; the page then stays as the server drew it */
export async function loadWords(locale: string): Promise<void> {
	const load = FILES[`../lib/paraglide/messages/${locale}.js`];
	if (load === undefined) throw new Error(`There are no messages in ${locale}.`);
	words = await load();
}

/** Looked up at the call: modules take functions from here before the words are there. */
export const m = new Proxy<Words>(
	{},
	{
		get: (_, key) =>
			typeof key === 'string' ? (inputs: object = {}) => words[key]?.(inputs) : undefined
	}
);
