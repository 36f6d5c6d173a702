import type { WebConfig } from '../../../../etl/config.ts';

/** Where this process reaches itself, without a trailing slash. */
export function loopbackOf({ host, port }: WebConfig): string {
	const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
	return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}
