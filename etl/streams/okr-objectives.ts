/**
 * Personal objectives of classic OKR, sliced by person and period, and of its pro variants, sliced by person. Grain: one payload
 * per objective, with its key results and links (dingtalk-api.md 3). There are no check-ins: `found.lists` stays empty.
 */
import { DingTalkError, isRefusedRecord } from '../dingtalk/errors.ts';
import { readClassicObjectives, readProObjectives } from '../dingtalk/okr.ts';
import { ClassicObjective, ProObjective } from '../dingtalk/okr-payloads.ts';
import type { Page } from '../dingtalk/page.ts';
import type { ObjectiveRows } from '../normalise/objectives.ts';
import { classicObjectiveRows, classicStamp, proObjectiveRows } from '../normalise/okr.ts';
import type { PeriodRow } from '../normalise/periods.ts';
import type { PersonAsk } from './asks.ts';
import { concurrently } from './concurrently.ts';
import { answerFor, type ReadObjectives } from './objectives.ts';
import type { OkrProduct } from './okr-periods.ts';
import { openVisibility, type VisibilityReader } from './okr-visibility.ts';
import { answer, type RunScope, type Tally } from './scope.ts';
import { stageObjective } from './stage-objective.ts';

export interface OkrChoice {
	readonly product?: OkrProduct;
	/** Ask anew who may open an objective, whatever seems not to have moved. */
	readonly isFull?: boolean;
}

/** So many people refused, and nobody answered for: then it is not about people. */
const REFUSALS_IN_A_ROW = 5;

/**
 * Fills `found` while it reads, so that a stop keeps what was read.
 * @param periods those that may be asked for
 */
export async function readOkrObjectives(
	scope: RunScope,
	tally: Tally,
	asks: readonly PersonAsk[],
	periods: readonly PeriodRow[],
	found: ReadObjectives,
	{ product = 'okr', isFull = false }: OkrChoice = {}
): Promise<void> {
	const known = new Set(periods.map(({ period_id }) => period_id));
	const visibility =
		product === 'okr'
			? await openVisibility(scope, tally, { isFull, personIds: asks.map((ask) => ask.personId) })
			: null;
	let done = 0;
	let refused = 0;
	let answers = 0;

	async function readPerson({ personId, periodIds }: PersonAsk): Promise<void> {
		const asked = periodIds.filter((id) => known.has(id));
		const lists = asked.length === 0 ? [] : listsOf(scope, tally, visibility, personId, asked);
		const answered: string[] = [];
		try {
			for (const list of lists) {
				const isWhole = await readList(scope, tally, personId, list, found);
				answers += 1;
				if (isWhole) answered.push(...list.periodIds);
			}
		} catch (error) {
			if (!(error instanceof DingTalkError) || !isAboutPerson(error)) throw error;
			refused += 1;
			if (answers === 0 && refused >= REFUSALS_IN_A_ROW) throw error;
			await tally.reject(scope, personId, 'refused', error.message, '');
		}
		await answerFor(scope, personId, answered);
		if (answered.length === asked.length) {
			found.answered += 1;
			await answer(scope, 'person', personId);
		}
	}

	try {
		await concurrently(asks, scope.concurrency.agoal, scope.signal, async (ask) => {
			await readPerson(ask);
			done += 1;
			scope.onProgress(done, asks.length);
		});
		await visibility?.finish();
	} finally {
		// After a stop too: whoever was asked for has been paid for.
		await visibility?.keep();
	}
	if (refused > 0) tally.gaps.push(`the objectives of ${refused} people may not be read`);
}

/** Error codes of classic OKR are not published: what is refused for a reason of its own is taken to be about this person. */
function isAboutPerson(error: DingTalkError): boolean {
	return isRefusedRecord(error) || error.kind === 'business' || error.kind === 'not_found';
}

interface List {
	/** What of the ask is answered once the list was read whole. */
	readonly periodIds: readonly string[];
	/** For the raw layer. */
	readonly key: string;
	pages(): AsyncGenerator<Page>;
	/** `elsewhere`: of a period that was not asked for. `rejected`: it could not be understood. */
	rowsOf(record: unknown): Promise<ObjectiveRows | 'elsewhere' | 'rejected'>;
}

/** @param visibility null: of the pro variants, which answer for every period at once */
function listsOf(
	scope: RunScope,
	tally: Tally,
	visibility: VisibilityReader | null,
	personId: string,
	periodIds: readonly string[]
): List[] {
	if (visibility === null) return [proList(scope, tally, personId, periodIds)];
	return periodIds.map((id) => classicList(scope, tally, visibility, personId, id));
}

function classicList(
	scope: RunScope,
	tally: Tally,
	visibility: VisibilityReader,
	personId: string,
	periodId: string
): List {
	return {
		periodIds: [periodId],
		key: `${personId} ${periodId}`,
		pages: () => readClassicObjectives(scope.client, personId, periodId),
		async rowsOf(record) {
			const payload = await tally.parse(scope, personId, ClassicObjective, record);
			if (payload === null) return 'rejected';
			if (payload.periodId !== null && payload.periodId !== periodId) {
				const reason = 'periodId: not the one asked for';
				await tally.reject(scope, personId, 'record', reason, record);
				return 'rejected';
			}
			const { owner } = payload;
			if (owner?.id != null && owner.userId !== null) visibility.learn(owner.id, owner.userId);
			const who = await visibility.of(payload.id, personId, classicStamp(payload));
			return classicObjectiveRows(payload, personId, periodId, who);
		}
	};
}

function proList(
	scope: RunScope,
	tally: Tally,
	personId: string,
	periodIds: readonly string[]
): List {
	return {
		periodIds,
		key: personId,
		pages: () => readProObjectives(scope.client, scope.config.goodsCode ?? '', personId),
		async rowsOf(record) {
			const payload = await tally.parse(scope, personId, ProObjective, record);
			if (payload === null) return 'rejected';
			const rows = proObjectiveRows(payload, personId);
			if (rows.objective.period_id === '') {
				await tally.reject(scope, personId, 'record', 'period: absent', record);
				return 'rejected';
			}
			return periodIds.includes(rows.objective.period_id) ? rows : 'elsewhere';
		}
	};
}

/** @returns whether every objective of the list could be understood, and the list did not move while it was read */
async function readList(
	scope: RunScope,
	tally: Tally,
	personId: string,
	list: List,
	found: ReadObjectives
): Promise<boolean> {
	const seen = new Set<string>();
	let isUnderstood = true;
	let isSteady = true;
	for await (const page of list.pages()) {
		await tally.keep(scope, list.key, page);
		for (const record of page.records) {
			const rows = await list.rowsOf(record);
			if (rows === 'rejected') isUnderstood = false;
			if (rows === 'rejected' || rows === 'elsewhere') continue;
			const id = rows.objective.objective_id;
			// Something seen twice means that the list moved between two pages: something else may have been skipped.
			if (seen.has(id)) {
				isSteady = false;
				continue;
			}
			seen.add(id);
			tally.items += 1;
			for (const { key_result_id, title } of rows.keyResults)
				found.titles.set(key_result_id, title);
			await stageObjective(scope, tally, rows);
		}
	}
	if (!isUnderstood) tally.gaps.push(`an objective of ${personId} could not be understood`);
	if (!isSteady) tally.gaps.push(`the objectives of ${personId} changed while they were read`);
	return isUnderstood && isSteady;
}
