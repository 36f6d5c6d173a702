import { json } from '@sveltejs/kit';
import { getRuntime } from '$lib/server/runtime/current.ts';
import type { RequestHandler } from './$types';

const MAX_BODY_BYTES = 1_000_000;
const TIMEOUT_MS = 120_000;
const METHODS = ['GET', 'POST'];

/**
 * Cube's REST API for other programs (contract.md, HTTP). Cube itself checks the bearer token and applies guards; here only the
 * address changes. Of the request nothing but method, query, body and `Authorization` goes through.
 */
export const fallback: RequestHandler = async ({ request, params, url }) => {
	if (!METHODS.includes(request.method))
		return json({ error: 'Use GET or POST.' }, { status: 405, headers: { allow: 'GET, POST' } });

	const runtime = getRuntime();
	const base = new URL(`${runtime.cubeApiUrl}/`);
	const target = new URL(params.path + url.search, base);
	// `..` and absolute addresses must not leave the API.
	if (target.origin !== base.origin || !target.pathname.startsWith(base.pathname))
		return json({ error: 'No such endpoint.' }, { status: 404 });

	const body = request.method === 'POST' ? await readLimited(request) : null;
	if (body === 'too_large')
		return json({ error: `The body is larger than ${MAX_BODY_BYTES} bytes.` }, { status: 413 });

	const authorization = request.headers.get('authorization');
	try {
		const answer = await fetch(target, {
			method: request.method,
			body,
			redirect: 'manual',
			headers: {
				...(authorization === null ? {} : { authorization }),
				...(body === null ? {} : { 'content-type': 'application/json' })
			},
			signal: AbortSignal.any([request.signal, AbortSignal.timeout(TIMEOUT_MS)])
		});
		return new Response(answer.body, {
			status: answer.status,
			headers: {
				'content-type': answer.headers.get('content-type') ?? 'application/json',
				'cache-control': 'no-store'
			}
		});
	} catch (error) {
		if (request.signal.aborted) return new Response(null, { status: 499 });
		const isTimeout = error instanceof Error && error.name === 'TimeoutError';
		runtime.log.warn({ path: url.pathname, err: error }, 'Cube did not answer an API call');
		return isTimeout
			? json({ error: `No answer within ${TIMEOUT_MS / 1000} s.` }, { status: 504 })
			: json({ error: 'Cube cannot be reached. Try again.' }, { status: 502 });
	}
};

/** The whole body, or the fact that it is too large. */
async function readLimited(request: Request): Promise<Uint8Array<ArrayBuffer> | 'too_large'> {
	const chunks: Uint8Array[] = [];
	let size = 0;
	for await (const chunk of request.body ?? []) {
		size += chunk.byteLength;
		if (size > MAX_BODY_BYTES) return 'too_large';
		chunks.push(chunk);
	}
	return new Uint8Array(Buffer.concat(chunks));
}
