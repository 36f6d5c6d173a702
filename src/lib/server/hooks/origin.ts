import type { Handle } from '@sveltejs/kit';
import { TICKET_HEADER } from '../print/tickets.ts';
import { getRuntime } from '../runtime/current.ts';

/** Addresses for machines, which come by whatever name they know. */
const MACHINE_ROUTES = /^\/(healthz|readyz|metrics|cubejs-api|export)(\/|$)/;

/** One host name for people, so that cookies and shared links are of one site: 127.0.0.1 redirects to ORIGIN (contract.md). */
export const redirectToOrigin: Handle = ({ event, resolve }) => {
	const location = locationAtOrigin(event.request, event.url, getRuntime().origin);
	return location === null
		? resolve(event)
		: new Response(null, { status: 307, headers: { location } });
};

/** The same page under ORIGIN, if it was asked for by address; otherwise null. */
export function locationAtOrigin(request: Request, url: URL, origin: string): string | null {
	// What this process asks itself for: fetch says the address as Host, whatever it is told.
	if (request.headers.has(TICKET_HEADER)) return null;
	const host = request.headers.get('host') ?? url.host;
	const isByAddress = /^127\.0\.0\.1(:|$)/.test(host) && new URL(origin).hostname !== '127.0.0.1';
	return isByAddress && request.method === 'GET' && !MACHINE_ROUTES.test(url.pathname)
		? `${new URL(origin).origin}${url.pathname}${url.search}`
		: null;
}
