import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createClock } from '../../etl/clock.ts';
import { selectRows } from '../../etl/clickhouse/client.ts';
import { forecastMonth, planSync } from '../../etl/plan.ts';
import { openSyncBench, type SyncBench } from '../support/synced-warehouse.ts';
import type { RunSummary } from '../../etl/sync.ts';

const Text = z.object({ text: z.string() });

function on(bench: SyncBench, day: string) {
	const config = bench.configOf(day);
	return { config, warehouse: bench.warehouse, clock: createClock(config.timezone, day) };
}
const pagesOf = ({ streams }: RunSummary, name: string): number =>
	streams.find(({ stream }) => stream === name)?.pages ?? 0;
const texts = (bench: SyncBench, sql: string) =>
	selectRows(bench.warehouse, sql, (row) => Text.parse(row).text);

describe('a month whose budget does not afford everybody every day', () => {
	const DAYS = ['2026-10-20', '2026-10-21', '2026-10-22', '2026-10-23', '2026-10-24', '2026-10-25'];
	let bench: SyncBench;
	const summaries: RunSummary[] = [];
	const plans: Awaited<ReturnType<typeof planSync>>[] = [];

	beforeAll(async () => {
		bench = await openSyncBench({
			day: '2026-10-20',
			people: 20,
			seed: 7,
			settings: { callBudget: 300 }
		});
		for (const day of DAYS) {
			plans.push(await planSync(on(bench, day), {}));
			summaries.push(await bench.sync(day, {}, { isMartless: true }));
		}
	});
	afterAll(() => bench.close());

	it('asks everybody in the first sync, then people in turn', () => {
		expect(summaries.map(({ status }) => status)).toEqual(DAYS.map(() => 'succeeded'));
		const [first = 0, ...later] = summaries.map((summary) => pagesOf(summary, 'objectives'));
		expect(first).toBeGreaterThanOrEqual(20);
		for (const asked of later) {
			expect(asked).toBeGreaterThanOrEqual(Math.ceil(first / 4));
			expect(asked).toBeLessThan(first);
		}
	});
	it('answers for everybody within four days', async () => {
		const oldest = await texts(
			bench,
			`SELECT toString(max(age)) AS text FROM
			(
				SELECT dateDiff('day', max(toDate(answered_at, 'Asia/Shanghai')), toDate('2026-10-25')) AS age
				FROM core_answers WHERE subject_kind = 'person' GROUP BY subject_id
			)`
		);
		expect(Number(oldest[0])).toBeLessThanOrEqual(4);
	});
	it('says before each run how many people it asks, and asks those', () => {
		for (const [index, plan] of plans.entries()) {
			if (index === 0) expect(plan.calls).toEqual([]);
			else expect(plan.askedPeople).toBe(pagesOf(summaries[index] as RunSummary, 'objectives'));
		}
	});
	it('forecasts what the month will cost, and which budget would afford everybody', async () => {
		const forecast = await forecastMonth(on(bench, '2026-10-25'));
		const spent = summaries.reduce((sum, { meteredCalls }) => sum + meteredCalls, 0);
		expect(forecast).toMatchObject({ month: '2026-10', spent, budget: 300 });
		expect(forecast.forecast).toBeGreaterThan(spent);
		expect(forecast.needed).toBeGreaterThan(20 * 31);
	});
	it('closes nothing of whom it did not ask', async () => {
		const closed = await texts(
			bench,
			`SELECT objective_id AS text FROM core_objective_versions WHERE NOT is_present AND kind = 'personal'
				AND (owner_id, observed_at) NOT IN (SELECT person_id, answered_at FROM core_person_answers)
				AND owner_id IN (SELECT person_id FROM core_people WHERE is_present AND valid_to > '2200-01-01')`
		);
		expect(closed).toEqual([]);
	});
});

describe('a budget that ends in the middle of a sync', () => {
	let bench: SyncBench;
	beforeAll(async () => {
		bench = await openSyncBench({ day: '2026-11-22', people: 16, seed: 7 });
	});
	afterAll(() => bench.close());

	it('stops it with its place kept: the next one reads what was left, and asks nobody twice', async () => {
		const whole = await bench.sync('2026-11-22', {}, { isMartless: true });
		const settings: { callBudget: number } = { callBudget: whole.meteredCalls - 30 };
		await bench.close();
		bench = await openSyncBench({ day: '2026-11-22', people: 16, seed: 7, settings });
		const stopped = await bench.sync('2026-11-22', {}, { isMartless: true });
		expect(stopped).toMatchObject({ status: 'stopped', stoppedOn: 'budget', asOf: '2026-11-22' });
		expect(stopped.meteredCalls).toBe(settings.callBudget);
		settings.callBudget = whole.meteredCalls + 100;
		const rest = await bench.sync('2026-11-22', {}, { isMartless: true });
		expect(rest.status).toBe('succeeded');
		expect(pagesOf(rest, 'objectives')).toBe(0);
		expect(pagesOf(rest, 'check_ins')).toBe(
			pagesOf(whole, 'check_ins') - pagesOf(stopped, 'check_ins')
		);
	});
});
