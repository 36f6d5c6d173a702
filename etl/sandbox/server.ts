/**
 * The bundled DingTalk: both hosts on one port, as their paths do not overlap. It shows the company
 * at its clock's instant and counts, limits and fails calls as dingtalk-api.md 1, 2, 4 and 6
 * describe.
 */

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buildCompany } from './company/build.ts';
import { dayOf, endOfDay } from './company/calendar.ts';
import { eventsBetween, type CompanyEvent } from './company/events.ts';
import type { Company } from './company/model.ts';
import { isWithheld, mishapOf, parseFaults, QUOTA_MID_RUN, skewOf, type Mishap } from './faults.ts';
import { openLedger, type Ledger } from './ledger.ts';
import {
	agoalAnswer,
	NewApiError,
	newError,
	OldApiError,
	oldAnswer,
	oldError,
	okrAnswer,
	type Answer
} from './wire/answers.ts';
import { indexCompany, type CompanyIndex } from './wire/company-index.ts';
import { close, listen, send, sendBan, sendGatewayPage, sendHalf } from './wire/http.ts';
import { openLists } from './wire/lists.ts';
import { openRateLimit } from './wire/rate-limit.ts';
import {
	outOfQuota,
	refusalOf,
	scopeMissing,
	throttled,
	tokenInvalid,
	tokenMissing,
	unknownPath,
	unreadableBody
} from './wire/refusals.ts';
import { readBody } from './wire/request-body.ts';
import { findRoute, type Product, type Route } from './wire/routes.ts';
import { openSignInDesk } from './wire/sign-in.ts';
import { answerSignInPage, SIGN_IN_PATH } from './wire/sign-in-page.ts';
import { openStream, type Stream } from './wire/stream.ts';
import { answerTokenCall } from './wire/token-calls.ts';
import { openTokenStore } from './wire/tokens.ts';

export interface SandboxOptions {
	/** 0 takes a free one. Always on 127.0.0.1. */
	readonly port: number;
	/** 10 to 100,000. */
	readonly people: number;
	readonly seed: number;
	/** Another company, with its whole life: shown as of the clock's instant; people, seed and reports then say nothing. */
	readonly company?: Company;
	/** In which product the company keeps its OKRs (agoal); the others answer, and hold nothing. */
	readonly product?: Product;
	/** Fixes the clock at the last millisecond of a day (YYYY-MM-DD) in Asia/Shanghai. */
	readonly today?: string | (() => string);
	/** Epoch milliseconds; real time unless given. `today` goes before it. */
	readonly clock?: () => number;
	/** Calls per second, all interfaces together; unlimited unless given. */
	readonly qps?: number;
	/** Metered calls per calendar month; unlimited unless given. */
	readonly quota?: number;
	/** People file weekly reports; nobody does unless given. */
	readonly reports?: boolean;
	/** Names from faults.ts. */
	readonly faults?: readonly string[];
	/** Pushes events of itself, as the clock passes them. Without it only `stream.emit` does. */
	readonly isLive?: boolean;
	/** Milliseconds after which an event that is not acknowledged is pushed again: 3,000, as DingTalk says. */
	readonly acknowledgeWithin?: number;
}

export interface Sandbox {
	/** Serves as DINGTALK_API_URL, as DINGTALK_OAPI_URL and as DINGTALK_LOGIN_URL. */
	readonly url: string;
	/** What DingTalk's app gives a page that it shows to this member; null: nobody is called so. */
	appCode(userId: string): string | null;
	/** The company of today's clock. */
	company(): Company;
	ledger(): Ledger;
	/** Pushes events to whoever listens in Stream mode. */
	emit(events: readonly CompanyEvent[]): void;
	readonly stream: Pick<Stream, 'facts' | 'sendRaw' | 'disconnect'>;
	close(): Promise<void>;
}

/** The company of one day, and the same one as products show it that do not hold its OKRs. */
interface Shown {
	readonly day: string;
	readonly index: CompanyIndex;
	/** null: nobody asked yet. */
	withoutOkrs: CompanyIndex | null;
}

/** Milliseconds between two looks at what has happened. */
const LIVE_EVERY = 5_000;

