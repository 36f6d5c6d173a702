/** killed-sync.test.ts at the points on the other side of its own. */
import { afterAll, beforeAll, describe, it } from 'vitest';
import { openKillBench, type KillBench } from '../support/kill-bench.ts';

let bench: KillBench;
beforeAll(async () => {
	bench = await openKillBench();
});
afterAll(() => bench.close());

describe('a sync that is killed', () => {
	it.each([
		['while it reads people', 'progress people'],
		['while it reads check-ins', 'progress check_ins'],
		['between core tables', 'after INSERT_SPACE_INTO_SPACE_core_key_result_versions'],
		['after the row that makes it count', 'after INSERT_SPACE_INTO_SPACE_core_runs'],
		['after the data version', 'after INSERT_SPACE_INTO_SPACE_ops_data_versions']
	])('%s leaves the next one the tables of a calm run', (_when, killAt) =>
		bench.expectCalmTablesAfter(killAt)
	);
});
