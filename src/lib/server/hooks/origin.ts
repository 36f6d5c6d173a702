import type { Handle } from '@sveltejs/kit';
import { getRuntime } from '../runtime/current.ts';

/** Addresses for machines, which come by whatever name they know. */
const MACHINE_ROUTES = /^\/(healthz|readyz|metrics|cubejs-api|export)(\/|$)/;

/** One host name for people, so that cookies and shared links are of one site: 127.0.0.1 redirects to ORIGIN (contract.md). */
export const redirectToOrigin: Handle = ({ event, resolve }) => {
	const { request, url } = event;
	const host = request.headers.get('host') ?? url.host;
	const origin = new URL(getRuntime().origin);
	const isByAddress = host.startsWith('127.0.0.1') && origin.hostname !== '127.0.0.1';
	if (isByAddress && request.method === 'GET' && !MACHINE_ROUTES.test(url.pathname)) {
		const location = `${origin.origin}${url.pathname}${url.search}`;
		return new Response(null, { status: 307, headers: { location } });
	}
	return resolve(event);
};
