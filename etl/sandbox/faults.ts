/**
 * Faults that can be switched on, to see how a client bears them. Each decides by the number of the
 * call, so that a run can be repeated.
 */

export const faults = {
	'qps-burst': 'every seventh call is turned away for calling too fast (403 or 88/90018)',
	'qps-global':
		'every ninth call is turned away because DingTalk as a whole is busy (403 or 88/90002)',
	'qps-suite':
		'every fifth call is turned away by the limit of an app in one organisation (403 or 88/90019)',
	'qpm-burst': 'the fortieth call to the new host breaks a limit per minute (403)',
	'busy-503': 'every ninth call to the new host answers 503 serviceBusy',
	'busy-old': 'every ninth call to the old host answers errcode -1',
	slow: 'every fifth answer takes 1.5 seconds',
	'html-error': 'every tenth call answers the HTML page of a gateway in trouble (502)',
	hang: 'the twentieth call is never answered',
	'hang-often': 'every twenty-fifth call is never answered',
	'hang-in-body': 'the twenty-first answer stops in its middle, and the connection stays open',
	reset: 'the connection breaks on every thirteenth call',
	'token-expiry-mid-run': 'a token is worth forty calls, then it has expired',
	'token-expiry-concurrent': 'at every fiftieth call all tokens are void at once',
	'scope-missing': 'the app may not read check-ins (Agoal.ObjectiveProgress.Read)',
	'scope-missing-contacts': 'the app may not read the members of departments (88/60011)',
	'scope-missing-reports': 'the app may not read weekly reports (88/60011)',
	'forbidden-departments': 'the app may not read departments (88/60011)',
	'forbidden-rules': 'the app may not read OKR rules (Agoal.ObjectiveRule.Read)',
	'forbidden-periods': 'the app may not read periods (Agoal.Period.Read)',
	'forbidden-objectives': 'the app may not read personal objectives (Agoal.Objective.Read)',
	'forbidden-org-objectives':
		'the app may not read organisation objectives (Agoal.OrgObjective.Read)',
	'business-500':
		'the objectives of every fifth person may not be read (HTTP 500 error.noPermission)',
	'broken-record': 'the check-ins of every tenth objective always answer 500 error.systemError',
	'broken-check-ins': 'the check-ins of every objective always answer 500 error.systemError',
	'ip-not-allowed': 'this address is not on the allow-list of the app',
	'narrow-contact-range': 'the app sees only part of the departments (auth/scopes, 50004 outside)',
	'department-out-of-scope':
		'the second department below the root is outside the contact range (50004), the rest is not',
	'clock-skew': "DingTalk's clock and all instants it tells are seven minutes ahead",
	'tiny-pages': 'no page holds more than five records, whatever is asked for',
	'small-pages': 'a page of more than twenty records is refused as a bad parameter (Agoal only)',
	'duplicate-page': 'the second page of each list repeats the first, once',
	'missing-page': 'the second page of each list is always empty, although the total says more',
	'shifting-page':
		'a record appears at the front of each list of several pages when its second page is first read',
	'html-ban': 'from the thirtieth call on every answer is the HTML page of an IP ban',
	'json-ban': 'from the thirtieth call on every answer is the JSON of an IP ban',
	'truncated-json': 'every eleventh answer is cut in half',
	'quota-used-up': 'the monthly quota is used up: metered calls are refused',
	'quota-mid-run': 'the monthly quota ends after forty metered calls',
	'bad-credentials': 'app key and secret are wrong',
	'no-rules': 'the company has no OKR rule: its OKRs live in another product',
	'no-analysis': 'the app may not read DingTalk’s own OKR analysis (chengfeng)',
	'stream-duplicate': 'every event is pushed twice',
	'stream-gap': 'every fifth event is never pushed',
	'stream-drop': 'the connection of Stream mode closes after every third push',
	'stream-refused': 'no connection of Stream mode is opened (503)'
} as const;

export type Fault = keyof typeof faults;

export class UnknownFaultError extends Error {
	readonly kind = 'unknown-fault';
	readonly isRetryable = false;

	constructor(name: string) {
		super(`There is no fault "${name}"; choose from ${Object.keys(faults).join(', ')}`);
	}
}

export function isFault(name: string): name is Fault {
	return Object.hasOwn(faults, name);
}

/** @throws {UnknownFaultError} */
export function parseFaults(names: readonly string[]): ReadonlySet<Fault> {
	const chosen = new Set<Fault>();
	for (const name of names) {
		if (!isFault(name)) throw new UnknownFaultError(name);
		chosen.add(name);
	}
	return chosen;
}

/** Faults that withhold a scope. */
const SCOPES: Partial<Record<Fault, string>> = {
	'scope-missing': 'Agoal.ObjectiveProgress.Read',
	'scope-missing-contacts': 'qyapi_get_department_member',
	'forbidden-departments': 'qyapi_get_department_list',
	'forbidden-rules': 'Agoal.ObjectiveRule.Read',
	'forbidden-periods': 'Agoal.Period.Read',
	'forbidden-objectives': 'Agoal.Objective.Read',
	'forbidden-org-objectives': 'Agoal.OrgObjective.Read',
	'scope-missing-reports': 'qyapi_report_query',
	'no-analysis': 'Chengfeng.OkrAnalysis.Read'
};

export function isWithheld(active: ReadonlySet<Fault>, scope: string): boolean {
	return [...active].some((fault) => SCOPES[fault] === scope);
}

/** Milliseconds that DingTalk's clock is ahead of the one the sandbox was given. */
export function skewOf(active: ReadonlySet<Fault>): number {
	return active.has('clock-skew') ? 420_000 : 0;
}

/** Metered calls after which the quota of a month is used up. */
export const QUOTA_MID_RUN = 40;

/** What a fault does to one call instead of, or on the way to, its answer. */
export type Mishap =
	| 'qps'
	| 'qps-global'
	| 'qps-suite'
	| 'qpm'
	| 'busy'
	| 'html-error'
	| 'hang'
	| 'hang-in-body'
	| 'reset'
	| 'html-ban'
	| 'json-ban'
	| 'ip-not-allowed';

/**
 * The mishap of a call, if any.
 * @param call counts the calls of the server from 1
 * @param callOnHost counts the calls to the same host from 1
 */
export function mishapOf(
	active: ReadonlySet<Fault>,
	host: 'api' | 'oapi',
	call: number,
	callOnHost: number
): Mishap | null {
	if (active.has('html-ban') && call >= 30) return 'html-ban';
	if (active.has('json-ban') && call >= 30) return 'json-ban';
	if (active.has('ip-not-allowed')) return 'ip-not-allowed';
	if (active.has('hang') && call === 20) return 'hang';
	if (active.has('hang-often') && call % 25 === 24) return 'hang';
	if (active.has('hang-in-body') && call === 21) return 'hang-in-body';
	if (active.has('html-error') && call % 10 === 6) return 'html-error';
	if (active.has('reset') && call % 13 === 0) return 'reset';
	if (active.has('qps-burst') && call % 7 === 0) return 'qps';
	if (active.has('qps-global') && call % 9 === 4) return 'qps-global';
	if (active.has('qps-suite') && call % 5 === 3) return 'qps-suite';
	if (active.has('qpm-burst') && host === 'api' && callOnHost === 40) return 'qpm';
	if (active.has('busy-503') && host === 'api' && callOnHost % 9 === 0) return 'busy';
	if (active.has('busy-old') && host === 'oapi' && callOnHost % 9 === 0) return 'busy';
	return null;
}
