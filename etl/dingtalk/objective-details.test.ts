import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSandbox, type Sandbox } from '../sandbox/server.ts';
import { readObjectiveDetails, readObjectives } from './agoal.ts';
import { createClient, type DingTalkClient } from './client.ts';
import { createLedger } from './ledger.ts';

let sandbox: Sandbox;
let client: DingTalkClient;

beforeAll(async () => {
	sandbox = await startSandbox({ port: 0, people: 60, seed: 7, today: '2026-11-22' });
	const { url } = sandbox;
	client = createClient({
		endpoints: { appKey: 'key', appSecret: 'secret', corpId: '', apiUrl: url, oapiUrl: url },
		ledger: createLedger(Infinity, 0),
		maxQps: Infinity
	});
});
afterAll(() => sandbox.close());

describe('the details of one objective', () => {
	it('say what the list of its owner says', async () => {
		const objective = sandbox
			.company()
			.objectives.find(({ kind, deleted }) => kind === 'personal' && deleted === null);
		if (objective === undefined) throw new Error('The company has no personal objective.');
		const page = await readObjectiveDetails(client, objective.id);
		const owner = objective.ownerId.at(-1)?.value ?? '';
		const list = await readObjectives(client, owner, objective.ruleId, [objective.periodId]);
		expect(page).toMatchObject({
			endpoint: 'GET /v1.0/agoal/objectives/details',
			number: 1,
			isLast: true
		});
		expect(page.records).toHaveLength(1);
		expect(list.records).toContainEqual(page.records[0]);
	});
	it('of one that is not there are refused as not found', async () => {
		await expect(readObjectiveDetails(client, 'none')).rejects.toMatchObject({ kind: 'not_found' });
	});
	it('are no record where DingTalk answers nothing', async () => {
		const silent: DingTalkClient = { call: async () => ({ success: true }) };
		expect((await readObjectiveDetails(silent, 'o')).records).toEqual([]);
	});
});
