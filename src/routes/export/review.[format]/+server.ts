import { refuse } from '$lib/server/export/serve.ts';
import { reviewFile } from '$lib/server/review/serve.ts';
import type { RequestHandler } from './$types';

/** The review of a period and department as a file, with the query string of a page (contract.md, HTTP). */
export const GET: RequestHandler = (event) => reviewFile(event);

export const HEAD: RequestHandler = (event) => reviewFile(event);

export const fallback: RequestHandler = () => refuse(405, 'Use GET.', { allow: 'GET, HEAD' });
