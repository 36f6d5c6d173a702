import { json, redirect, type Handle, type RequestEvent } from '@sveltejs/kit';
import { getRuntime, type Bearer, type Runtime } from '../runtime/current.ts';
import { loginHref } from '../sign-in/login-href.ts';
import { isForPrograms, programOf, type Program } from '../sign-in/program.ts';
import { cubeOfViewer } from '../sign-in/viewer-cube.ts';
import { viewerOf } from '../sign-in/viewer.ts';
import { TICKET_HEADER } from '../print/tickets.ts';
import { NOBODY, type Viewer } from '../view-as.ts';
import { COME_AGAIN, isDataAway } from './data-away.ts';
import { reportError } from './error.ts';
import type { AskerKind } from '../limits.ts';
import { isForPage, keepOnlyTyped, readNothing } from './page-instead.ts';
import { RateLimit } from './rate-limit.ts';
import { tooMany } from './too-many.ts';
import { Turns } from './turns.ts';

/**
 * What is answered without a session: whether the process is well, the way in, language and colours. Files of the build do not come
 * here. Everything else, also what does not exist, asks who is there first.
 */
const OPEN_ROUTES = new Set([
	'/healthz',
	'/readyz',
	'/login',
	'/login/dingtalk',
	'/login/callback',
	'/logout',
	'/preferences'
]);

const limit = new RateLimit();
const turns = new Turns();

/** Every request has a viewer, or ends here. */
export const readAsViewer: Handle = async ({ event, resolve }) => {
	const runtime = getRuntime();
	let who: Who | Response;
	try {
		who = await whoAsks(event, runtime);
	} catch (error) {
		if (!isDataAway(error)) throw error;
		return asUnknown({ event, resolve }, error);
	}
	if (who instanceof Response) return who;
	const { bearer, viewer } = who;
	const mayAsk =
		isForPrograms(event.route.id) && runtime.signIn !== null
			? bearer !== null
			: viewer !== null || isOpen(event);
	if (!mayAsk) return signInFirst(event);

	// A page that this process asks itself for is part of the request that it is asked for.
	const asker: readonly [AskerKind, string] | null =
		bearer !== null
			? ['token', bearer.tokenId]
			: viewer !== null && runtime.signIn !== null && !event.request.headers.has(TICKET_HEADER)
				? ['person', viewer.userId]
				: null;
	const wait = asker === null ? 0 : limit.take(...asker);
	if (asker !== null && wait > 0) return tooMany({ event, resolve }, asker[0], wait);

	event.locals.viewer = viewer ?? NOBODY;
	event.locals.bearer = bearer;
	const address = event.url.pathname + event.url.search;
	event.locals.cube = cubeOfViewer(runtime, event.locals.viewer, address, event.request.signal);
	event.locals.asker = asker === null ? null : asker.join(' ');
	if (asker === null) return resolve(event);
	const endTurn = await turns.take(...asker);
	if (endTurn === null) return tooMany({ event, resolve }, asker[0], 10);
	try {
		return await resolve(event);
	} finally {
		endTurn();
	}
};

interface Who {
	/** null: a person asks. */
	readonly bearer: Bearer | null;
	/** null: nobody who has signed in. */
	readonly viewer: Viewer | null;
}

/** @returns an answer when the token that came is not accepted */
async function whoAsks(event: RequestEvent, runtime: Runtime): Promise<Who | Response> {
	const program = await programOf(event, runtime);
	const refusal = program === null ? null : refusalOf(program, runtime.signIn === null);
	if (refusal !== null) return refusal;
	const bearer = program?.bearer ?? null;
	return { bearer, viewer: bearer === null ? await viewerOf(event, runtime) : viewerBy(bearer) };
}

/**
 * Who asks cannot be read now, so that nobody is shown anything. What needs nobody is answered as ever; a page is the one that says
 * so, in the visitor's language; all else is told in a line.
 */
async function asUnknown(
	{ event, resolve }: Parameters<Handle>[0],
	error: Error
): Promise<Response> {
	const fail = (): never => {
		throw error;
	};
	if (isOpen(event)) {
		readNothing(event, fail);
		return resolve(event);
	}
	if (isForPage(event)) {
		await keepOnlyTyped(event);
		readNothing(event, fail);
		return resolve(event);
	}
	return json(await reportError({ error, event, status: 500, message: '' }), {
		status: 503,
		headers: { 'cache-control': 'no-store', 'retry-after': COME_AGAIN }
	});
}

function viewerBy({ userId, isAdmin, name }: Bearer): Viewer {
	return { userId, isAdmin, role: null, name };
}

function isOpen({ route, url }: RequestEvent): boolean {
	// A file that a newer build no longer has.
	if (route.id === null) return url.pathname.startsWith('/_app/');
	return OPEN_ROUTES.has(route.id);
}

/** null: go on. In the demo Cube itself says what is wrong with a token, as it does to whoever asks it directly. */
function refusalOf({ bearer, scope }: Program, isDemo: boolean): Response | null {
	if (bearer === null)
		return isDemo && scope === 'figures'
			? null
			: refused(401, 'The token is none of this server, has ended or was revoked.', {
					'www-authenticate': 'Bearer'
				});
	if (!bearer.scopes.includes(scope))
		return refused(403, `The token is not for ${scope}; /settings makes one that is.`);
	return null;
}

/** People are led to the way in, and from there to where they wanted to go; programs are told. */
function signInFirst({ request, route, url, isDataRequest }: RequestEvent): Response {
	if (isForPrograms(route.id))
		return refused(401, 'A bearer token is needed; /settings or `npm run token` makes one.', {
			'www-authenticate': 'Bearer'
		});
	const accept = request.headers.get('accept') ?? '';
	const isAction = request.headers.get('x-sveltekit-action') === 'true';
	if (isDataRequest || isAction || accept.includes('text/html'))
		redirect(303, loginHref(request.method === 'GET' ? url.pathname + url.search : url.pathname));
	return json(
		{ error: 'Sign in first.', login: '/login' },
		{ status: 401, headers: { 'cache-control': 'no-store' } }
	);
}

function refused(status: number, error: string, headers: Record<string, string> = {}): Response {
	return json({ error }, { status, headers: { 'cache-control': 'no-store', ...headers } });
}
