/**
 * Refusals that do not depend on what was asked for, in the words of each host (dingtalk-api.md
 * 1.4, 6.2).
 */

import type { Mishap } from '../faults.ts';
import { NewApiError, OldApiError, type Answer } from './answers.ts';

export type Host = 'api' | 'oapi';
export type Refusal = NewApiError | OldApiError;

const TOO_FAST = '您的企业应用调用钉钉开放平台当前接口的所有请求都被暂时禁用了';

/** Whose limit was broken: the app's per second or per minute, that of an app in one organisation, or everybody's. */
export type BrokenLimit = 'app' | 'everybody' | 'suite' | 'minute';

const NEW_LIMITS = {
	app: 'QpsLimitForAppkeyAndApi',
	everybody: 'QpsLimitForApi',
	suite: 'QpsLimitForSuitekeyAndOrgAndApi',
	minute: 'QpmLimitForAppkeyAndApi'
} as const;
const OLD_LIMITS = { app: '90018', everybody: '90002', suite: '90019', minute: '90018' } as const;

/** Too many calls. The old host says, in Beijing time, when its penalty ends: after a second. */
export function throttled(host: Host, which: BrokenLimit): Refusal {
	if (host === 'api')
		return new NewApiError(403, `Forbidden.AccessDenied.${NEW_LIMITS[which]}`, TOO_FAST);
	const end = new Date(Math.ceil(Date.now() / 1000) * 1000 + 1000 + 8 * 3_600_000);
	const words = end.toISOString().slice(0, 19).replace('T', ' ');
	return new OldApiError(88, `${TOO_FAST}, 限制将在 ${words} 结束.`, OLD_LIMITS[which]);
}

/** The organisation's monthly quota is used up. */
export function outOfQuota(host: Host): Refusal {
	const message = '当前组织的API调用量已超出限额';
	return host === 'api'
		? new NewApiError(403, 'Forbidden.AccessDenied.ApiCountLimitForOrg', message)
		: new OldApiError(90020, message);
}

export function scopeMissing(host: Host, scope: string): Refusal {
	if (host === 'oapi') return new OldApiError(88, '没有调用该接口的权限', '60011');
	const code = 'Forbidden.AccessDenied.AccessTokenPermissionDenied';
	return new NewApiError(403, code, `应用尚未开通所需的权限：[${scope}]`, [scope]);
}

export function tokenMissing(host: Host): Refusal {
	if (host === 'oapi') return new OldApiError(88, 'access_token is blank', '40000');
	const code = 'AuthenticationFailed.MissingParameter';
	return new NewApiError(400, code, '缺少参数：x-acs-dingtalk-access-token');
}

/** Wrong or expired: the new host answers 400, not 401. */
export function tokenInvalid(host: Host): Refusal {
	const message = '不合法的access_token';
	return host === 'api'
		? new NewApiError(400, 'InvalidAuthentication', message)
		: new OldApiError(88, message, '40014');
}

export function unreadableBody(host: Host): Refusal {
	return host === 'api'
		? new NewApiError(400, 'InvalidParameter.BadJson', 'The request body is no JSON.')
		: new OldApiError(400002, '参数错误：请求体不是 JSON');
}

/**
 * The refusal that a fault brings before a call is looked at; null for faults that do something
 * else.
 */
export function refusalOf(mishap: Mishap | null, host: Host): Refusal | null {
	switch (mishap) {
		case 'qps':
			return throttled(host, 'app');
		case 'qps-global':
			return throttled(host, 'everybody');
		case 'qps-suite':
			return throttled(host, 'suite');
		case 'qpm':
			return throttled(host, 'minute');
		case 'busy':
			return host === 'api'
				? new NewApiError(503, 'serviceBusy', '服务繁忙，请稍后重试')
				: new OldApiError(-1, '系统繁忙');
		case 'ip-not-allowed':
			return host === 'api'
				? new NewApiError(403, 'Forbidden.AccessDenied.IpNotInWhiteList', '访问ip不在白名单之中')
				: new OldApiError(88, '访问ip不在白名单之中', '60020');
		case 'html-error':
		case 'hang':
		case 'hang-in-body':
		case 'reset':
		case 'html-ban':
		case 'json-ban':
		case null:
			return null;
	}
}

/** The answer for an unknown path below /v1.0 is not verified; the others were observed. */
export function unknownPath(path: string): Answer {
	if (path.startsWith('/v1.0/')) {
		const message = 'Specified api is not found, please check your url and method.';
		throw new NewApiError(404, 'InvalidAction.NotFound', message);
	}
	if (path.startsWith('/topapi/')) {
		const api = `dingtalk.oapi${path.slice('/topapi'.length).replaceAll('/', '.')}`;
		const reason = `不合法ApiName，ApiName = ${api}`;
		return {
			status: 200,
			body: { errcode: 22, sub_msg: reason, errmsg: `Invalid method[submsg=${reason}]` }
		};
	}
	return { status: 200, body: { errcode: 404, errmsg: '请求的URI地址不存在' } };
}
