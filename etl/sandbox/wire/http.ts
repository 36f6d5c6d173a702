/** Sending answers, and the life of the port. */

import type { Server, ServerResponse } from 'node:http';
import type { Answer } from './answers.ts';

/** @param isTruncated only the first half of the body, as a whole answer */
export function send(
	response: ServerResponse,
	{ status, body }: Answer,
	isTruncated = false
): void {
	const whole = Buffer.from(JSON.stringify(body), 'utf8');
	const sent = isTruncated ? whole.subarray(0, Math.ceil(whole.length / 2)) : whole;
	response.writeHead(status, {
		'content-type': 'application/json;charset=UTF-8',
		'content-length': sent.length
	});
	response.end(sent);
}

const BAN_PAGE =
	'<!DOCTYPE html><html><head><title>405</title></head>' +
	'<body>Sorry, your request has been blocked.</body></html>';

/** What a banned address gets instead of an envelope (dingtalk-api.md 6.1). */
export function sendBan(response: ServerResponse): void {
	response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
	response.end(BAN_PAGE);
}

/** The page of a gateway whose server does not answer it. */
export function sendGatewayPage(response: ServerResponse): void {
	response.writeHead(502, { 'content-type': 'text/html' });
	response.end('<html><head><title>502 Bad Gateway</title></head><body>Tengine</body></html>');
}

/** Half of an answer that promises to be whole, and nothing after it. */
export function sendHalf(response: ServerResponse, { status, body }: Answer): void {
	const whole = Buffer.from(JSON.stringify(body), 'utf8');
	response.writeHead(status, {
		'content-type': 'application/json;charset=UTF-8',
		'content-length': whole.length
	});
	response.write(whole.subarray(0, Math.ceil(whole.length / 2)));
}

/** Listens on loopback. @returns the port @throws what node:net throws when it is taken */
export function listen(server: Server, port: number): Promise<number> {
	return new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, '127.0.0.1', () => {
			server.removeListener('error', reject);
			const address = server.address();
			resolve(typeof address === 'object' && address !== null ? address.port : port);
		});
	});
}

/** Also ends connections that are kept alive or hang. */
export function close(server: Server): Promise<void> {
	return new Promise((resolve, reject) => {
		server.close((error) => (error === undefined ? resolve() : reject(error)));
		server.closeAllConnections();
	});
}
