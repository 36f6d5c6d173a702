/** The three ways to get an app token (dingtalk-api.md 1.1 to 1.3). Never counted. */

import { NewApiError, OldApiError, type Answer } from './answers.ts';
import { textOf } from './call.ts';
import { TOKEN_LIFE, type TokenStore } from './tokens.ts';

export interface TokenRequest {
	readonly query: URLSearchParams;
	readonly body: Readonly<Record<string, unknown>>;
	/** No key and secret are right. */
	readonly areCredentialsBad: boolean;
	readonly tokens: TokenStore;
}

const BY_CORPORATION = /^POST \/v1\.0\/oauth2\/[^/]+\/token$/;

/** The answer if the call asks for a token, null if it is another call. */
export function answerTokenCall(endpoint: string, request: TokenRequest): Answer | null {
	if (endpoint === 'POST /v1.0/oauth2/accessToken') return newToken(request);
	if (endpoint === 'GET /gettoken') return oldToken(request);
	if (BY_CORPORATION.test(endpoint)) return unifiedToken(request);
	return null;
}

function newToken({ body, areCredentialsBad, tokens }: TokenRequest): Answer {
	const key = textOf(body['appKey']);
	if (key === null || textOf(body['appSecret']) === null || areCredentialsBad) {
		throw new NewApiError(400, 'invalidClientIdOrSecret', '无效的clientId或者clientSecret');
	}
	return ok({ accessToken: tokens.issue(key), expireIn: TOKEN_LIFE });
}

function unifiedToken({ body, areCredentialsBad, tokens }: TokenRequest): Answer {
	if (body['grant_type'] !== 'client_credentials') {
		throw new NewApiError(400, 'unsupported.grant.type', '不支持的grant_type');
	}
	const key = textOf(body['client_id']);
	if (key === null || textOf(body['client_secret']) === null || areCredentialsBad) {
		throw new NewApiError(400, 'invalid.client', '无效的client');
	}
	return ok({ access_token: tokens.issue(key), expires_in: TOKEN_LIFE });
}

function oldToken({ query, areCredentialsBad, tokens }: TokenRequest): Answer {
	const key = textOf(query.get('appkey'));
	if (key === null || textOf(query.get('appsecret')) === null) {
		throw new OldApiError(40035, '缺少参数 corpid or appkey', null, false);
	}
	if (areCredentialsBad) throw new OldApiError(40096, '不合法的appKey或appSecret', null, false);
	return ok({ errcode: 0, errmsg: 'ok', access_token: tokens.issue(key), expires_in: TOKEN_LIFE });
}

function ok(body: unknown): Answer {
	return { status: 200, body };
}
