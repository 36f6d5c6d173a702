import { describe, expect, it } from 'vitest';
import { readAnswer, type Answer } from './classify.ts';
import type { Endpoint } from './endpoint.ts';
import { DingTalkError } from './errors.ts';

const NEW: Endpoint = {
	host: 'api',
	method: 'POST',
	path: '/v1.0/agoal/users/objectiveLists/query',
	isMetered: true,
	scope: 'Agoal.Objective.Read'
};
const OLD: Endpoint = {
	host: 'oapi',
	method: 'POST',
	path: '/topapi/v2/user/list',
	isMetered: false,
	scope: 'qyapi_get_department_member'
};
const answer = (status: number, body: unknown, more: Partial<Answer> = {}): Answer => ({
	status,
	contentType: 'application/json',
	retryAfter: 0,
	writtenAt: 0,
	text: typeof body === 'string' ? body : JSON.stringify(body),
	...more
});

function errorOf(endpoint: Endpoint, given: Answer): DingTalkError {
	try {
		readAnswer(endpoint, given);
	} catch (error) {
		if (error instanceof DingTalkError) return error;
		throw error;
	}
	throw new Error('The answer was taken for a good one.');
}

describe('an answer of the new host', () => {
	it('is good with HTTP 200, whatever fields it lacks', () => {
		expect(readAnswer(NEW, answer(200, { content: [] }))).toEqual({ content: [] });
		expect(readAnswer(NEW, answer(200, { success: true, content: [1] }))).toMatchObject({
			success: true
		});
	});

	it.each([
		[400, 'InvalidAuthentication', 'token', false],
		[400, 'AuthenticationFailed.MissingParameter', 'token', false],
		[400, 'invalidClientIdOrSecret', 'credentials', false],
		[403, 'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi', 'throttle', true],
		[403, 'Forbidden.AccessDenied.QpsLimitForApi', 'throttle', true],
		[403, 'Forbidden.AccessDenied.QpmLimitForAppkeyAndApi', 'throttle', true],
		[403, 'Forbidden.AccessDenied.QpsLimitForSuitekeyAndOrgAndApi', 'throttle', true],
		[403, 'Forbidden.AccessDenied.ApiCountLimitForOrg', 'quota', false],
		[403, 'Forbidden.AccessDenied.AccessTokenPermissionDenied', 'permission', false],
		[403, 'Forbidden.AccessDenied.IpNotInWhiteList', 'permission', false],
		[403, 'Forbidden.AccessDenied.SomethingNew', 'business', false],
		[500, 'error.noPermission', 'business', false],
		[500, 'error.invalidObjectiveId', 'not_found', false],
		[500, 'error.systemError', 'busy', true],
		[503, 'serviceBusy', 'busy', true],
		[429, 'systemBusy', 'busy', true],
		[500, 'somethingUnknown', 'busy', true],
		[400, 'paramIllegal', 'business', false],
		[404, 'whatever', 'not_found', false],
		[200, 'error.emptyScoreCard', 'business', false]
	])('HTTP %i %s is %s (worth a retry: %s)', (status, code, kind, isTransient) => {
		const error = errorOf(
			NEW,
			answer(status, { code, message: 'said so', requestid: 'r', success: false })
		);
		expect(error).toMatchObject({ kind, isTransient, code });
		expect(error.message).toContain(NEW.path);
	});

	it('names the scope that DingTalk asks for, or the one that the interface needs', () => {
		const denied = { code: 'Forbidden.AccessDenied.AccessTokenPermissionDenied', message: 'x' };
		const stated = { ...denied, accessdenieddetail: { requiredScopes: ['Agoal.Period.Read'] } };
		expect(errorOf(NEW, answer(403, stated)).scopes).toEqual(['Agoal.Period.Read']);
		expect(errorOf(NEW, answer(403, denied)).message).toContain('Agoal.Objective.Read');
	});

	it('is an unknown interface as errcode 404 with HTTP 200', () => {
		expect(errorOf(NEW, answer(200, { errcode: 404, errmsg: 'x' }))).toMatchObject({
			kind: 'permission',
			message: expect.stringContaining('DINGTALK_API_URL') as unknown
		});
	});
});

describe('an answer of the old host', () => {
	it('is good with errcode 0, quoted or not', () => {
		for (const errcode of [0, '0'])
			expect(readAnswer(OLD, answer(200, { errcode, result: {} }))).toMatchObject({ result: {} });
	});

	it.each([
		['40014', 'token', false],
		['40000', 'token', false],
		['42001', 'token', false],
		['40096', 'credentials', false],
		['90018', 'throttle', true],
		['90002', 'throttle', true],
		['90020', 'quota', false],
		['60011', 'permission', false],
		['60020', 'permission', false],
		['50004', 'permission', false],
		['60003', 'not_found', false],
		['-1', 'busy', true],
		['400002', 'business', false]
	])('code %s is %s, bare and behind 88', (code, kind, isTransient) => {
		const bare = errorOf(OLD, answer(200, { errcode: Number(code), errmsg: 'said so' }));
		expect(bare).toMatchObject({ kind, isTransient, code });
		const wrapped = { errcode: 88, sub_code: code, sub_msg: 'said so', errmsg: 'ding talk error' };
		expect(errorOf(OLD, answer(200, wrapped))).toMatchObject({ kind, isTransient, code });
	});
});

describe('an answer that is no answer', () => {
	it('is a ban as an HTML page or with a punishment, and never worth a retry', () => {
		const html = answer(200, '<html>blocked</html>', { contentType: 'text/html' });
		const punished = answer(200, { status: 1111, wait: 5, source: 'x5', punish: 'deny' });
		for (const banned of [html, punished])
			expect(errorOf(NEW, banned)).toMatchObject({ kind: 'banned', isTransient: false });
	});
	it('is a passing fault as the page of a gateway', () => {
		expect(errorOf(NEW, answer(502, '<html>', { contentType: 'text/html' }))).toMatchObject({
			kind: 'busy',
			isTransient: true
		});
	});
	it('is a passing fault when it is cut short', () => {
		expect(errorOf(OLD, answer(200, '{"errcode":0,"res'))).toMatchObject({
			kind: 'protocol',
			isTransient: true
		});
	});
});
