/** Objectives with their key results and links: payload -> rows of the stage. */
import { createHash } from 'node:crypto';
import {
	KeyResult,
	parseRecord,
	type Alignment,
	type OrganisationObjective,
	type PersonalObjective
} from '../dingtalk/payloads.ts';
import { instantOrNull } from './instants.ts';

export interface ObjectiveRow {
	readonly objective_id: string;
	readonly kind: 'personal' | 'organisation';
	readonly title: string;
	readonly owner_id: string;
	readonly asked_id: string;
	readonly team_ids: readonly string[];
	readonly period_id: string;
	readonly weight: number | null;
	readonly is_draft: number;
	readonly visibility: 'public' | 'restricted' | 'unknown';
	readonly score: number | null;
	readonly created_at: string | null;
	readonly progress: number | null;
	readonly states_up: number;
	readonly states_down: number;
	readonly states_key_results: number;
}

export interface KeyResultRow {
	readonly key_result_id: string;
	readonly objective_id: string;
	readonly title: string;
	readonly weight: number | null;
	readonly position: number;
	readonly progress: number | null;
}

export interface AlignmentRow {
	readonly child_objective_id: string;
	/** Empty: the source gives an id without saying what it is; the load looks it up. */
	readonly target_kind: 'objective' | 'keyResult' | '';
	readonly target_id: string;
	readonly link_kind: string;
	readonly stated_by: 'child' | 'parent';
}

export interface RejectedRecord {
	readonly key: string;
	readonly reason: string;
	readonly record: unknown;
}

export interface ObjectiveRows {
	readonly objective: ObjectiveRow;
	readonly keyResults: readonly KeyResultRow[];
	readonly alignments: readonly AlignmentRow[];
	readonly rejected: readonly RejectedRecord[];
	/** What tells that something may have been checked in since (dingtalk-api.md 4.4). */
	readonly fingerprint: string;
	/** Epoch ms of the last change that the source dates: nothing was checked in after it. null: it dates none. */
	readonly movedAt: number | null;
}

/** @param askedPerson whose list holds it: the owner when the executor is absent */
export function personalObjectiveRows(
	payload: PersonalObjective,
	askedPerson: string,
	onlyPeriod: string | null
): ObjectiveRows {
	const id = payload.objectiveId;
	const { keyResults, rejected } = keyResultRows(id, payload.keyResults ?? []);
	const up = payload.upAlignObjectIds;
	const down = payload.downAlignObjectIds;
	return {
		objective: {
			objective_id: id,
			kind: 'personal',
			title: payload.title,
			owner_id: payload.executor?.dingUserId ?? askedPerson,
			asked_id: askedPerson,
			team_ids: (payload.teams ?? []).flatMap(({ deptId }) => (deptId === null ? [] : [deptId])),
			period_id: payload.period?.periodId ?? onlyPeriod ?? '',
			weight: payload.weight,
			// metrics.md 2: absent is not a draft.
			is_draft:
				payload.approveStatus === 'preApprove' || payload.approveStatus === 'notApproved' ? 1 : 0,
			// Agoal does not say who may see an objective (metrics.md 9).
			visibility: 'unknown',
			score: null,
			created_at: instantOrNull(payload.created),
			progress: payload.progress,
			states_up: up === null ? 0 : 1,
			states_down: down === null ? 0 : 1,
			states_key_results: payload.keyResults === null || rejected.length > 0 ? 0 : 1
		},
		keyResults,
		alignments: [
			...unique(up ?? []).map((target): AlignmentRow => childSays(id, '', target, '')),
			...unique(down ?? []).map((child): AlignmentRow => parentSays(id, child, ''))
		],
		rejected,
		fingerprint: JSON.stringify([
			payload.latestProgress?.progressId ?? null,
			payload.latestProgress?.created ?? null,
			// Agoal folds what is checked in within a week into one entry (dingtalk-api.md 4.3): its text tells.
			digestOf(payload.latestProgress?.htmldescription ?? ''),
			payload.updated,
			payload.progress,
			keyResults.map(({ key_result_id, progress }) => [key_result_id, progress])
		]),
		movedAt:
			payload.updated === null
				? null
				: Math.max(payload.updated, payload.latestProgress?.created ?? 0)
	};
}

/** Organisation objectives have neither key results nor progress (dingtalk-api.md 4.2). */
export function organisationObjectiveRows(
	payload: OrganisationObjective,
	onlyPeriod: string | null
): ObjectiveRows {
	const id = payload.objectiveId;
	const team = payload.team?.deptId ?? '';
	const up = payload.upAlignObjects;
	const down = payload.downAlignObjects;
	return {
		objective: {
			objective_id: id,
			kind: 'organisation',
			title: payload.title,
			owner_id: payload.executor?.dingUserId ?? '',
			asked_id: team,
			team_ids: team === '' ? [] : [team],
			period_id: payload.period?.periodId ?? onlyPeriod ?? '',
			weight: null,
			is_draft: 0,
			visibility: 'unknown',
			score: null,
			created_at: null,
			progress: null,
			states_up: up === null ? 0 : 1,
			states_down: down === null ? 0 : 1,
			states_key_results: 0
		},
		keyResults: [],
		alignments: [
			...(up ?? []).flatMap((link) => upward(id, link)),
			...(down ?? []).flatMap((link) => downward(id, link))
		],
		rejected: [],
		fingerprint: '',
		movedAt: null
	};
}

function keyResultRows(
	objectiveId: string,
	records: readonly unknown[]
): { keyResults: KeyResultRow[]; rejected: RejectedRecord[] } {
	const keyResults: KeyResultRow[] = [];
	const rejected: RejectedRecord[] = [];
	for (const [index, record] of records.entries()) {
		const parsed = parseRecord(KeyResult, record);
		if (!parsed.ok) {
			rejected.push({ key: objectiveId, reason: `keyResults.${index}.${parsed.reason}`, record });
			continue;
		}
		const { keyResultId, title, weight, progress } = parsed.value;
		keyResults.push({
			key_result_id: keyResultId,
			objective_id: objectiveId,
			title,
			weight,
			position: index + 1,
			progress
		});
	}
	return { keyResults, rejected };
}

function upward(
	child: string,
	{ objectiveId, objectId, objectType, alignType }: Alignment
): AlignmentRow[] {
	const target = objectId ?? objectiveId;
	if (target === null) return [];
	const kind = objectType === 'keyResult' || objectType === 'objective' ? objectType : '';
	return [childSays(child, kind, target, alignType ?? '')];
}

/** The child end of a downward link counts as its objective, also when a key result of it is named. */
function downward(parent: string, { objectiveId, objectId, alignType }: Alignment): AlignmentRow[] {
	const child = objectiveId ?? objectId;
	return child === null ? [] : [parentSays(parent, child, alignType ?? '')];
}

function childSays(
	child: string,
	target_kind: AlignmentRow['target_kind'],
	target_id: string,
	link_kind: string
): AlignmentRow {
	return { child_objective_id: child, target_kind, target_id, link_kind, stated_by: 'child' };
}

function parentSays(parent: string, child: string, link_kind: string): AlignmentRow {
	return {
		child_objective_id: child,
		target_kind: 'objective',
		target_id: parent,
		link_kind,
		stated_by: 'parent'
	};
}

function unique(ids: readonly string[]): string[] {
	return [...new Set(ids)];
}

/** Instead of a text that is kept for as long as a run lasts. */
function digestOf(text: string): string {
	return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}
