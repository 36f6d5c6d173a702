/**
 * Answer -> its body, or the error that it is. Tables from dingtalk-api.md 1.4 and 6.2. The full code is matched: `Forbidden…`
 * is a rate limit, a missing scope or the quota, and an HTTP 500 is often a plain "no". What people read: explain.ts.
 */
import { z } from 'zod';
import type { DingTalkError, DingTalkErrorKind } from './errors.ts';
import type { Endpoint } from './endpoint.ts';
import { banned, explain, fail } from './explain.ts';
import { penaltyEnd } from './penalty.ts';

export interface Answer {
	readonly status: number;
	readonly contentType: string;
	/** The Retry-After header in milliseconds, or 0. */
	readonly retryAfter: number;
	/** When it was written, epoch ms: by DingTalk's clock if it says so, else by ours. */
	readonly writtenAt: number;
	readonly text: string;
}

const code = z.union([z.string(), z.number().transform(String)]).nullish();
const text = z.string().nullish().catch(null);
const Denied = z
	.looseObject({ requiredScopes: z.array(z.string()).nullish() })
	.nullish()
	.catch(null);

/** The keys of both generations' error bodies, in all spellings that DingTalk's own SDK takes (dingtalk-api.md 6.2). */
const ErrorBody = z.looseObject({
	code,
	Code: code,
	message: text,
	Message: text,
	requestid: text,
	requestId: text,
	RequestId: text,
	request_id: text,
	accessdenieddetail: Denied,
	AccessDeniedDetail: Denied,
	success: z.union([z.boolean(), z.string()]).nullish().catch(null),
	errcode: code,
	errmsg: text,
	sub_code: code,
	sub_msg: text,
	punish: z.unknown().optional()
});
type ErrorBody = z.infer<typeof ErrorBody>;

/** Codes of the new host. */
const NEW_CODES: Readonly<Record<string, DingTalkErrorKind>> = {
	InvalidAuthentication: 'token',
	'AuthenticationFailed.MissingParameter': 'token',
	invalidClientIdOrSecret: 'credentials',
	// Of the gateway of Stream mode, HTTP 401.
	authFailed: 'credentials',
	'invalid.client': 'credentials',
	'unauthorized.client': 'credentials',
	'Forbidden.AccessDenied.AccessTokenPermissionDenied': 'permission',
	'Forbidden.AccessDenied.IpNotInWhiteList': 'permission',
	'InvalidAction.NotFound': 'permission',
	'Forbidden.AccessDenied.ApiCountLimitForOrg': 'quota',
	serviceBusy: 'busy',
	systemError: 'busy',
	systemBusy: 'busy',
	'system.busy': 'busy',
	'error.systemError': 'busy',
	'error.noPermission': 'business',
	'error.invalidObjectiveId': 'not_found',
	'error.invalidObjectiveRuleId': 'not_found'
};

/** Codes of the old host: `errcode`, or `sub_code` behind errcode 88. */
const OLD_CODES: Readonly<Record<string, DingTalkErrorKind>> = {
	'-1': 'busy',
	'22': 'permission',
	'404': 'permission',
	'40000': 'token',
	'40001': 'token',
	'40014': 'token',
	'42001': 'token',
	'40096': 'credentials',
	'33012': 'not_found',
	'60003': 'not_found',
	'60121': 'not_found',
	'50002': 'permission',
	'50004': 'permission',
	'60011': 'permission',
	'60020': 'permission',
	'90002': 'throttle',
	'90018': 'throttle',
	'90019': 'throttle',
	'90020': 'quota'
};

/** The parsed body of a good answer. @throws {DingTalkError} for every other one */
export function readAnswer(endpoint: Endpoint, answer: Answer): unknown {
	const { status } = answer;
	const body = parseJson(endpoint, answer);
	const parsed = ErrorBody.safeParse(body);
	// Every interface answers with an object; a proxy in trouble may not.
	if (!parsed.success)
		throw fail('protocol', endpoint, `HTTP ${status} with a body of unknown shape`, { status });
	const error = parsed.data;
	if (error.punish !== undefined && error.punish !== null) throw banned(endpoint, status);

	const oldCode = oldCodeOf(error);
	if (oldCode !== '0') throw refusal(endpoint, oldCode, kindOfOld(oldCode), error, answer);
	const newCode = error.code ?? error.Code ?? '';
	if (status === 200 && !isRefused(error, newCode)) return body;
	throw refusal(endpoint, newCode, kindOfNew(newCode, status), error, answer);
}

/** The code that says what happened: `errcode`, or what stands behind errcode 88; '0' for none. */
function oldCodeOf({ errcode, sub_code, errmsg }: ErrorBody): string {
	const stated = errcode ?? '0';
	if (stated === '0' || OLD_CODES[stated] !== undefined) return stated;
	return sub_code ?? /\[subcode=(-?\d+)/.exec(errmsg ?? '')?.[1] ?? stated;
}

const kindOfOld = (oldCode: string): DingTalkErrorKind => OLD_CODES[oldCode] ?? 'business';

/** An error that came with HTTP 200 must not pass for an empty list: then everything in it would seem to be gone. */
function isRefused(body: ErrorBody, newCode: string): boolean {
	if (body.success === false || body.success === 'false') return true;
	if (body.success === true || body.success === 'true') return false;
	return NEW_CODES[newCode] !== undefined || newCode.startsWith('Forbidden.');
}

function kindOfNew(newCode: string, status: number): DingTalkErrorKind {
	if (/^Forbidden\.AccessDenied\.Qp[sm]LimitFor/.test(newCode)) return 'throttle';
	const known = NEW_CODES[newCode];
	if (known !== undefined) return known;
	if (status === 429 || status === 502 || status === 503 || status === 504) return 'busy';
	if (status === 404) return 'not_found';
	// An unknown code may be a passing fault or a plain "no": only the server's side is worth another try.
	return status >= 500 && !newCode.startsWith('error.') ? 'busy' : 'business';
}

function parseJson(endpoint: Endpoint, { status, contentType, text: given }: Answer): unknown {
	const start = given.trimStart();
	if (start.startsWith('<') || /text\/html/i.test(contentType)) {
		// A server in trouble also answers a web page, with its own status codes; everything else is the ban page of 6.1.
		if (status >= 500)
			throw fail('busy', endpoint, `HTTP ${status} with a web page, as gateways in trouble do`, {
				status
			});
		throw banned(endpoint, status);
	}
	try {
		return JSON.parse(start);
	} catch (cause) {
		throw fail(
			'protocol',
			endpoint,
			`HTTP ${status} with a body that is cut short or no JSON, as a proxy or firewall on the way may do`,
			{ status, cause }
		);
	}
}

function refusal(
	endpoint: Endpoint,
	theCode: string,
	kind: DingTalkErrorKind,
	body: ErrorBody,
	{ status, retryAfter, writtenAt }: Answer
): DingTalkError {
	const said = body.sub_msg ?? body.message ?? body.Message ?? body.errmsg ?? '';
	const ends = kind === 'throttle' ? penaltyEnd(said) : null;
	const denied = body.accessdenieddetail ?? body.AccessDeniedDetail;
	const stated = denied?.requiredScopes ?? [];
	return explain(endpoint, kind, {
		code: theCode,
		said,
		requestId: body.requestid ?? body.requestId ?? body.RequestId ?? body.request_id ?? '',
		status,
		scopes: stated.length > 0 ? stated : [endpoint.scope],
		window: theCode.includes('QpmLimitFor') ? 'minute' : 'second',
		retryAfter: ends === null ? retryAfter : Math.max(retryAfter, ends - writtenAt)
	});
}
