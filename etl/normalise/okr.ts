/** Classic OKR and its pro variants: payload -> the rows that Agoal's objectives and periods become too (dingtalk-api.md 3). */
import {
	ClassicKeyResult,
	ProKeyResult,
	type ClassicObjective,
	type ClassicPeriod,
	type ProObjective,
	type ProPeriod
} from '../dingtalk/okr-payloads.ts';
import { parseRecord } from '../dingtalk/payloads.ts';
import type {
	AlignmentRow,
	KeyResultRow,
	ObjectiveRow,
	ObjectiveRows,
	RejectedRecord
} from './objectives.ts';
import { addDays, instantOrNull, periodDay } from './instants.ts';
import type { PeriodRow } from './periods.ts';

export type Visibility = ObjectiveRow['visibility'];

/** Classic OKR knows no rules: its periods are the company's. */
const RULE = { rule_id: 'okr', rule_name: 'OKR', rule_category: 'OKR' } as const;

/** @throws {RangeError} a period that ends before it starts */
export function classicPeriodRow(payload: ClassicPeriod): PeriodRow {
	return {
		...RULE,
		period_id: payload.id,
		name: payload.name,
		source_type: payload.isYearly === true ? 'year' : '',
		...boundsOf(payload.startTime, payload.endTime)
	};
}

/** @throws {RangeError} a period that ends before it starts */
export function proPeriodRow(payload: ProPeriod): PeriodRow {
	return {
		...RULE,
		period_id: payload.periodId,
		name: payload.nameCn === '' ? payload.nameEn : payload.nameCn,
		source_type: '',
		...boundsOf(payload.startDate, payload.endDate)
	};
}

/**
 * Like Agoal's, an end is taken to be inclusive (metrics.md 1); whether classic OKR's is, is not verified. Midnight at the start
 * of a month can only be an exclusive one: periods end with months.
 */
function boundsOf(start: number, end: number): Pick<PeriodRow, 'starts_on' | 'ends_before'> {
	const starts_on = periodDay(start);
	const lastDay = periodDay(end);
	const isMidnight = periodDay(end - 1) !== lastDay;
	const isExclusive = isMidnight && lastDay.endsWith('-01');
	const ends_before = isExclusive ? lastDay : addDays(lastDay, 1);
	if (ends_before <= starts_on) throw new RangeError('the end of the period: before its start');
	return { starts_on, ends_before };
}

/**
 * @param askedPerson whose list holds it: the owner when that is absent
 * @param askedPeriod likewise its period
 * @param visibility what its permission says (metrics.md 9)
 */
export function classicObjectiveRows(
	payload: ClassicObjective,
	askedPerson: string,
	askedPeriod: string,
	visibility: Visibility
): ObjectiveRows {
	const { id, alignToIds: up, alignFromIds: down } = payload;
	const { keyResults, rejected } = classicKeyResults(id, payload.krList ?? []);
	return {
		objective: {
			objective_id: id,
			kind: 'personal',
			title: payload.content,
			owner_id: payload.owner?.userId ?? askedPerson,
			asked_id: askedPerson,
			team_ids: [],
			period_id: payload.periodId ?? askedPeriod,
			weight: payload.weight,
			// metrics.md 2: absent is not a draft.
			is_draft: payload.published === false ? 1 : 0,
			visibility,
			score: scoreOf(payload.score),
			created_at: instantOrNull(payload.gmtCreate),
			progress: payload.progress?.percent ?? payload.progressPercent,
			states_up: up === null ? 0 : 1,
			states_down: down === null ? 0 : 1,
			states_key_results: payload.krList === null || rejected.length > 0 ? 0 : 1
		},
		keyResults,
		alignments: [
			...[...new Set(up ?? [])].map((target): AlignmentRow => link(id, target, 'child')),
			...[...new Set(down ?? [])].map((child): AlignmentRow => link(child, id, 'parent'))
		],
		rejected,
		fingerprint: classicStamp(payload),
		movedAt: null
	};
}

