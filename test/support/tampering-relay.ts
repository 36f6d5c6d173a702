/** Stands between the product and a server of DingTalk's interfaces, and changes answers on their way. */
import { createServer } from 'node:http';

export interface Relay {
	readonly url: string;
	close(): Promise<void>;
}

/** @param change of an answer's JSON, by the path of its call */
export async function openRelay(
	target: string,
	change: (path: string, answer: unknown) => unknown
): Promise<Relay> {
	const server = createServer((request, response) => {
		const parts: Buffer[] = [];
		request.on('data', (part: Buffer) => parts.push(part));
		request.on('end', () => {
			const { method = 'GET', url = '/' } = request;
			const headers = Object.entries(request.headers).flatMap(([name, value]) =>
				typeof value === 'string' && !HOP.includes(name) ? [[name, value] as [string, string]] : []
			);
			fetch(target + url, {
				method,
				headers,
				...(method === 'POST' && { body: Buffer.concat(parts) })
			})
				.then(async (answer) => {
					const body = change(url.split('?')[0] ?? '', await answer.json());
					response.writeHead(answer.status, { 'content-type': 'application/json' });
					response.end(JSON.stringify(body));
				})
				.catch(() => response.destroy());
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('No port');
	return {
		url: `http://127.0.0.1:${address.port}`,
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			})
	};
}

/** Headers of one connection, not of the message. */
const HOP = ['host', 'connection', 'content-length', 'transfer-encoding', 'keep-alive'];
