/** Personal objectives, sliced by person and rule. Grain: one payload per objective, with its key results and links. */
import { readObjectives as readObjectiveList } from '../dingtalk/agoal.ts';
import { DingTalkError, isRefusedRecord } from '../dingtalk/errors.ts';
import { parseRecord, PersonalObjective } from '../dingtalk/payloads.ts';
import { personalObjectiveRows } from '../normalise/objectives.ts';
import type { PeriodRow } from '../normalise/periods.ts';
import { instantText } from '../normalise/instants.ts';
import { concurrently } from './concurrently.ts';
import { stageObjective } from './stage-objective.ts';
import type { RunScope, Tally } from './scope.ts';

export interface ReadObjectives {
	/** Objective id -> what its list said that tells of new check-ins. */
	readonly fingerprints: Map<string, string>;
	/** Key result id -> its title. */
	readonly titles: Map<string, string>;
	/** People who were answered for in every rule. */
	answered: number;
}

/** Fills `found` while it reads, so that a stop keeps what was read. */
export async function readObjectives(
	scope: RunScope,
	tally: Tally,
	people: readonly string[],
	periods: readonly PeriodRow[],
	found: ReadObjectives
): Promise<void> {
	const rules = [...Map.groupBy(periods, ({ rule_id }) => rule_id)];
	let done = 0;
	let refused = 0;
	await concurrently(people, scope.concurrency.agoal, scope.signal, async (person) => {
		let isWhole = true;
		let isRefused = false;
		for (const [ruleId, ofRule] of rules) {
			const ids = ofRule.map(({ period_id }) => period_id);
			try {
				isWhole = (await readList(scope, tally, person, ruleId, ids, found)) && isWhole;
			} catch (error) {
				if (!(error instanceof DingTalkError)) throw error;
				if (!isRefusedRecord(error) && error.kind !== 'not_found') throw error;
				isWhole = false;
				isRefused = true;
				await tally.reject(scope, person, 'refused', error.message, '');
			}
		}
		if (isRefused) refused += 1;
		if (isWhole) {
			found.answered += 1;
			await scope.batches.add('core_answers', [
				{
					subject_kind: 'person',
					subject_id: person,
					answered_at: instantText(scope.observedAt),
					fingerprint: ''
				}
			]);
		}
		done += 1;
		scope.onProgress(done, people.length);
	});
	if (refused > 0) tally.gaps.push(`the objectives of ${refused} people may not be read`);
}

/** @returns whether every objective of the list could be understood */
async function readList(
	scope: RunScope,
	tally: Tally,
	person: string,
	ruleId: string,
	periodIds: readonly string[],
	found: ReadObjectives
): Promise<boolean> {
	const page = await readObjectiveList(scope.client, person, ruleId, periodIds);
	await tally.keep(scope, `${person} ${ruleId}`, page);
	const onlyPeriod = periodIds.length === 1 ? (periodIds[0] ?? null) : null;
	let isWhole = true;
	for (const record of page.records) {
		const parsed = parseRecord(PersonalObjective, record);
		const rows = parsed.ok ? personalObjectiveRows(parsed.value, person, onlyPeriod) : null;
		if (rows === null || !periodIds.includes(rows.objective.period_id)) {
			const reason = parsed.ok ? 'period: not one of those asked for' : parsed.reason;
			await tally.reject(scope, person, 'record', reason, record);
			isWhole = false;
			continue;
		}
		tally.items += 1;
		found.fingerprints.set(rows.objective.objective_id, rows.fingerprint);
		for (const { key_result_id, title } of rows.keyResults) found.titles.set(key_result_id, title);
		await stageObjective(scope, tally, rows);
	}
	if (!isWhole) tally.gaps.push(`an objective of ${person} could not be understood`);
	return isWhole;
}
