import { randomUUID } from 'node:crypto';
import type { HandleServerError } from '@sveltejs/kit';
import { m } from '$lib/paraglide/messages.js';
import { NobodyWaitsError } from '../cube/wanted.ts';
import { getRuntime } from '../runtime/current.ts';
import { awayCodeOf } from './data-away.ts';

/** Everything about a failure goes to the log under an id; the visitor sees the id and what can be done. */
export const reportError: HandleServerError = ({ error, event, status, message }) => {
	if (status === 404) return { message, code: 'not_found' };
	// The request's own fault: a form too large, a method that there is not.
	if (status < 500) return { message };
	// The visitor went away, and the work was given up for it.
	if (error instanceof NobodyWaitsError) return { message: error.message };
	const { method } = event.request;
	const errorId = logFailure({ method, path: event.url.pathname, status, error });
	return sayWhatFailed(event.locals, error, errorId);
};

/** @returns the id under which the log has it */
export function logFailure(fields: Record<string, unknown>): string {
	const errorId = randomUUID().slice(0, 8);
	getRuntime().log.error({ errorId, ...fields }, 'a request failed');
	return errorId;
}

function sayWhatFailed(locals: App.Locals, error: unknown, errorId: string): App.Error {
	const { lang: locale, typed = [] } = locals;
	const code = awayCodeOf(error) ?? 'unexpected';
	locals.isDataAway = code !== 'unexpected';
	const [title, text] = {
		data_unavailable: [m.trouble_data_title({}, { locale }), m.trouble_data_text({}, { locale })],
		disk_full: [
			m.trouble_disk_full_title({}, { locale }),
			m.trouble_disk_full_text({}, { locale })
		],
		unexpected: [
			m.trouble_unexpected_title({}, { locale }),
			m.trouble_unexpected_text({}, { locale })
		]
	}[code];
	return {
		/** Where there is no page for it, such as for a file: all that is told. */
		message: `${title} ${text} ${m.trouble_id({}, { locale })} ${errorId}`,
		errorId,
		code,
		...(typed.length > 0 && { typed })
	};
}
