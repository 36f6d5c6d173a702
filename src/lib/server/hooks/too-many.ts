/** Somebody asks more than their share (limits.ts). */
import { error, json, type Handle, type RequestEvent } from '@sveltejs/kit';
import { m } from '$lib/paraglide/messages.js';
import { isForPage, keepOnlyTyped, readNothing } from './page-instead.ts';

/**
 * A program is told in a line of JSON, a person in words of their language: for a page by one that is drawn without asking anything and
 * has what they typed, for all else, such as a file, by the words alone.
 * @param seconds whole, until the next try
 */
export async function tooMany(
	{ event, resolve }: Parameters<Handle>[0],
	by: 'token' | 'person',
	seconds: number
): Promise<Response> {
	const { request, isDataRequest } = event;
	const answer = {
		status: 429,
		headers: { 'cache-control': 'no-store', 'retry-after': String(seconds) }
	};
	if (by === 'token')
		return json({ error: `Too many requests. Try again in ${seconds} s.` }, answer);

	// SvelteKit's scripts in a page show the same page by it, where an address or a form of it was refused.
	if (isDataRequest) return json(inWords(event, seconds), answer);
	if (request.headers.get('x-sveltekit-action') === 'true')
		return json({ type: 'error', error: inWords(event, seconds) }, answer);

	if (!isForPage(event)) {
		const headers = { ...answer.headers, 'content-type': 'text/plain; charset=utf-8' };
		return new Response(inWords(event, seconds).message, { ...answer, headers });
	}
	const { method } = request;
	await keepOnlyTyped(event);
	const told = inWords(event, seconds, method);
	readNothing(event, () => error(429, told));
	event.setHeaders({ 'retry-after': String(seconds) });
	return resolve(event);
}

/** @param wait seconds */
function inWords(
	{ locals, request }: RequestEvent,
	wait: number,
	method: string = request.method
): App.Error {
	const { lang: locale, typed = [] } = locals;
	const title = m.trouble_too_many_title({}, { locale });
	const text = m.trouble_too_many_text({ count: wait }, { locale });
	return {
		message: `${title}. ${text}`,
		code: 'too_many',
		wait,
		isUndone: method === 'POST',
		...(typed.length > 0 && { typed })
	};
}
