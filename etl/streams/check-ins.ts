/** Check-ins, sliced by objective. Grain: one payload per check-in as it stands now (dingtalk-api.md 4.2, 4.3). */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { selectRows, sqlLiteral } from '../clickhouse/client.ts';
import { readCheckIns as readPages } from '../dingtalk/agoal.ts';
import { DingTalkError, isRefusedRecord } from '../dingtalk/errors.ts';
import { parseRecord, Progress } from '../dingtalk/payloads.ts';
import { checkInRows, revisedAt } from '../normalise/check-ins.ts';
import { instantText } from '../normalise/instants.ts';
import { concurrently } from './concurrently.ts';
import type { ReadObjectives } from './objectives.ts';
import type { RunScope, Tally } from './scope.ts';

export async function readCheckIns(
	scope: RunScope,
	tally: Tally,
	objectives: ReadObjectives,
	isFull: boolean
): Promise<void> {
	const before = isFull ? new Map<string, string>() : await fingerprintsBefore(scope);
	const isFirst = (await knownRevisions(scope, null)).size === 0;
	const ids = [...objectives.fingerprints.keys()];
	let done = 0;
	let unmoved = 0;
	let refused = 0;
	await concurrently(ids, scope.concurrency.agoal, scope.signal, async (id) => {
		const fingerprint = shortHash(objectives.fingerprints.get(id) ?? '');
		if (before.get(id) === fingerprint) {
			unmoved += 1;
			await answer(scope, id, fingerprint);
		} else {
			try {
				if (await readObjective(scope, tally, id, objectives.titles, isFirst)) {
					await scope.batches.add('stage_check_ins', [{ objective_id: id, check_in_id: '' }]);
					await answer(scope, id, fingerprint);
				}
			} catch (error) {
				if (!(error instanceof DingTalkError)) throw error;
				if (!isRefusedRecord(error) && error.kind !== 'not_found') throw error;
				// Unknown is not silent: without an answer, nothing is concluded about this objective's check-ins.
				refused += 1;
				await tally.reject(scope, id, 'refused', error.message, '');
			}
		}
		done += 1;
		scope.onProgress(done, ids.length);
	});
	if (refused > 0) tally.notes.push(`the check-ins of ${refused} objectives may not be read`);
	if (unmoved > 0) tally.notes.push(`${unmoved} objectives have not moved since their last read`);
}

/** @returns whether the read is complete, so that a check-in it misses is gone */
async function readObjective(
	scope: RunScope,
	tally: Tally,
	objectiveId: string,
	titles: ReadonlyMap<string, string>,
	isFirst: boolean
): Promise<boolean> {
	const checkIns = new Map<string, Progress>();
	let isWhole = true;
	let isThrough = false;
	for await (const page of readPages(scope.client, objectiveId)) {
		await tally.keep(scope, objectiveId, page);
		isThrough = page.isLast;
		for (const record of page.records) {
			const parsed = parseRecord(Progress, record);
			if (!parsed.ok) {
				await tally.reject(scope, objectiveId, 'record', parsed.reason, record);
				isWhole = false;
				continue;
			}
			const known = checkIns.get(parsed.value.progressId);
			if (known === undefined || revisedAt(known) < revisedAt(parsed.value))
				checkIns.set(parsed.value.progressId, parsed.value);
		}
	}
	tally.items += checkIns.size;
	await load(scope, tally, objectiveId, [...checkIns.values()], titles, isFirst);
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
	isFirst: boolean
): Promise<void> {
	const { batches } = scope;
	await batches.add(
		'stage_check_ins',
		checkIns.map(({ progressId }) => ({ objective_id: objectiveId, check_in_id: progressId }))
	);
	const isNew = isFirst || checkIns.length === 0;
	const known = isNew ? new Set<string>() : await knownRevisions(scope, objectiveId);
	for (const payload of checkIns) {
		if (known.has(`${payload.progressId} ${instantText(revisedAt(payload))}`)) continue;
		const { revision, statements, unreadable } = checkInRows(payload, objectiveId, (id) => {
			const title = titles.get(id);
			return title === undefined ? [] : [title];
		});
		const observed_at = instantText(scope.observedAt);
		await batches.add('core_check_in_revisions', [{ ...revision, observed_at }]);
		await batches.add('core_check_in_statements', statements);
		for (const { line, reason } of unreadable)
			await tally.reject(scope, payload.progressId, 'confidence', reason, line);
	}
}

const Revision = z.object({ check_in_id: z.string(), revised_at: z.string() });

/** Of one objective; with null, those of any: one is enough to tell that this is not the first read. */
async function knownRevisions(scope: RunScope, objectiveId: string | null): Promise<Set<string>> {
	const which =
		objectiveId === null ? 'LIMIT 1' : `WHERE objective_id = ${sqlLiteral(objectiveId)}`;
	const rows = await selectRows(
		scope.warehouse,
		`SELECT check_in_id, revised_at FROM core_check_in_revisions ${which}`,
		(row) => Revision.parse(row)
	);
	return new Set(rows.map(({ check_in_id, revised_at }) => `${check_in_id} ${revised_at}`));
}

const Fingerprint = z.object({ subject_id: z.string(), fingerprint: z.string() });

/** What the objective lists said when the check-ins were last read, by objective. */
async function fingerprintsBefore(scope: RunScope): Promise<Map<string, string>> {
	const rows = await selectRows(
		scope.warehouse,
		`SELECT subject_id, argMax(fingerprint, run_id) AS fingerprint FROM core_answers
		WHERE subject_kind = 'check_ins' GROUP BY subject_id`,
		(row) => Fingerprint.parse(row)
	);
	return new Map(rows.map(({ subject_id, fingerprint }) => [subject_id, fingerprint]));
}

function answer(scope: RunScope, objectiveId: string, fingerprint: string): Promise<void> {
	return scope.batches.add('core_answers', [
		{
			subject_kind: 'check_ins',
			subject_id: objectiveId,
			answered_at: instantText(scope.observedAt),
			fingerprint
		}
	]);
}

function shortHash(text: string): string {
	return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
