/**
 * The gateway of Stream mode: hands out tickets, keeps the connections and pushes events until they are acknowledged
 * (dingtalk-api.md 10). An event goes to one connection of the app. Not published, so decided here: what happens while nobody is
 * connected is lost; what was sent and not acknowledged is sent again, in time or on the next connection, five times at most.
 */

import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import type { CompanyEvent } from '../company/events.ts';
import type { Fault } from '../faults.ts';
import { NewApiError, type Answer } from './answers.ts';
import { textOf } from './call.ts';
import { eventFrame, readClientAnswer, systemFrame, type SystemTopic } from './stream-frames.ts';

export interface StreamOptions {
	readonly faults: ReadonlySet<Fault>;
	readonly corpId: () => string;
	/** `ws://127.0.0.1:PORT` */
	readonly origin: () => string;
	/** Milliseconds after which an event that is not acknowledged is sent again. */
	readonly acknowledgeWithin: number;
}

export interface StreamFacts {
	/** Open connections. */
	readonly connections: number;
	/** Connections opened since the start. */
	readonly opened: number;
	/** What DingTalk counts against the push quota, and events of contacts, which it does not count (6.3). */
	readonly pushes: { readonly metered: number; readonly exempt: number };
	/** Events that were sent and wait for their acknowledgement. */
	readonly unacknowledged: number;
	/** Pings that were answered. */
	readonly pongs: number;
}

export interface Stream {
	/** `POST /v1.0/gateway/connections/open` @throws {NewApiError} */
	open(body: Readonly<Record<string, unknown>>): Answer;
	upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
	emit(events: readonly CompanyEvent[]): void;
	/** Sends any text to every connection, for clients that must bear it. */
	sendRaw(text: string): void;
	/** Asks every client to connect anew, as before a release, and closes. */
	disconnect(): void;
	facts(): StreamFacts;
	close(): void;
}

export const CONNECT_PATH = '/connect';
const MOST_DELIVERIES = 5;
/** Of a ticket, milliseconds. */
const TICKET_LIFE = 90_000;
const PING_EVERY = 10_000;

interface Pending {
	readonly event: CompanyEvent;
	readonly deliveries: number;
	/** null while nobody is connected. */
	readonly socket: WebSocket | null;
	readonly timer: NodeJS.Timeout | null;
}

