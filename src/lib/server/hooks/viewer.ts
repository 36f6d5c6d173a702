import { json, redirect, type Handle, type RequestEvent } from '@sveltejs/kit';
import { getRuntime, type Runtime } from '../runtime/current.ts';
import { loginHref } from '../sign-in/login-href.ts';
import { cubeOfViewer } from '../sign-in/viewer-cube.ts';
import { viewerOf } from '../sign-in/viewer.ts';
import { NOBODY } from '../view-as.ts';

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
/**
 * For programs, with the bearer token of a person or an administrator; a cookie would let other sites ask in somebody's name. Figures
 * of the process are among them: they tell of no goal, but of the month's calls and of which pages are read, and nobody outside of the
 * company needs to know that.
 */
const BEARER_ROUTES = new Set(['/metrics', '/cubejs-api/v1/[...path]']);

/** Every request has a viewer, or ends here. */
export const readAsViewer: Handle = async ({ event, resolve }) => {
	const runtime = getRuntime();
	const viewer = await viewerOf(event, runtime);
	if (viewer === null && !(await isOpen(event, runtime))) return signInFirst(event);
	event.locals.viewer = viewer ?? NOBODY;
	const address = event.url.pathname + event.url.search;
	event.locals.cube = cubeOfViewer(runtime, event.locals.viewer, address);
	return resolve(event);
};

async function isOpen(
	{ route, url, request }: RequestEvent,
	runtime: Pick<Runtime, 'bearer'>
): Promise<boolean> {
	// A file that a newer build no longer has.
	if (route.id === null) return url.pathname.startsWith('/_app/');
	if (!BEARER_ROUTES.has(route.id)) return OPEN_ROUTES.has(route.id);
	// Cube takes the bare token, too.
	const [, token] = /^(?:Bearer )?(\S+)$/i.exec(request.headers.get('authorization') ?? '') ?? [];
	return token !== undefined && (await runtime.bearer(token)) !== null;
}

/** People are led to the way in, and from there to where they wanted to go; programs are told. */
function signInFirst({ request, route, url, isDataRequest }: RequestEvent): Response {
	const isForPrograms = route.id !== null && BEARER_ROUTES.has(route.id);
	const accept = request.headers.get('accept') ?? '';
	const isAction = request.headers.get('x-sveltekit-action') === 'true';
	if (!isForPrograms && (isDataRequest || isAction || accept.includes('text/html')))
		redirect(303, loginHref(request.method === 'GET' ? url.pathname + url.search : url.pathname));
	return json(
		isForPrograms
			? { error: 'A bearer token of `npm run token` is needed.' }
			: { error: 'Sign in first.', login: '/login' },
		{
			status: 401,
			headers: {
				'cache-control': 'no-store',
				...(isForPrograms && { 'www-authenticate': 'Bearer' })
			}
		}
	);
}
