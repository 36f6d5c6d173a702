/**
 * One connection of Stream mode (dingtalk-api.md 10), spoken by DingTalk's own client, npm `dingtalk-stream`.
 *
 * Only its frames are used. Its own way to connect (2.1.5) knows one host, swallows why a connection was refused, prints to
 * the console, leaves intervals and reconnect timers behind, connects twice after a failed handshake, and a frame that is no
 * JSON ends the process. Here a connection is opened once, ends once and says why; who wants another one opens another one.
 */
import { DWClient, type DWClientDownStream } from 'dingtalk-stream';
import { WebSocket } from 'ws';
import { z } from 'zod';
import type { DingTalkConfig } from '../config.ts';
import { readAnswer, type Answer } from './classify.ts';
import { nameOf, type Endpoint } from './endpoint.ts';
import { DingTalkError } from './errors.ts';

/** `LATER`: DingTalk delivers the event again. */
export type Acknowledgement = 'SUCCESS' | 'LATER';

export interface EventStreamHandlers {
	/** An EVENT frame as received, not parsed. It is acknowledged with what this returns; a rejection counts as LATER. */
	onEvent(frame: unknown): Promise<Acknowledgement>;
	/** A frame that the protocol does not know; why, for people. */
	onOddFrame(reason: string): void;
	/** The connection is gone, once. The reason is for people and holds no secret. Not called after `close`. */
	onLost(reason: string): void;
}

export interface EventStream {
	/** Ends the connection; resolves when nothing of it runs any more. */
	close(): Promise<void>;
}

const OPEN: Endpoint = {
	host: 'api',
	method: 'POST',
	path: '/v1.0/gateway/connections/open',
	isMetered: false,
	scope: 'qyapi_base'
};
const Opened = z.looseObject({ endpoint: z.string().min(1), ticket: z.string().min(1) });
const Frame = z.looseObject({
	type: z.string(),
	headers: z.looseObject({ topic: z.string().nullish(), messageId: z.string().nullish() })
});
const SUBSCRIPTIONS = [{ type: 'EVENT', topic: '*' }];

/** Milliseconds. */
const OPEN_TIMEOUT = 20_000;
const HANDSHAKE_TIMEOUT = 15_000;
/** A connection that says nothing for two of these, not even a pong, is dead although nobody closed it. */
const PING_EVERY = 30_000;
const CLOSE_TIMEOUT = 1_000;

/**
 * @param signal aborts the opening; an open connection ends by its `close`
 * @returns when the connection stands
 * @throws {DingTalkError} `credentials`, `network` and what else the gateway answers; the signal's reason when aborted
 */
export async function openEventStream(
	endpoints: DingTalkConfig,
	handlers: EventStreamHandlers,
	signal: AbortSignal
): Promise<EventStream> {
	const { endpoint, ticket } = await askForEndpoint(endpoints, signal);
	const client = new FrameClient(endpoints, handlers);
	const socket = client.start(`${endpoint}?ticket=${encodeURIComponent(ticket)}`);
	return await standing(socket, endpoint, handlers, signal);
}

/** DingTalk's client, as far as it reads and answers frames. */
class FrameClient extends DWClient {
	readonly #handlers: EventStreamHandlers;

	constructor({ appKey, appSecret }: DingTalkConfig, handlers: EventStreamHandlers) {
		super({ clientId: appKey, clientSecret: appSecret });
		this.#handlers = handlers;
	}

	/** Connects. What the client attached to the socket itself is gone but for the reading of frames. */
	start(url: string): WebSocket {
		this['dw_url'] = url;
		this['sslopts'] = { rejectUnauthorized: true, handshakeTimeout: HANDSHAKE_TIMEOUT };
		// Settled by the listeners that are removed below: this promise never is.
		void this._connect();
		const socket: unknown = this['socket'];
		if (!(socket instanceof WebSocket))
			throw new DingTalkError('protocol', 'DingTalk’s Stream client did not open a WebSocket.');
		for (const event of ['open', 'close', 'error']) socket.removeAllListeners(event);
		return socket;
	}

	override onDownStream(data: unknown): void {
		const text = String(data);
		const frame = parseFrame(text);
		if (frame === null) return this.#handlers.onOddFrame('a frame that is no JSON object');
		const parsed = Frame.safeParse(frame);
		if (!parsed.success) return this.#handlers.onOddFrame('a frame without type or headers');
		super.onDownStream(text);
	}

	override onSystem(frame: DWClientDownStream): void {
		super.onSystem(frame);
		// DingTalk is about to end the connection: what is on the way comes again on the next one.
		if (frame.headers.topic === 'disconnect') this.#socket()?.close();
	}

