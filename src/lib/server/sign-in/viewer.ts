/** Who asks: the one place that says whose rights a request is answered with. */
import { error, type RequestEvent } from '@sveltejs/kit';
import { cubeAs } from '../cube/viewer-cube.ts';
import { TICKET_HEADER } from '../print/tickets.ts';
import type { Runtime } from '../runtime/current.ts';
import { ADMIN, roleOf, viewerInRole, type Role, type Viewer } from '../view-as.ts';
import type { SignIn } from './sign-in.ts';

/** null: nobody who has signed in. */
export async function viewerOf(event: RequestEvent, runtime: Runtime): Promise<Viewer | null> {
	const ticket = event.request.headers.get(TICKET_HEADER);
	if (ticket !== null) {
		// Asked for by this process itself, for somebody: never more than for that one page.
		const viewer = runtime.tickets.take(ticket, event.url.pathname + event.url.search);
		if (viewer === null) error(403, 'No such ticket');
		return viewer;
	}
	return runtime.signIn === null
		? demoViewer(runtime, roleOf(event.cookies.get('view_as')))
		: signedInViewer(event, runtime.signIn);
}

async function signedInViewer({ cookies }: RequestEvent, signIn: SignIn): Promise<Viewer | null> {
	const { session: name, options } = signIn.cookies;
	const session = await signIn.sessions.read(cookies.get(name));
	if (session === null) return null;
	const { userId, renewed } = session;
	if (renewed !== null) cookies.set(name, renewed.value, { ...options, maxAge: renewed.maxAge });
	return { userId, isAdmin: signIn.isAdmin(userId), role: null, name: session.name };
}

/** The bundled company is looked at in a role of the visitor's choice. */
async function demoViewer(runtime: Runtime, role: Role): Promise<Viewer> {
	const version = role === 'admin' ? null : await runtime.dataVersion();
	// Nothing is shown yet, and nobody is known.
	if (version === null) return { ...ADMIN, isAdmin: role === 'admin', role };
	return viewerInRole(cubeAs(runtime, ADMIN), version.version, version.asOf, role);
}
