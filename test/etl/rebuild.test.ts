import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../etl/clickhouse/client.ts';
import { repairMarts } from '../../etl/current-marts.ts';
import { createTestTiming } from '../../etl/dingtalk/test-timing.ts';
import { rebuildCore } from '../../etl/replay/rebuild-core.ts';
import { openSyncBench, type SyncBench } from '../support/synced-warehouse.ts';
import { digestOf } from '../support/table-digest.ts';

const DAYS = ['2026-01-16', '2026-01-19', '2026-01-20', '2026-01-26'] as const;

let bench: SyncBench;
let before: Readonly<Record<string, string>>;

beforeAll(async () => {
	bench = await openSyncBench({
		day: DAYS[0],
		people: 24,
		seed: 11,
		// Some syncs read only a part: what they left out must stay left out.
		settings: { callBudget: 600 },
		// Nor is everything an answer: refusals, and lists that were read again, are part of what was read.
		faults: ['broken-record', 'business-500', 'tiny-pages', 'shifting-page']
	});
	for (const day of DAYS) {
		const isMartless = day !== DAYS[3];
		await bench.sync(day, {}, { timing: createTestTiming(), isMartless });
	}
	before = await digestOf(bench.warehouse);
});
afterAll(() => bench.close());

describe('all tables made anew from the raw layer', () => {
	it('are those that the syncs made, without a single call', async () => {
		const calls = bench.sandbox.ledger();
		expect(await rebuildCore(bench.warehouse, bench.configOf(DAYS[3]))).toBe(DAYS.length);
		expect(await digestOf(bench.warehouse)).toEqual(before);
		expect(bench.sandbox.ledger()).toEqual(calls);
	});
	it('are there again after they were lost, and so are the figures', async () => {
		await run(bench.warehouse, 'TRUNCATE TABLE core_objective_versions');
		await run(bench.warehouse, 'TRUNCATE TABLE core_check_in_revisions');
		await rebuildCore(bench.warehouse, bench.configOf(DAYS[3]));
		await repairMarts(bench.warehouse, bench.configOf(DAYS[3]), { isForced: true });
		expect(await digestOf(bench.warehouse)).toEqual(before);
	});
});
