/**
 * Answers and errors of both API generations as they look on the wire (dingtalk-api.md 0.3, 1.4,
 * 6.2).
 */

import { randomUUID } from 'node:crypto';

export interface Answer {
	readonly status: number;
	readonly body: unknown;
}

/** An error of the new host: status, code, message. Note the lower-case `requestid`. */
export class NewApiError extends Error {
	readonly status: number;
	readonly code: string;
	readonly requiredScopes: readonly string[];

	constructor(
		status: number,
		code: string,
		message: string,
		requiredScopes: readonly string[] = []
	) {
		super(message);
		this.status = status;
		this.code = code;
		this.requiredScopes = requiredScopes;
	}
}

/**
 * An error of the old host, which always comes with HTTP 200; `subCode` puts it behind errcode 88.
 */
export class OldApiError extends Error {
	readonly errcode: number;
	readonly subCode: string | null;
	/** Token errors of /gettoken come without a request id. */
	readonly hasRequestId: boolean;

	constructor(
		errcode: number,
		message: string,
		subCode: string | null = null,
		hasRequestId = true
	) {
		super(message);
		this.errcode = errcode;
		this.subCode = subCode;
		this.hasRequestId = hasRequestId;
	}
}

export function newError(error: NewApiError): Answer {
	return {
		status: error.status,
		body: {
			requestid: requestId(),
			code: error.code,
			message: error.message,
			...(error.requiredScopes.length > 0
				? { accessdenieddetail: { requiredScopes: error.requiredScopes } }
				: {})
		}
	};
}

export function oldError(error: OldApiError): Answer {
	const id = error.hasRequestId ? { request_id: requestId().toLowerCase().slice(0, 24) } : {};
	if (error.subCode === null) {
		return { status: 200, body: { errcode: error.errcode, errmsg: error.message, ...id } };
	}
	return {
		status: 200,
		body: {
			errcode: error.errcode,
			sub_code: error.subCode,
			sub_msg: error.message,
			errmsg: `ding talk error[subcode=${error.subCode},submsg=${error.message}]`,
			...id
		}
	};
}

/** The envelope of every Agoal read. */
export function agoalAnswer(content: unknown): Answer {
	return { status: 200, body: { requestId: requestId(), success: true, content } };
}

/** The envelope of classic OKR. */
export function okrAnswer(data: unknown): Answer {
	return { status: 200, body: { success: true, data } };
}

/** The envelope of the old host; without `result` where the call has none. */
export function oldAnswer(result: unknown): Answer {
	return {
		status: 200,
		body: { errcode: 0, errmsg: 'ok', result, request_id: requestId().toLowerCase().slice(0, 24) }
	};
}

export function requestId(): string {
	return randomUUID().toUpperCase();
}

/**
 * Business errors of Agoal are HTTP 500, so a 500 says nothing about trying again (dingtalk-api.md
 * 4).
 */
export const agoalErrors = {
	noPermission: () => new NewApiError(500, 'error.noPermission', '无权限'),
	unknownObjective: () => new NewApiError(500, 'error.invalidObjectiveId', '目标id不合法'),
	unknownRule: () => new NewApiError(500, 'error.invalidObjectiveRuleId', '目标规则id不合法'),
	unknownTeam: () => new NewApiError(500, 'error.dingTeamIdInvalid', '部门id不合法'),
	system: () => new NewApiError(500, 'error.systemError', '系统异常')
} as const;
