/** One interface of DingTalk as our calls, the call ledger and the error messages know it. */
export interface Endpoint {
	/** `api` is the new host (header token), `oapi` the old one (query token): dingtalk-api.md 0.3. */
	readonly host: 'api' | 'oapi';
	readonly method: 'GET' | 'POST';
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
