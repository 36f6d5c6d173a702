/** A company whose first quarter of 2026 is over for four months on 2026-08-01, and what of it is known before and after. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { z } from 'zod';
import { insertRows, selectRows, type Warehouse } from '../../etl/clickhouse/client.ts';
import { createTestTiming } from '../../etl/dingtalk/test-timing.ts';
import { canonical, hashOf } from '../../src/lib/server/review/hash.ts';
import { openSyncBench, type SyncBench } from './synced-warehouse.ts';

/** RETENTION_MONTHS. */
export const MONTHS = 4;
/** On the first of these days the first quarter is read, as the one before the running one. */
const FIRST = '2026-06-20';
export const [LAST_KEPT, OVER, LATER] = ['2026-07-31', '2026-08-01', '2026-08-03'] as const;
export const TIMING = { timing: createTestTiming() };

const Text = z.object({ text: z.string() });
const texts = (warehouse: Warehouse, sql: string) =>
	selectRows(warehouse, sql, (row) => Text.parse(row).text);

/** SQL: objectives by the end of the period that they were in last. */
const objectivesOf = (condition: string) => `(SELECT objective_id FROM
	(SELECT objective_id, period_id FROM core_objective_versions ORDER BY valid_from DESC LIMIT 1 BY objective_id)
	WHERE period_id IN (SELECT period_id FROM core_periods WHERE ${condition}))`;
const FIRST_QUARTER = objectivesOf(`ends_before = '2026-04-01'`);
const KEPT = objectivesOf(`ends_before > '2026-04-01'`);

export interface RetentionStory {
	readonly bench: SyncBench;
	readonly dataDir: string;
	/** Titles and ids that only the first quarter has. */
	readonly words: readonly string[];
	readonly periodId: string;
	/** SHA-256 under which a review of the first quarter was published. */
	readonly publishedHash: string;
	close(): Promise<void>;
}

/** Synced on the last day on which the quarter is kept, without marts; with a published review of it, a decision and an answer. */
export async function openRetentionStory(): Promise<RetentionStory> {
	const dataDir = mkdtempSync(join(tmpdir(), 'okr-retention-'));
	const bench = await openSyncBench({
		day: FIRST,
		people: 12,
		seed: 12,
		environment: {
			...{ DATA_DIR: dataDir, RETENTION_MONTHS: String(MONTHS) },
			DINGTALK_REPORT_TEMPLATE: 'OKR weekly'
		}
	});
	for (const day of [FIRST, LAST_KEPT]) await bench.sync(day, {}, { ...TIMING, isMartless: true });
	const { warehouse } = bench;
	// Titles that are not used again, and check-ins; ids of goals stand in the links of others.
	const [titles, checkIns] = await Promise.all([
		texts(
			warehouse,
			`SELECT DISTINCT title AS text FROM core_key_result_versions WHERE objective_id IN ${FIRST_QUARTER}
			AND title NOT IN (SELECT title FROM core_key_result_versions WHERE objective_id NOT IN ${FIRST_QUARTER})
			ORDER BY text LIMIT 5`
		),
		texts(
			warehouse,
			`SELECT DISTINCT check_in_id AS text FROM core_check_in_revisions WHERE objective_id IN ${FIRST_QUARTER}
			ORDER BY text LIMIT 5`
		)
	]);
	expect([titles.length, checkIns.length]).toEqual([5, 5]);
	const [periodId = ''] = await texts(
		warehouse,
		`SELECT period_id AS text FROM core_periods WHERE ends_before = '2026-04-01'`
	);
	const [keyResultId = ''] = await texts(
		warehouse,
		`SELECT key_result_id AS text FROM core_key_result_versions WHERE objective_id IN ${FIRST_QUARTER} LIMIT 1`
	);
	const content = {
		facts: {
			day: '2026-03-31',
			now: { deliveryScore: 0.4 },
			grades: { all: 7, rows: [{ id: 'o', title: titles[0] }] },
			diagnoses: null
		},
		decisions: []
	};
	await insertRows(warehouse, 'app_entries', [
		entry('review_decision', { period_id: periodId, text: 'Open fewer shops.' }),
		{
			...entry('diagnosis_review', { key_result_id: keyResultId, note: 'The market was fine.' }),
			entry_id: JSON.stringify([keyResultId, periodId])
		},
		entry('published_review', {
			...{ period_id: periodId, department_id: '', by: 'Lan', at: '', day: '2026-03-31' },
			...{ lens: 'then', hash: hashOf(content), content: canonical(content) }
		})
	]);
	return {
		...{ bench, dataDir, periodId, publishedHash: hashOf(content) },
		words: [...titles, ...checkIns],
		close: async () => {
			await bench.close();
			rmSync(dataDir, { recursive: true, force: true });
		}
	};
}

function entry(kind: string, body: object): object {
	return {
		...{ kind, entry_id: kind, version: '1', author_id: 'x', is_deleted: 0 },
		...{ entered_at: new Date(), body: JSON.stringify(body) }
	};
}

/** What is known of objectives of later periods, a line for each version and each revision. */
export function keptLines(warehouse: Warehouse): Promise<string[]> {
	return texts(
		warehouse,
		`SELECT concat(objective_id, ' ', toString(valid_from), ' ', title) AS text
			FROM core_objective_versions WHERE objective_id IN ${KEPT}
		UNION ALL SELECT concat(key_result_id, ' ', toString(valid_from), ' ', title)
			FROM core_key_result_versions WHERE objective_id IN ${KEPT}
		UNION ALL SELECT concat(entity_id, ' ', toString(observed_at), ' ', ifNull(toString(progress), ''))
			FROM core_progress_observations WHERE entity_id IN ${KEPT}
		UNION ALL SELECT concat(check_in_id, ' ', toString(revised_at), ' ', html)
			FROM core_check_in_revisions WHERE objective_id IN ${KEPT}`
	);
}
