/**
 * Attempts to sign in: what comes back from DingTalk counts only in the browser that went there (its cookie), for the way it went
 * (page or app), within ten minutes, and once.
 */
import { randomBytes } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';

export type Way = 'browser' | 'app';

export interface Attempt {
	/** Goes with the browser to DingTalk and back. */
	readonly state: string;
	/** Stays in the browser. */
	readonly cookie: string;
}

/** Seconds. */
export const ATTEMPT_LIFE = 600;

const AUDIENCE = 'okr-observatory:sign-in';
const Claims = z.object({
	state: z.string().min(20),
	way: z.enum(['browser', 'app']),
	back: z.string().max(2_000)
});

export class Attempts {
	readonly #key: Uint8Array;
	readonly #now: () => number;
	/** States that came back, until they would be too old anyway (epoch ms). */
	readonly #used = new Map<string, number>();

	/** @param now epoch ms of real time */
	constructor(secret: string, now: () => number = Date.now) {
		this.#key = new TextEncoder().encode(secret);
		this.#now = now;
	}

	/** @param back a path of this site, where to go afterwards */
	async begin(way: Way, back: string): Promise<Attempt> {
		const state = randomBytes(24).toString('base64url');
		const at = Math.floor(this.#now() / 1000);
		const cookie = await new SignJWT({ state, way, back })
			.setProtectedHeader({ alg: 'HS256' })
			.setAudience(AUDIENCE)
			.setExpirationTime(at + ATTEMPT_LIFE)
			.sign(this.#key);
		return { state, cookie };
	}

	/** Uses it up. @returns where to go afterwards; null: it is not one of this browser, or too old, or came back before */
	async finish(way: Way, state: string, cookie: string | undefined): Promise<string | null> {
		const claims = await this.#read(cookie);
		if (claims === null || claims.way !== way || claims.state !== state) return null;
		this.#forgetOld();
		if (this.#used.has(state)) return null;
		this.#used.set(state, this.#now() + ATTEMPT_LIFE * 1000);
		return claims.back;
	}

	async #read(cookie: string | undefined): Promise<z.infer<typeof Claims> | null> {
		if (cookie === undefined) return null;
		try {
			const { payload } = await jwtVerify(cookie, this.#key, {
				algorithms: ['HS256'],
				audience: AUDIENCE,
				requiredClaims: ['exp'],
				currentDate: new Date(this.#now())
			});
			return Claims.safeParse(payload).data ?? null;
		} catch {
			// Forged, cut or too old: all the same to whoever brings it.
			return null;
		}
	}

	#forgetOld(): void {
		for (const [state, until] of this.#used) {
			if (until > this.#now()) break;
			this.#used.delete(state);
		}
	}
}
