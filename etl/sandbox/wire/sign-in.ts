/**
 * Who somebody is (dingtalk-api.md 8): codes that DingTalk's sign-in page and its app give out, and what they are worth. As there,
 * every DingTalk account gets a code, also one that has nothing to do with the company.
 */
import { randomBytes } from 'node:crypto';
import { valueAt, type Person } from '../company/model.ts';
import { NewApiError, OldApiError, type Answer } from './answers.ts';
import { textOf } from './call.ts';
import { isEmployed, type CompanyIndex } from './company-index.ts';
import { tokenInvalid, tokenMissing } from './refusals.ts';

/** Milliseconds. In the app it is five minutes; of the page DingTalk does not say it. */
const CODE_LIFE = 300_000;
const TOKEN_LIFE = 7_200_000;
/** Neither is a member: one has another company, one is a contact that this company keeps. */
export const STRANGER = 'stranger';
export const EXTERNAL = 'external-contact';
/** A member who is signed in for another company than this one: put before the user id. */
export const ELSEWHERE = 'elsewhere:';

interface Account {
	readonly unionId: string;
	readonly nick: string;
	/** In whose name the account signed in. */
	readonly corpId: string;
	/** Of a member. */
	readonly userId: string | null;
}

interface Code {
	readonly account: Account;
	readonly isOfApp: boolean;
	readonly clientId: string;
	readonly until: number;
}

export interface SignInCall {
	readonly body: Readonly<Record<string, unknown>>;
	readonly token: string | undefined;
	readonly areCredentialsBad: boolean;
}

export interface SignInDesk {
	/** A code of the page for a browser. null: nobody is called so. */
	browserCode(who: string, clientId: string, index: CompanyIndex, now: number): string | null;
	/** What DingTalk's app gives to a page that it shows to a member. null: no member is called so. */
	appCode(userId: string, index: CompanyIndex, now: number): string | null;
	/** The two calls that need no app token; null: it is another call. */
	answer(endpoint: string, call: SignInCall): Answer | null;
	/** `topapi/v2/user/getuserinfo` */
	userInfo(code: unknown): unknown;
}

/** @param now milliseconds of real time: codes end also where the company's clock stands */
export function openSignInDesk(now: () => number = Date.now): SignInDesk {
	const codes = new Map<string, Code>();
	const tokens = new Map<string, { readonly account: Account; readonly until: number }>();

	function issue(account: Account, isOfApp: boolean, clientId: string): string {
		const code = randomBytes(16).toString('hex');
		codes.set(code, { account, isOfApp, clientId, until: now() + CODE_LIFE });
		return code;
	}

	/** Once, and of the kind that is asked for. */
	function redeem(code: unknown, isOfApp: boolean): Code | null {
		const text = textOf(code) ?? '';
		const found = codes.get(text);
		if (found === undefined || found.isOfApp !== isOfApp) return null;
		codes.delete(text);
		return found.until > now() ? found : null;
	}

	function userToken({ body, areCredentialsBad }: SignInCall): Answer {
		const clientId = textOf(body['clientId']);
		if (clientId === null || textOf(body['clientSecret']) === null || areCredentialsBad)
			throw new NewApiError(400, 'invalidClientIdOrSecret', '无效的clientId或者clientSecret');
		if (body['grantType'] !== 'authorization_code')
			throw new NewApiError(400, 'unsupported.grant.type', '不支持的grant_type');
		const code = redeem(body['code'], false);
		if (code === null || code.clientId !== clientId)
			throw new NewApiError(400, 'invalidParameter.authCode.notFound', '不存在的临时授权码');
		const accessToken = randomBytes(16).toString('hex');
		tokens.set(accessToken, { account: code.account, until: now() + TOKEN_LIFE });
		const refreshToken = randomBytes(16).toString('hex');
		const { corpId } = code.account;
		return { status: 200, body: { accessToken, refreshToken, expireIn: 7200, corpId } };
	}

	function me({ token }: SignInCall): Answer {
		if (token === undefined) throw tokenMissing('api');
		const found = tokens.get(token);
		if (found === undefined || found.until <= now()) throw tokenInvalid('api');
		const { nick, unionId } = found.account;
		return { status: 200, body: { nick, unionId, openId: `open-${unionId}` } };
	}

	return {
		browserCode(who, clientId, index, instant) {
			const account = accountOf(who, index, instant);
			return account === null ? null : issue(account, false, clientId);
		},
		appCode(userId, index, instant) {
			const account = memberAccount(userId, index, instant);
			return account === null ? null : issue(account, true, '');
		},
		answer(endpoint, call) {
			if (endpoint === 'POST /v1.0/oauth2/userAccessToken') return userToken(call);
			if (endpoint === 'GET /v1.0/contact/users/me') return me(call);
			return null;
		},
		userInfo(code) {
			const found = redeem(code, true);
			if (found === null) throw new OldApiError(40078, '不存在的临时授权码');
			const { userId, unionId, nick } = found.account;
			return {
				userid: userId,
				unionid: unionId,
				name: nick,
				device_id: 'd',
				sys: false,
				sys_level: 0
			};
		}
	};
}

function accountOf(who: string, index: CompanyIndex, instant: number): Account | null {
	const { corpId } = index.company;
	if (who === STRANGER)
		return {
			unionId: 'union-stranger',
			nick: 'A stranger',
			corpId: 'ding-elsewhere',
			userId: null
		};
	if (who === EXTERNAL)
		return { unionId: `union-${EXTERNAL}`, nick: 'A supplier', corpId, userId: null };
	if (!who.startsWith(ELSEWHERE)) return memberAccount(who, index, instant);
	const member = memberAccount(who.slice(ELSEWHERE.length), index, instant);
	return member && { ...member, corpId: 'ding-elsewhere' };
}

function memberAccount(userId: string, index: CompanyIndex, instant: number): Account | null {
	const person = index.people.get(userId);
	if (person === undefined || !isEmployed(person, instant)) return null;
	const { id, unionId, name } = person;
	return { unionId, nick: name, corpId: index.company.corpId, userId: id };
}

/** Heads first: whoever tries the product wants to see what they see. */
export function peopleToChoose(
	index: CompanyIndex,
	instant: number
): (Person & { isHead: boolean })[] {
	const heads = new Set(
		index.company.departments.flatMap(({ headIds }) => valueAt(headIds, instant))
	);
	return index.company.people
		.filter((person) => isEmployed(person, instant))
		.map((person) => ({ ...person, isHead: heads.has(person.id) }))
		.sort((one, other) => Number(other.isHead) - Number(one.isHead));
}
