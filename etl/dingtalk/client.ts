/**
 * Transport to DingTalk's two hosts: token, rate limit, timeout, retry, call ledger. Knows no interface but the token's; what
 * comes back is the parsed body of a good answer, envelope included.
 */
import { z } from 'zod';
import type { DingTalkConfig } from '../config.ts';
import { readAnswer, type Answer } from './classify.ts';
import { BROKEN_RECORD, DingTalkError } from './errors.ts';
import { nameOf, pathOf, type Endpoint } from './endpoint.ts';
import type { CallLedger } from './ledger.ts';
import { createSkewMeter } from './clock-skew.ts';
import { limiterOfApp, type Turn } from './limiter.ts';
import { LONGEST_WAIT, readRetryAfter } from './penalty.ts';
import { retryDelay } from './retry.ts';
import { realTiming, type Timing } from './timing.ts';
import { createTokenStore, type FreshToken, type TokenStore } from './token.ts';

export interface CallParameters {
	/** Of an endpoint whose path names them in braces. */
	readonly path?: Readonly<Record<string, string>>;
	readonly query?: Readonly<Record<string, string | number>>;
	/** Sent as JSON. */
	readonly body?: Readonly<Record<string, unknown>>;
	/** Of somebody, instead of the app's; empty: the call needs none. */
	readonly token?: string;
}

export interface DingTalkClient {
	/** @throws {DingTalkError} after the retries that its kind deserves; the signal's reason when aborted */
	call(endpoint: Endpoint, parameters: CallParameters): Promise<unknown>;
}

/** A client that also knows DingTalk's clock. */
export interface ConnectedClient extends DingTalkClient {
	/** Milliseconds that DingTalk's clock is ahead of this machine's; null before its first answer. See describeSkew. */
	skew(): number | null;
}

export interface ClientOptions {
	readonly endpoints: DingTalkConfig;
	readonly ledger: CallLedger;
	/** Calls per second over the whole app, all clients of this process together; Infinity: no limit. */
	readonly maxQps: number;
	/** Milliseconds that one attempt may take. */
	readonly timeout?: number;
	readonly signal?: AbortSignal;
	readonly timing?: Timing;
}

const TOKEN: Endpoint = {
	host: 'api',
	method: 'POST',
	path: '/v1.0/oauth2/accessToken',
	isMetered: false,
	scope: 'qyapi_base'
};

const TokenAnswer = z.looseObject({ accessToken: z.string().min(1), expireIn: z.coerce.number() });

