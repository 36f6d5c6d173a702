import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { selectRows } from '../../etl/clickhouse/client.ts';
import { endOfLocalDay, localDay } from '../../etl/clock.ts';
import { addDays } from '../../etl/normalise/instants.ts';
import { rebuildCore } from '../../etl/replay/rebuild-core.ts';
import { valueAt } from '../../etl/sandbox/company/model.ts';
import type { RunSummary } from '../../etl/sync.ts';
import { openSyncBench, type SyncBench } from '../support/synced-warehouse.ts';
import { digestOf } from '../support/table-digest.ts';

const ZONE = 'Asia/Shanghai';
const [DAY, NEXT_DAY] = ['2026-11-20', '2026-11-23'];

let bench: SyncBench;
let summary: RunSummary;

beforeAll(async () => {
	bench = await openSyncBench({
		people: 12,
		seed: 3,
		day: DAY,
		product: 'okr',
		reports: true,
		environment: { DINGTALK_REPORT_TEMPLATE: 'OKR weekly' }
	});
	summary = await bench.sync(DAY);
});
afterAll(() => bench.close());

const Week = z.object({
	id: z.string(),
	week: z.string(),
	state: z.string(),
	is_closed_due: z.number(),
	confidence: z.number().nullable()
});

/** Per key result what its owner's reports say about it, in the order of time: day and confidence. */
function reportedOn(): Map<string, { day: string; confidence: number | null }[]> {
	const company = bench.sandbox.company();
	const now = endOfLocalDay(DAY, ZONE);
	const owners = new Map(
		company.objectives.flatMap((objective) =>
			objective.keyResults.map(({ id }) => [id, valueAt(objective.ownerId, now)] as const)
		)
	);
	const said = new Map<string, { day: string; confidence: number | null }[]>();
	for (const { templateName, created, authorId, revisions } of company.reports) {
		if (templateName !== 'OKR weekly') continue;
		const rows = revisions.at(-1)?.rows ?? [];
		for (const id of new Set(rows.map(({ keyResultId }) => keyResultId))) {
			if (id === null || owners.get(id) !== authorId) continue;
			const about = rows.filter(({ keyResultId }) => keyResultId === id);
			const confidence = about.findLast((row) => row.confidence !== null)?.confidence ?? null;
			said.set(id, [...(said.get(id) ?? []), { day: localDay(created, ZONE), confidence }]);
		}
	}
	return said;
}

describe('classic OKR with weekly reports', () => {
	it('is synced with both', () => {
		expect(summary).toMatchObject({ status: 'succeeded', message: '' });
		expect(summary.streams.find(({ stream }) => stream === 'reports')).toMatchObject({
			status: 'complete',
			reason: ''
		});
	});

	it('knows the check-ins of every key result, week by week, as the reports say', async () => {
		const weeks = await selectRows(
			bench.warehouse,
			`SELECT key_result_id AS id, week, check_in_state AS state, is_closed_due, week_confidence AS confidence
			FROM mart_check_in_weeks`,
			(row) => Week.parse(row)
		);
		const reported = reportedOn();
		const states = new Map<string, number>();
		for (const { id, week, state, is_closed_due, confidence } of weeks) {
			expect(state).not.toBe('unknown');
			const days = reported.get(id) ?? [];
			const inside = days.filter(({ day }) => week <= day && day < addDays(week, 7));
			const stated = inside.findLast((report) => report.confidence !== null)?.confidence ?? null;
			expect({ id, week, confidence }).toEqual({ id, week, confidence: stated });
			if (is_closed_due === 0) continue;
			const isLate = days.some(({ day }) => addDays(week, 7) <= day && day < addDays(week, 10));
			const expected = inside.length > 0 ? 'on_time' : isLate ? 'late' : 'missed';
			expect({ id, week, state }).toEqual({ id, week, state: expected });
			states.set(state, (states.get(state) ?? 0) + 1);
		}
		for (const state of ['on_time', 'late', 'missed'])
			expect(states.get(state) ?? 0, state).toBeGreaterThan(10);
	});

	it('is there again from the raw layer, without a call, and after another sync', async () => {
		await bench.sync(NEXT_DAY);
		const before = await digestOf(bench.warehouse);
		const calls = bench.sandbox.ledger();
		await rebuildCore(bench.warehouse, bench.configOf(NEXT_DAY));
		expect(await digestOf(bench.warehouse)).toEqual(before);
		expect(bench.sandbox.ledger()).toEqual(calls);
	});
});
