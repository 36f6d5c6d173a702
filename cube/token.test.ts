import { SignJWT, UnsecuredJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { createToken, readToken, TokenError } from './token.ts';

const SECRET = 'a secret of at least thirty-two characters';
const claims = { user_id: 'manager7', is_admin: false };
const key = (secret: string) => new TextEncoder().encode(secret);
const sign = (payload: Record<string, unknown>, alg = 'HS256') =>
	new SignJWT(payload).setProtectedHeader({ alg }).setExpirationTime('1h').sign(key(SECRET));

describe('a token', () => {
	it('says who asks, and nothing else', async () => {
		expect(await readToken(SECRET, await createToken(SECRET, claims, '10m'))).toEqual(claims);
		const more = await sign({ ...claims, scope: ['cube-dev'], is_superuser: true });
		expect(await readToken(SECRET, more)).toEqual(claims);
	});

	it('is not made for nobody', async () => {
		await expect(createToken(SECRET, { user_id: '', is_admin: true }, '10m')).rejects.toThrow();
	});

	it('is refused when it has expired', async () => {
		const old = await createToken(SECRET, claims, '-1s');
		await expect(readToken(SECRET, old)).rejects.toThrow('has expired');
	});

	it.each<[string, () => Promise<string | undefined>]>([
		['none', async () => undefined],
		['empty', async () => ''],
		['garbage', async () => 'garbage'],
		['of another server', () => createToken(`${SECRET}!`, claims, '10m')],
		['unsigned', async () => new UnsecuredJWT(claims).setExpirationTime('1h').encode()],
		['signed in another way', () => sign(claims, 'HS512')],
		[
			'that never expires',
			() => new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(key(SECRET))
		],
		['without is_admin', () => sign({ user_id: 'x' })],
		['with is_admin as text', () => sign({ user_id: 'x', is_admin: 'true' })],
		['without user_id', () => sign({ is_admin: true })]
	])('is refused in a sentence that does not repeat it: %s', async (_name, make) => {
		const token = await make();
		const refusal = await readToken(SECRET, token).catch((error: unknown) => error);
		expect(refusal).toBeInstanceOf(TokenError);
		expect(String(refusal)).toContain('npm run token');
		if (token) expect(String(refusal)).not.toContain(token);
	});
});
