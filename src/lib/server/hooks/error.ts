import { randomUUID } from 'node:crypto';
import type { HandleServerError } from '@sveltejs/kit';
import { CubeError } from '../cube/errors.ts';
import { getRuntime } from '../runtime/current.ts';

/** Everything about a failure goes to the log under an id; the visitor sees the id and what can be done. */
export const reportError: HandleServerError = ({ error, event, status, message }) => {
	if (status === 404) return { message, code: 'not_found' };
	// The request's own fault: a form too large, a method that there is not.
	if (status < 500) return { message };
	const { method } = event.request;
	const errorId = logFailure({ method, path: event.url.pathname, status, error });
	const isData = error instanceof CubeError && error.isRetriable;
	return { message, errorId, code: isData ? 'data_unavailable' : 'unexpected' };
};

/** @returns the id under which the log has it */
export function logFailure(fields: Record<string, unknown>): string {
	const errorId = randomUUID().slice(0, 8);
	getRuntime().log.error({ errorId, ...fields }, 'a request failed');
	return errorId;
}
