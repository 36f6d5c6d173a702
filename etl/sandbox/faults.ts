/**
 * Faults that can be switched on, to see how a client bears them. Each decides by the number of the
 * call, so that a run can be repeated.
 */

export const faults = {
	'qps-burst': 'every seventh call is turned away for calling too fast (403 or 88/90018)',
	'qps-global':
		'every ninth call is turned away because DingTalk as a whole is busy (403 or 88/90002)',
	'qpm-burst': 'the fortieth call to the new host breaks a limit per minute (403)',
	'busy-503': 'every ninth call to the new host answers 503 serviceBusy',
	'busy-old': 'every ninth call to the old host answers errcode -1',
	slow: 'every fifth answer takes 1.5 seconds',
	hang: 'the twentieth call is never answered',
	reset: 'the connection breaks on every thirteenth call',
	'token-expiry-mid-run': 'a token is worth forty calls, then it has expired',
	'scope-missing': 'the app may not read check-ins (Agoal.ObjectiveProgress.Read)',
	'scope-missing-contacts': 'the app may not read the members of departments (88/60011)',
	'scope-missing-reports': 'the app may not read weekly reports (88/60011)',
	'ip-not-allowed': 'this address is not on the allow-list of the app',
	'narrow-contact-range': 'the app sees only part of the departments (auth/scopes, 50004 outside)',
	'html-ban': 'from the thirtieth call on every answer is the HTML page of an IP ban',
	'json-ban': 'from the thirtieth call on every answer is the JSON of an IP ban',
	'truncated-json': 'every eleventh answer is cut in half',
	'quota-used-up': 'the monthly quota is used up: metered calls are refused',
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

/** What a fault does to one call instead of, or on the way to, its answer. */
export type Mishap =
	| 'qps'
	| 'qps-global'
	| 'qpm'
	| 'busy'
	| 'hang'
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
	if (active.has('reset') && call % 13 === 0) return 'reset';
	if (active.has('qps-burst') && call % 7 === 0) return 'qps';
	if (active.has('qps-global') && call % 9 === 4) return 'qps-global';
	if (active.has('qpm-burst') && host === 'api' && callOnHost === 40) return 'qpm';
	if (active.has('busy-503') && host === 'api' && callOnHost % 9 === 0) return 'busy';
	if (active.has('busy-old') && host === 'oapi' && callOnHost % 9 === 0) return 'busy';
	return null;
}
