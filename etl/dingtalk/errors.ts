/** What can go wrong between us and DingTalk, told apart by what to do about it. */

export type DingTalkErrorKind =
	/** Key or secret are wrong. */
	| 'credentials'
	/** The token is bad or expired: fetched anew once, then fatal. */
	| 'token'
	/** A scope, the contact range or the IP list keeps the app out, or the interface is not there for it. */
	| 'permission'
	/** DingTalk's monthly quota of the organisation is used up. */
	| 'quota'
	/** Our own DINGTALK_CALL_BUDGET is used up; nothing was sent. */
	| 'budget'
	/** A rate limit; DingTalk does not count the call. */
	| 'throttle'
	/** DingTalk says that it is overloaded. */
	| 'busy'
	/** The IP limit was broken: every interface answers a ban page for minutes. */
	| 'banned'
	/** Refused for a reason of its own, e.g. error.noPermission on one objective. */
	| 'business'
	| 'not_found'
	/** No connection, or no answer in time. */
	| 'network'
	/** An answer that is not what the documentation promises. */
	| 'protocol';

const TRANSIENT: ReadonlySet<DingTalkErrorKind> = new Set([
	'throttle',
	'busy',
	'network',
	'protocol'
]);

export interface DingTalkErrorFacts {
	/** DingTalk's own code, `Forbidden.AccessDenied…`, `error.noPermission`, `60011`; empty without one. */
	readonly code?: string;
	/** Of `permission`: what to grant in the developer console. */
	readonly scopes?: readonly string[];
	/** HTTP status of the answer. */
	readonly status?: number;
	/** Of `throttle`: the limit's window. */
	readonly window?: 'second' | 'minute';
	/** Milliseconds that the answer asks us to wait. */
	readonly retryAfter?: number;
	readonly cause?: unknown;
}

/** A call to DingTalk failed. The message names cause and remedy and never holds a secret or token. */
export class DingTalkError extends Error {
	override readonly name = 'DingTalkError';
	readonly kind: DingTalkErrorKind;
	/** Whether the same call may work a little later. */
	readonly isTransient: boolean;
	readonly code: string;
	readonly scopes: readonly string[];
	/** 0: there was no answer. */
	readonly status: number;
	readonly window: 'second' | 'minute';
	readonly retryAfter: number;

	constructor(kind: DingTalkErrorKind, message: string, facts: DingTalkErrorFacts = {}) {
		super(message, facts.cause === undefined ? undefined : { cause: facts.cause });
		this.kind = kind;
		this.isTransient = TRANSIENT.has(kind);
		this.code = facts.code ?? '';
		this.scopes = facts.scopes ?? [];
		this.status = facts.status ?? 0;
		this.window = facts.window ?? 'second';
		this.retryAfter = facts.retryAfter ?? 0;
	}
}

/**
 * Whether DingTalk refuses this one record to the app, or cannot give it, while others may well be readable (dingtalk-api.md 4):
 * `error.noPermission`, and an `error.systemError` that stayed through all retries.
 */
export function isRefusedRecord(error: unknown): boolean {
	if (!(error instanceof DingTalkError)) return false;
	return error.code === 'error.noPermission' || error.code === BROKEN_RECORD;
}

/** Agoal's answer for whatever went wrong inside: for a moment, or for good with one record. */
export const BROKEN_RECORD = 'error.systemError';