/** @throws {UnknownFaultError} and what node:net throws when the port is taken */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
	const { port, people, seed, product = 'agoal', qps = Infinity, reports = false } = options;
	const active = parseFaults(options.faults ?? []);
	const skew = skewOf(active);
	const quota = Math.min(
		options.quota ?? Infinity,
		active.has('quota-mid-run') ? QUOTA_MID_RUN : Infinity
	);
	const lists = openLists(active);
	const ledger = openLedger(() => dayOf(instant()).slice(0, 7));
	const tokens = openTokenStore(
		() => Date.now(),
		active.has('token-expiry-mid-run') ? 40 : Infinity
	);
	const limit = openRateLimit(qps);
	const desk = openSignInDesk();
	let shown: Shown | undefined;
	const stream = openStream({
		faults: active,
		corpId: () => shownAt(instant()).index.company.corpId,
		origin: () => `ws://127.0.0.1:${actualPort}`,
		acknowledgeWithin: options.acknowledgeWithin ?? 3_000
	});
	let calls = 0;
	const callsOnHost = { api: 0, oapi: 0 };

	function instant(): number {
		const { today, clock = Date.now } = options;
		if (today === undefined) return clock() + skew;
		return endOfDay(typeof today === 'string' ? today : today()) + skew;
	}

	/** The company grows when the clock passes midnight. */
	function shownAt(now: number): Shown {
		const day = dayOf(now);
		if (shown?.day !== day) {
			const company = options.company ?? buildCompany({ people, seed, today: day, reports });
			shown = { day, index: indexCompany(company), withoutOkrs: null };
		}
		return shown;
	}

	function indexFor(route: Route, now: number): CompanyIndex {
		const current = shownAt(now);
		if (route.product === undefined || route.product === product) return current.index;
		const { company } = current.index;
		current.withoutOkrs ??= indexCompany({ ...company, rules: [], periods: [], objectives: [] });
		return current.withoutOkrs;
	}

	/** Tells what happens as it happens. @returns how to stop it */
	function live(): () => void {
		let told = instant();
		const timer = setInterval(() => {
			const now = instant();
			if (now > told && stream.facts().connections > 0)
				stream.emit(eventsBetween(shownAt(now).index.company, told, now));
			told = Math.max(told, now);
		}, LIVE_EVERY);
		timer.unref();
		return () => clearInterval(timer);
	}

	async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const url = new URL(request.url ?? '/', 'http://sandbox');
		const endpoint = `${request.method ?? 'GET'} ${url.pathname}`;
		if (endpoint === 'GET /__sandbox/ledger')
			return send(response, { status: 200, body: ledger.read() });
		if (endpoint === `GET ${SIGN_IN_PATH}`) {
			const now = instant();
			return answerSignInPage(response, url, desk, shownAt(now).index, now);
		}
		const host = url.pathname.startsWith('/v1.0/') ? 'api' : 'oapi';
		calls += 1;
		callsOnHost[host] += 1;
		const call = calls;
		if (skew !== 0) response.setHeader('date', new Date(Date.now() + skew).toUTCString());
		if (active.has('token-expiry-concurrent') && call % 50 === 0) tokens.revokeAll();
		const body = await readBody(request);
		const mishap = mishapOf(active, host, call, callsOnHost[host]);
		if (mishap === 'hang') return;
		if (mishap === 'reset') {
			request.socket.destroy();
			return;
		}
		if (mishap === 'html-ban') return sendBan(response);
		if (mishap === 'html-error') return sendGatewayPage(response);
		if (active.has('slow') && call % 5 === 0) await pause(1500);
		const answer = answerTo(endpoint, host, url, request, body, mishap);
		if (mishap === 'hang-in-body') return sendHalf(response, answer);
		send(response, answer, active.has('truncated-json') && call % 11 === 0);
	}

	function answerTo(
		endpoint: string,
		host: 'api' | 'oapi',
		url: URL,
		request: IncomingMessage,
		body: Readonly<Record<string, unknown>> | null,
		mishap: Mishap | null
	): Answer {
		const { route, name, path } = findRoute(endpoint);
		try {
			if (mishap === 'json-ban') {
				return {
					status: 200,
					body: { status: 1111, wait: 5, source: 'x5', punish: 'deny', uuid: name }
				};
			}
			if (body === null) throw unreadableBody(host);
			const refusal = refusalOf(mishap, host);
			if (refusal !== null) throw mishap === 'busy' ? refusal : refused(name, refusal);
			const areCredentialsBad = active.has('bad-credentials');
			const token = answerTokenCall(endpoint, {
				query: url.searchParams,
				body,
				areCredentialsBad,
				tokens
			});
			if (token !== null) {
				ledger.count(name, 'exempt');
				return token;
			}
			const header = request.headers['x-acs-dingtalk-access-token'];
			const signIn = desk.answer(endpoint, {
				body,
				token: typeof header === 'string' ? header : undefined,
				areCredentialsBad
			});
			if (signIn !== null) {
				ledger.count(name, 'exempt');
				return signIn;
			}
			if (endpoint === 'POST /v1.0/gateway/connections/open') {
				// Credentials instead of a token; not on the list of metered calls, nor on that of exempt ones.
				ledger.count(name, 'exempt');
				return stream.open(body);
			}
			if (route === undefined) return unknownPath(url.pathname);
			authenticate(route, url, request);
			if (!limit.admits()) throw refused(name, throttled(route.host, 'app'));
			const isQuotaUsedUp =
				active.has('quota-used-up') || ledger.meteredIn(dayOf(instant()).slice(0, 7)) >= quota;
			if (route.charge === 'metered' && isQuotaUsedUp) throw refused(name, outOfQuota(route.host));
			ledger.count(name, route.charge);
			authorise(route);
			const now = instant();
			return wrap(
				route,
				route.answer({
					index: indexFor(route, now),
					instant: now,
					query: url.searchParams,
					path,
					body,
					isRangeNarrow: active.has('narrow-contact-range'),
					hasNoRules: active.has('no-rules'),
					faults: active,
					lists,
					desk
				})
			);
		} catch (error) {
			if (error instanceof NewApiError) return newError(error);
			if (error instanceof OldApiError) return oldError(error);
			throw error;
		}
	}

	function refused<E extends Error>(name: string, error: E): E {
		ledger.refuse(name);
		return error;
	}

	function authenticate({ host }: Route, url: URL, request: IncomingMessage): void {
		const header = request.headers['x-acs-dingtalk-access-token'];
		const token = host === 'api' ? header : url.searchParams.get('access_token');
		if (typeof token !== 'string' || token === '') throw tokenMissing(host);
		if (!tokens.accepts(token)) throw tokenInvalid(host);
	}

	function authorise({ host, scope }: Route): void {
		if (isWithheld(active, scope)) throw scopeMissing(host, scope);
	}

	const server = createServer((request, response) => {
		handle(request, response).catch((error: unknown) => {
			const cause = error instanceof Error ? (error.stack ?? error.message) : String(error);
			process.stderr.write(
				`The sandbox failed to answer ${request.method} ${request.url}: ${cause}\n`
			);
			if (!response.headersSent)
				send(response, newError(new NewApiError(500, 'unknownError', '未知错误')));
		});
	});
	server.on('upgrade', (request, socket, head) => stream.upgrade(request, socket, head));
	const actualPort = await listen(server, port);
	const stopLiving = options.isLive === true && product === 'agoal' ? live() : () => {};
	return {
		url: `http://127.0.0.1:${actualPort}`,
		company: () => shownAt(instant()).index.company,
		appCode(userId) {
			const now = instant();
			return desk.appCode(userId, shownAt(now).index, now);
		},
		ledger: () => ledger.read(),
		emit: (events) => stream.emit(events),
		stream,
		close: () => {
			stopLiving();
			stream.close();
			return close(server);
		}
	};
}

function wrap(route: Route, content: unknown): Answer {
	if (route.envelope === 'content') return agoalAnswer(content);
	if (route.envelope === 'data') return okrAnswer(content);
	if (route.envelope === 'result') return oldAnswer(content);
	if (typeof content !== 'object' || content === null) return { status: 200, body: content };
	return {
		status: 200,
		body: route.host === 'oapi' ? { errcode: 0, errmsg: 'ok', ...content } : content
	};
}

function pause(milliseconds: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