export function openStream(options: StreamOptions): Stream {
	const { faults, corpId, origin, acknowledgeWithin } = options;
	const server = new WebSocketServer({ noServer: true });
	const tickets = new Map<string, number>();
	const connectionIds = new Map<WebSocket, string>();
	const pending = new Map<string, Pending>();
	const pushes = { metered: 0, exempt: 0 };
	let opened = 0;
	let pongs = 0;
	let emitted = 0;
	let sent = 0;

	const heart = setInterval(() => {
		for (const [socket, id] of connectionIds) say(socket, id, 'ping');
	}, PING_EVERY);
	heart.unref();

	function say(socket: WebSocket, id: string, topic: SystemTopic): void {
		socket.send(JSON.stringify(systemFrame(topic, id)));
	}

	function welcome(socket: WebSocket): void {
		const id = randomUUID();
		opened += 1;
		connectionIds.set(socket, id);
		socket.on('message', (data) => listen(textOfMessage(data)));
		socket.on('close', () => {
			connectionIds.delete(socket);
			for (const [messageId, one] of pending) {
				if (one.socket === socket) retain(messageId, one);
			}
		});
		// A client that breaks the protocol is dropped by ws, which closes after this.
		socket.on('error', () => {});
		for (const topic of ['CONNECTED', 'REGISTERED', 'ping'] as const) say(socket, id, topic);
		for (const [messageId, { event, deliveries, socket: at }] of [...pending]) {
			if (at !== null) continue;
			pending.delete(messageId);
			push(event, deliveries);
		}
	}

	function listen(text: string): void {
		const answer = readClientAnswer(text);
		if (answer === null) return;
		const acknowledged = pending.get(answer.messageId);
		if (acknowledged === undefined) {
			if (answer.status === null) pongs += 1;
			return;
		}
		// LATER means what silence means: once more, in time.
		if (answer.status === 'LATER') return;
		if (acknowledged.timer !== null) clearTimeout(acknowledged.timer);
		pending.delete(answer.messageId);
	}

	/** Keeps an event for the next connection. */
	function retain(messageId: string, { event, deliveries, timer }: Pending): void {
		if (timer !== null) clearTimeout(timer);
		pending.set(messageId, { event, deliveries, socket: null, timer: null });
	}

	function push(event: CompanyEvent, deliveries: number): void {
		if (deliveries >= MOST_DELIVERIES) return;
		const messageId = randomUUID();
		const [connection] = connectionIds;
		if (connection === undefined) {
			pending.set(messageId, { event, deliveries, socket: null, timer: null });
			return;
		}
		const [socket, connectionId] = connection;
		const timer = setTimeout(() => {
			pending.delete(messageId);
			push(event, deliveries + 1);
		}, acknowledgeWithin);
		timer.unref();
		pending.set(messageId, { event, deliveries: deliveries + 1, socket, timer });
		pushes[event.type.startsWith('agoal_') ? 'metered' : 'exempt'] += 1;
		sent += 1;
		socket.send(JSON.stringify(eventFrame(event, corpId(), connectionId, messageId)));
		if (faults.has('stream-drop') && sent % 3 === 0) {
			// At once for the next event, later for the client: what it did not acknowledge comes again.
			connectionIds.delete(socket);
			socket.close(1001);
		}
	}

	return {
		open(body) {
			if (faults.has('stream-refused'))
				throw new NewApiError(503, 'serviceBusy', '服务繁忙，请稍后重试');
			const isKnown = textOf(body['clientId']) !== null && textOf(body['clientSecret']) !== null;
			if (!isKnown || faults.has('bad-credentials'))
				throw new NewApiError(401, 'authFailed', '鉴权失败');
			const ticket = randomUUID();
			tickets.set(ticket, Date.now() + TICKET_LIFE);
			return { status: 200, body: { endpoint: origin() + CONNECT_PATH, ticket } };
		},
		upgrade(request, socket, head) {
			const url = new URL(request.url ?? '/', 'http://sandbox');
			const ticket = url.searchParams.get('ticket') ?? '';
			const until = tickets.get(ticket);
			tickets.delete(ticket);
			if (url.pathname !== CONNECT_PATH || until === undefined || until < Date.now()) {
				socket.end('HTTP/1.1 401 Unauthorized\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
				return;
			}
			server.handleUpgrade(request, socket, head, welcome);
		},
		emit(events) {
			for (const event of events) {
				emitted += 1;
				if (faults.has('stream-gap') && emitted % 5 === 0) continue;
				for (let time = 0; time < (faults.has('stream-duplicate') ? 2 : 1); time += 1) {
					if (connectionIds.size > 0) push(event, 0);
				}
			}
		},
		sendRaw(text) {
			for (const socket of connectionIds.keys()) socket.send(text);
		},
		disconnect() {
			for (const [socket, id] of [...connectionIds]) {
				say(socket, id, 'disconnect');
				connectionIds.delete(socket);
				socket.close(1001);
			}
		},
		facts: () => ({
			connections: connectionIds.size,
			opened,
			pushes: { ...pushes },
			unacknowledged: pending.size,
			pongs
		}),
		close() {
			clearInterval(heart);
			for (const { timer } of pending.values()) if (timer !== null) clearTimeout(timer);
			pending.clear();
			for (const socket of server.clients) socket.terminate();
			server.close();
		}
	};
}

function textOfMessage(data: RawData): string {
	const bytes = Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as Uint8Array);
	return bytes.toString('utf8');
}
