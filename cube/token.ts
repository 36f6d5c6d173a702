/** Bearer tokens of Cube's REST API: JWT, HS256, signed with the API secret. */
import { jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';

/** Whom Cube answers. Everything else in a token is ignored. */
export const Claims = z.object({
	/** DingTalk's user id; for a machine its own name. */
	user_id: z.string().min(1).max(200),
	is_admin: z.boolean()
});
export type Claims = z.infer<typeof Claims>;

/** The token is missing, forged, expired or lacks a claim. A retry needs another token. */
export class TokenError extends Error {
	override readonly name = 'TokenError';
}

/**
 * @param expiresIn a span such as `10m` or `30d`
 * @returns the compact JWT
 */
export async function createToken(
	secret: string,
	claims: Claims,
	expiresIn: string
): Promise<string> {
	return new SignJWT({ ...Claims.parse(claims) })
		.setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
		.setIssuedAt()
		.setExpirationTime(expiresIn)
		.sign(keyOf(secret));
}

/**
 * @throws {TokenError} in one sentence that never repeats the token
 */
export async function readToken(secret: string, token: string | undefined): Promise<Claims> {
	if (token === undefined || token === '')
		throw new TokenError('A bearer token is needed; `npm run token` makes one.');
	const verified = await jwtVerify(token, keyOf(secret), {
		algorithms: ['HS256'],
		requiredClaims: ['exp']
	}).catch((cause: unknown) => {
		const isExpired = cause instanceof Error && cause.name === 'JWTExpired';
		throw new TokenError(
			isExpired
				? 'The token has expired; `npm run token` makes a new one.'
				: 'The token is not one of this server; `npm run token` makes one.',
			{ cause }
		);
	});
	const claims = Claims.safeParse(verified.payload);
	if (!claims.success)
		throw new TokenError(
			'The token lacks user_id or is_admin; `npm run token` makes a right one.',
			{
				cause: claims.error
			}
		);
	return claims.data;
}

function keyOf(secret: string): Uint8Array {
	return new TextEncoder().encode(secret);
}
