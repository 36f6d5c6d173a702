/** What a person reads when DingTalk refuses: what was asked, what it said, what to do about it. */
import { DingTalkError, type DingTalkErrorFacts, type DingTalkErrorKind } from './errors.ts';
import { nameOf, type Endpoint } from './endpoint.ts';

const CONSOLE = 'the DingTalk developer console (open-dev.dingtalk.com)';

export interface Refusal {
	/** DingTalk's code, empty without one. */
	readonly code: string;
	/** Its own words. */
	readonly said: string;
	readonly requestId: string;
	readonly status: number;
	readonly scopes: readonly string[];
	readonly window: 'second' | 'minute';
	/** Milliseconds. */
	readonly retryAfter: number;
}

export function explain(
	endpoint: Endpoint,
	kind: DingTalkErrorKind,
	{ code, said, requestId, status, scopes, window, retryAfter }: Refusal
): DingTalkError {
	const what = `${code === '' ? `HTTP ${status}` : code}${said === '' ? '' : ` (${said.slice(0, 300)})`}`;
	const remedy = remedyFor(kind, code, scopes, endpoint);
	// Support wants to know which call; where the remedy is ours, the same words for the same fault are worth more.
	const call =
		(kind === 'business' || kind === 'busy') && requestId !== ''
			? ` [request ${requestId.slice(0, 60)}]`
			: '';
	return fail(kind, endpoint, `${what}${call}: ${remedy}`, {
		code,
		status,
		window,
		retryAfter,
		...(kind === 'permission' && { scopes })
	});
}

function remedyFor(
	kind: DingTalkErrorKind,
	code: string,
	scopes: readonly string[],
	endpoint: Endpoint
): string {
	switch (kind) {
		case 'credentials':
			return `the app key or secret is wrong. Copy Client ID and Client Secret of the app from ${CONSOLE} into DINGTALK_APP_KEY and DINGTALK_APP_SECRET`;
		case 'token':
			return `the token of the app is not accepted, a fresh one neither. See in ${CONSOLE} whether the app of DINGTALK_APP_KEY is still enabled, and that DINGTALK_API_URL and DINGTALK_OAPI_URL are hosts of the same DingTalk`;
		case 'permission':
			return remedyForPermission(code, scopes, endpoint);
		case 'quota':
			return "the organisation's monthly quota of API calls is used up. It starts again on the first of next month; a larger edition or an add-on package raises it at once";
		case 'throttle':
			return 'too many calls at a time; lower DINGTALK_MAX_QPS if this stays';
		case 'busy':
			return 'DingTalk is overloaded or in trouble. The next sync tries again; shortly after a full hour, when everybody calls, this is more likely';
		case 'not_found':
			return 'DingTalk does not know it, or not any more';
		case 'business':
			return code === 'error.noPermission'
				? 'DingTalk does not show this to the app, whatever its scopes. Ask an administrator of the OKR product'
				: "DingTalk refuses the call as such. If this stays, report the code to DingTalk's support";
		case 'budget':
		case 'banned':
		case 'network':
		case 'protocol':
			return 'see the log';
	}
}

function remedyForPermission(code: string, scopes: readonly string[], endpoint: Endpoint): string {
	if (code === '60020' || code.endsWith('IpNotInWhiteList'))
		return `this machine's public IP address is not on the app's list; add it in ${CONSOLE}`;
	if (code === '50002' || code === '50004')
		return `outside the contact range of the app; widen it to the whole company in ${CONSOLE}`;
	if (code === '22' || code === '404' || code === 'InvalidAction.NotFound') {
		const setting = endpoint.host === 'api' ? 'DINGTALK_API_URL' : 'DINGTALK_OAPI_URL';
		return `this host does not know the interface. Check ${setting}; if it is right, this DingTalk does not offer it`;
	}
	return `the app lacks the permission ${scopes.join(', ')}; grant it in ${CONSOLE}`;
}

/** Instead of an envelope (dingtalk-api.md 6.1). */
export function banned(endpoint: Endpoint, status: number): DingTalkError {
	return fail(
		'banned',
		endpoint,
		`HTTP ${status} with a ban page instead of an answer. DingTalk bans an IP address from every interface for about five minutes after more than 10,000 calls in 20 seconds; wait, find out what else calls from this address, and start again. If nothing does, a proxy on the way may have answered: look at DINGTALK_API_URL and DINGTALK_OAPI_URL`,
		{ status }
	);
}

export function fail(
	kind: DingTalkErrorKind,
	endpoint: Endpoint,
	what: string,
	facts: DingTalkErrorFacts = {}
): DingTalkError {
	return new DingTalkError(kind, `${nameOf(endpoint)} answered ${what}.`, facts);
}
