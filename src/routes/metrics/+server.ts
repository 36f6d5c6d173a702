import { METRICS_TYPE, metricsText } from '$lib/server/metrics.ts';
import type { RequestHandler } from './$types';

/** Prometheus text (contract.md, HTTP). */
export const GET: RequestHandler = async () =>
	new Response(await metricsText(), {
		headers: { 'content-type': METRICS_TYPE, 'cache-control': 'no-store' }
	});
