/** DingTalk's own analysis, asked over HTTP and held against the figures of our pages. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { parseConfig, type Config } from '../../etl/config.ts';
import { insertRows, selectRows } from '../../etl/clickhouse/client.ts';
import { createClient } from '../../etl/dingtalk/client.ts';
import { createLedger } from '../../etl/dingtalk/ledger.ts';
import { createBatches } from '../../etl/load/batches.ts';
import { endOfDay } from '../../etl/sandbox/company/calendar.ts';
import { startSandbox } from '../../etl/sandbox/server.ts';
import { periodsToRead } from '../../etl/streams/periods.ts';
import {
	isReconciliationDue,
	readReconciliation,
	reconciliationCalls
} from '../../etl/streams/reconciliation.ts';
import { Tally, type RunScope } from '../../etl/streams/scope.ts';
import { endpointsOf } from '../support/endpoints.ts';
import { cubeOn, type CubeUnderTest } from '../support/cube-over.ts';
import { openSyncBench, type SyncBench } from '../support/synced-warehouse.ts';

const DAY = '2026-11-22';
const RUN = '20991231T000000000Z-reconcil';
const config: Config = parseConfig({ OKR_TODAY: DAY, DINGTALK_RECONCILIATION: 'on' });

let bench: SyncBench;
let cube: CubeUnderTest;
beforeAll(async () => {
	bench = await openSyncBench({ people: 60, seed: 7, day: DAY });
	await bench.sync(DAY);
	cube = await cubeOn(bench.warehouse);
});
afterAll(async () => {
	await cube?.close();
	await bench?.close();
});

const Period = z.object({
	...{ period_id: z.string(), rule_id: z.string(), rule_name: z.string() },
	...{ rule_category: z.string(), name: z.string(), source_type: z.string() },
	...{ starts_on: z.string(), ends_before: z.string() }
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

/** One read against the sandbox of `url`, its rows stored, as the last stream of a run. */
async function reconcile(url: string, runId: string) {
	const ledger = createLedger(Infinity, 0);
	const batches = createBatches(bench.warehouse, runId);
	const scope: RunScope = {
		...{ runId, config, warehouse: bench.warehouse, batches, signal: undefined },
		client: createClient({ endpoints: endpointsOf(url), ledger, maxQps: Infinity }),
		raw: { keep: async () => {} },
		observedAt: endOfDay(DAY),
		concurrency: { contacts: 1, agoal: 1 },
		onProgress: () => {}
	};
	const tally = new Tally('reconciliation');
	const known = await selectRows(bench.warehouse, 'SELECT * FROM core_periods', (row) =>
		Period.parse(row)
	);
	const periods = periodsToRead(known, { today: DAY, isFirst: false, since: null });
	await readReconciliation(scope, tally, periods);
	await batches.flush();
	return { tally, metered: ledger.totals().metered, planned: reconciliationCalls(periods, DAY) };
}

describe('the reconciliation', () => {
	it('is off unless asked for', async () => {
		expect(await isReconciliationDue(bench.warehouse, parseConfig({}), DAY)).toBe(false);
		expect(await isReconciliationDue(bench.warehouse, config, DAY)).toBe(true);
	});

	it('costs what the plan says, and is due again after a week', async () => {
		const { tally, metered, planned } = await reconcile(bench.sandbox.url, RUN);
		expect(tally).toMatchObject({ gaps: [], notes: [] });
		expect(metered).toBe(planned);
		expect(tally.items).toBe(6 * (planned - 1));
		await insertRows(bench.warehouse, 'ops_streams', [
			{
				...{ run_id: RUN, stream: 'reconciliation', status: 'complete', reason: '' },
				...{ read_at: `${DAY} 00:00:00`, read_count: 1, item_count: 6, row_count: 6 }
			}
		]);
		await insertRows(bench.warehouse, 'core_runs', [
			{
				...{ run_id: RUN, observed_at: `${DAY} 00:00:00`, as_of: DAY },
				...{ is_directory_complete: 1, is_complete: 1, loaded_at: `${DAY} 00:00:00` }
			}
		]);
		expect(await isReconciliationDue(bench.warehouse, config, '2026-11-28')).toBe(false);
		expect(await isReconciliationDue(bench.warehouse, config, '2026-11-29')).toBe(true);
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
			expect(Math.abs(theirs - ours), String(figure)).toBeLessThan(0.05);
		}
	});

	it('that DingTalk refuses is a remark, not a fault of the run', async () => {
		const closed = await startSandbox({
			port: 0,
			people: 20,
			seed: 1,
			today: DAY,
			faults: ['no-analysis']
		});
		const { tally } = await reconcile(closed.url, 'refused');
		await closed.close();
		expect(tally.isComplete).toBe(true);
		expect(tally.notes.join()).toMatch(/does not answer/);
		expect(tally.items).toBe(0);
	});
});
