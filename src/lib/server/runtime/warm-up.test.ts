import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { TICKET_HEADER, Tickets } from '../print/tickets.ts';
import type { Runtime } from './current.ts';
import { warmUpData } from './warm-up.ts';

test('after a planned sync the pages that leaders open first are asked for, one at a time, by tickets for them', async () => {
	const tickets = new Tickets();
	const asked: string[] = [];
	let [open, most] = [0, 0];
	const server = createServer((request, response) => {
		open += 1;
		most = Math.max(most, open);
		const path = request.url ?? '';
		const viewer = tickets.take(String(request.headers[TICKET_HEADER]), path);
		asked.push(`${path} ${viewer?.isAdmin === true ? 'as administrator' : 'as nobody'}`);
		setTimeout(() => {
			open -= 1;
			// A page that cannot be shown stops nothing.
			response.writeHead(path === '/confidence' ? 500 : 200).end();
		}, 5);
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	const { port } = server.address() as AddressInfo;
	const web = { port, host: '127.0.0.1', origin: 'https://okr.example.com' };
	await warmUpData(web, { tickets } as unknown as Runtime);
	server.closeAllConnections();
	await new Promise((done) => server.close(done));
	expect(most).toBe(1);
	expect(asked).toEqual(
		[
			'/',
			'/departments',
			'/confidence',
			'/stalled',
			'/alignment',
			'/transparency',
			'/check-ins'
		].map((path) => `${path} as administrator`)
	);
});
