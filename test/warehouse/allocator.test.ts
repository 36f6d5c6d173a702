import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Warehouse } from '../../etl/clickhouse/client.ts';
import { closeTestWarehouse, isEmbedded, openTestWarehouse } from '../support/warehouse.ts';
import { valuesOf } from './reading.ts';

// Elsewhere chDB is built without this allocator.
describe.runIf(isEmbedded && process.platform === 'linux')('memory of the embedded engine', () => {
	let warehouse: Warehouse;
	beforeAll(async () => {
		warehouse = await openTestWarehouse();
	});
	afterAll(() => closeTestWarehouse(warehouse));

	it('is kept for fifteen seconds, whatever its size', async () => {
		const [stats = ''] = await valuesOf(
			warehouse,
			'SELECT stats FROM system.jemalloc_stats',
			'stats'
		);
		expect(stats).toContain('opt.oversize_threshold: 0\n');
		expect(stats).toContain('opt.dirty_decay_ms: 15000 ');
		expect(stats).toContain('opt.muzzy_decay_ms: 15000 ');
	});
});
