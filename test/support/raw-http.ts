/** What goes over a connection byte by byte, for requests that no client would send. */
import { connect } from 'node:net';

export interface Exchange {
	/** All that came, as Latin-1. */
	readonly answer: string;
	/** Of the first answer; 0: none came. */
	readonly status: number;
	/** Milliseconds to the end of the connection; null: it was still open when nobody waited any longer. */
	readonly endedAfter: number | null;
}

export interface Speaking {
	/** Milliseconds between two parts. */
	readonly every?: number;
	/** Milliseconds to wait for the end of the connection. */
	readonly within?: number;
	/** Ends the waiting as soon as an answer has begun. */
	readonly untilAnswer?: boolean;
}

/** Sends the parts one after another, on a connection of its own. Text is sent as Latin-1. */
export function speak(
	port: number,
	parts: Iterable<string | Buffer>,
	{ every = 0, within = 5_000, untilAnswer = true }: Speaking = {}
): Promise<Exchange> {
	return new Promise((resolve) => {
		const socket = connect(port, '127.0.0.1');
		const began = performance.now();
		let answer = '';
		const end = (endedAfter: number | null): void => {
			clearInterval(talking);
			clearTimeout(waiting);
			socket.destroy();
			const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0);
			resolve({ answer, status, endedAfter });
		};
		const rest = [...parts];
		const sayNext = (): boolean => {
			const part = rest.shift();
			if (part === undefined) return false;
			socket.write(typeof part === 'string' ? Buffer.from(part, 'latin1') : part);
			return true;
		};
		const talking = setInterval(() => {
			if (!sayNext()) clearInterval(talking);
		}, every);
		const waiting = setTimeout(() => end(null), within);
		socket.on('connect', sayNext);
		socket.on('data', (bytes: Buffer) => {
			answer += bytes.toString('latin1');
			if (untilAnswer) end(performance.now() - began);
		});
		// A server that hangs up while it is being spoken to.
		socket.on('error', () => {});
		socket.on('close', () => end(performance.now() - began));
	});
}

/** A request as text. */
export function spell(
	start: string,
	headers: Readonly<Record<string, string>> = {},
	body = ''
): string {
	const lines = Object.entries({ host: 'localhost', ...headers }).map(
		([name, value]) => `${name}: ${value}`
	);
	return [start, ...lines, '', body].join('\r\n');
}
