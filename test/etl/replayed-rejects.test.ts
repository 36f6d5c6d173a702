import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { insertRows, run, selectRows } from '../../etl/clickhouse/client.ts';
import { openRejects } from '../../etl/rejects/open-rejects.ts';
import { replayRejects } from '../../etl/rejects/replay.ts';
import { openSyncBench, type SyncBench } from '../support/synced-warehouse.ts';
import { digestOfEverything } from '../support/table-digest.ts';

const DAY = '2026-01-25';

let bench: SyncBench;
beforeAll(async () => {
	bench = await openSyncBench({ people: 12, seed: 7, day: DAY });
	await bench.sync(DAY);
});
afterAll(() => bench.close());

describe('rejects that are replayed', () => {
	it('come again, and settle nothing, while nothing has learnt to read them', async () => {
		const before = await openRejects(bench.warehouse);
		expect(before.length).toBeGreaterThan(0);
		const replayed = await replayRejects(bench.warehouse, bench.configOf(DAY));
		expect(replayed).toEqual({ settled: 0, added: 0 });
		expect(await openRejects(bench.warehouse)).toEqual(before);
	});

	it('are settled when this version reads what an earlier one could not, whose records are there then', async () => {
		const { warehouse } = bench;
		const before = await openRejects(warehouse);
		const whole = await digestOfEverything(warehouse);
		// As an earlier version would have left it: one objective rejected instead of loaded.
		const [rejected] = await selectRows(
			warehouse,
			'SELECT run_id, objective_id, owner_id FROM core_objective_versions ORDER BY objective_id LIMIT 1',
			(row) =>
				z.object({ run_id: z.string(), objective_id: z.string(), owner_id: z.string() }).parse(row)
		);
		if (rejected === undefined) throw new Error('There is no objective.');
		const { run_id, objective_id, owner_id } = rejected;
		await run(
			warehouse,
			`DELETE FROM core_objective_versions WHERE objective_id = '${objective_id}' SETTINGS lightweight_deletes_sync = 2`
		);
		const reason = 'weight: Invalid input';
		await insertRows(warehouse, 'ops_rejects', [
			{
				run_id,
				stream: 'objectives',
				entity_key: owner_id,
				kind: 'record',
				reason,
				payload: JSON.stringify({ objectiveId: objective_id }),
				rejected_at: '2026-11-22 15:59:59.999'
			}
		]);
		expect(await openRejects(warehouse)).toHaveLength(before.length + 1);
		const replayed = await replayRejects(warehouse, bench.configOf(DAY));
		expect(replayed).toEqual({ settled: 1, added: 0 });
		expect(await openRejects(warehouse)).toEqual(before);
		const {
			ops_rejects: _,
			ops_reject_resolutions: _settled,
			...now
		} = await digestOfEverything(warehouse);
		const { ops_rejects: _before, ops_reject_resolutions: _none, ...then } = whole;
		expect(now).toEqual(then);
	});
});
