/** One interface of DingTalk as our calls, the call ledger and the error messages know it. */
export interface Endpoint {
	/** `api` is the new host (header token), `oapi` the old one (query token): dingtalk-api.md 0.3. */
	readonly host: 'api' | 'oapi';
	readonly method: 'GET' | 'POST';
	/** Parameters in it by their name: `/v1.0/okr/pro/users/{dingUserId}/objectives`. */
	readonly path: string;
	/** Whether it counts against the organisation's monthly quota (dingtalk-api.md 6.3). */
	readonly isMetered: boolean;
	/** The scope to grant in the developer console (dingtalk-api.md 7). */
	readonly scope: string;
}

/** `GET /v1.0/agoal/objectiveRules/lists` */
export function nameOf(endpoint: Endpoint): string {
	return `${endpoint.method} ${endpoint.path}`;
}

/** The path to call. @throws {RangeError} a parameter in it has no value */
export function pathOf(
	{ path }: Endpoint,
	parameters: Readonly<Record<string, string>> = {}
): string {
	return path.replace(/\{(\w+)\}/g, (_, name: string) => {
		const value = parameters[name];
		if (value === undefined) throw new RangeError(`${path} needs ${name}.`);
		return encodeURIComponent(value);
	});
}