	/** Acknowledges when the handler has done its work, not before as the client itself does. */
	override onEvent(frame: DWClientDownStream): void {
		void this.#handlers
			.onEvent(frame)
			.catch((): Acknowledgement => 'LATER')
			.then((status) => {
				const { messageId } = frame.headers;
				if (messageId && this.#socket()?.readyState === WebSocket.OPEN)
					this.send(messageId, { status });
			});
	}

	/** Robots and cards are none of our business. */
	override onCallback(): void {}

	#socket(): WebSocket | null {
		const socket: unknown = this['socket'];
		return socket instanceof WebSocket ? socket : null;
	}
}

/** Waits for the connection and watches it from then on. */
function standing(
	socket: WebSocket,
	endpoint: string,
	handlers: EventStreamHandlers,
	signal: AbortSignal
): Promise<EventStream> {
	return new Promise((resolve, reject) => {
		let trouble = '';
		let isOpen = false;
		let isClosing = false;
		let isHeard = true;
		const gone = Promise.withResolvers<void>();
		const heart = setInterval(() => {
			if (!isHeard) {
				trouble = `nothing was heard for ${(2 * PING_EVERY) / 1000} s`;
				return socket.terminate();
			}
			isHeard = false;
			if (socket.readyState === WebSocket.OPEN) socket.ping();
		}, PING_EVERY);
		heart.unref();
		const abort = (): void => socket.terminate();
		signal.addEventListener('abort', abort, { once: true });
		for (const sign of ['message', 'ping', 'pong']) socket.on(sign, () => (isHeard = true));

		socket.on('error', (error: Error) => {
			trouble = 'code' in error ? String(error.code) : error.message;
		});
		socket.on('close', (code: number) => {
			clearInterval(heart);
			signal.removeEventListener('abort', abort);
			gone.resolve();
			const reason = trouble === '' ? `closed by DingTalk with code ${code}` : trouble;
			if (isOpen && !isClosing) handlers.onLost(reason);
			if (isOpen) return;
			reject(signal.aborted ? stopped(signal) : notOpened(endpoint, reason));
		});
		socket.on('open', () => {
			isOpen = true;
			signal.removeEventListener('abort', abort);
			resolve({
				async close() {
					isClosing = true;
					socket.close(1000);
					const late = setTimeout(() => socket.terminate(), CLOSE_TIMEOUT);
					await gone.promise;
					clearTimeout(late);
				}
			});
		});
	});
}

function notOpened(endpoint: string, reason: string): DingTalkError {
	return new DingTalkError(
		'network',
		`The connection for events to ${endpoint} could not be opened (${reason}). Check the network, and that a proxy or firewall on the way lets WebSockets through.`,
		{ code: reason }
	);
}

function stopped(signal: AbortSignal): Error {
	return signal.reason instanceof Error ? signal.reason : new Error('stopped');
}

async function askForEndpoint(
	{ apiUrl, appKey, appSecret }: DingTalkConfig,
	signal: AbortSignal
): Promise<z.infer<typeof Opened>> {
	const late = AbortSignal.timeout(OPEN_TIMEOUT);
	let answer: Answer;
	try {
		const response = await fetch(apiUrl + OPEN.path, {
			method: OPEN.method,
			// Without `accept` the answer is XML.
			headers: { accept: 'application/json', 'content-type': 'application/json; charset=utf-8' },
			body: JSON.stringify({
				clientId: appKey,
				clientSecret: appSecret,
				ua: 'okr-observatory',
				subscriptions: SUBSCRIPTIONS
			}),
			redirect: 'error',
			signal: AbortSignal.any([signal, late])
		});
		answer = {
			status: response.status,
			contentType: response.headers.get('content-type') ?? '',
			retryAfter: 0,
			writtenAt: Date.now(),
			text: await response.text()
		};
	} catch (cause) {
		signal.throwIfAborted();
		throw new DingTalkError(
			'network',
			`${apiUrl} cannot be reached for ${nameOf(OPEN)} (${late.aborted ? 'no answer in time' : reasonOf(cause)}). Check the network, a proxy or firewall on the way, and DINGTALK_API_URL.`,
			{ cause }
		);
	}
	const opened = Opened.safeParse(readAnswer(OPEN, answer));
	// The address is checked here: the WebSocket would print one that it cannot use, ticket and all.
	if (
		!opened.success ||
		!/^wss?:\/\/[^?#]+$/.test(opened.data.endpoint) ||
		!URL.canParse(opened.data.endpoint)
	)
		throw new DingTalkError(
			'protocol',
			`${nameOf(OPEN)} answered without an address to connect to.`
		);
	return opened.data;
}

function parseFrame(text: string): object | null {
	try {
		const parsed: unknown = JSON.parse(text);
		return typeof parsed === 'object' && parsed !== null ? parsed : null;
	} catch {
		return null;
	}
}

function reasonOf(error: unknown): string {
	if (!(error instanceof Error)) return 'unknown reason';
	if ('code' in error && typeof error.code === 'string') return error.code;
	return error.cause === undefined ? error.name : reasonOf(error.cause);
}
