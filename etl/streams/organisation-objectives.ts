/** Organisation objectives, sliced by period. Grain: one payload per objective (dingtalk-api.md 4.2). */
import { readOrganisationObjectives as readPages } from '../dingtalk/agoal.ts';
import { OrganisationObjective } from '../dingtalk/payloads.ts';
import { customFieldRows } from '../normalise/custom-fields.ts';
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
				const payload = await tally.parse(scope, periodId, OrganisationObjective, record);
				if (payload === null) {
					tally.gaps.push(
						`an organisation objective of period ${periodId} could not be understood`
					);
					continue;
				}
				const rows = organisationObjectiveRows(payload, periodId);
				// A server that ignores the filter answers with other periods too; those are not asked for.
				if (rows.objective.period_id !== periodId) continue;
				tally.items += 1;
				await stageObjective(scope, tally, rows);
				await scope.batches.add('stage_objective_fields', customFieldRows(payload));
			}
		}
		if (!isThrough)
			tally.gaps.push(
				`the list of organisation objectives of period ${periodId} moved while it was read, three times over, or lacks a page`
			);
	});
}
