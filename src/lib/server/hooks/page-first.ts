import type { Handle } from '@sveltejs/kit';
import { createHash } from 'node:crypto';

/**
 * A page comes complete, words, numbers and pictures: they, and their fonts, go before the scripts that bring it to life, which would
 * share a slow line with them and be read before they are painted. SvelteKit names its scripts in a header, so that they come with
 * the first byte, and asks for them at the end of the page; here both wait for the first picture.
 */
export const letPageGoFirst: Handle = async ({ event, resolve }) => {
	const response = await resolve(event);
	const { headers } = response;
	const named = headers.get('link');
	// Without a tag it is still being written.
	if (named === null || !headers.has('etag')) return response;
	const text = await response.text();
	const late = scriptsAfterPaint(
		text,
		namesIn(named),
		headers.get('content-security-policy') ?? ''
	);
	if (late === null) return new Response(text, response);
	headers.delete('link');
	headers.set('content-security-policy', late.policy);
	headers.set('content-length', String(Buffer.byteLength(late.page)));
	return new Response(late.page, { status: response.status, headers });
};

function namesIn(header: string): string[] {
	return Array.from(header.matchAll(/<([^>]+)>; rel="modulepreload"/g), ([, name = '']) => name);
}

/** @returns null where the page asks for scripts in another way than we know: it stays as it is */
function scriptsAfterPaint(
	page: string,
	names: readonly string[],
	policy: string
): { readonly page: string; readonly policy: string } | null {
	// The last: no data can hold such a tag.
	const begin = page.lastIndexOf('<script>') + '<script>'.length;
	const end = page.indexOf('</script>', begin);
	const script = page.slice(begin, end);
	const asked = /Promise\.all\(\[\s*import\("[^"]+"\),\s*import\("[^"]+"\)\s*\]\)/.exec(
		script
	)?.[0];
	if (asked === undefined || !policy.includes(hashOf(script))) return null;
	const late = script.replace(asked, () => `${PAINTED}.then(() => (${nameAll(names)}, ${asked}))`);
	return {
		page: page.slice(0, begin) + late + page.slice(end),
		policy: policy.replace(hashOf(script), hashOf(late))
	};
}

/** In a tab that nobody looks at nothing is painted. */
const PAINTED =
	'new Promise((go) => { requestAnimationFrame(() => setTimeout(go)); setTimeout(go, 1000); })';

/** All at once, instead of each when the one before it has been read. */
function nameAll(names: readonly string[]): string {
	const list = JSON.stringify(names);
	return `${list}.forEach((href) => document.head.append(Object.assign(document.createElement("link"), { rel: "modulepreload", href })))`;
}

function hashOf(script: string): string {
	return createHash('sha256').update(script).digest('base64');
}
