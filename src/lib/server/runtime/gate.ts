/**
 * In front of everything that answers, files of the build and a start that is still under way among it: what a browser must not do
 * with any answer of ours, and what is too large or too broken to be looked at. The rest of the content security policy is that of pages
 * (svelte.config.js).
 */
import type { Handler } from './handler.ts';
import { LARGEST_BODY, LONGEST_ADDRESS } from '../limits.ts';

/**
 * Who may show us inside a page of theirs: we ourselves, and DingTalk, which opens applications of its workbench in its own client or,
 * on the web, in pages of its domain. DingTalk does not document from which of its hosts. svelte.config.js says the same for pages.
 */
export const FRAME_POLICY = "frame-ancestors 'self' https://*.dingtalk.com";

/** Seconds: a year. Only this host, because the domain and its other names are not ours to decide about. */
const ENCRYPTED_ONLY = 'max-age=31536000';

/** @param origin ORIGIN: behind TLS browsers are told never to come without it again */
export function headersOfAll(origin: string): Readonly<Record<string, string>> {
	return {
		'content-security-policy': FRAME_POLICY,
		'x-content-type-options': 'nosniff',
		'referrer-policy': 'same-origin',
		'cross-origin-opener-policy': 'same-origin',
		'permissions-policy': 'camera=(), geolocation=(), microphone=()',
		...(new URL(origin).protocol === 'https:' && { 'strict-transport-security': ENCRYPTED_ONLY })
	};
}

/** The handler behind the gate. @param origin ORIGIN */
export function behindGate(origin: string, handler: Handler): Handler {
	const headers = Object.entries(headersOfAll(origin));
	return (request, response) => {
		for (const [name, value] of headers) response.setHeader(name, value);
		const refusal = refusalOf(request.url ?? '', request.headers['content-length']);
		if (refusal === null) return handler(request, response);
		// Node reads past the body, for as long as a request may take (web-server.ts): hung up on, its sender would not hear the answer.
		response
			.writeHead(refusal.status, {
				'content-type': 'text/plain; charset=utf-8',
				'cache-control': 'no-store'
			})
			.end(`${refusal.text}\n`);
	};
}

function refusalOf(
	address: string,
	length: string | undefined
): { readonly status: number; readonly text: string } | null {
	if (address.length > LONGEST_ADDRESS)
		return {
			status: 414,
			text: `The address is longer than ${LONGEST_ADDRESS} characters. Choose fewer filters; programs send long queries with POST.`
		};
	if (!isReadable(address)) return { status: 400, text: 'The address cannot be read.' };
	if (Number(length ?? 0) > LARGEST_BODY)
		return { status: 413, text: `The body is larger than ${LARGEST_BODY} bytes.` };
	return null;
}

/**
 * Whether the path is UTF-8 behind its escapes. SvelteKit finds that out, too, but then has the hooks run where nobody catches what they
 * throw: a redirect to the way in ended the process.
 */
function isReadable(address: string): boolean {
	try {
		decodeURI(address.split('?', 1)[0] ?? '');
		return true;
	} catch {
		return false;
	}
}
