/** Cookies, tokens, codes and states that are not ours, or ours and spoilt: nobody gets in, and nothing breaks. */
import fc from 'fast-check';
import { SignJWT } from 'jose';
import { expect, it } from 'vitest';
import { parseConfig } from '../../etl/config.ts';
import { cubeApiSecret, sessionSecret } from '../../etl/secrets.ts';
import { hostileText, type Runs } from '../support/hostile-values.ts';
import { patientFetch } from '../support/patient-fetch.ts';
import type { PermissionProduct } from '../support/permission-product.ts';
import { tokensOf } from '../support/story-visitors.ts';

/** @param running the product of the permission story */
export function hostileKeyTests(running: () => PermissionProduct, runs: Runs): void {
	const mutation = fc.tuple(
		fc.constantFrom('cut', 'flip', 'add', 'swap', 'case', 'none', 'hostile'),
		fc.nat(),
		hostileText
	);
	/** Another text than the one given, in what it says and not only in how it is written. */
	function spoilt(token: string, [how, place, text]: readonly [string, number, string]): string {
		const at = place % token.length;
		if (how === 'cut') return token.slice(0, at);
		if (how === 'add') return `${token}${text.trim() === '' ? 'x' : text}`;
		if (how === 'swap') return token.split('.').reverse().join('.');
		if (how === 'case') return token.toUpperCase();
		if (how === 'none') return `${btoa('{"alg":"none"}')}.${token.split('.')[1] ?? ''}.`;
		if (how === 'hostile') return text;
		// Not within the last sign of a part: it may hold bits that mean nothing.
		const inside = Math.min(at, token.length - 3);
		const sign = token[inside] === 'A' ? 'B' : 'A';
		return `${token.slice(0, inside)}${sign}${token.slice(inside + 1)}`;
	}
	/** As a header can carry it; of a cookie, a semicolon would be its end. */
	const sendable = (text: string): string =>
		text.replaceAll(/[^\u0021-\u003a\u003c-\u007e]/g, (sign) =>
			encodeURIComponent(sign.toWellFormed())
		);

	it(`cookies that are not ours open nothing (seed ${runs(1).seed})`, async () => {
		const own =
			(running().visitorCalled('administrator').headers()['cookie'] ?? '').split('=')[1] ?? '';
		const others = await Promise.all([
			sign(
				{ sub: 'administrator', sid: 's', name: '', generation: 0, reads: 0, began: 1 },
				'x'.repeat(40)
			),
			// Signed with the right key for something else.
			sign({ user_id: 'administrator', is_admin: true }, keyOf('session')),
			sign(
				{ sub: 'administrator', sid: 's', name: '', generation: 0, reads: 0, began: 1 },
				keyOf('cube')
			)
		]);
		await fc.assert(
			fc.asyncProperty(
				fc.oneof(
					mutation.map((one) => spoilt(own, one)),
					fc.constantFrom(...others)
				),
				fc.constantFrom('/objectives/narwhal-o', '/export/stalled.csv', '/data', '/settings'),
				async (value, path) => {
					fc.pre(value !== own);
					const answer = await patientFetch(running().app.url + path, {
						redirect: 'manual',
						headers: { cookie: `okr_session=${sendable(value)}`, accept: 'text/html' }
					});
					await answer.arrayBuffer();
					expect([303, 401], `${path} ${value}`).toContain(answer.status);
				}
			),
			runs(40)
		);
	});

	it(`tokens that are not ours open nothing (seed ${runs(1).seed})`, async () => {
		const cube = (await tokensOf(running().app, 'administrator', true, 1))[0] ?? '';
		const made = (running().visitorCalled('files token').headers()['authorization'] ?? '').slice(7);
		const others = await Promise.all([
			sign({ user_id: 'administrator', is_admin: true }, 'x'.repeat(40)),
			sign({ user_id: 'administrator', is_admin: true }, keyOf('session')),
			sign({ user_id: 'administrator', is_admin: 'true' }, keyOf('cube')),
			sign({ is_admin: true }, keyOf('cube')),
			sign({ user_id: 'administrator', is_admin: true }, keyOf('cube'), '-1h')
		]);
		await fc.assert(
			fc.asyncProperty(
				fc.oneof(
					mutation.map((one) => spoilt(cube, one)),
					mutation.map((one) => spoilt(made, one)),
					fc.constantFrom(...others)
				),
				fc.constantFrom('/cubejs-api/v1/meta', '/metrics', '/export/stalled.csv'),
				async (value, path) => {
					fc.pre(value !== cube && value !== made);
					const answer = await patientFetch(running().app.url + path, {
						redirect: 'manual',
						headers: { authorization: `Bearer ${sendable(value)}` }
					});
					await answer.arrayBuffer();
					expect(answer.status, `${path} ${value}`).toBe(401);
				}
			),
			runs(50)
		);
	});

	it(`codes and answers of a sign-in that never began let nobody in (seed ${runs(1).seed})`, async () => {
		const { url } = running().app;
		const begun = await fetch(`${url}/login/dingtalk`, { redirect: 'manual' });
		const [cookie = ''] = (begun.headers.get('set-cookie') ?? '').split(';');
		const state = new URL(begun.headers.get('location') ?? '').searchParams.get('state') ?? '';
		expect(state.length).toBeGreaterThan(20);
		await fc.assert(
			fc.asyncProperty(
				fc.oneof(hostileText, fc.constant('a code')),
				fc.oneof(
					mutation.map((one) => spoilt(state, one)),
					fc.constant(state)
				),
				fc.oneof(
					mutation.map((one) => spoilt(cookie, one)),
					fc.constant(cookie)
				),
				fc.boolean(),
				async (code, ofState, ofCookie, isApp) => {
					const fields = new URLSearchParams({
						state: ofState.toWellFormed(),
						[isApp ? 'code' : 'authCode']: code.toWellFormed()
					});
					const headers = { cookie: sendable(ofCookie), origin: url, accept: 'text/html' };
					const answer = await (isApp
						? fetch(`${url}/login?/app`, {
								method: 'POST',
								redirect: 'manual',
								headers,
								body: fields
							})
						: patientFetch(`${url}/login/callback?${fields}`, { redirect: 'manual', headers }));
					await answer.arrayBuffer();
					expect([303, 403, 431], JSON.stringify([code, ofState, ofCookie])).toContain(
						answer.status
					);
					expect(answer.headers.get('set-cookie') ?? '').not.toContain('okr_session=ey');
				}
			),
			runs(25)
		);
	});

	function keyOf(of: 'session' | 'cube'): string {
		const config = parseConfig({ DATA_DIR: running().app.dataDir });
		return of === 'session' ? sessionSecret(config) : cubeApiSecret(config);
	}
}

function sign(claims: Record<string, unknown>, secret: string, ends = '1h'): Promise<string> {
	return new SignJWT(claims)
		.setProtectedHeader({ alg: 'HS256' })
		.setIssuedAt()
		.setExpirationTime(ends)
		.sign(new TextEncoder().encode(secret));
}
