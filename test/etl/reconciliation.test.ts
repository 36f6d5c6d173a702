/** DingTalk's own analysis, asked over HTTP as part of a sync and held against the figures of our pages. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { selectRows } from '../../etl/clickhouse/client.ts';
import { createClock } from '../../etl/clock.ts';
import { parseConfig } from '../../etl/config.ts';
import { createClient } from '../../etl/dingtalk/client.ts';
import { createLedger } from '../../etl/dingtalk/ledger.ts';
import { createBatches } from '../../etl/load/batches.ts';
import { planSync } from '../../etl/plan.ts';
import { endOfDay } from '../../etl/sandbox/company/calendar.ts';
import { startSandbox } from '../../etl/sandbox/server.ts';
import { isReconciliationDue, readReconciliation } from '../../etl/streams/reconciliation.ts';
import { Tally } from '../../etl/streams/scope.ts';
import type { RunSummary } from '../../etl/sync.ts';
import { endpointsOf } from '../support/endpoints.ts';
import { cubeOn, type CubeUnderTest } from '../support/cube-over.ts';
import { openSyncBench, type SyncBench } from '../support/synced-warehouse.ts';

const FIRST = '2026-11-21';
const DAY = '2026-11-22';
const environment = { DINGTALK_RECONCILIATION: 'on' };
const config = parseConfig({ OKR_TODAY: DAY, ...environment });

let bench: SyncBench;
let cube: CubeUnderTest;
let run: RunSummary;
/** Calls of the analysis that the sandbox counted after each of two syncs. */
const counted: number[] = [];

beforeAll(async () => {
	bench = await openSyncBench({ people: 40, seed: 7, day: FIRST, environment });
	for (const day of [FIRST, DAY]) {
		const summary = await bench.sync(day, {}, { isMartless: day !== DAY });
		if (day === FIRST) run = summary;
		const { endpoints } = bench.sandbox.ledger();
		const calls = Object.entries(endpoints).filter(([name]) => name.includes('/chengfeng/'));
		counted.push(calls.reduce((sum, [, { metered }]) => sum + metered, 0));
	}
	cube = await cubeOn(bench.warehouse);
});
afterAll(async () => {
	await cube?.close();
	await bench?.close();
});

describe('the reconciliation', () => {
	it('is off unless asked for', async () => {
		expect(await isReconciliationDue(bench.warehouse, parseConfig({}), '2027-01-01')).toBe(false);
	});

	it('asks for the list of periods and for each running one, once a week', async () => {
		const [first = 0, second] = counted;
		expect(first).toBe(3);
		expect(second).toBe(first);
		expect(run.streams.find(({ stream }) => stream === 'reconciliation')).toMatchObject({
			...{ status: 'complete', reason: '', pages: 3, items: 12 }
		});
		expect(await isReconciliationDue(bench.warehouse, config, '2026-11-27')).toBe(false);
		expect(await isReconciliationDue(bench.warehouse, config, '2026-11-28')).toBe(true);
	});

	it('is in the plan of the run that will ask', async () => {
		const callsOn = async (day: string) => {
			const context = {
				config,
				warehouse: bench.warehouse,
				clock: createClock(config.timezone, day)
			};
			const { calls } = await planSync(context, {});
			return calls.find(({ what }) => what.includes('analysis'))?.calls ?? 0;
		};
		expect(await callsOn('2026-11-27')).toBe(0);
		expect(await callsOn('2026-11-28')).toBe(3);
	});

	it('agrees where both count the same, and comes close where definitions differ', async () => {
		const names = ['period_id', 'figure', 'theirs', 'ours', 'explanation'];
		const rows = await cube.load({
			dimensions: names.map((name) => `reconciliations.${name}`),
			filters: [
				{ member: 'reconciliations.period_id', operator: 'equals', values: [await quarter()] }
			]
		});
		const found = new Map(
			rows.map((row) => [
				row['reconciliations.figure'],
				{
					theirs: Number(row['reconciliations.theirs']),
					ours: Number(row['reconciliations.ours']),
					explanation: row['reconciliations.explanation']
				}
			])
		);
		expect(found.size).toBe(6);
		expect(found.get('head_count')).toMatchObject({ explanation: 'same' });
		for (const [figure, { theirs, ours }] of found) {
			expect(ours, String(figure)).toBeGreaterThan(0.5);
			expect(Math.abs(theirs - ours), String(figure)).toBeLessThan(0.06);
		}
	});

	it('that DingTalk refuses is a remark, not a fault of the run', async () => {
		const closed = await startSandbox({
			...{ port: 0, people: 20, seed: 1, today: DAY, faults: ['no-analysis'] }
		});
		const tally = new Tally('reconciliation');
		await readReconciliation(
			{
				...{ runId: 'refused', config, warehouse: bench.warehouse, signal: undefined },
				batches: createBatches(bench.warehouse, 'refused'),
				client: createClient({
					...{ endpoints: endpointsOf(closed.url), ledger: createLedger(Infinity, 0) },
					maxQps: Infinity
				}),
				raw: { keep: async () => {} },
				observedAt: endOfDay(DAY),
				concurrency: { contacts: 1, agoal: 1 },
				onProgress: () => {}
			},
			tally,
			[]
		);
		await closed.close();
		expect(tally.isComplete).toBe(true);
		expect(tally.notes.join()).toMatch(/does not answer/);
	});
});

async function quarter(): Promise<string> {
	const sql = `SELECT period_id FROM mart_periods WHERE kind = 'quarter' AND '${DAY}' BETWEEN starts_on AND ends_on`;
	const [id] = await selectRows(
		bench.warehouse,
		sql,
		(row) => z.object({ period_id: z.string() }).parse(row).period_id
	);
	return id ?? '';
}
