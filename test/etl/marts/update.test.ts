/** Marts that are brought to the last run are those that building everything anew would give, row for row; fresh companies in update.long.ts. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run, type Warehouse } from '../../../etl/clickhouse/client.ts';
import { openMartLife, type MartLife } from '../../support/mart-life.ts';
import { closeTestWarehouse, openTestWarehouse } from '../../support/warehouse.ts';

describe('marts of a company whose days are added one after the other', () => {
	let warehouse: Warehouse;
	let life: MartLife;

	beforeAll(async () => {
		warehouse = await openTestWarehouse({ migrated: true });
		const company = {
			people: 20,
			seed: 11,
			quarters: 2,
			restrictedShare: 0.5,
			lateShare: 0.2,
			isListingAhead: true
		};
		life = await openMartLife(warehouse, company, '2026-09-30');
	});

	afterAll(() => closeTestWarehouse(warehouse));

	it.each([
		['2026-10-01', 'a day later, when a quarter has ended'],
		['2026-10-29', 'after four weeks without a sync']
	])('are the same on %s, %s, as when all are built anew', { timeout: 300_000 }, async (day) => {
		const { changed, differences } = await life.liveUntil(day);
		expect(changed).not.toBeNull();
		// Earlier days are made of those goals only of which a check-in became known late.
		expect(Date.parse(changed?.lateDay ?? '')).toBeLessThan(Date.parse(changed?.day ?? ''));
		expect(differences).toEqual([]);
	});

	it(
		'are built as a whole where rows of earlier runs are others',
		{ timeout: 300_000 },
		async () => {
			await run(
				warehouse,
				`ALTER TABLE core_answers DELETE WHERE answered_at < '2026-10-01' SETTINGS mutations_sync = 1`
			);
			// It is what it would be compared with.
			expect(await life.bringTo('2026-10-30')).toBeNull();
		}
	);
});
