/** On the wire with the sandbox, whose page and app give codes to everybody, as DingTalk does. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DingTalkConfig } from '../config.ts';
import { startSandbox, type Sandbox, type SandboxOptions } from '../sandbox/server.ts';
import { createClient } from './client.ts';
import { createLedger } from './ledger.ts';
import { signInByApp, signInByBrowser, SignInRefused } from './sign-in.ts';

let sandbox: Sandbox;
let member: string;
beforeAll(async () => {
	sandbox = await startSandbox({ port: 0, people: 20, seed: 7, today: '2026-11-22' });
	member = sandbox.company().people.find(({ left }) => left === null)?.id ?? '';
});
afterAll(() => sandbox.close());

function endpointsOf(from: Sandbox): DingTalkConfig {
	const { url } = from;
	return {
		apiUrl: url,
		oapiUrl: url,
		appKey: 'key',
		appSecret: 's',
		corpId: from.company().corpId
	};
}

function clientOf(endpoints: DingTalkConfig) {
	return createClient({ endpoints, ledger: createLedger(0, 0), maxQps: Infinity });
}

/** What the page gives to whoever chooses to be `who`. */
async function codeOf(who: string, clientId = 'key'): Promise<string> {
	const query = new URLSearchParams({
		...{ response_type: 'code', client_id: clientId, scope: 'openid corpid', prompt: 'consent' },
		...{ redirect_uri: 'http://localhost:3000/back', state: 's7', __as: who }
	});
	const answer = await fetch(`${sandbox.url}/oauth2/auth?${query.toString()}`, {
		redirect: 'manual'
	});
	const back = new URL(answer.headers.get('location') ?? '');
	expect(back.searchParams.get('state')).toBe('s7');
	return back.searchParams.get('authCode') ?? '';
}

async function byBrowser(code: string, change: Partial<DingTalkConfig> = {}) {
	const endpoints = { ...endpointsOf(sandbox), ...change };
	return signInByBrowser(clientOf(endpoints), endpoints, code).catch(reasonOf);
}
const byApp = (code: string) => signInByApp(clientOf(endpointsOf(sandbox)), code).catch(reasonOf);

function reasonOf(error: unknown): string {
	if (error instanceof SignInRefused) return error.reason;
	throw error;
}

describe('a browser that comes back from DingTalk’s page', () => {
	it('brings a member, once', async () => {
		const code = await codeOf(member);
		const { name } = sandbox.company().people.find(({ id }) => id === member) ?? { name: '' };
		expect(await byBrowser(code)).toEqual({ userId: member, name });
		expect(await byBrowser(code)).toBe('expired');
	});

	it.each([
		['stranger', 'elsewhere'],
		['external-contact', 'external']
	])('brings %s, who is refused: %s', async (who, reason) => {
		expect(await byBrowser(await codeOf(who))).toBe(reason);
	});

	it('brings a member for another company, or for another app', async () => {
		expect(await byBrowser(await codeOf(`elsewhere:${member}`))).toBe('elsewhere');
		expect(await byBrowser(await codeOf(member, 'another app'))).toBe('expired');
		expect(await byBrowser('guessed')).toBe('expired');
	});

	it('brings an account of nobody, even where the company is not compared', async () => {
		const corpId = 'ding-elsewhere';
		expect(await byBrowser(await codeOf('stranger'), { corpId })).toBe('not_a_member');
	});
});

describe('a page inside DingTalk’s app', () => {
	it('brings a member, once, and not with a code of the other way', async () => {
		const code = sandbox.appCode(member) ?? '';
		expect(await byBrowser(code)).toBe('expired');
		expect(await byApp(code)).toMatchObject({ userId: member });
		expect(await byApp(code)).toBe('expired');
		expect(await byApp(await codeOf(member))).toBe('expired');
		expect(sandbox.appCode('nobody')).toBeNull();
	});
});

it('costs nothing of the month’s quota', () => {
	const { metered, exempt } = sandbox.ledger();
	expect(metered).toBe(0);
	expect(exempt).toBeGreaterThan(0);
});

it.each<[string, Partial<SandboxOptions>, RegExp]>([
	['a wrong secret', { faults: ['bad-credentials'] }, /DINGTALK_APP_SECRET/],
	['an address that is not allowed', { faults: ['ip-not-allowed'] }, /IP address/]
])('is no refusal of the person: %s', async (_name, options, words) => {
	const broken = await startSandbox({ port: 0, people: 20, seed: 7, ...options });
	const endpoints = endpointsOf(broken);
	await expect(signInByBrowser(clientOf(endpoints), endpoints, 'any')).rejects.toThrow(words);
	await broken.close();
});
