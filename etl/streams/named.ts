/** What events have named, and nothing else: single objectives, check-ins of some, the lists of some people. */
import { readObjectiveDetails } from '../dingtalk/agoal.ts';
import { DingTalkError, isRefusedRecord } from '../dingtalk/errors.ts';
import { PersonalObjective } from '../dingtalk/payloads.ts';
import { personalObjectiveRows } from '../normalise/objectives.ts';
import { knownPeriods } from '../plan/known.ts';
import type { RunPlan } from '../plan/run-plan.ts';
import { isExpired } from '../retention/kept-until.ts';
import { readMovedCheckIns, Streams, type CompanyRead, type OnProgress } from './company.ts';
import { concurrently } from './concurrently.ts';
import { nothingRead, readObjectives, takeObjective, type ReadObjectives } from './objectives.ts';
import { periodsToRead } from './periods.ts';
import type { RunScope, Tally } from './scope.ts';

export async function readNamed(
	scope: Omit<RunScope, 'onProgress'>,
	tallies: Tally[],
	decide: () => Promise<RunPlan>,
	onProgress: OnProgress
): Promise<CompanyRead> {
	const plan = await decide();
	const streams = new Streams(scope, tallies, onProgress);
	const known = await knownPeriods(scope.warehouse);
	const kept = known.filter((period) => !isExpired(period, plan.today, plan.retentionMonths));
	const periods = periodsToRead(known, plan);
	const periodIds = periods.map(({ period_id }) => period_id);
	const found = nothingRead();
	const checkInsOf = new Set(plan.checkInsOf);
	await streams.run('objectives', 'objectives', async (inner, tally) => {
		await readOneByOne(
			inner,
			tally,
			plan.objectives,
			new Set(kept.map((one) => one.period_id)),
			found
		);
		const asks = plan.people.map((personId) => ({ personId, periodIds }));
		await readObjectives(inner, tally, asks, periods, found);
	});
	for (const id of found.lists.keys()) checkInsOf.add(id);
	await readMovedCheckIns(scope, streams, found, { ...plan, rereads: [...checkInsOf] });
	return {
		product: 'agoal',
		isDirectoryComplete: false,
		organisationPeriodIds: [],
		periodIds: [],
		stop: streams.stop,
		plan
	};
}

/** An objective that is not there any more is left to the next list of its owner, which can tell gone from hidden. */
async function readOneByOne(
	scope: RunScope,
	tally: Tally,
	objectiveIds: readonly string[],
	periodIds: ReadonlySet<string>,
	found: ReadObjectives
): Promise<void> {
	let done = 0;
	await concurrently(objectiveIds, scope.concurrency.agoal, scope.signal, async (id) => {
		try {
			const page = await readObjectiveDetails(scope.client, id);
			await tally.keep(scope, id, page);
			const [record] = page.records;
			const payload = await tally.parse(scope, id, PersonalObjective, record);
			const owner = payload?.executor?.dingUserId ?? null;
			if (payload !== null && owner !== null) {
				const rows = personalObjectiveRows(payload, owner, null);
				// Of another rule, or of a period that is read no more: not ours.
				if (periodIds.has(rows.objective.period_id)) await takeObjective(scope, tally, rows, found);
			}
		} catch (error) {
			if (!(error instanceof DingTalkError)) throw error;
			if (!isRefusedRecord(error) && error.kind !== 'not_found') throw error;
			tally.notes.push(`objective ${id} is not there any more, or may not be read`);
		}
		done += 1;
		scope.onProgress(done, objectiveIds.length);
	});
}
