/**
 * Who has just signed in with DingTalk (dingtalk-api.md 8). A code proves a DingTalk account, which anybody may have: whether it is
 * one of a member of the company is asked of the company's own contacts, both ways.
 */
import { z } from 'zod';
import type { CallParameters, DingTalkClient } from './client.ts';
import { DingTalkError } from './errors.ts';
import type { Endpoint } from './endpoint.ts';
import { readContract } from './page.ts';
import { OldEnvelope } from './payloads.ts';

const USER_TOKEN: Endpoint = {
	host: 'api',
	method: 'POST',
	path: '/v1.0/oauth2/userAccessToken',
	isMetered: false,
	scope: 'open_app_api_base'
};
const ME: Endpoint = {
	host: 'api',
	method: 'GET',
	path: '/v1.0/contact/users/me',
	isMetered: false,
	scope: 'Contact.User.Read'
};
const USER_INFO: Endpoint = {
	host: 'oapi',
	method: 'POST',
	path: '/topapi/v2/user/getuserinfo',
	isMetered: false,
	scope: 'qyapi_base'
};
const BY_UNION_ID: Endpoint = {
	host: 'oapi',
	method: 'POST',
	path: '/topapi/user/getbyunionid',
	isMetered: false,
	scope: 'qyapi_get_member'
};

const UserToken = z.looseObject({
	accessToken: z.string().min(1),
	corpId: z.string().nullish()
});
const Me = z.looseObject({ unionId: z.string().min(1), nick: z.string().nullish() });
const UserInfo = z.looseObject({
	userid: z.string().nullish(),
	unionid: z.string().min(1),
	name: z.string().nullish()
});
const Member = z.looseObject({ contact_type: z.coerce.number(), userid: z.string().min(1) });

export interface SignedIn {
	readonly userId: string;
	/** As DingTalk's account has it; empty: it has none. */
	readonly name: string;
}

export type Refusal =
	/** The code was used, is too old, or is none of DingTalk's. */
	| 'expired'
	/** Signed in for another company than ours. */
	| 'elsewhere'
	/** Somebody whom the company keeps as a contact outside of it. */
	| 'external'
	| 'not_a_member';

/** Somebody is who they say, or not, but is not let in. Another code of the right person may work. */
export class SignInRefused extends Error {
	override readonly name = 'SignInRefused';
	readonly reason: Refusal;
	constructor(reason: Refusal, cause?: unknown) {
		super(`The sign-in was refused: ${reason}`, { cause });
		this.reason = reason;
	}
}

export interface App {
	readonly appKey: string;
	readonly appSecret: string;
	readonly corpId: string;
}

/**
 * @param code what came back from DingTalk's page as `authCode`
 * @throws {SignInRefused} @throws {DingTalkError} DingTalk cannot be asked
 */
export async function signInByBrowser(
	client: DingTalkClient,
	{ appKey, appSecret, corpId }: App,
	code: string
): Promise<SignedIn> {
	const body = { clientId: appKey, clientSecret: appSecret, code, grantType: 'authorization_code' };
	const answer = await redeemed(client, USER_TOKEN, { body, token: '' });
	const held = readContract(UserToken, USER_TOKEN, answer);
	if (held.corpId !== corpId) throw new SignInRefused('elsewhere');
	const me = readContract(Me, ME, await client.call(ME, { token: held.accessToken }));
	return { userId: await memberOf(client, me.unionId), name: me.nick ?? '' };
}

/**
 * @param code what DingTalk's app gave to our page inside it
 * @throws {SignInRefused} @throws {DingTalkError} DingTalk cannot be asked
 */
export async function signInByApp(client: DingTalkClient, code: string): Promise<SignedIn> {
	const answer = await redeemed(client, USER_INFO, { body: { code } });
	const { result } = readContract(OldEnvelope, USER_INFO, answer);
	const { unionid, userid, name } = readContract(UserInfo, USER_INFO, result);
	const userId = await memberOf(client, unionid);
	if (userId !== userid) throw new SignInRefused('not_a_member');
	return { userId, name: name ?? '' };
}

/** The user id of a member of the company that the app belongs to. @throws as above */
export async function memberOf(client: DingTalkClient, unionid: string): Promise<string> {
	let answer: unknown;
	try {
		answer = await client.call(BY_UNION_ID, { body: { unionid } });
	} catch (error) {
		// 60121: not in this company.
		if (error instanceof DingTalkError && error.kind === 'not_found')
			throw new SignInRefused('not_a_member', error);
		throw error;
	}
	const { result } = readContract(OldEnvelope, BY_UNION_ID, answer);
	const member = readContract(Member, BY_UNION_ID, result);
	if (member.contact_type !== 0) throw new SignInRefused('external');
	return member.userid;
}

/** What DingTalk refuses for a reason that is neither ours nor its own trouble, it refuses for the code. */
async function redeemed(
	client: DingTalkClient,
	endpoint: Endpoint,
	parameters: CallParameters
): Promise<unknown> {
	try {
		return await client.call(endpoint, parameters);
	} catch (error) {
		if (error instanceof DingTalkError && ['business', 'not_found'].includes(error.kind))
			throw new SignInRefused('expired', error);
		throw error;
	}
}
