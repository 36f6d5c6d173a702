/** Rows of `check_in_revisions`: every revision that some read saw, for each key result that it counts for (metrics.md 2). */
import {
	listsNone,
	revisionAt,
	statedBlocker,
	statedConfidence,
	statedNextAction,
	statedProgress
} from './check-ins.ts';
import { dayOf } from './days.ts';
import { asCubeTime } from './differences.ts';
import type { World } from './known.ts';
import { endOf, liveKeyResult } from './live.ts';
import { departmentOf, personName, placeOf } from './organisation.ts';
import { clamped } from './progress.ts';
import { speakingFacts } from './rows.ts';
import { linesOf } from './text.ts';

export function revisionRows(world: World) {
	const rows = [];
	const { timezone } = world.settings;
	const end = endOf(world, world.lastDay);
	for (const keyResult of world.keyResults.values()) {
		const { objective } = keyResult;
		for (const checkIn of objective.checkIns.values()) {
			const { created, authorId } = checkIn.source;
			const madeOn = dayOf(created, timezone);
			const { facts, instant } = speakingFacts(objective, endOf(world, madeOn));
			const department = departmentOf(world, objective, facts, instant);
			const isThere = created <= end && (checkIn.missedAt === null || checkIn.missedAt > end);
			const revisions = checkIn.revisions.toSorted((a, b) => a.updated - b.updated);
			for (const [index, revision] of revisions.entries()) {
				const counts = listsNone(revision)
					? liveKeyResult(world, keyResult, madeOn) !== null
					: revision.keyResults?.some(({ id }) => id === keyResult.id);
				if (counts !== true) continue;
				const confidence = statedConfidence(revision, keyResult.id);
				rows.push({
					check_in_id: checkIn.id,
					key_result_id: keyResult.id,
					objective_id: objective.id,
					period_id: objective.period.id,
					checked_in_at: created,
					checked_in_on: madeOn,
					revised_at: asCubeTime(revision.updated),
					revised_on: dayOf(revision.updated, timezone),
					revision_number: index + 1,
					author_id: authorId,
					author_name: personName(world, authorId, created),
					modifier_id: revision.modifierId,
					modifier_name: personName(world, revision.modifierId, revision.updated),
					...placeOf(world, department, instant),
					progress: clamped(statedProgress(revision, keyResult.id)),
					confidence,
					confidence_provenance: confidence === null ? null : 'text',
					text: linesOf(revision.html).join('\n'),
					mentions: revision.mentions,
					blocker: statedBlocker(revision, keyResult.id),
					next_action: statedNextAction(revision, keyResult.id),
					is_first: index === 0,
					is_in_force: isThere && revision === revisionAt(checkIn, end),
					deleted_at: checkIn.missedAt
				});
			}
		}
	}
	return rows;
}
export type RevisionRow = ReturnType<typeof revisionRows>[number];

export function revisionMeasures(rows: readonly RevisionRow[]) {
	return {
		base_count: rows.length,
		check_in_count: new Set(rows.map((row) => row.check_in_id)).size,
		revision_count: new Set(rows.map((row) => `${row.check_in_id} ${row.revised_at}`)).size,
		deleted_check_in_count: new Set(
			rows.filter((row) => row.deleted_at !== null).map((row) => row.check_in_id)
		).size
	};
}