/** What tells that an objective, or who may open it, may have changed: its modification. Empty: DingTalk did not say. */
export function classicStamp({ gmtModified }: ClassicObjective): string {
	return gmtModified === null ? '' : String(gmtModified);
}

/** 0..100 is inferred from examples; anything else is on a scale that we do not know (dingtalk-api.md 3.1). */
function scoreOf(score: number | null): number | null {
	return score !== null && score >= 0 && score <= 100 ? score : null;
}

/** Both ends are objectives: classic OKR aligns nothing else. */
function link(child: string, target: string, stated_by: AlignmentRow['stated_by']): AlignmentRow {
	return {
		child_objective_id: child,
		target_kind: 'objective',
		target_id: target,
		link_kind: '',
		stated_by
	};
}

/** In the order of `position`, a sort key; those without one come last, as they are listed. */
function classicKeyResults(
	objectiveId: string,
	records: readonly unknown[]
): { keyResults: KeyResultRow[]; rejected: RejectedRecord[] } {
	const rejected: RejectedRecord[] = [];
	const found = records.flatMap((record, index) => {
		const parsed = parseRecord(ClassicKeyResult, record);
		if (parsed.ok) return [parsed.value];
		rejected.push({ key: objectiveId, reason: `krList.${index}.${parsed.reason}`, record });
		return [];
	});
	const keyResults = found
		.sort((a, b) => (a.position ?? Infinity) - (b.position ?? Infinity) || 0)
		.map(({ id, content, weight, progress }, index) => ({
			key_result_id: id,
			objective_id: objectiveId,
			title: content,
			weight,
			position: index + 1,
			progress: progress?.percent ?? null
		}));
	return { keyResults, rejected };
}

/** The pro variants tell neither links nor times, drafts, grades or who may open an objective. */
export function proObjectiveRows(payload: ProObjective, askedPerson: string): ObjectiveRows {
	const id = payload.objectiveId;
	const rejected: RejectedRecord[] = [];
	const keyResults = (payload.keyResults ?? []).flatMap((record, index): KeyResultRow[] => {
		const parsed = parseRecord(ProKeyResult, record);
		if (!parsed.ok) {
			rejected.push({ key: id, reason: `keyResults.${index}.${parsed.reason}`, record });
			return [];
		}
		const { krId, title, weight, progress } = parsed.value;
		return [
			{
				key_result_id: krId,
				objective_id: id,
				title,
				weight,
				position: index + 1,
				progress
			}
		];
	});
	return {
		objective: {
			objective_id: id,
			kind: 'personal',
			title: payload.title,
			owner_id: payload.executor?.dingUserId ?? askedPerson,
			asked_id: askedPerson,
			team_ids: (payload.teams ?? []).flatMap(teamId),
			period_id: payload.period?.periodId ?? '',
			weight: payload.weight,
			is_draft: 0,
			visibility: 'unknown',
			score: null,
			created_at: null,
			progress: payload.progress,
			states_up: 0,
			states_down: 0,
			states_key_results: payload.keyResults === null || rejected.length > 0 ? 0 : 1
		},
		keyResults,
		alignments: [],
		rejected,
		fingerprint: '',
		movedAt: null
	};
}

/** The published examples have DingTalk's number under either name (dingtalk-api.md 3.3): the one that is a number is taken. */
function teamId({
	dingDeptId,
	deptUid
}: {
	readonly dingDeptId: string | null;
	readonly deptUid: string | null;
}): string[] {
	const ids = [dingDeptId, deptUid].filter((id) => id !== null);
	const chosen = ids.find((id) => /^\d+$/.test(id)) ?? ids[0];
	return chosen === undefined ? [] : [chosen];
}

/** metrics.md 9: `public` is public, any other value restricted, none unknown. */
export function visibilityOf(privacy: string | null): Visibility {
	const said = privacy?.trim().toLowerCase() ?? '';
	if (said === '') return 'unknown';
	return said === 'public' ? 'public' : 'restricted';
}
