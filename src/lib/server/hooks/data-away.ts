/** The data cannot be had for now: what is to be said of it, and with which status. */
import type { Handle } from '@sveltejs/kit';
import { CubeError } from '../cube/errors.ts';

/** Seconds: engines and networks that come back do so in less. */
export const COME_AGAIN = '10';

/** By their names: the classes of the process that keeps the engine are not those of this bundle. */
const AWAY = new Set([
	...['ClickHouseError', 'WarehouseSilentError', 'WarehouseUnreachableError'],
	...['StatementAbortedError', 'StatementLostError', 'WarehouseClosedError', 'DiskFullError']
]);

/** Whether it is the engine or Cube that fails, on the way to it or in itself, and not this program. */
export function isDataAway(error: unknown): error is Error {
	if (error instanceof CubeError) return error.isRetriable;
	if (!(error instanceof Error)) return false;
	// That of `@clickhouse/client` has no name of its own. The network's own errors have a system call; pages meet none but those of
	// the way to a ClickHouse server.
	return AWAY.has(error.constructor.name) || ('code' in error && 'syscall' in error);
}

export type AwayCode = 'disk_full' | 'data_unavailable';

/** null: something else failed. */
export function awayCodeOf(error: unknown): AwayCode | null {
	if (!isDataAway(error)) return null;
	// By its name, as above.
	return error.constructor.name === 'DiskFullError' ? 'disk_full' : 'data_unavailable';
}

/** SvelteKit knows an unexpected error as 500 only. For programs and proxies this one is 503: come again. */
export const saySoWhenDataIsAway: Handle = async ({ event, resolve }) => {
	const response = await resolve(event);
	if (response.status !== 500 || event.locals.isDataAway !== true) return response;
	const headers = new Headers(response.headers);
	headers.set('retry-after', COME_AGAIN);
	return new Response(response.body, { status: 503, headers });
};
