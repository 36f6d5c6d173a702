/** Programs ask with a bearer token: which routes answer them, and what a token must be for. */
import type { RequestEvent } from '@sveltejs/kit';
import type { TokenScope } from '../app-state/token-choices.ts';
import type { Bearer, Runtime } from '../runtime/current.ts';

/**
 * For programs alone; a cookie would let other sites ask in somebody's name. Figures of the process are among them: they tell of no
 * goal, but of the month's calls and of which pages are read, and nobody outside of the company needs to know that.
 */
const FOR_PROGRAMS: Readonly<Record<string, TokenScope>> = {
	'/metrics': 'figures',
	'/cubejs-api/v1/[...path]': 'figures'
};
/** For people, and for programs too. */
const FOR_BOTH: Readonly<Record<string, TokenScope>> = {
	'/export/[question].[format]': 'files',
	'/export/review.[format]': 'files',
	'/export/progress': 'files'
};

export interface Program {
	/** null: the token is none of ours, or has ended. */
	readonly bearer: Bearer | null;
	/** What the route asks of a token. */
	readonly scope: TokenScope;
}

export function isForPrograms(route: string | null): boolean {
	return route !== null && Object.hasOwn(FOR_PROGRAMS, route);
}

/** null: no program asks here. */
export async function programOf(
	{ route, request }: RequestEvent,
	runtime: Pick<Runtime, 'bearer'>
): Promise<Program | null> {
	const id = route.id ?? '';
	const scope = FOR_PROGRAMS[id] ?? FOR_BOTH[id];
	if (scope === undefined) return null;
	// Cube takes the bare token, too.
	const [, token] = /^(?:Bearer )?(\S+)$/i.exec(request.headers.get('authorization') ?? '') ?? [];
	if (token === undefined) return null;
	return { bearer: await runtime.bearer(token), scope };
}
