/** Signing in with DingTalk, from the button to the session (dingtalk-api.md 8). */
import type { Attempt, Attempts, Way } from './attempts.ts';
import { signInCookies, type SignInCookies } from './cookies.ts';
import type { SessionCookie, Sessions } from './sessions.ts';

/** Why somebody is not let in; the page says it with what to do. */
export const REFUSALS = [
	'expired',
	'elsewhere',
	'external',
	'not_a_member',
	'cancelled',
	'unreachable'
] as const;
export type Refusal = (typeof REFUSALS)[number];

/** What DingTalk says of a code. */
export type Identified =
	{ readonly userId: string; readonly name: string } | { readonly refused: Refusal };

export type Outcome =
	| { readonly session: SessionCookie; readonly back: string }
	| { readonly refused: Refusal; readonly back: string };

export interface SignInParts {
	readonly origin: string;
	/** `https://login.dingtalk.com` */
	readonly loginUrl: string;
	readonly clientId: string;
	readonly corpId: string;
	readonly adminUserIds: readonly string[];
	readonly attempts: Attempts;
	readonly sessions: Sessions;
	/** Never throws: DingTalk being out of reach is an answer. */
	readonly identify: (way: Way, code: string) => Promise<Identified>;
}

/** To be registered in DingTalk's developer console, below ORIGIN. */
export const CALLBACK_PATH = '/login/callback';

export class SignIn {
	readonly cookies: SignInCookies;
	readonly sessions: Sessions;
	/** What a page inside DingTalk's app asks it for a code with. */
	readonly app: { readonly corpId: string; readonly clientId: string };
	readonly #parts: SignInParts;
	readonly #admins: ReadonlySet<string>;

	constructor(parts: SignInParts) {
		this.#parts = parts;
		this.cookies = signInCookies(parts.origin);
		this.sessions = parts.sessions;
		this.app = { corpId: parts.corpId, clientId: parts.clientId };
		this.#admins = new Set(parts.adminUserIds);
	}

	isAdmin(userId: string): boolean {
		return this.#admins.has(userId);
	}

	begin(way: Way, back: string): Promise<Attempt> {
		return this.#parts.attempts.begin(way, back);
	}

	/** DingTalk's page, on which people say who they are (dingtalk-api.md 8.1). */
	pageOf({ state }: Attempt): string {
		const { loginUrl, origin, clientId, corpId } = this.#parts;
		const page = new URL('/oauth2/auth', loginUrl);
		page.search = new URLSearchParams({
			redirect_uri: origin + CALLBACK_PATH,
			response_type: 'code',
			client_id: clientId,
			scope: 'openid corpid',
			state,
			prompt: 'consent',
			corpId
		}).toString();
		return page.href;
	}

	/**
	 * @param cookie of the attempt, from the browser that brings the answer
	 * @param code null: DingTalk gave none, because somebody said no
	 */
	async finish(
		way: Way,
		state: string,
		cookie: string | undefined,
		code: string | null
	): Promise<Outcome> {
		const { attempts, sessions, identify } = this.#parts;
		const back = await attempts.finish(way, state, cookie);
		if (back === null) return { refused: 'expired', back: '/' };
		if (code === null) return { refused: 'cancelled', back };
		const identified = await identify(way, code);
		if ('refused' in identified) return { ...identified, back };
		return { session: await sessions.begin(identified.userId, identified.name), back };
	}
}
