/** Check-ins, sliced by objective. Grain: one payload per check-in as it stands now (dingtalk-api.md 4.2, 4.3). */
import { z } from 'zod';
import { selectRows, sqlLiteral } from '../clickhouse/client.ts';
import { readCheckIns as readPages } from '../dingtalk/agoal.ts';
import { DingTalkError, isRefusedRecord } from '../dingtalk/errors.ts';
import { Progress } from '../dingtalk/payloads.ts';
import { checkInRows, revisedAt, type StatementRow } from '../normalise/check-ins.ts';
import { instantText } from '../normalise/instants.ts';
import type { CheckInWork } from './check-in-work.ts';
import { concurrently } from './concurrently.ts';
import { answer, type RunScope, type Tally } from './scope.ts';

/** What DingTalk does not let the app read is marked in `work`, and so is what was read. */
export async function readCheckIns(
	scope: RunScope,
	tally: Tally,
	work: CheckInWork
): Promise<void> {
	const isFirst = !(await isAnyKnown(scope));
	const all = [...work.toRead];
	let done = 0;
	let refused = 0;
	for (let from = 0; from < all.length; from += AT_ONCE) {
		const some = all.slice(from, from + AT_ONCE);
		const known = isFirst ? new Set<string>() : await knownRevisions(scope, some);
		await concurrently(some, scope.concurrency.agoal, scope.signal, async ([id, fingerprint]) => {
			try {
				if (await readObjective(scope, tally, id, work.titles, known)) {
					await scope.batches.add('stage_check_ins', [{ objective_id: id, check_in_id: '' }]);
					await answer(scope, 'check_ins', id, fingerprint);
					await answer(scope, 'check_in_read', id);
				}
				work.toRead.delete(id);
			} catch (error) {
				if (!(error instanceof DingTalkError)) throw error;
				if (!isRefusedRecord(error) && error.kind !== 'not_found') throw error;
				// Unknown is not silent: without an answer, nothing is concluded about this objective's check-ins.
				refused += 1;
				work.toRead.delete(id);
				await answer(scope, 'refused', id, fingerprint);
				await tally.reject(scope, id, 'refused', error.message, '');
			}
			done += 1;
			scope.onProgress(done, all.length);
		});
	}
	const unreadable = refused + work.refusedBefore;
	if (unreadable > 0) tally.notes.push(`the check-ins of ${unreadable} objectives may not be read`);
	if (work.unmoved.size > 0)
		tally.notes.push(`${work.unmoved.size} objectives have not moved since their last read`);
}

/** Their lists answer for them, also in a run that has to stop before it reads any check-ins. */
export async function answerForUnmoved(scope: RunScope, { unmoved }: CheckInWork): Promise<void> {
	for (const [id, fingerprint] of unmoved) await answer(scope, 'check_ins', id, fingerprint);
}

/** What a run had to leave is read by the next one, whether or not its list is asked for again. */
export async function leaveForLater(scope: RunScope, work: CheckInWork): Promise<void> {
	for (const [id, fingerprint] of work.toRead)
		if (work.moved.has(id)) await answer(scope, 'pending', id, fingerprint);
}

/** @returns whether the read is complete, so that a check-in it misses is gone */
async function readObjective(
	scope: RunScope,
	tally: Tally,
	objectiveId: string,
	titles: ReadonlyMap<string, string>,
	known: ReadonlySet<string>
): Promise<boolean> {
	const checkIns = new Map<string, Progress>();
	let isWhole = true;
	let isThrough = false;
	for await (const page of readPages(scope.client, objectiveId)) {
		await tally.keep(scope, objectiveId, page);
		isThrough = page.isLast;
		for (const record of page.records) {
			const payload = await tally.parse(scope, objectiveId, Progress, record);
			if (payload === null) {
				isWhole = false;
				continue;
			}
			const other = checkIns.get(payload.progressId);
			if (other === undefined || revisedAt(other) < revisedAt(payload))
				checkIns.set(payload.progressId, payload);
		}
	}
	tally.items += checkIns.size;
	await load(scope, tally, objectiveId, [...checkIns.values()], titles, known);
	if (!isThrough) tally.notes.push('some lists of check-ins moved while they were read');
	return isWhole && isThrough;
}

/** New revisions go straight into the core table: a revision never changes, and they are the bulk of the data. */
async function load(
	scope: RunScope,
	tally: Tally,
	objectiveId: string,
	checkIns: readonly Progress[],
	titles: ReadonlyMap<string, string>,
	known: ReadonlySet<string>
): Promise<void> {
	const { batches } = scope;
	await batches.add(
		'stage_check_ins',
		checkIns.map(({ progressId }) => ({ objective_id: objectiveId, check_in_id: progressId }))
	);
	const observed_at = instantText(scope.observedAt);
	const revisions: object[] = [];
	const said: StatementRow[] = [];
	for (const payload of checkIns) {
		if (known.has(keyOf(objectiveId, payload.progressId, instantText(revisedAt(payload)))))
			continue;
		const { revision, statements, unreadable } = checkInRows(payload, objectiveId, (id) => {
			const title = titles.get(id);
			return title === undefined ? [] : [title];
		});
		revisions.push({ ...revision, observed_at });
		said.push(...statements);
		for (const { line, reason } of unreadable)
			await tally.reject(scope, payload.progressId, 'confidence', reason, line);
	}
	await batches.add('core_check_in_revisions', revisions);
	await batches.add('core_check_in_statements', said);
}

/** Objectives whose revisions are asked for at once: one by one they would be as many statements as calls. */
const AT_ONCE = 200;

const keyOf = (...names: readonly string[]): string => JSON.stringify(names);

const Revision = z.object({
	objective_id: z.string(),
	check_in_id: z.string(),
	revised_at: z.string()
});

/** Revisions of these objectives that are in the core table, by `keyOf` objective, check-in and instant. */
async function knownRevisions(
	scope: RunScope,
	objectives: readonly (readonly [id: string, fingerprint: string])[]
): Promise<Set<string>> {
	const rows = await selectRows(
		scope.warehouse,
		`SELECT objective_id, check_in_id, revised_at FROM core_check_in_revisions
		WHERE objective_id IN ${sqlLiteral(objectives.map(([id]) => id))}`,
		(row) => Revision.parse(row)
	);
	return new Set(
		rows.map(({ objective_id, check_in_id, revised_at }) =>
			keyOf(objective_id, check_in_id, revised_at)
		)
	);
}

async function isAnyKnown(scope: RunScope): Promise<boolean> {
	const rows = await selectRows(
		scope.warehouse,
		'SELECT 1 FROM core_check_in_revisions LIMIT 1',
		(row) => row
	);
	return rows.length > 0;
}
