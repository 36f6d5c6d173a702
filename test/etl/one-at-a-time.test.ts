import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { repairMarts } from '../../etl/current-marts.ts';
import { newRunId, takeLease, writeRunState, blank } from '../../etl/state/run-log.ts';
import type { Warehouse } from '../../etl/clickhouse/client.ts';
import { openSyncBench, type SyncBench } from '../support/synced-warehouse.ts';

const DAY = '2026-01-25';
let bench: SyncBench;

beforeAll(async () => {
	bench = await openSyncBench({ people: 10, seed: 7, day: DAY });
});
afterAll(() => bench.close());

/** The same warehouse as a server would be: other processes may be at work on it. */
const asServer = (): Warehouse => ({ ...bench.warehouse, kind: 'server' });

const ASKED = { kind: 'planned', product: 'agoal', options: '' } as const;

describe('one warehouse', () => {
	it('takes one sync at a time, and no rebuild beside it, within a process', async () => {
		let beside: Promise<unknown>[] = [];
		const summary = await bench.sync(
			DAY,
			{},
			{
				onProgress: ({ phase }) => {
					if (phase !== 'objectives' || beside.length > 0) return;
					beside = [bench.sync(DAY), repairMarts(bench.warehouse, bench.configOf(DAY))].map((job) =>
						job.catch((error: unknown) => error)
					);
				}
			}
		);
		expect(summary.status).toBe('succeeded');
		for (const refusal of await Promise.all(beside))
			expect(refusal).toMatchObject({ name: 'BusyError' });
	});
	it('of a server that went away during a sync, is free at once for the same process', async () => {
		const warehouse = asServer();
		await takeLease(warehouse, blank(newRunId(), 0, ASKED));
		const next = newRunId();
		await takeLease(warehouse, blank(next, 0, ASKED));
		// For a rebuild beside it, or for another process, it is at work.
		await expect(repairMarts(warehouse, bench.configOf(DAY))).rejects.toThrow(next);
		await writeRunState(warehouse, { ...blank(next, 0, ASKED), status: 'failed' });
	});
	it('takes one sync at a time over several processes, while the other gives signs of life', async () => {
		const warehouse = asServer();
		const other = newRunId();
		await writeRunState(warehouse, blank(other, 0, ASKED));
		await expect(takeLease(warehouse, blank(newRunId(), 0, ASKED))).rejects.toMatchObject({
			name: 'SyncRunningError'
		});
		await expect(repairMarts(warehouse, bench.configOf(DAY))).rejects.toThrow(other);
	});
	it('embedded, knows that a run which seems to go on was killed: nobody else can be there', async () => {
		const runId = newRunId();
		await takeLease(bench.warehouse, blank(runId, 0, ASKED));
		await writeRunState(bench.warehouse, { ...blank(runId, 0, ASKED), status: 'failed' });
		await expect(takeLease(asServer(), blank(newRunId(), 0, ASKED))).resolves.toBeUndefined();
	});
});
