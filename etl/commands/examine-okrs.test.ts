import { describe, expect, it } from 'vitest';
import { parseConfig } from '../config.ts';
import { createClient } from '../dingtalk/client.ts';
import { createLedger } from '../dingtalk/ledger.ts';
import { startSandbox, type SandboxOptions } from '../sandbox/server.ts';
import { examineDingTalk } from './examine-dingtalk.ts';

/** What is found in a company, one line each, and the metered calls that it took. */
async function examine(
	company: Partial<SandboxOptions>,
	environment: Readonly<Record<string, string>> = {}
) {
	const sandbox = await startSandbox({
		port: 0,
		people: 10,
		seed: 7,
		today: '2026-11-22',
		...company
	});
	const lines: string[] = [];
	const { url } = sandbox;
	await examineDingTalk(
		createClient({
			endpoints: { apiUrl: url, oapiUrl: url, appKey: 'k', appSecret: 's', corpId: 'c' },
			ledger: createLedger(Infinity, 0),
			maxQps: Infinity
		}),
		parseConfig({ OKR_TODAY: '2026-11-22', ...environment }),
		(state, subject, text) => void lines.push(`${state} ${subject}: ${text}`)
	);
	const { metered } = sandbox.ledger();
	await sandbox.close();
	return { lines, metered };
}

describe('an examination', () => {
	it('of a company with Agoal asks for its rules once', async () => {
		const { lines, metered } = await examine({});
		expect(lines).toContain('ok OKR product: Agoal.');
		expect(lines).toContain('ok objectives: may be read.');
		expect(metered).toBe(6);
	});
	it('of a company with classic OKR says what may be read, and that there are no check-ins', async () => {
		const { lines, metered } = await examine({ product: 'okr' });
		expect(lines).toContain('ok OKR product: classic OKR.');
		expect(lines).toContainEqual(expect.stringMatching(/^ok periods: 1\d found/));
		expect(lines).toContain('ok objectives: may be read.');
		expect(lines).toContainEqual(
			expect.stringMatching(/^ok permissions: may be read; .* (public|restricted|unknown)\.$/)
		);
		expect(lines).toContainEqual(expect.stringMatching(/^note check-ins: classic OKR has none/));
		expect(metered).toBe(5);
	});
	it('of the pro variants needs their goods code', async () => {
		const environment = { DINGTALK_GOODS_CODE: 'dingOKR', DINGTALK_PRODUCT: 'okr' };
		const { lines } = await examine({ product: 'pro' }, environment);
		expect(lines).toContain('ok OKR product: classic OKR, by its pro variants (as set).');
		expect(lines).toContain('ok objectives: may be read.');
	});
	it('of a company without OKRs says where they may be, instead of nothing', async () => {
		const { lines } = await examine({ faults: ['no-rules'] });
		expect(lines.filter((line) => line.startsWith('wrong'))).toEqual([
			expect.stringMatching(/^wrong OKR product: .*叮当OKR.*administrator/)
		]);
	});
});
