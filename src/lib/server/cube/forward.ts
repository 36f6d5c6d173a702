import { isTooLarge } from '../form.ts';
import { LARGEST_BODY } from '../limits.ts';
import { failureOf } from './api-errors.ts';

const TIMEOUT_MS = 120_000;
const METHODS = ['GET', 'POST'];

export interface ForwardTarget {
	/** `http://127.0.0.1:PORT/cubejs-api/v1` */
	readonly cubeApiUrl: string;
	/** Below the API, without a leading slash. */
	readonly path: string;
	/** Query string, `''` or with its `?`. */
	readonly search: string;
	/** Instead of the one that came with the request. */
	readonly authorization?: string;
	/** For a whole answer. */
	readonly timeoutMs?: number;
	/** Told before Cube is, and awaited: the body, or of GET what is asked in the address. */
	readonly onQuery?: (query: string) => Promise<void>;
	/** Writes to the log why there is no answer. @returns the id under which it stands there */
	readonly onFailure: (error: unknown) => string;
}

/**
 * Hands a request of another program to Cube's REST API and streams the answer back. Cube itself checks the bearer token and
 * applies the guards; here only the address changes. Of the request nothing but method, query, body and `Authorization` goes
 * through.
 */
export async function forwardToCube(request: Request, target: ForwardTarget): Promise<Response> {
	const { timeoutMs = TIMEOUT_MS } = target;
	if (!METHODS.includes(request.method))
		return fault(405, 'Use GET or POST.', {}, { allow: METHODS.join(', ') });

	const address = addressOf(target);
	if (address === null) return fault(404, 'No such endpoint.');

	const body = request.method === 'POST' ? await readLimited(request) : null;
	if (body === 'too_large')
		return fault(413, `The body is larger than ${LARGEST_BODY.toLocaleString('en')} bytes.`);

	if (body !== null && !isJsonObject(body)) return fault(400, 'The body must be a JSON object.');

	const query = body === null ? address.searchParams.get('query') : new TextDecoder().decode(body);
	await target.onQuery?.(query ?? '');

	const authorization = target.authorization ?? request.headers.get('authorization');
	try {
		const answer = await fetch(address, {
			method: request.method,
			body,
			redirect: 'manual',
			headers: {
				...(authorization === null ? {} : { authorization }),
				...(body === null ? {} : { 'content-type': 'application/json' })
			},
			signal: AbortSignal.any([request.signal, AbortSignal.timeout(timeoutMs)])
		});
		if (!answer.ok) return told(answer.status, await answer.text(), target);
		return new Response(answer.body, {
			status: answer.status,
			headers: {
				'content-type': answer.headers.get('content-type') ?? 'application/json',
				'cache-control': 'no-store'
			}
		});
	} catch (error) {
		if (request.signal.aborted) return new Response(null, { status: 499 });
		const errorId = target.onFailure(error);
		return error instanceof Error && error.name === 'TimeoutError'
			? fault(504, `No answer within ${timeoutMs / 1000} s.`, { errorId })
			: fault(502, 'Cube cannot be reached. Try again.', { errorId });
	}
}

/** What Cube says to its caller goes through; what went wrong inside goes to the log. */
function told(status: number, body: string, { onFailure }: ForwardTarget): Response {
	const failure = failureOf(status, body);
	if (failure === null)
		return new Response(body, {
			status,
			headers: { 'content-type': 'application/json', 'cache-control': 'no-store' }
		});
	return fault(failure.status, failure.error, { errorId: onFailure(new Error(body)) });
}

/** `..` and absolute addresses must not leave the API. */
function addressOf({ cubeApiUrl, path, search }: ForwardTarget): URL | null {
	const base = new URL(`${cubeApiUrl}/`);
	if (!URL.canParse(path + search, base)) return null;
	const address = new URL(path + search, base);
	const isInside = address.origin === base.origin && address.pathname.startsWith(base.pathname);
	return isInside ? address : null;
}

/** Of anything else Cube says that it is broken itself. */
function isJsonObject(body: Uint8Array): boolean {
	try {
		const parsed: unknown = JSON.parse(new TextDecoder().decode(body));
		return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed);
	} catch {
		return false;
	}
}

/** In the shape of Cube's own errors. */
function fault(
	status: number,
	error: string,
	more: { readonly errorId?: string } = {},
	headers: Record<string, string> = {}
): Response {
	return Response.json(
		{ error, ...more },
		{ status, headers: { 'cache-control': 'no-store', ...headers } }
	);
}

/** The whole body, or the fact that it is too large; then the rest is not even read. */
async function readLimited(request: Request): Promise<Uint8Array<ArrayBuffer> | 'too_large'> {
	const chunks: Uint8Array[] = [];
	let size = 0;
	try {
		for await (const chunk of request.body ?? []) {
			size += chunk.byteLength;
			if (size > LARGEST_BODY) return 'too_large';
			chunks.push(chunk);
		}
	} catch (error) {
		// The server itself counts, too.
		if (isTooLarge(error)) return 'too_large';
		throw error;
	}
	return new Uint8Array(Buffer.concat(chunks));
}
