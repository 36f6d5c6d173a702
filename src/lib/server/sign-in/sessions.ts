/**
 * Sessions: a signed statement in a cookie of who signed in and when, renewed while it is used. What ends one before its time is asked
 * at every request: its sign-out, a sign-out everywhere, and the person having left the company.
 */
import { randomUUID } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import type { Members } from '../app-state/members.ts';
import type { SessionEnds } from '../app-state/session-ends.ts';

/** Seconds without a request after which a session is over: over a weekend it lasts. */
export const IDLE = 3 * 86_400;
/** Seconds after which everybody signs in again. */
export const ABSOLUTE = 14 * 86_400;
/** Seconds after which a used session gets a new cookie. */
const RENEWED_AFTER = 900;

const AUDIENCE = 'okr-observatory:session';
const Claims = z.object({
	sub: z.string().min(1).max(200),
	name: z.string().max(200),
	/** The same through all renewals. */
	sid: z.string().min(1),
	/** SessionEnds.generation when it began. */
	generation: z.number().int(),
	/** Members.reads when it began: somebody who joined since the last sync is not known yet, and no leaver. */
	reads: z.number().int(),
	/** Epoch seconds. */
	began: z.number().int(),
	iat: z.number().int()
});
type Claims = z.infer<typeof Claims>;

export interface Session {
	readonly id: string;
	readonly userId: string;
	readonly name: string;
	/** Instead of the present one; null: that one is new enough. */
	readonly renewed: SessionCookie | null;
}

export interface SessionCookie {
	readonly value: string;
	/** Seconds. */
	readonly maxAge: number;
}

export class Sessions {
	readonly #key: Uint8Array;
	readonly #ends: SessionEnds;
	readonly #members: Members;
	readonly #now: () => number;

	/** @param now epoch ms of real time */
	constructor(secret: string, ends: SessionEnds, members: Members, now: () => number = Date.now) {
		this.#key = new TextEncoder().encode(secret);
		this.#ends = ends;
		this.#members = members;
		this.#now = now;
	}

	/** @param name as DingTalk's account has it; what the company calls its member goes before it */
	async begin(userId: string, name: string): Promise<SessionCookie> {
		const [generation, reads, known] = await Promise.all([
			this.#ends.generation(userId),
			this.#members.reads(),
			this.#members.nameOf(userId)
		]);
		return this.#sign({
			...{ sub: userId, name: (known ?? name).slice(0, 200), sid: randomUUID() },
			...{ generation, reads, began: this.#seconds(), iat: 0 }
		});
	}

	/** null: there is none, or it is over. */
	async read(cookie: string | undefined): Promise<Session | null> {
		const claims = await this.#verify(cookie);
		if (claims === null || (await this.#isEnded(claims))) return null;
		const isOld = this.#seconds() - claims.iat >= RENEWED_AFTER;
		return {
			id: claims.sid,
			userId: claims.sub,
			name: claims.name,
			renewed: isOld ? await this.#sign(claims) : null
		};
	}

	/** Also for copies of its cookie. */
	end({ id, userId }: Pick<Session, 'id' | 'userId'>): Promise<void> {
		return this.#ends.end(userId, id);
	}

	endAll({ userId }: Pick<Session, 'userId'>): Promise<void> {
		return this.#ends.endAll(userId);
	}

	async #isEnded({ sub, sid, generation, reads }: Claims): Promise<boolean> {
		const [current, isOver, name, readsNow] = await Promise.all([
			this.#ends.generation(sub),
			this.#ends.isEnded(sid),
			this.#members.nameOf(sub),
			this.#members.reads()
		]);
		const hasLeft = name === null && readsNow !== reads;
		return generation !== current || isOver || hasLeft;
	}

	async #sign(claims: Claims): Promise<SessionCookie> {
		const iat = this.#seconds();
		const expires = Math.min(iat + IDLE, claims.began + ABSOLUTE);
		const value = await new SignJWT({ ...claims })
			.setProtectedHeader({ alg: 'HS256' })
			.setAudience(AUDIENCE)
			.setIssuedAt(iat)
			.setExpirationTime(expires)
			.sign(this.#key);
		return { value, maxAge: expires - iat };
	}

	async #verify(cookie: string | undefined): Promise<Claims | null> {
		if (cookie === undefined) return null;
		try {
			const { payload } = await jwtVerify(cookie, this.#key, {
				algorithms: ['HS256'],
				audience: AUDIENCE,
				requiredClaims: ['exp', 'iat'],
				currentDate: new Date(this.#now())
			});
			return Claims.safeParse(payload).data ?? null;
		} catch {
			// Forged, cut or too old: all the same to whoever brings it.
			return null;
		}
	}

	#seconds(): number {
		return Math.floor(this.#now() / 1000);
	}
}
