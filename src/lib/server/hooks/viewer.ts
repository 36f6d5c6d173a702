import type { Handle } from '@sveltejs/kit';
import { createCube } from '../cube/client.ts';
import { getRuntime } from '../runtime/current.ts';

/** Until sign-in exists everybody reads as administrator; real data is then served on loopback only (runtime). */
const VIEWER = { userId: '', isAdmin: true };

export const readAsViewer: Handle = ({ event, resolve }) => {
	const runtime = getRuntime();
	event.locals.viewer = VIEWER;
	event.locals.cube = createCube({
		apiUrl: runtime.cubeApiUrl,
		token: () => runtime.cubeToken(VIEWER)
	});
	return resolve(event);
};
