/**
 * Answer -> error, or null for a good one. Tables from dingtalk-api.md 1.4 and 6.2. The full code is matched: `Forbidden…` is
 * a rate limit, a missing scope or the quota, and an HTTP 500 is often a plain "no".
 */
import { z } from 'zod';
import { DingTalkError, type DingTalkErrorFacts, type DingTalkErrorKind } from './errors.ts';
import { nameOf, type Endpoint } from './endpoint.ts';

export interface Answer {
	readonly status: number;
	readonly contentType: string;
	/** Seconds, or 0. */
	readonly retryAfter: number;
	readonly text: string;
}

const code = z.union([z.string(), z.number().transform(String)]).nullish();

/** The keys of both generations' error bodies, in both spellings that are seen on the wire. */
const ErrorBody = z.looseObject({
	code,
	Code: code,
	message: z.string().nullish().catch(null),
	success: z.union([z.boolean(), z.string()]).nullish().catch(null),
	errcode: code,
	errmsg: z.string().nullish().catch(null),
	sub_code: code,
	sub_msg: z.string().nullish().catch(null),
	accessdenieddetail: z
		.looseObject({ requiredScopes: z.array(z.string()).nullish() })
		.nullish()
		.catch(null),
	status: z.unknown().optional(),
	punish: z.unknown().optional()
});
type ErrorBody = z.infer<typeof ErrorBody>;

/** Codes of the new host. */
const NEW_CODES: Readonly<Record<string, DingTalkErrorKind>> = {
	InvalidAuthentication: 'token',
	'AuthenticationFailed.MissingParameter': 'token',
	invalidClientIdOrSecret: 'credentials',
	'invalid.client': 'credentials',
	'unauthorized.client': 'credentials',
	'Forbidden.AccessDenied.AccessTokenPermissionDenied': 'permission',
	'Forbidden.AccessDenied.IpNotInWhiteList': 'permission',
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
	'22': 'not_found',
	'404': 'not_found',
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

const CONSOLE = 'the DingTalk developer console (open-dev.dingtalk.com)';

/** The parsed body of a good answer. @throws {DingTalkError} for every other one */
export function readAnswer(endpoint: Endpoint, answer: Answer): unknown {
	const body = parseJson(endpoint, answer);
	const parsed = ErrorBody.safeParse(body);
	if (!parsed.success) {
		if (answer.status === 200) return body;
		throw fail('protocol', endpoint, `HTTP ${answer.status} with an unknown body`);
	}
	const error = parsed.data;
	if (error.punish !== undefined && error.punish !== null) throw banned(endpoint);
	const oldCode = error.errcode ?? '0';
	if (oldCode !== '0') {
		const known = oldCode === '88' ? (error.sub_code ?? oldCode) : oldCode;
		throw explain(endpoint, known, OLD_CODES[known] ?? 'business', error, answer);
	}
	const refused = error.success === false || error.success === 'false';
	if (answer.status === 200 && !refused) return body;
	const newCode = error.code ?? error.Code ?? '';
	throw explain(endpoint, newCode, kindOfNew(newCode, answer.status), error, answer);
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

function parseJson(endpoint: Endpoint, answer: Answer): unknown {
	const text = answer.text.trimStart();
	if (text.startsWith('<') || /text\/html/i.test(answer.contentType)) {
		// A gateway in trouble also answers HTML, with its own status codes; everything else is the ban page of 6.1.
		if (answer.status >= 502 && answer.status <= 504)
			throw fail('busy', endpoint, `HTTP ${answer.status} from a gateway`);
		throw banned(endpoint);
	}
	try {
		return JSON.parse(text);
	} catch (cause) {
		throw fail(
			'protocol',
			endpoint,
			`HTTP ${answer.status} with a body that is cut short or no JSON`,
			{
				cause
			}
		);
	}
}

function banned(endpoint: Endpoint): DingTalkError {
	return fail(
		'banned',
		endpoint,
		'a ban page instead of an answer. DingTalk bans an IP address from every interface for about five minutes after more than 10,000 calls in 20 seconds; wait, find out what else calls from this address, and start again'
	);
}

function explain(
	endpoint: Endpoint,
	newCode: string,
	kind: DingTalkErrorKind,
	body: ErrorBody,
	answer: Answer
): DingTalkError {
	const said = body.sub_msg ?? body.message ?? body.errmsg ?? `HTTP ${answer.status}`;
	const what = `${newCode === '' ? `HTTP ${answer.status}` : newCode} (${said.slice(0, 300)})`;
	const facts: DingTalkErrorFacts = { code: newCode };
	if (kind === 'credentials')
		return fail(
			kind,
			endpoint,
			`${what}: the app key or secret is wrong. Copy Client ID and Client Secret of the app from ${CONSOLE} into DINGTALK_APP_KEY and DINGTALK_APP_SECRET`,
			facts
		);
	if (kind === 'permission') return permission(endpoint, newCode, what, body);
	if (kind === 'quota')
		return fail(
			kind,
			endpoint,
			`${what}: the organisation's monthly quota of API calls is used up. It starts again on the first of next month; a larger edition or an add-on package raises it at once`,
			facts
		);
	if (kind === 'throttle')
		return fail(
			kind,
			endpoint,
			`${what}: too many calls at a time; lower DINGTALK_MAX_QPS if this stays`,
			{
				...facts,
				window: newCode.includes('QpmLimitFor') ? 'minute' : 'second',
				retryAfter: answer.retryAfter * 1000
			}
		);
	return fail(kind, endpoint, what, facts);
}

function permission(
	endpoint: Endpoint,
	newCode: string,
	what: string,
	body: ErrorBody
): DingTalkError {
	if (newCode === '60020' || newCode.endsWith('IpNotInWhiteList'))
		return fail(
			'permission',
			endpoint,
			`${what}: this machine's public IP address is not on the app's list; add it in ${CONSOLE}`,
			{ code: newCode }
		);
	if (newCode === '50002' || newCode === '50004')
		return fail(
			'permission',
			endpoint,
			`${what}: outside the contact range of the app; widen it to the whole company in ${CONSOLE}`,
			{ code: newCode }
		);
	const stated = body.accessdenieddetail?.requiredScopes ?? [];
	const scopes = stated.length > 0 ? stated : [endpoint.scope];
	return fail(
		'permission',
		endpoint,
		`${what}: the app lacks the permission ${scopes.join(', ')}; grant it in ${CONSOLE}`,
		{ code: newCode, scopes }
	);
}

function fail(
	kind: DingTalkErrorKind,
	endpoint: Endpoint,
	what: string,
	facts: DingTalkErrorFacts = {}
): DingTalkError {
	return new DingTalkError(kind, `${nameOf(endpoint)} answered ${what}.`, facts);
}
