/** `https://login.dingtalk.com/oauth2/auth` (dingtalk-api.md 8.1): here somebody says who they are, and agrees. */
import type { ServerResponse } from 'node:http';
import type { CompanyIndex } from './company-index.ts';
import { ELSEWHERE, EXTERNAL, peopleToChoose, STRANGER, type SignInDesk } from './sign-in.ts';

export const SIGN_IN_PATH = '/oauth2/auth';

/** What of the address is wrong; null: nothing. */
function faultOf(query: URLSearchParams): string | null {
	const scopes = (query.get('scope') ?? '').split(' ');
	if (query.get('response_type') !== 'code') return 'response_type';
	if ((query.get('client_id') ?? '') === '') return 'client_id';
	if (!scopes.includes('openid') || scopes.some((one) => !['openid', 'corpid'].includes(one)))
		return 'scope';
	if (query.get('prompt') !== 'consent') return 'prompt';
	const back = query.get('redirect_uri') ?? '';
	return /^https?:$/.test(URL.canParse(back) ? new URL(back).protocol : '') ? null : 'redirect_uri';
}

/** The page, or, once somebody is chosen, the way back with a code or with the refusal. */
export function answerSignInPage(
	response: ServerResponse,
	url: URL,
	desk: SignInDesk,
	index: CompanyIndex,
	instant: number
): void {
	const { searchParams: query } = url;
	const fault = faultOf(query);
	if (fault !== null) return sendPage(response, 400, `<h1>参数错误：${fault}</h1>`);
	const who = query.get('__as');
	if (who === null) return sendPage(response, 200, choices(url, index, instant));
	const back = new URL(query.get('redirect_uri') ?? '');
	if (who === 'nobody') back.searchParams.set('error', 'access_denied');
	else {
		const code = desk.browserCode(who, query.get('client_id') ?? '', index, instant);
		if (code === null) return sendPage(response, 400, '<h1>找不到该用户</h1>');
		back.searchParams.set('authCode', code);
	}
	const state = query.get('state');
	if (state !== null) back.searchParams.set('state', state);
	response.writeHead(302, { location: back.href }).end();
}

function choices(url: URL, index: CompanyIndex, instant: number): string {
	const link = (who: string, text: string): string => {
		const address = new URLSearchParams(url.searchParams);
		address.set('__as', who);
		return `<li><a data-as="${escaped(who)}" href="?${escaped(address.toString())}">${escaped(text)}</a></li>`;
	};
	const people = peopleToChoose(index, instant);
	const [first] = people;
	return `<h1>The bundled DingTalk: sign in as …</h1><ul>
${link('nobody', 'nobody: refuse')}
${link(STRANGER, 'an account of another company')}
${link(EXTERNAL, 'an external contact of this company')}
${first === undefined ? '' : link(ELSEWHERE + first.id, `${first.name}, for another company`)}
</ul><ul>
${people.map(({ id, name, title, isHead }) => link(id, `${name}, ${title}${isHead ? ' (head)' : ''}`)).join('\n')}
</ul>`;
}

function sendPage(response: ServerResponse, status: number, body: string): void {
	response
		.writeHead(status, { 'content-type': 'text/html; charset=utf-8' })
		.end(
			`<!doctype html><html lang="en"><meta charset="utf-8"><title>DingTalk</title>${body}</html>`
		);
}

function escaped(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
