/** Whole syncs of a company whose OKRs are in classic OKR: what is asked, what is remembered, and all of it again from the raw layer. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { selectRows } from '../../etl/clickhouse/client.ts';
import { rebuildCore } from '../../etl/replay/rebuild-core.ts';
import type { RunSummary } from '../../etl/sync.ts';
import { openSyncBench, type SyncBench } from '../support/synced-warehouse.ts';
import { digestOf } from '../support/table-digest.ts';

const DAYS = ['2026-11-13', '2026-11-20'] as const;
const RULES = 'GET /v1.0/agoal/objectiveRuleLists/query';
const PERIODS = 'GET /v1.0/okr/periods';

let bench: SyncBench;
const runs: { readonly summary: RunSummary; readonly calls: Readonly<Record<string, number>> }[] =
	[];

beforeAll(async () => {
	bench = await openSyncBench({ day: DAYS[0], people: 16, seed: 7, product: 'okr' });
	let before: Record<string, number> = {};
	for (const day of DAYS) {
		const summary = await bench.sync(day, {}, { isMartless: day !== DAYS[1] });
		const now = metered();
		const calls = Object.fromEntries(
			Object.entries(now).map(([name, count]) => [name, count - (before[name] ?? 0)] as const)
		);
		runs.push({ summary, calls });
		before = now;
	}
});
afterAll(() => bench.close());

function metered(): Record<string, number> {
	const { endpoints } = bench.sandbox.ledger();
	return Object.fromEntries(
		Object.entries(endpoints).map(([name, count]) => [name, count.metered] as const)
	);
}

describe('syncs of classic OKR', () => {
	it('succeed, with the streams that it has and no others', () => {
		for (const { summary } of runs) {
			expect(summary).toMatchObject({ status: 'succeeded', message: '' });
			const names = summary.streams.map(({ stream }) => stream);
			expect(names).toEqual(expect.arrayContaining(['periods', 'objectives']));
			expect(names).not.toContain('check_ins');
			expect(names).not.toContain('organisation_objectives');
		}
	});
	it('find out about the product once, and remember it', async () => {
		expect(runs.map(({ calls }) => [calls[RULES] ?? 0, calls[PERIODS] ?? 0])).toEqual([
			[1, 1],
			[0, 1]
		]);
		const products = await selectRows(
			bench.warehouse,
			'SELECT product FROM ops_runs ORDER BY run_id',
			(row) => z.object({ product: z.string() }).parse(row).product
		);
		expect(products).toEqual(['okr', 'okr']);
	});
	it('can be made anew from the raw layer without a call, readers of private objectives included', async () => {
		const [before, calls] = [await digestOf(bench.warehouse), metered()];
		expect(Object.keys(before)).toContain('core_objective_readers');
		expect(await rebuildCore(bench.warehouse, bench.configOf(DAYS[1]))).toBe(DAYS.length);
		expect(await digestOf(bench.warehouse)).toEqual(before);
		expect(metered()).toEqual(calls);
	});
});
