/** The body of a request: JSON, or a form as the old host also takes. */

import type { IncomingMessage } from 'node:http';

/** Nothing that the sandbox takes is anywhere near this. */
const LARGEST = 1024 * 1024;

/** The object in the body, empty if there is none; null if it cannot be read. */
export async function readBody(
	request: IncomingMessage
): Promise<Readonly<Record<string, unknown>> | null> {
	const parts: Buffer[] = [];
	let size = 0;
	for await (const part of request) {
		const bytes: unknown = part;
		if (!Buffer.isBuffer(bytes)) return null;
		size += bytes.length;
		if (size > LARGEST) return null;
		parts.push(bytes);
	}
	const text = Buffer.concat(parts).toString('utf8');
	if (text.trim() === '') return {};
	const type = request.headers['content-type'] ?? '';
	if (type.startsWith('application/x-www-form-urlencoded')) {
		return Object.fromEntries(new URLSearchParams(text));
	}
	try {
		const parsed: unknown = JSON.parse(text);
		return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
	} catch {
		return null;
	}
}
