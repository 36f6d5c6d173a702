import { error, type Handle } from '@sveltejs/kit';
import { cubeAs } from '../cube/viewer-cube.ts';
import { TICKET_HEADER } from '../print/tickets.ts';
import { getRuntime, type Runtime } from '../runtime/current.ts';
import { ADMIN, roleOf, viewerInRole, type Role, type Viewer } from '../view-as.ts';

/**
 * Until sign-in exists everybody reads real data as administrator, and it is served on loopback only (runtime). The bundled company
 * is looked at in a role of the visitor's choice.
 */
export const readAsViewer: Handle = async ({ event, resolve }) => {
	const runtime = getRuntime();
	const ticket = event.request.headers.get(TICKET_HEADER);
	if (ticket !== null) {
		// Asked for by this process itself, for somebody: never more than for that one page.
		const viewer = runtime.tickets.take(ticket, event.url.pathname + event.url.search);
		if (viewer === null) error(403, 'No such ticket');
		event.locals.viewer = viewer;
	} else
		event.locals.viewer = runtime.isSandbox
			? await demoViewer(runtime, roleOf(event.cookies.get('view_as')))
			: ADMIN;
	event.locals.cube = cubeAs(runtime, event.locals.viewer);
	return resolve(event);
};

async function demoViewer(runtime: Runtime, role: Role): Promise<Viewer> {
	const version = role === 'admin' ? null : await runtime.dataVersion();
	// Nothing is shown yet, and nobody is known.
	if (version === null) return { ...ADMIN, isAdmin: role === 'admin', role };
	return viewerInRole(cubeAs(runtime, ADMIN), version.version, version.asOf, role);
}
