/** For the page that says why what was asked for cannot be shown now: it is drawn without reading or changing anything. */
import type { RequestEvent } from '@sveltejs/kit';
import { formOf } from '../form.ts';
import { NOBODY } from '../view-as.ts';

/** Whether a page of ours was asked for, to be read by a person: by its address, from a page of ours, or by a form without scripts. */
export function isForPage({
	request,
	route,
	isDataRequest
}: Pick<RequestEvent, 'request' | 'route' | 'isDataRequest'>): boolean {
	return (
		['GET', 'POST'].includes(request.method) &&
		/^\/(\(app\)|wall$)/.test(route.id ?? '') &&
		(isDataRequest || (request.headers.get('accept') ?? '').includes('text/html'))
	);
}

/**
 * Of a form only what was typed counts, which the page gives back to be copied: it is not carried out, and the request goes on as one
 * for the page.
 * @throws SvelteKit's error where it is no form that can be read (formOf)
 */
export async function keepOnlyTyped(event: RequestEvent): Promise<void> {
	if (event.request.method !== 'POST') return;
	await formOf(event);
	event.request = new Request(event.url, { headers: { accept: 'text/html' } });
}

/** From here on the request is nobody's, and whatever it reads fails. @param fail throws why */
export function readNothing({ locals }: Pick<RequestEvent, 'locals'>, fail: () => never): void {
	const reading = async (): Promise<never> => fail();
	locals.viewer = NOBODY;
	locals.bearer = null;
	locals.asker = null;
	locals.cube = { rows: reading };
	locals.scope = reading();
	locals.scope.catch(() => {});
}
