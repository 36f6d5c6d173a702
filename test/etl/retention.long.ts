/** As retention.test.ts: nothing brings back what is over, and what has to be made anew is the same without it. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { restoreBackup } from '../../etl/backup/restore.ts';
import { writeBackup } from '../../etl/backup/write.ts';
import { placesOf } from '../../etl/personal-data/forget.ts';
import { rebuildCore } from '../../etl/replay/rebuild-core.ts';
import {
	keptLines,
	LATER,
	openRetentionStory,
	OVER,
	TIMING,
	type RetentionStory
} from '../support/retention-story.ts';
import { digestOf } from '../support/table-digest.ts';

const COMPANY = { id: 'sandbox:', name: 'Sandbox' };

let story: RetentionStory;
let backup: string;
let keptBefore: readonly string[];
beforeAll(async () => {
	story = await openRetentionStory();
	const { warehouse } = story.bench;
	backup = join(story.dataDir, 'backup');
	keptBefore = await keptLines(warehouse);
	await writeBackup({ warehouse, dataDir: story.dataDir, company: COMPANY }, backup);
	await story.bench.sync(OVER, {}, TIMING);
});
afterAll(() => story?.close());

describe('a period that is over', () => {
	it('does not come back with a rebuild of all tables from the answers', async () => {
		const { bench } = story;
		const before = await digestOf(bench.warehouse, /^core_/);
		await rebuildCore(bench.warehouse, bench.configOf(OVER));
		expect(await digestOf(bench.warehouse, /^core_/)).toEqual(before);
	});

	it('does not come back with a backup of before, nor with the sync after it', async () => {
		const { bench, words } = story;
		await restoreBackup(
			{ warehouse: bench.warehouse, config: bench.configOf(LATER), served: null },
			{ directory: backup, isReplacing: true }
		);
		expect(await placesOf(bench.warehouse, words)).toEqual([]);
		expect((await keptLines(bench.warehouse)).sort()).toEqual([...keptBefore].sort());
		await bench.sync(LATER, {}, TIMING);
		expect(await placesOf(bench.warehouse, words)).toEqual([]);
	});
});
