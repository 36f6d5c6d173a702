/** A request as it is written, without the tidying of addresses that `fetch` does. */
import { request } from 'node:http';

export interface RawAnswer {
	readonly status: number;
	readonly headers: Readonly<Record<string, string | string[] | undefined>>;
	readonly body: string;
}

export function rawRequest(
	port: number,
	path: string,
	options: {
		readonly method?: string;
		readonly headers?: Readonly<Record<string, string>>;
		/** Several: sent in chunks, without a length in front. */
		readonly body?: string | readonly string[];
	} = {}
): Promise<RawAnswer> {
	return new Promise((resolve, reject) => {
		const { method = 'GET', headers = {}, body = '' } = options;
		const asked = request({ host: '127.0.0.1', port, path, method, headers }, (answer) => {
			const chunks: Buffer[] = [];
			answer.on('data', (chunk: Buffer) => chunks.push(chunk));
			answer.on('error', reject);
			answer.on('end', () =>
				resolve({
					status: answer.statusCode ?? 0,
					headers: answer.headers,
					body: Buffer.concat(chunks).toString('utf8')
				})
			);
		});
		asked.on('error', reject);
		if (typeof body === 'string') return asked.end(body);
		for (const chunk of body) asked.write(chunk);
		asked.end();
	});
}
