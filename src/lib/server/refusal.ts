/** What somebody entered was not kept: why, and that their form comes back with it. */
import type { RequestEvent } from '@sveltejs/kit';
import { problemOf } from './app-state/entry-error.ts';
import { awayCodeOf, COME_AGAIN, type AwayCode } from './hooks/data-away.ts';
import { logFailure } from './hooks/error.ts';

/** For the form, which says it in words (why-not-kept.ts). */
export interface Refusal<Problem extends string> {
	/** A fault of what was entered, or of what should have kept it. */
	readonly problem: Problem | AwayCode;
	/** Of the latter: the log has it under this id. */
	readonly errorId: string | null;
}

/**
 * @param kind of the entry (EntryError)
 * @returns with the status of the answer: 400, or 503 where nothing is wrong with what was entered
 * @throws what else went wrong
 */
export function refusalOf<Problem extends string>(
	event: Pick<RequestEvent, 'request' | 'url' | 'setHeaders'>,
	cause: unknown,
	kind: string
): { readonly status: 400 | 503; readonly refusal: Refusal<Problem> } {
	const problem = problemOf<Problem>(cause, kind);
	if (problem !== null) return { status: 400, refusal: { problem, errorId: null } };
	const away = awayCodeOf(cause);
	if (away === null) throw cause;
	const { request, url, setHeaders } = event;
	setHeaders({ 'retry-after': COME_AGAIN });
	const failure = { method: request.method, path: url.pathname, status: 503, error: cause };
	return { status: 503, refusal: { problem: away, errorId: logFailure(failure) } };
}
