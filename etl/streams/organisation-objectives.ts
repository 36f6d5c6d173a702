/** Organisation objectives, sliced by period. Grain: one payload per objective (dingtalk-api.md 4.2). */
import { readOrganisationObjectives as readPages } from '../dingtalk/agoal.ts';
import { OrganisationObjective, parseRecord } from '../dingtalk/payloads.ts';
import { organisationObjectiveRows } from '../normalise/objectives.ts';
import type { PeriodRow } from '../normalise/periods.ts';
import { concurrently } from './concurrently.ts';
import { stageObjective } from './stage-objective.ts';
import type { RunScope, Tally } from './scope.ts';

export async function readOrganisationObjectives(
	scope: RunScope,
	tally: Tally,
	periods: readonly PeriodRow[]
): Promise<void> {
	const ids = periods.map(({ period_id }) => period_id);
	await concurrently(ids, scope.concurrency.agoal, scope.signal, async (periodId) => {
		let isThrough = false;
		for await (const page of readPages(scope.client, periodId)) {
			await tally.keep(scope, periodId, page);
			isThrough = page.isLast;
			for (const record of page.records) {
				const parsed = parseRecord(OrganisationObjective, record);
				const rows = parsed.ok ? organisationObjectiveRows(parsed.value, periodId) : null;
				// A server that ignores the filter answers with other periods too; those are not asked for.
				if (rows !== null && rows.objective.period_id !== periodId) continue;
				if (rows === null || !parsed.ok) {
					const reason = parsed.ok ? '' : parsed.reason;
					tally.gaps.push(
						`an organisation objective of period ${periodId} could not be understood`
					);
					await tally.reject(scope, periodId, 'record', reason, record);
					continue;
				}
				tally.items += 1;
				await stageObjective(scope, tally, rows);
			}
		}
		if (!isThrough)
			tally.gaps.push(
				`the list of organisation objectives of period ${periodId} moved while it was read, three times over, or lacks a page`
			);
	});
}
