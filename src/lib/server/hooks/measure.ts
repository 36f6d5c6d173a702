import type { Handle } from '@sveltejs/kit';
import { requestDuration } from '../metrics.ts';

/** How long each route takes, for `/metrics`. */
export const measureRequest: Handle = async ({ event, resolve }) => {
	const end = requestDuration.startTimer({ route: event.route.id ?? 'none' });
	const response = await resolve(event);
	end({ status: response.status });
	return response;
};
