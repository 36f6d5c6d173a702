import { json } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

/** The process is up. Says nothing about its data: that is /readyz. */
export const GET: RequestHandler = () =>
	json({ status: 'up' }, { headers: { 'cache-control': 'no-store' } });
