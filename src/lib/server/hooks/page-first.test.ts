import type { RequestEvent } from '@sveltejs/kit';
import { createHash } from 'node:crypto';
import { Script } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { letPageGoFirst } from './page-first.ts';

const event = {} as RequestEvent;
const hashOf = (text: string) => createHash('sha256').update(text).digest('base64');

/** As SvelteKit writes it. */
const SCRIPT = `{
	Promise.all([
		import("./start.js"),
		import("./app.js")
	]).then(([kit, app]) => kit.start(app, { data: "$& Promise.all([])" }));
}`;

async function answerTo(script: string, headers: Record<string, string> = {}) {
	const response = new Response(`<p>Goals</p><script>${script}</script>`, {
		headers: {
			etag: '"1"',
			link: '<./start.js>; rel="modulepreload"; nopush, <./shared.js>; rel="modulepreload"; nopush',
			'content-security-policy': `script-src 'self' 'sha256-${hashOf(script)}'`,
			...headers
		}
	});
	const answer = await letPageGoFirst({ event, resolve: () => response });
	const text = await answer.text();
	const [, asked = ''] = /<script>([\s\S]*)<\/script>/.exec(text) ?? [];
	return { answer, text, asked };
}

describe('the scripts of a page', () => {
	it('are asked for after the first picture, all at once, by a script that the policy names', async () => {
		const { answer, text, asked } = await answerTo(SCRIPT);
		expect(answer.headers.get('link')).toBeNull();
		expect(answer.headers.get('content-length')).toBe(String(Buffer.byteLength(text)));
		expect(answer.headers.get('content-security-policy')).toBe(
			`script-src 'self' 'sha256-${hashOf(asked)}'`
		);
		expect(asked).toContain('["./start.js","./shared.js"]');
		expect(asked).toContain('"$& Promise.all([])"');
		expect(asked.indexOf('requestAnimationFrame')).toBeLessThan(asked.indexOf('import("./start'));
		expect(() => new Script(asked)).not.toThrow();
	});

	it('are asked for as SvelteKit does where it does so in another way, or the page is still being written', async () => {
		for (const [script, headers] of [
			['import("./start.js")', {}],
			[SCRIPT, { 'content-security-policy': "script-src 'none'" }]
		] as const) {
			const { answer, asked } = await answerTo(script, headers);
			expect(asked).toBe(script);
			expect(answer.headers.get('link')).toContain('./shared.js');
		}
		const response = new Response('', { headers: { link: '<./start.js>; rel="modulepreload"' } });
		expect(await letPageGoFirst({ event, resolve: () => response })).toBe(response);
	});
});
