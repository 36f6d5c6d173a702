import { expect, it } from 'vitest';
import { TICKET_HEADER } from '../print/tickets.ts';
import { locationAtOrigin } from './origin.ts';

const origin = 'https://okr.example.com';
const ask = (host: string, path: string, method = 'GET') =>
	locationAtOrigin(
		new Request(`http://${host}${path}`, { method, headers: { host } }),
		new URL(`${origin}${path}`),
		origin
	);

it('sends people who came by address to the name, with the state of the page', () => {
	expect(ask('127.0.0.1:3000', '/stalled?period=q4')).toBe(`${origin}/stalled?period=q4`);
});

it('leaves people who came by name where they are', () => {
	expect(ask('okr.example.com', '/')).toBeNull();
	expect(ask('localhost:3000', '/')).toBeNull();
});

it.each(['/healthz', '/readyz', '/cubejs-api/v1/load'])(
	'answers machines at %s by address',
	(path) => {
		expect(ask('127.0.0.1:3000', path)).toBeNull();
	}
);

it('answers the product itself, which asks by address', () => {
	const request = new Request('http://127.0.0.1:3000/', { headers: { [TICKET_HEADER]: 'one' } });
	expect(locationAtOrigin(request, new URL(`${origin}/`), origin)).toBeNull();
});

it('does not redirect what is sent', () => {
	expect(ask('127.0.0.1:3000', '/preferences', 'POST')).toBeNull();
});
