const MAX_BODY_BYTES = 1_000_000;
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
	readonly onFailure?: (error: unknown) => void;
}

/**
 * Hands a request of another program to Cube's REST API and streams the answer back. Cube itself checks the bearer token and
 * applies the guards; here only the address changes. Of the request nothing but method, query, body and `Authorization` goes
 * through.
 */
export async function forwardToCube(request: Request, target: ForwardTarget): Promise<Response> {
	const { timeoutMs = TIMEOUT_MS } = target;
	if (!METHODS.includes(request.method))
		return fault(405, 'Use GET or POST.', { allow: METHODS.join(', ') });

	const address = addressOf(target);
	if (address === null) return fault(404, 'No such endpoint.');

	const body = request.method === 'POST' ? await readLimited(request) : null;
	if (body === 'too_large')
		return fault(413, `The body is larger than ${MAX_BODY_BYTES.toLocaleString('en')} bytes.`);

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
		return new Response(answer.body, {
			status: answer.status,
			headers: {
				'content-type': answer.headers.get('content-type') ?? 'application/json',
				'cache-control': 'no-store'
			}
		});
	} catch (error) {
		if (request.signal.aborted) return new Response(null, { status: 499 });
		target.onFailure?.(error);
		return error instanceof Error && error.name === 'TimeoutError'
			? fault(504, `No answer within ${timeoutMs / 1000} s.`)
			: fault(502, 'Cube cannot be reached. Try again.');
	}
}

/** `..` and absolute addresses must not leave the API. */
function addressOf({ cubeApiUrl, path, search }: ForwardTarget): URL | null {
	const base = new URL(`${cubeApiUrl}/`);
	if (!URL.canParse(path + search, base)) return null;
	const address = new URL(path + search, base);
	const isInside = address.origin === base.origin && address.pathname.startsWith(base.pathname);
	return isInside ? address : null;
}

/** In the shape of Cube's own errors. */
function fault(status: number, error: string, headers: Record<string, string> = {}): Response {
	return Response.json({ error }, { status, headers: { 'cache-control': 'no-store', ...headers } });
}

/** The whole body, or the fact that it is too large; then the rest is not even read. */
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
