import { exportFile, refuse } from '$lib/server/export/serve.ts';
import type { RequestHandler } from './$types';

/** A table of a page as a file, with the page's own query string (contract.md, HTTP). */
export const GET: RequestHandler = (event) => exportFile(event, event.params);

export const HEAD: RequestHandler = (event) => exportFile(event, event.params);

export const fallback: RequestHandler = () => refuse(405, 'Use GET.', { allow: 'GET, HEAD' });
