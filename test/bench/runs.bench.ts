/** Time of single runs once a company is known: a daily one, one that events caused, and all of them anew from the raw layer. */
import { rebuildCore } from '../../etl/replay/rebuild-core.ts';
import type { SyncOptions } from '../../etl/sync.ts';
import { steadyCompany } from '../support/steady-company.ts';
import { daysBetween } from '../support/synced-month.ts';
import { openSyncBench } from '../support/synced-warehouse.ts';

const RUNS = 30;
const FIRST = '2026-11-01';
const EVENTS_ON = '2026-12-01';
/** Objectives of which one push each told that somebody checked in. */
const NAMED = 20;

/** Reading and core tables, without marts: those are the same after each. @returns rows to print */
export async function measureRuns(people: number): Promise<[string, string][]> {
	const company = steadyCompany({
		...{ people, objectivesPerPerson: 3, keyResultsPerObjective: 2 },
		...{ weeks: 12, firstDay: '2026-10-05', seed: 7 }
	});
	const bench = await openSyncBench({ people, seed: 7, company, day: FIRST });
	const timed = async (day: string, options?: SyncOptions): Promise<number> => {
		const { status, message, durationMs } = await bench.sync(day, options, { isMartless: true });
		if (status !== 'succeeded') throw new Error(message);
		return durationMs / 1000;
	};
	try {
		const times: number[] = [];
		for (const day of daysBetween(FIRST, '2026-11-30')) times.push(await timed(day));
		const daily = times.slice(1).sort((a, b) => a - b);
		const objectiveIds = company.objectives
			.filter(({ kind }) => kind === 'personal')
			.slice(0, NAMED)
			.map(({ id }) => id);
		const only = { objectiveIds: [], checkInObjectiveIds: objectiveIds, personIds: [] };
		const events = await timed(EVENTS_ON, { only });
		const began = performance.now();
		const rebuilt = await rebuildCore(bench.warehouse, bench.configOf(EVENTS_ON));
		const rebuild = (performance.now() - began) / 1000;
		return [
			['first run', `${(times[0] ?? 0).toFixed(1)} s`],
			[`a daily run, median of ${RUNS - 1}`, `${(daily[daily.length >> 1] ?? 0).toFixed(1)} s`],
			[`a run that read the check-ins of ${NAMED} objectives on events`, `${events.toFixed(1)} s`],
			[`${rebuilt} runs anew from the raw layer, without a call`, `${rebuild.toFixed(1)} s`]
		];
	} finally {
		await bench.close();
	}
}
