import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClient, type DingTalkClient } from '../dingtalk/client.ts';
import { DingTalkError } from '../dingtalk/errors.ts';
import { createLedger } from '../dingtalk/ledger.ts';
import type { Page } from '../dingtalk/page.ts';
import { startSandbox, type Sandbox } from '../sandbox/server.ts';
import { NoOkrError } from './periods.ts';
import { detectProduct, type Product, type ProductChoice } from './product.ts';

const AUTO: ProductChoice = {
	wanted: 'auto',
	ruleCategories: ['OKR'],
	goodsCode: null,
	remembered: null
};
const RULES = 'GET /v1.0/agoal/objectiveRuleLists/query';
const CLASSIC = 'GET /v1.0/okr/periods';
const PRO = 'GET /v1.0/okr/pro/periods';

function clientOf(url: string): DingTalkClient {
	return createClient({
		endpoints: { apiUrl: url, oapiUrl: url, appKey: 'test', appSecret: 'test', corpId: 'test' },
		ledger: createLedger(Infinity, 0),
		maxQps: Infinity
	});
}

/** What is found, and which interfaces were asked in which order. */
async function detect(client: DingTalkClient, choice: Partial<ProductChoice> = {}) {
	const kept: Page[] = [];
	const asked: string[] = [];
	const found = await detectProduct(
		{
			call(endpoint, request) {
				asked.push(`${endpoint.method} ${endpoint.path}`);
				return client.call(endpoint, request);
			}
		},
		{ ...AUTO, ...choice },
		async (page) => void kept.push(page)
	);
	return { found, asked, kept };
}

describe('of three products', () => {
	const sandboxes = new Map<Product | 'none', Sandbox>();
	beforeAll(async () => {
		const start = (product: Product, faults: string[] = []) =>
			startSandbox({ port: 0, people: 10, seed: 7, today: '2026-11-22', product, faults });
		for (const product of ['agoal', 'okr', 'pro'] as const)
			sandboxes.set(product, await start(product));
		sandboxes.set('none', await start('agoal', ['no-rules']));
	});
	afterAll(async () => {
		for (const sandbox of sandboxes.values()) await sandbox.close();
	});
	const at = (product: Product | 'none') => clientOf(sandboxes.get(product)?.url ?? '');

	it('Agoal is found by its rules, which need not be asked again', async () => {
		const { found, asked, kept } = await detect(at('agoal'), { goodsCode: 'dingOKR' });
		expect(asked).toEqual([RULES]);
		expect(found.product).toBe('agoal');
		expect(found.rules?.records.length).toBeGreaterThan(0);
		expect(kept).toEqual([found.rules]);
	});
	it('classic OKR is found by its periods, once Agoal holds no rule', async () => {
		const { found, asked, kept } = await detect(at('okr'));
		expect(asked).toEqual([RULES, CLASSIC]);
		expect(found.product).toBe('okr');
		expect(found.periods?.[0]?.records.length).toBeGreaterThan(4);
		expect(kept).toHaveLength(2);
	});
	it('the pro variants are asked last, and only with their goods code', async () => {
		const { found, asked } = await detect(at('pro'), { goodsCode: 'dingOKR' });
		expect(asked).toEqual([RULES, CLASSIC, PRO]);
		expect(found.product).toBe('pro');
		await expect(detect(at('pro'))).rejects.toThrow(/set DINGTALK_GOODS_CODE/);
	});
	it('the one that an earlier run found is asked first', async () => {
		expect((await detect(at('okr'), { remembered: 'okr' })).asked).toEqual([CLASSIC]);
		const moved = await detect(at('agoal'), { remembered: 'okr' });
		expect(moved).toMatchObject({ asked: [CLASSIC, RULES], found: { product: 'agoal' } });
	});
	it('one that is named is not looked for', async () => {
		expect(await detect(at('okr'), { wanted: 'agoal' })).toMatchObject({
			asked: [],
			found: { product: 'agoal' }
		});
		expect(await detect(at('okr'), { wanted: 'okr' })).toMatchObject({
			asked: [],
			found: { product: 'okr' }
		});
		const named = await detect(at('pro'), { wanted: 'okr', goodsCode: 'dingOKR' });
		expect(named).toMatchObject({ asked: [CLASSIC, PRO], found: { product: 'pro' } });
	});
	it('none holding anything is explained, never shown as a company without goals', async () => {
		const nothing = detect(at('none'));
		await expect(nothing).rejects.toThrow(NoOkrError);
		await expect(nothing).rejects.toThrow(
			/^DingTalk Agoal and classic DingTalk OKR answer, but they hold no OKR .*叮当OKR.*DINGTALK_GOODS_CODE.*administrator/
		);
	});
});

describe('a product that may not be asked', () => {
	const denied = new DingTalkError('permission', 'The app lacks Agoal.ObjectiveRule.Read.');
	const client = (answers: Readonly<Record<string, unknown>>): DingTalkClient => ({
		async call({ path }) {
			const answer = answers[path];
			if (answer instanceof Error) throw answer;
			return answer;
		}
	});
	const agoal = '/v1.0/agoal/objectiveRuleLists/query';
	const rules = (...result: object[]) => ({ content: { result, totalCount: result.length } });
	const classic = '/v1.0/okr/periods';
	const filled = { success: true, data: { periodList: [{ id: '1' }] } };
	const empty = { success: true, data: {} };

	it('does not hide the one that holds the OKRs', async () => {
		const { found } = await detect(client({ [agoal]: denied, [classic]: filled }));
		expect(found.product).toBe('okr');
	});
	it('is named when the others hold nothing', async () => {
		const { found } = await detect(client({ [agoal]: rules({}), [classic]: filled }));
		expect(found.product).toBe('okr');
		await expect(detect(client({ [agoal]: denied, [classic]: empty }))).rejects.toThrow(
			/Classic DingTalk OKR answers, but it holds no OKR.*DingTalk Agoal could not be asked: The app lacks/
		);
	});
	it('is the failure itself when no other could be asked either', async () => {
		const unknown = new DingTalkError('not_found', 'No such interface.');
		await expect(detect(client({ [agoal]: denied, [classic]: unknown }))).rejects.toBe(denied);
	});
	it('does not pass for an empty one when the network failed', async () => {
		const broken = new DingTalkError('network', 'No network.');
		await expect(detect(client({ [agoal]: broken, [classic]: filled }))).rejects.toBe(broken);
	});
	it('leaves rules of other categories to be explained by whoever reads them', async () => {
		const pbc = rules({ objectiveRuleId: 'r', objectiveCategory: 'PBC' });
		const { found } = await detect(client({ [agoal]: pbc, [classic]: empty }));
		expect(found.product).toBe('agoal');
		expect((await detect(client({ [agoal]: pbc, [classic]: filled }))).found.product).toBe('okr');
	});
	it('whose rules are all switched off does not hold the OKRs', async () => {
		const off = rules({ objectiveRuleId: 'r', objectiveCategory: 'OKR', status: 'OFFLINE' });
		expect((await detect(client({ [agoal]: off, [classic]: filled }))).found.product).toBe('okr');
	});
});
