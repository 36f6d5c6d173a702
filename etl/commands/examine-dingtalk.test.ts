import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseConfig } from '../config.ts';
import { createClient } from '../dingtalk/client.ts';
import { createLedger } from '../dingtalk/ledger.ts';
import { startSandbox, type Sandbox } from '../sandbox/server.ts';
import { examineDingTalk } from './examine-dingtalk.ts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({
		port: 0,
		people: 10,
		seed: 1,
		today: '2026-11-22',
		reports: true
	});
});
afterAll(() => sandbox.close());

/** What the doctor finds about weekly reports. */
async function reportsOf(environment: Readonly<Record<string, string>>): Promise<string[]> {
	const config = parseConfig(environment);
	const endpoints = {
		apiUrl: sandbox.url,
		oapiUrl: sandbox.url,
		appKey: 'key',
		appSecret: 'secret',
		corpId: 'corp'
	};
	const ledger = createLedger(Infinity, 0);
	const client = createClient({ endpoints, ledger, maxQps: Infinity });
	const said: string[] = [];
	await examineDingTalk(client, config, (verdict, subject, text) => {
		if (subject === 'weekly reports') said.push(`${verdict}: ${text}`);
	});
	return said;
}

describe('the doctor', () => {
	it('finds the report template that the configuration names', async () => {
		expect(await reportsOf({ DINGTALK_REPORT_TEMPLATE: 'OKR weekly' })).toEqual([
			'ok: the template OKR weekly is there.'
		]);
	});
	it('names the templates there are when it is another one', async () => {
		const [said] = await reportsOf({ DINGTALK_REPORT_TEMPLATE: 'Weekly OKR' });
		expect(said).toMatch(/^wrong: .*Weekly OKR.*OKR weekly, 周报.*DINGTALK_REPORT_TEMPLATE/);
	});
	it('says nothing of reports that nobody wants', async () => {
		expect(await reportsOf({})).toEqual([]);
	});
});
