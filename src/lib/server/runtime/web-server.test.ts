import type { RequestListener, Server } from 'node:http';
import { connect } from 'node:net';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { createWebServer } from './web-server.ts';

const PATIENCE = { headers: 300, request: 600, unread: 300, idle: 1_000, check: 50 };

let server: Server | null = null;
afterEach(() => {
	server?.close();
	server?.closeAllConnections();
});

async function serve(listener: RequestListener): Promise<number> {
	server = createWebServer(listener, PATIENCE);
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Sends, and another byte now and then. @returns all that came until the end */
async function dribble(port: number, text: string): Promise<string> {
	const socket = connect(port, '127.0.0.1');
	socket.on('error', () => {});
	let answer = '';
	socket.on('data', (bytes) => (answer += bytes.toString()));
	socket.write(text);
	const drops = setInterval(() => socket.write('x'), 50);
	await once(socket, 'close');
	clearInterval(drops);
	return answer;
}

describe('a client', () => {
	it('that sends its headers drop by drop is told so and cut off', async () => {
		const port = await serve((_request, response) => response.end('well'));
		expect(await dribble(port, 'GET / HTTP/1.1\r\nx-drops: ')).toMatch(/^HTTP\/1\.1 408 /);
	});

	it('that sends its body drop by drop is told so and cut off', async () => {
		const port = await serve((request, response) => {
			request.on('error', () => {});
			request.resume().on('end', () => response.end('well'));
		});
		const text = 'POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 1000\r\n\r\n';
		expect(await dribble(port, text)).toMatch(/^HTTP\/1\.1 408 /);
	});

	it('that does not read its answer is cut off, whatever is left of it', async () => {
		const cut = Promise.withResolvers<number>();
		const port = await serve((_request, response) => {
			const began = performance.now();
			const more = (): void => {
				while (!response.destroyed && response.write(Buffer.alloc(65_536)));
			};
			response.on('drain', more);
			response.on('close', () => cut.resolve(performance.now() - began));
			more();
		});
		const socket = connect(port, '127.0.0.1');
		socket.on('error', () => {});
		socket.write('GET / HTTP/1.1\r\nhost: a\r\n\r\n');
		socket.pause();
		expect(await cut.promise).toBeGreaterThan(250);
		socket.destroy();
	});

	it('waits as long as its answer takes to be made, and may come again on the same connection', async () => {
		const port = await serve((_request, response) => {
			setTimeout(() => response.end('well'), 900);
		});
		const socket = connect(port, '127.0.0.1');
		const request = 'GET / HTTP/1.1\r\nhost: a\r\n\r\n';
		for (let turn = 0; turn < 2; turn += 1) {
			socket.write(request);
			const [answer] = (await once(socket, 'data')) as [Buffer];
			expect(answer.toString()).toMatch(/^HTTP\/1\.1 200 [^]*well$/);
		}
		socket.destroy();
	});
});
