import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { selectRows } from '../../etl/clickhouse/client.ts';
import { createClock } from '../../etl/clock.ts';
import { rebuildCore } from '../../etl/replay/rebuild-core.ts';
import { startSandbox } from '../../etl/sandbox/server.ts';
import { IN_FLIGHT, runSync } from '../../etl/sync.ts';
import { endpointsOf } from '../support/endpoints.ts';
import { openSyncBench, type SyncBench } from '../support/synced-warehouse.ts';
import { digestOf } from '../support/table-digest.ts';

const DAY = '2026-01-25';

let bench: SyncBench;
beforeEach(async () => {
	bench = await openSyncBench({ day: DAY, people: 16, seed: 7, settings: { maxQps: 1000 } });
});
afterEach(() => bench.close());

/** A sync that is interrupted while it reads check-ins. */
function interrupted(day: string, options: { isFull?: boolean } = {}) {
	const stop = new AbortController();
	return bench.sync(day, options, {
		isMartless: true,
		signal: stop.signal,
		onProgress: ({ phase, done }) => {
			if (phase === 'check_ins' && done > 5) stop.abort(new Error('Interrupted.'));
		}
	});
}

const metered = () => bench.sandbox.ledger().metered;
const Text = z.object({ text: z.string() });
const texts = (sql: string) => selectRows(bench.warehouse, sql, (row) => Text.parse(row).text);

describe('a sync that did not come to its end', () => {
	it('counts for nothing, and says that the next one goes on', async () => {
		const summary = await interrupted(DAY);
		expect(summary).toMatchObject({ status: 'stopped', stoppedOn: 'interrupt', asOf: null });
		expect(summary.message).toMatch(/goes on from there/);
		expect(await texts('SELECT run_id AS text FROM core_runs')).toEqual([]);
	});
	it('is taken up by the next one: together they make the calls of one', async () => {
		await interrupted(DAY);
		const summary = await bench.sync(DAY, {}, { isMartless: true });
		const together = metered();
		expect(summary.status).toBe('succeeded');
		// Its answers are those of the run that counts: all tables can be made anew from them.
		const [pages = ''] = await texts(
			`SELECT toString(count()) AS text FROM raw_reads
			WHERE run_id = '${summary.runId}' AND stream NOT IN ('plan', 'refusals')`
		);
		expect(Number(pages)).toBe(summary.streams.reduce((sum, { pages: read }) => sum + read, 0));
		expect(together).toBeLessThanOrEqual(
			(await callsOfAnUndisturbedSync()) + IN_FLIGHT.limited.agoal
		);
	});
	it('is not gone on with when something else is asked, but what it read counts as of its day', async () => {
		await interrupted(DAY);
		const before = metered();
		const full = await bench.sync(DAY, { isFull: true }, { isMartless: true });
		expect(full.status).toBe('succeeded');
		expect(metered() - before).toBeGreaterThan(full.meteredCalls - 1);
		expect(await texts('SELECT run_id AS text FROM core_runs')).toHaveLength(2);
	});
	it('days ago is loaded as of its own instant, and a new one begins', async () => {
		await interrupted('2026-01-21');
		const summary = await bench.sync(DAY, {}, { isMartless: true });
		expect(summary.status).toBe('succeeded');
		expect(await texts('SELECT toString(as_of) AS text FROM core_runs ORDER BY run_id')).toEqual([
			'2026-01-21',
			DAY
		]);
	});
});

describe('a sync that was interrupted while the app might see only part of the company', () => {
	// Found by schedule 261428 of the long tests.
	it('is taken up with everybody whom the app sees now, and its tables can be made anew', async () => {
		const narrow = await startSandbox({
			...{ people: 16, seed: 7, port: 0, today: DAY },
			faults: ['narrow-contact-range']
		});
		const context = {
			config: bench.configOf(DAY),
			warehouse: bench.warehouse,
			clock: createClock(bench.configOf(DAY).timezone, DAY),
			dingtalk: endpointsOf(narrow.url)
		};
		const stop = new AbortController();
		const stopped = await runSync(
			context,
			{},
			{
				isMartless: true,
				signal: stop.signal,
				onProgress: ({ phase, done }) => {
					if (phase === 'objectives' && done > 1) stop.abort(new Error('Interrupted.'));
				}
			}
		);
		await narrow.close();
		expect(stopped).toMatchObject({ status: 'stopped', asOf: null });

		const summary = await bench.sync(DAY, {}, { isMartless: true });
		expect(summary).toMatchObject({ status: 'succeeded' });
		const answered = `SELECT toString(count()) AS text FROM core_answers WHERE subject_kind = 'person'`;
		expect(await texts(answered)).toEqual(['16']);
		const tables = await digestOf(bench.warehouse);
		await rebuildCore(bench.warehouse, bench.configOf(DAY));
		expect(await digestOf(bench.warehouse)).toEqual(tables);
	});
});

/** Metered calls of an undisturbed first sync of the same company. */
async function callsOfAnUndisturbedSync(): Promise<number> {
	await bench.close();
	bench = await openSyncBench({ day: DAY, people: 16, seed: 7, settings: { maxQps: 1000 } });
	await bench.sync(DAY, {}, { isMartless: true });
	return metered();
}
