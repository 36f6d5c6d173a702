import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { selectRows } from '../../etl/clickhouse/client.ts';
import { endOfLocalDay } from '../../etl/clock.ts';
import { existsAt } from '../../etl/sandbox/company/model.ts';
import type { RunSummary } from '../../etl/sync.ts';
import { openSyncBench, type SyncBench } from '../support/synced-warehouse.ts';

const FIRST = '2026-11-12';
const SECOND = '2026-11-19';

let bench: SyncBench;
let first: RunSummary;
let second: RunSummary;

beforeAll(async () => {
	bench = await openSyncBench({ people: 30, seed: 7, day: FIRST });
	first = await bench.sync(FIRST, {}, { isMartless: true });
	second = await bench.sync(SECOND, {}, { isMartless: true });
});
afterAll(() => bench.close());

const texts = (sql: string): Promise<string[]> =>
	selectRows(bench.warehouse, sql, (row) => z.object({ text: z.string() }).parse(row).text);
const pagesOf = (summary: RunSummary) =>
	summary.streams.find(({ stream }) => stream === 'check_ins')?.pages ?? 0;

describe('a sync that reads check-ins only where something moved', () => {
	it('makes fewer calls than the first one', () => {
		expect(second.status).toBe('succeeded');
		expect(pagesOf(second)).toBeGreaterThan(0);
		expect(pagesOf(second)).toBeLessThan(pagesOf(first));
	});
	it('still sees every check-in that was made since', async () => {
		const [start, end] = [FIRST, SECOND].map((day) => endOfLocalDay(day, 'Asia/Shanghai'));
		const company = bench.sandbox.company();
		const loaded = new Set(
			await texts('SELECT objective_id AS text FROM core_objectives WHERE is_present')
		);
		const made = company.objectives
			.filter(({ id, areCheckInsReadable }) => loaded.has(id) && areCheckInsReadable)
			.filter((objective) => existsAt(objective, end ?? 0))
			.flatMap(({ checkIns }) => checkIns)
			.filter((one) => one.created > (start ?? 0) && existsAt(one, end ?? 0))
			.map(({ id }) => id);
		expect(made.length).toBeGreaterThan(10);
		const known = new Set(await texts('SELECT check_in_id AS text FROM core_check_in_revisions'));
		expect(made.filter((id) => !known.has(id))).toEqual([]);
	});
	it('says of every objective that it was answered for, read again or not', async () => {
		const answered = await texts(
			`SELECT subject_id AS text FROM core_answers WHERE subject_kind = 'check_ins' AND run_id = '${second.runId}'`
		);
		const refused = await texts(
			`SELECT entity_key AS text FROM ops_rejects WHERE kind = 'refused' AND run_id = '${second.runId}'`
		);
		const read = await texts(
			`SELECT DISTINCT objective_id AS text FROM stage_objectives
			WHERE kind = 'personal' AND run_id = '${second.runId}'`
		);
		expect([...answered, ...refused].sort()).toEqual(read.sort());
	});
});
