/** Frames of Stream mode as they look on the wire (dingtalk-api.md 10): what the gateway sends, and the answers it reads. */

import { randomUUID } from 'node:crypto';
import type { CompanyEvent } from '../company/events.ts';

interface Frame {
	readonly specVersion: '1.0';
	readonly type: 'SYSTEM' | 'EVENT';
	readonly headers: Readonly<Record<string, string>>;
	/** JSON text. */
	readonly data: string;
}

export type SystemTopic = 'CONNECTED' | 'REGISTERED' | 'KEEPALIVE' | 'ping' | 'disconnect';

export function systemFrame(topic: SystemTopic, connectionId: string): Frame {
	const data = topic === 'ping' ? { opaque: randomUUID() } : {};
	return {
		specVersion: '1.0',
		type: 'SYSTEM',
		headers: headersOf(connectionId, topic, randomUUID()),
		data: JSON.stringify(data)
	};
}

/** What there is to know of an event but its `data` stands in the headers. */
export function eventFrame(
	{ eventId, type, bornAt, data }: CompanyEvent,
	corpId: string,
	connectionId: string,
	messageId: string
): Frame {
	return {
		specVersion: '1.0',
		type: 'EVENT',
		headers: {
			...headersOf(connectionId, '*', messageId),
			eventType: type,
			eventBornTime: String(bornAt),
			eventId,
			eventCorpId: corpId,
			eventUnifiedAppId: 'sandbox'
		},
		data: JSON.stringify(data)
	};
}

function headersOf(connectionId: string, topic: string, messageId: string): Record<string, string> {
	return {
		appId: 'sandbox',
		connectionId,
		contentType: 'application/json',
		messageId,
		time: String(Date.now()),
		topic
	};
}

export interface ClientAnswer {
	readonly messageId: string;
	/** Of an event; null: the answer says nothing of the kind. */
	readonly status: string | null;
}

/** What a client answered to a frame; null: no answer to anything. */
export function readClientAnswer(text: string): ClientAnswer | null {
	const answer = objectOf(text);
	const headers = answer?.['headers'];
	if (typeof headers !== 'object' || headers === null || !('messageId' in headers)) return null;
	if (typeof headers.messageId !== 'string') return null;
	const data = typeof answer?.['data'] === 'string' ? objectOf(answer['data']) : null;
	const status = data?.['status'];
	return { messageId: headers.messageId, status: typeof status === 'string' ? status : null };
}

function objectOf(text: string): Record<string, unknown> | null {
	try {
		const parsed: unknown = JSON.parse(text);
		return typeof parsed === 'object' && parsed !== null ? { ...parsed } : null;
	} catch {
		return null;
	}
}
