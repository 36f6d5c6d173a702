/** A generated company that lives on day by day, with its marts brought up to date and compared with marts built anew. */
import type { Warehouse } from '../../etl/clickhouse/client.ts';
import type { ChangedSince } from '../../etl/marts/changes.ts';
import { rebuildMarts, updateMarts, type MartSettings } from '../../etl/marts/rebuild.ts';
import { liveUntil, type LargeCompany } from '../bench/large-company.ts';
import { martDifferences } from './mart-differences.ts';

export interface MartLife {
	/** @returns from where on rows were built */
	bringTo(day: string): Promise<ChangedSince | null>;
	/** @returns from where on rows were built, and what is then not as it would be if everything had been built anew */
	liveUntil(day: string): Promise<{ changed: ChangedSince | null; differences: readonly string[] }>;
}

export async function openMartLife(
	warehouse: Warehouse,
	company: LargeCompany,
	day: string
): Promise<MartLife> {
	const settings = (asOf: string): MartSettings => ({
		...{ timezone: 'Asia/Shanghai', holidayWeeks: ['2026-09-28'], companyHeadUserIds: [] },
		...{ minGroupSize: 3, unknownVisibility: 'company' as const },
		...{ asOf, lastSyncAt: Date.parse(`${asOf}T06:10:00+08:00`), runId: `run-${asOf}` }
	});
	let last = day;
	await liveUntil(warehouse, company, day);
	await rebuildMarts(warehouse, settings(day));
	const bringTo = async (next: string) => {
		await liveUntil(warehouse, company, next, last);
		last = next;
		return (await updateMarts(warehouse, settings(next))).changed;
	};
	return {
		bringTo,
		async liveUntil(next) {
			const changed = await bringTo(next);
			const differences = await martDifferences(warehouse, async () => {
				// And in a few slices, so that these are compared too.
				await rebuildMarts(warehouse, { ...settings(next), factsPerSlice: 9000 });
			});
			return { changed, differences };
		}
	};
}
