/** RETENTION_MONTHS over real syncs: what is over is nowhere any more, and nothing else is touched. More: retention.long.ts. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { insertRows, run, selectRows } from '../../etl/clickhouse/client.ts';
import { placesOf } from '../../etl/personal-data/forget.ts';
import { removeExpired } from '../../etl/retention/remove-expired.ts';
import { newRunId } from '../../etl/state/run-log.ts';
import { createPublishedReviews } from '../../src/lib/server/app-state/published-reviews.ts';
import { hashOf } from '../../src/lib/server/review/hash.ts';
import {
	keptLines,
	LAST_KEPT,
	LATER,
	MONTHS,
	openRetentionStory,
	OVER,
	TIMING,
	type RetentionStory
} from '../support/retention-story.ts';

let story: RetentionStory;
beforeAll(async () => {
	story = await openRetentionStory();
});
afterAll(() => story?.close());

describe('a period', () => {
	it('is kept until its months are over, in every layer', async () => {
		const { warehouse } = story.bench;
		const tables = (await placesOf(warehouse, story.words)).map(({ table }) => table);
		expect(tables).toEqual(
			expect.arrayContaining([
				...['raw_payloads', 'core_key_result_versions', 'core_check_in_revisions', 'app_entries']
			])
		);
		expect(await removeExpired(warehouse, MONTHS, LAST_KEPT)).toBe(false);
		expect(await removeExpired(warehouse, null, LATER)).toBe(false);
	});

	it('is gone with the sync of the first day on which it is over, and nothing of other periods is', async () => {
		const { bench, words } = story;
		const before = await keptLines(bench.warehouse);
		expect(before.length).toBeGreaterThan(100);
		await bench.sync(OVER, {}, TIMING);
		expect(await placesOf(bench.warehouse, words)).toEqual([]);
		const after = new Set(await keptLines(bench.warehouse));
		expect(before.filter((line) => !after.has(line))).toEqual([]);
	});

	it('of which a review was published can still be opened, with figures and decisions, without goals', async () => {
		const { bench, periodId, publishedHash } = story;
		const entries = await selectRows(
			bench.warehouse,
			`SELECT kind FROM app_entries ORDER BY kind`,
			(row) => z.object({ kind: z.string() }).parse(row).kind
		);
		expect(entries).toEqual(['published_review', 'review_decision']);
		const place = { periodId, departmentId: null };
		const kept = await createPublishedReviews(bench.warehouse).open(place, 'published_review');
		const content: unknown = JSON.parse(kept?.content ?? '');
		expect(content).toEqual({
			decisions: [],
			facts: {
				...{ day: '2026-03-31', now: { deliveryScore: 0.4 } },
				...{ grades: { all: 7, rows: [] }, diagnoses: null }
			}
		});
		expect(kept).toMatchObject({ hash: publishedHash, reducedHash: hashOf(content) });
		const periods = await selectRows(
			bench.warehouse,
			`SELECT period_id AS id, objective_count AS goals FROM mart_periods WHERE ends_on < '2026-06-30'`,
			(row) => row
		);
		expect(periods).toEqual([{ id: periodId, goals: '0' }]);
	});

	it('goes also from answers of a run that never came to its end', async () => {
		const { warehouse } = story.bench;
		const objective = {
			objectiveId: 'late',
			title: 'A late word',
			period: { periodId: story.periodId }
		};
		const answer = { payload_hash: 'late', first_seen_at: new Date() };
		const body = JSON.stringify({ totalCount: 1, list: [objective] });
		await insertRows(warehouse, 'raw_payloads', [{ ...answer, body }]);
		await insertRows(warehouse, 'raw_reads', [
			{
				...{ run_id: newRunId(), stream: 'objectives', endpoint: 'GET /', entity_key: 'somebody' },
				...{ request: '{}', page: 1, is_last_page: 1, fetched_at: new Date(), payload_hash: 'late' }
			}
		]);
		expect(await placesOf(warehouse, ['A late word'])).toHaveLength(1);
		expect(await removeExpired(warehouse, MONTHS, OVER)).toBe(false);
		expect(await placesOf(warehouse, ['A late word'])).toEqual([]);
		await run(warehouse, `DELETE FROM raw_reads WHERE entity_key = 'somebody'`);
	});

	it('does not come back with a full read that asks for it, which says so', async () => {
		const { bench, words } = story;
		const asked = { isFull: true, since: '2026-01-01' };
		const { streams } = await bench.sync(LATER, asked, { ...TIMING, isMartless: true });
		const periods = streams.find(({ stream }) => stream === 'periods');
		expect(periods?.reason).toContain('--since 2026-01-01 asks for');
		expect(await placesOf(bench.warehouse, words)).toEqual([]);
	});
});