export function createClient(options: ClientOptions): ConnectedClient {
	const { endpoints, ledger, signal } = options;
	const timing = options.timing ?? realTiming;
	const app = `${endpoints.appKey} ${endpoints.apiUrl} ${endpoints.oapiUrl}`;
	const limiter = limiterOfApp(app, options.maxQps, timing);
	const tokens = createTokenStore(fetchToken, timing);
	const skewMeter = createSkewMeter();
	/** By interface: calls given up since the last that was answered well. */
	const givenUpSince = new Map<Endpoint, number>();

	async function fetchToken(): Promise<FreshToken> {
		const { appKey, appSecret } = endpoints;
		const body = await retried(TOKEN, { body: { appKey, appSecret } }, null);
		const parsed = TokenAnswer.safeParse(body);
		if (!parsed.success)
			throw new DingTalkError('protocol', `${nameOf(TOKEN)} answered without a token.`);
		return { token: parsed.data.accessToken, expiresIn: parsed.data.expireIn };
	}

	/** Leave to send, and a token that is good at that moment: others wait too, and one of them may find it expired. */
	async function begin(store: TokenStore | null): Promise<{ turn: Turn; token: string }> {
		for (;;) {
			const token = (await store?.get()) ?? '';
			const turn = await limiter.take(signal);
			if (store === null || store.isHeld(token)) return { turn, token };
			turn.giveBack();
		}
	}

	/** @param store null for the token call itself, and for calls with a token of their own */
	async function retried(
		endpoint: Endpoint,
		parameters: CallParameters,
		store: TokenStore | null
	): Promise<unknown> {
		let renewals = 0;
		for (let attempt = 1; ; attempt += 1) {
			const { turn, token } = await begin(store);
			try {
				const body = await once(endpoint, parameters, parameters.token ?? token).finally(() =>
					turn.end()
				);
				store?.accept();
				givenUpSince.delete(endpoint);
				return body;
			} catch (error) {
				if (!(error instanceof DingTalkError)) throw error;
				if (error.kind === 'token' && store !== null) {
					if (!store.refuse(token) || renewals === MOST_RENEWALS) throw error;
					renewals += 1;
					attempt -= 1;
					continue;
				}
				const isHopeless =
					error.code === BROKEN_RECORD && (givenUpSince.get(endpoint) ?? 0) >= HOPELESS;
				const wait = isHopeless ? null : retryDelay(error, attempt, timing.random);
				if (wait === null) {
					if (!error.isTransient) throw error;
					givenUpSince.set(endpoint, (givenUpSince.get(endpoint) ?? 0) + 1);
					throw attempt === 1 ? error : givenUp(error, attempt);
				}
				if (error.kind === 'throttle') limiter.pause(pauseAfter(error, wait));
				await timing.sleep(wait, signal);
			}
		}
	}

	async function once(
		endpoint: Endpoint,
		parameters: CallParameters,
		token: string
	): Promise<unknown> {
		ledger.begin(endpoint);
		let answer: Answer;
		try {
			answer = await send(endpoint, parameters, token);
		} catch (error) {
			ledger.settle(endpoint, 'lost');
			throw error;
		}
		try {
			const body = readAnswer(endpoint, answer);
			ledger.settle(endpoint, 'answered');
			return body;
		} catch (error) {
			const isRefused = error instanceof DingTalkError && error.kind === 'throttle';
			ledger.settle(endpoint, isRefused ? 'refused' : 'answered');
			throw error;
		}
	}

	async function send(
		endpoint: Endpoint,
		{ path, query, body }: CallParameters,
		token: string
	): Promise<Answer> {
		const host = endpoint.host === 'api' ? endpoints.apiUrl : endpoints.oapiUrl;
		const url = new URL(host + pathOf(endpoint, path));
		for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, `${value}`);
		const headers: Record<string, string> = { accept: 'application/json' };
		if (token !== '' && endpoint.host === 'oapi') url.searchParams.set('access_token', token);
		if (token !== '' && endpoint.host === 'api') headers['x-acs-dingtalk-access-token'] = token;
		if (body !== undefined) headers['content-type'] = 'application/json; charset=utf-8';

		const late = AbortSignal.timeout(options.timeout ?? 20_000);
		const sentAt = timing.wallClock();
		try {
			const response = await fetch(url, {
				method: endpoint.method,
				headers,
				...(body !== undefined && { body: JSON.stringify(body) }),
				redirect: 'error',
				signal: signal === undefined ? late : AbortSignal.any([signal, late])
			});
			const receivedAt = timing.wallClock();
			const date = response.headers.get('date');
			skewMeter.see(date, sentAt, receivedAt);
			const writtenAt = date === null ? Number.NaN : Date.parse(date);
			return {
				status: response.status,
				contentType: response.headers.get('content-type') ?? '',
				retryAfter: readRetryAfter(response.headers.get('retry-after'), receivedAt),
				writtenAt: Number.isNaN(writtenAt) ? receivedAt : writtenAt,
				text: await response.text()
			};
		} catch (cause) {
			signal?.throwIfAborted();
			throw unreachable(endpoint, host, cause, late.aborted);
		}
	}

	return {
		call: (endpoint, parameters) =>
			retried(endpoint, parameters, parameters.token === undefined ? tokens : null),
		skew: () => skewMeter.skew()
	};
}

/** How long nobody calls after a throttled call: a second, or as long as DingTalk itself said. */
function pauseAfter(error: DingTalkError, wait: number): number {
	return Math.max(Math.min(wait, 1000), Math.min(error.retryAfter, LONGEST_WAIT));
}

/** The URL that failed is left out of the cause's text: with the old host it holds the token. */
function unreachable(
	endpoint: Endpoint,
	host: string,
	cause: unknown,
	isLate: boolean
): DingTalkError {
	const reason = isLate ? 'no answer in time' : reasonOf(cause);
	const setting = endpoint.host === 'api' ? 'DINGTALK_API_URL' : 'DINGTALK_OAPI_URL';
	return new DingTalkError(
		'network',
		`${host} cannot be reached for ${nameOf(endpoint)} (${reason}). Check the network, a proxy or firewall on the way, and ${setting}.`,
		{ code: reason }
	);
}

function reasonOf(error: unknown): string {
	if (!(error instanceof Error)) return 'unknown reason';
	if ('code' in error && typeof error.code === 'string') return error.code;
	if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
	return error.cause === undefined ? error.name : reasonOf(error.cause);
}

/** Of one call, whose tokens are good for others: a slow one may meet several that expire, but not for ever. */
const MOST_RENEWALS = 6;

/** So many records of one interface in a row that DingTalk could not give: retries of the next ones are metered calls for nothing. */
const HOPELESS = 3;

function givenUp(error: DingTalkError, attempts: number): DingTalkError {
	const { code, scopes, status, window, retryAfter, cause } = error;
	const message = `${error.message} (Given up after ${attempts} attempts.)`;
	return new DingTalkError(error.kind, message, {
		code,
		scopes,
		status,
		window,
		retryAfter,
		cause
	});
}
