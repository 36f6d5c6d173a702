/** Pages asked for by the product itself, so that nobody waits for what is slow only once. */
import type { Config } from '../../../../etl/config.ts';
import { TICKET_HEADER } from '../print/tickets.ts';
import { ADMIN } from '../view-as.ts';
import { loopbackOf } from './loopback.ts';
import type { Runtime } from './current.ts';

/** What leaders open on a Monday, without filters. */
const FIRST_OPENED = [
	...['/', '/departments', '/confidence', '/stalled', '/alignment', '/transparency', '/check-ins']
];
const LIMIT_MS = 30_000;

type Web = Config['web'];

/** What is compiled on first use: page modules, Cube's plans. */
export function warmUp(web: Web, runtime: Runtime): Promise<void> {
	return open('/', web, runtime);
}

/**
 * The answers of a new data version for the pages that are opened first, kept for all who may open everything. One after another:
 * visitors come in between.
 */
export async function warmUpData(web: Web, runtime: Runtime): Promise<void> {
	for (const path of FIRST_OPENED) await open(path, web, runtime);
}

async function open(path: string, web: Web, runtime: Runtime): Promise<void> {
	try {
		const answer = await fetch(loopbackOf(web) + path, {
			// Where people sign in, nobody has yet.
			headers: { [TICKET_HEADER]: runtime.tickets.issue(ADMIN, path) },
			redirect: 'error',
			signal: AbortSignal.timeout(LIMIT_MS)
		});
		await answer.arrayBuffer();
	} catch {
		// Whoever opens the page next sees what is wrong; here it is only about speed.
	}
}
