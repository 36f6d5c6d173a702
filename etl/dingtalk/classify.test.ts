import { describe, expect, it } from 'vitest';
import { readAnswer } from './classify.ts';
import type { Endpoint } from './endpoint.ts';

// What becomes of every error: test/etl/errors-on-the-wire.test.ts.

const endpoint = (host: 'api' | 'oapi'): Endpoint => ({
	host,
	method: 'POST',
	path: '/x',
	isMetered: true,
	scope: 'x'
});
const answer = (body: unknown) => ({
	status: 200,
	contentType: 'application/json',
	retryAfter: 0,
	writtenAt: 0,
	text: JSON.stringify(body)
});

describe('a good answer', () => {
	it.each([
		{ content: [] },
		{ success: true, content: [1] },
		{ success: 'true', content: {} },
		// A field called code is no error where DingTalk says that all is well.
		{ success: true, code: 'serviceBusy' },
		{ code: '0', content: [] },
		{ accessToken: 'x', expireIn: 7200 }
	])('of the new host: %j', (body) => {
		expect(readAnswer(endpoint('api'), answer(body))).toEqual(body);
	});
	it.each([{ errcode: 0, result: {} }, { errcode: '0', result: [] }, { result: {} }])(
		'of the old host: %j',
		(body) => {
			expect(readAnswer(endpoint('oapi'), answer(body))).toEqual(body);
		}
	);
});
