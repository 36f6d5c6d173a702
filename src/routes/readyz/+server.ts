import { json } from '@sveltejs/kit';
import { getRuntime } from '$lib/server/runtime/current.ts';
import type { RequestHandler } from './$types';

/** Migrated, Cube answers, one data version exists. Stale data is a warning, not a failure (contract.md, HTTP). */
export const GET: RequestHandler = async () => {
	const readiness = await getRuntime().readiness();
	return json(readiness, {
		status: readiness.ready ? 200 : 503,
		headers: { 'cache-control': 'no-store', ...(readiness.ready ? {} : { 'retry-after': '5' }) }
	});
};
