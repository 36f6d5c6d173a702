/** Personal objectives, sliced by person and rule. Grain: one payload per objective, with its key results and links. */
import { readObjectives as readObjectiveList } from '../dingtalk/agoal.ts';
import { DingTalkError, isRefusedRecord } from '../dingtalk/errors.ts';
import { PersonalObjective } from '../dingtalk/payloads.ts';
import { personalObjectiveRows, type ObjectiveRows } from '../normalise/objectives.ts';
import type { PeriodRow } from '../normalise/periods.ts';
import { instantText } from '../normalise/instants.ts';
import type { PersonAsk } from './asks.ts';
import { concurrently } from './concurrently.ts';
import { stageObjective } from './stage-objective.ts';
import { answer, type RunScope, type Tally } from './scope.ts';

export interface ReadObjectives {
	/** Objective id -> what its list said that tells of new check-ins. */
	readonly lists: Map<string, ListedObjective>;
	/** Key result id -> its title. */
	readonly titles: Map<string, string>;
	/** People who were answered for in every period asked for. */
	answered: number;
}

export interface ListedObjective {
	/** Equal for two lists between which nothing was checked in (dingtalk-api.md 4.4). */
	readonly fingerprint: string;
	/** Epoch ms of the last sign of life that the list dates, or null: it dates none. */
	readonly movedAt: number | null;
}

export function nothingRead(): ReadObjectives {
	return { lists: new Map(), titles: new Map(), answered: 0 };
}

/** Fills `found` while it reads, so that a stop keeps what was read. */
export async function readObjectives(
	scope: RunScope,
	tally: Tally,
	asks: readonly PersonAsk[],
	periods: readonly PeriodRow[],
	found: ReadObjectives
): Promise<void> {
	const ruleOf = new Map(periods.map(({ period_id, rule_id }) => [period_id, rule_id]));
	let done = 0;
	let refused = 0;
	await concurrently(asks, scope.concurrency.agoal, scope.signal, async (ask) => {
		let isWhole = true;
		let isRefused = false;
		for (const [ruleId, ids] of Map.groupBy(ask.periodIds, (id) => ruleOf.get(id) ?? '')) {
			try {
				if (await readList(scope, tally, ask.personId, ruleId, ids, found))
					await answerFor(scope, ask.personId, ids);
				else isWhole = false;
			} catch (error) {
				if (!(error instanceof DingTalkError)) throw error;
				if (!isRefusedRecord(error) && error.kind !== 'not_found') throw error;
				isWhole = false;
				isRefused = true;
				await tally.reject(scope, ask.personId, 'refused', error.message, '');
			}
		}
		if (isRefused) refused += 1;
		if (isWhole) {
			found.answered += 1;
			await answer(scope, 'person', ask.personId);
		}
		done += 1;
		scope.onProgress(done, asks.length);
	});
	if (refused > 0) tally.gaps.push(`the objectives of ${refused} people may not be read`);
}

/** One person's objectives in these periods were answered for: what is missing from the answer is gone. */
export function answerFor(
	scope: RunScope,
	personId: string,
	periodIds: readonly string[]
): Promise<void> {
	const answered_at = instantText(scope.observedAt);
	const rows = periodIds.map((period_id) => ({ person_id: personId, period_id, answered_at }));
	return scope.batches.add('core_person_answers', rows);
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
		const payload = await tally.parse(scope, person, PersonalObjective, record);
		if (payload === null) {
			isWhole = false;
			continue;
		}
		const rows = personalObjectiveRows(payload, person, onlyPeriod);
		if (!periodIds.includes(rows.objective.period_id)) {
			const reason = 'period: not one of those asked for';
			await tally.reject(scope, person, 'record', reason, record);
			isWhole = false;
			continue;
		}
		await takeObjective(scope, tally, rows, found);
	}
	if (!isWhole) tally.gaps.push(`an objective of ${person} could not be understood`);
	return isWhole;
}

export async function takeObjective(
	scope: RunScope,
	tally: Tally,
	rows: ObjectiveRows,
	found: ReadObjectives
): Promise<void> {
	tally.items += 1;
	const { fingerprint, movedAt } = rows;
	found.lists.set(rows.objective.objective_id, { fingerprint, movedAt });
	for (const { key_result_id, title } of rows.keyResults) found.titles.set(key_result_id, title);
	await stageObjective(scope, tally, rows);
}
