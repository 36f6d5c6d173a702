import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { run, selectRows, type Warehouse } from '../../../etl/clickhouse/client.ts';
import {
	areMartsCurrent,
	martsFingerprint,
	rebuildMarts,
	updateMarts,
	type MartSettings
} from '../../../etl/marts/rebuild.ts';
import { swapIn } from '../../../etl/marts/swap.ts';
import { buildFrom, checkIn, keyResult, objective, read } from '../../support/core-builder.ts';
import { SMALL_COMPANY } from '../../support/mart-story.ts';
import { digestOf } from '../../support/table-digest.ts';
import { closeTestWarehouse, openTestWarehouse } from '../../support/warehouse.ts';

const SETTINGS: MartSettings = {
	timezone: 'Asia/Shanghai',
	holidayWeeks: [],
	companyHeadUserIds: [],
	minGroupSize: 5,
	unknownVisibility: 'company',
	lastSyncAt: Date.parse('2026-08-20T23:00:00+08:00'),
	asOf: '2026-08-20',
	runId: 'run-1'
};

describe('rebuilding the marts', () => {
	let warehouse: Warehouse;

	const count = async (table: string) => {
		const Count = z.object({ c: z.coerce.number() });
		const rows = await selectRows(warehouse, `SELECT count() AS c FROM ${table}`, (row) =>
			Count.parse(row)
		);
		return rows[0]?.c;
	};
	const tables = (like: string) =>
		selectRows(
			warehouse,
			`SELECT name FROM system.tables WHERE database = currentDatabase() AND name LIKE '${like}'`,
			(row) => z.object({ name: z.string() }).parse(row).name
		);

	beforeAll(async () => {
		warehouse = await openTestWarehouse({ migrated: true });
		await buildFrom(
			warehouse,
			{ asOf: SETTINGS.asOf },
			...SMALL_COMPANY,
			objective('o'),
			keyResult('k'),
			read('k', '2026-07-10', 20),
			checkIn('c', { at: '2026-07-14', keyResults: { k: 25 }, confidence: 7 })
		);
	});

	afterAll(async () => {
		await closeTestWarehouse(warehouse);
	});

	it('says how many rows each mart has, and leaves nothing beside them', async () => {
		const { rows } = await rebuildMarts(warehouse, SETTINGS);
		expect(rows).toMatchObject({
			mart_key_result_days: 51,
			mart_objective_days: 51,
			mart_check_in_weeks: 8,
			mart_person_days: 102,
			mart_periods: 1,
			mart_check_ins: 1
		});
		expect(await tables('build\\_%')).toEqual([]);
		expect(await tables('mart\\_%\\_next')).toEqual([]);
	});

	it('gives the same rows again, and reports each step, the last one as done', async () => {
		const before = await digestOf(warehouse);
		const seen: string[] = [];
		await rebuildMarts(warehouse, SETTINGS, ({ step, done, total }) => {
			seen.push(step);
			expect(done).toBeLessThanOrEqual(total);
		});
		expect(await digestOf(warehouse)).toEqual(before);
		expect(seen[0]).toBe('organisation');
		expect(seen.at(-1)).toBe('swap');
	});

	it('knows afterwards that the marts belong to the run and its settings', async () => {
		const isCurrent = (change: Partial<MartSettings>) =>
			areMartsCurrent(warehouse, martsFingerprint({ ...SETTINGS, ...change }));
		expect(await isCurrent({})).toBe(true);
		expect(await isCurrent({ runId: 'run-2' })).toBe(false);
		expect(await isCurrent({ holidayWeeks: ['2026-08-03'] })).toBe(false);
		expect(await isCurrent({ timezone: 'Asia/Ho_Chi_Minh' })).toBe(false);
	});

	it('stopped by a signal leaves the marts as they were, and the next one starts clean', async () => {
		const stop = new AbortController();
		const stopped = rebuildMarts(
			warehouse,
			{ ...SETTINGS, runId: 'run-2' },
			({ step }) => {
				if (step === 'objective_days') stop.abort();
			},
			stop.signal
		);
		await expect(stopped).rejects.toThrow();
		expect(await areMartsCurrent(warehouse, martsFingerprint(SETTINGS))).toBe(true);
		expect(await count('mart_key_result_days')).toBe(51);
		await rebuildMarts(warehouse, { ...SETTINGS, runId: 'run-2' });
		expect(await tables('build\\_%')).toEqual([]);
	});

	it('killed between two swaps is noticed: no fingerprint fits until the next rebuild', async () => {
		await rebuildMarts(warehouse, SETTINGS);
		// Without the tables to swap in, the swap fails after the note was taken away: as a kill would leave it.
		const note = {
			fingerprint: martsFingerprint(SETTINGS),
			run_id: 'run-1',
			as_of: SETTINGS.asOf,
			facts: ''
		};
		await expect(swapIn(warehouse, note, null)).rejects.toThrow();
		expect(await areMartsCurrent(warehouse, martsFingerprint(SETTINGS))).toBe(false);
		await rebuildMarts(warehouse, SETTINGS);
		expect(await areMartsCurrent(warehouse, martsFingerprint(SETTINGS))).toBe(true);
	});

	it('drops what a killed build left behind', async () => {
		await run(warehouse, 'CREATE TABLE build_left_over (x UInt8) ENGINE = MergeTree ORDER BY x');
		await run(warehouse, 'CREATE TABLE mart_periods_next AS mart_periods');
		await rebuildMarts(warehouse, SETTINGS);
		expect(await tables('build\\_%')).toEqual([]);
	});

	it('shows readers no empty mart while it swaps', async () => {
		let isRunning = true;
		let fewest = Infinity;
		const reader = (async () => {
			while (isRunning) fewest = Math.min(fewest, (await count('mart_key_result_days')) ?? 0);
		})();
		await rebuildMarts(warehouse, SETTINGS);
		isRunning = false;
		await reader;
		expect(fewest).toBe(51);
	});

	it('shows readers all earlier days while a day is added', async () => {
		await rebuildMarts(warehouse, SETTINGS);
		const earlier = `(SELECT * FROM mart_key_result_days WHERE as_of <= '${SETTINGS.asOf}')`;
		let isRunning = true;
		const seen = new Set<number | undefined>();
		const reader = (async () => {
			while (isRunning) seen.add(await count(earlier));
		})();
		const { changed } = await updateMarts(warehouse, {
			...SETTINGS,
			asOf: '2026-08-21',
			lastSyncAt: SETTINGS.lastSyncAt + 86_400_000
		});
		isRunning = false;
		await reader;
		expect(changed?.day).toBe('2026-08-21');
		expect(seen).toEqual(new Set([51]));
		expect(await count('mart_key_result_days')).toBe(52);
	});

	it('of nothing gives empty marts', async () => {
		await buildFrom(warehouse, { asOf: SETTINGS.asOf });
		expect(await count('mart_key_result_days')).toBe(0);
		expect(await count('mart_person_days')).toBe(0);
	});
});
