import { expect, it } from 'vitest';
import { cubeLogger } from './log.ts';

function logged(message: string, params: unknown): unknown[] {
	let line: unknown[] = [];
	cubeLogger((...parts) => (line = parts))(message, params);
	return line;
}

it('lets neither tokens nor queries into the log', () => {
	const line = logged('Auth Error', {
		token: 'eyJ.secret',
		url: '/load?query=secret',
		query: { filters: ['secret'] },
		error: 'Error: nope\n    at secret (/path)',
		requestId: 'r1'
	});
	expect(line).toEqual(['error', 'Auth Error', { error: 'Error: nope', requestId: 'r1' }]);
});

it('tells faults of the server from those of the caller', () => {
	expect(logged('Internal Server Error', { error: 'x' })[0]).toBe('error');
	expect(logged('Orchestrator error', { error: new Error('x') })[0]).toBe('error');
	expect(logged('Slow', { warning: 'x' })[0]).toBe('warn');
	expect(logged('UserError', { error: 'x' })[0]).toBe('debug');
	expect(logged('Bad Request', { error: 'x' })[0]).toBe('debug');
	expect(logged('Load Request', {})).toEqual(['debug', 'Load Request', {}]);
	expect(logged('Load Request', undefined)).toEqual(['debug', 'Load Request', {}]);
});
