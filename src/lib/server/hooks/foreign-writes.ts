import { json, type Handle } from '@sveltejs/kit';

const READS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * No other site changes anything in a visitor's name. SvelteKit refuses forms from elsewhere; this refuses whatever else a browser
 * sends from there, JSON for one. Programs are no browsers and name no origin.
 */
export const refuseForeignWrites: Handle = ({ event, resolve }) =>
	isForeignWrite(event.request, event.url.origin)
		? json({ error: 'Other sites may not change anything here.' }, { status: 403 })
		: resolve(event);

/** @param origin of this site */
export function isForeignWrite({ method, headers }: Request, origin: string): boolean {
	if (READS.has(method)) return false;
	const from = headers.get('origin');
	// A page without an origin of its own, such as a file or a sandboxed frame, sends `null`.
	return (from !== null && from !== origin) || headers.get('sec-fetch-site') === 'cross-site';
}
